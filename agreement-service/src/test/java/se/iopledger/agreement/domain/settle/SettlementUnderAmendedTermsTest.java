package se.iopledger.agreement.domain.settle;

import static se.iopledger.agreement.domain.Story.APPROVER;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.testing.Five.LIN;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.SettlementCommand.SettleFinding;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.agreement.SettlementEvent.FindingSettled;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;

/** A decision chooses between the readings that the terms of its day leave. */
final class SettlementUnderAmendedTermsTest {
    private static final String START = "AdjustmentMustHaveOneStart";

    /** From 2023 the start is said once; what is paid in July 2022 still depends on the reading. */
    @Test
    @Clause("LIN-6")
    void aReadingIsChosenAsLongAsTheTermsLeaveItOpenThoughLaterOnesDoNot() {
        Terms saidOnce =
                Paper.of("LIN").without("/funding/adjustment/startReadings/1").terms();
        Story amended = givenActive(LIN).amended("2022-02-01", "2023-01-01", saidOnce);
        amended.when(settle(null, "2022-03-01")).thenRejected("SettlementMustChooseAReading");
        amended.when(settle("from-2022-10-01", "2022-03-01")).then(FindingSettled.class);
        amended.when(settle("from-2022-10-01", "2023-01-01")).thenRejected("ReadingMustBeOffered");
    }

    private static SettleFinding settle(@Nullable String reading, String decidedOn) {
        LocalDate day = LocalDate.parse(decidedOn);
        return new SettleFinding(
                AgreementId.of(LIN),
                START,
                reading,
                "the follow-up meeting",
                day,
                null,
                new Mandate(APPROVER, day, day, "agreed in dialogue"));
    }
}
