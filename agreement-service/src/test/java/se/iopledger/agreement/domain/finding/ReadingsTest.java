package se.iopledger.agreement.domain.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.testing.Five.UPP;

import java.util.List;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.agreement.SettlementEvent.ChosenReading;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;

/** A finding offers the readings of what it is about, and no others. */
final class ReadingsTest {
    @Test
    @Clause({"UPP-7", "UPP-9"})
    void ofAnAmountThatIsAlsoReckonedTheAmountsAreOffered() {
        assertThat(readings(UPP, "StatementsMustAgree:the-organisation-s-own-contribution"))
                .containsExactly("870000.00", "3978000.00");
    }

    @Test
    @Clause({"UPP-7", "UPP-9"})
    void ofTwoWrongSumsEachOffersItsOwn() {
        Terms two = Paper.of("UPP").with("/statements/-", """
                        {"kind": "SUM", "subject": "the cost", "place": "the memo", "parts": ["1.00", "2.00"],
                         "stated": "4.00", "clauses": ["UPP-8"]}
                        """).terms();
        assertThat(readings(two, "StatedSumMustBeTheSum:the-organisation-s-own-contribution"))
                .containsExactly("3977000.00", "3978000.00");
        assertThat(readings(two, "StatedSumMustBeTheSum:the-cost")).containsExactly("3.00", "4.00");
    }

    @Test
    @Clause("NOR-13")
    void theDatesOfAnotherSignatureAreNotOffered() {
        Terms later = Paper.of("NOR")
                .with("/signatureLines/1/electronicallySignedAt", "\"2021-06-25T18:01:22+02:00\"")
                .terms();
        assertThat(readings(later, "SignatureDatesMustAgree:norrtalje-kommun"))
                .containsExactly("2021-06-23", "2021-06-24");
    }

    @Test
    @Clause("LIN-6")
    void aPlaceWithoutADayIsNoStartToChoose() {
        Terms third = Paper.of("LIN")
                .with("/funding/adjustment/startReadings/-", "{\"label\": \"the third place\", \"clauses\": []}")
                .terms();
        assertThat(readings(third, "AdjustmentMustHaveOneStart"))
                .containsExactly("from 2022-07-01 (the first place)", "from 2022-10-01 (the second place)");
    }

    private static List<String> readings(Terms terms, String findingId) {
        return Findings.of(terms).stream()
                .filter(finding -> finding.id().equals(findingId))
                .flatMap(finding -> Readings.of(terms, finding).stream())
                .map(ChosenReading::text)
                .toList();
    }
}
