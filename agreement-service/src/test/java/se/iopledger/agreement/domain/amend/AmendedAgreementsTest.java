package se.iopledger.agreement.domain.amend;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.domain.Story.workOffDueOn;
import static se.iopledger.agreement.testing.Five.LIN;
import static se.iopledger.agreement.testing.Five.LUN;
import static se.iopledger.agreement.testing.Five.STO;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.Stage;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExpired;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExtended;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentDiscussed;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentSigned;
import se.iopledger.contracts.agreement.AmendmentEvent.Cause;
import se.iopledger.contracts.agreement.AmendmentEvent.Outcome;
import se.iopledger.contracts.agreement.AmendmentEvent.RenegotiationClosed;
import se.iopledger.contracts.agreement.ConductEvent.DeadlinePassed;
import se.iopledger.contracts.agreement.Ending;
import se.iopledger.contracts.agreement.LifeEvent.TermsChanged;
import se.iopledger.contracts.terms.Grant;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;

/** Three agreements that were not amended in reality, lived through to their end as if they had been. */
final class AmendedAgreementsTest {
    @Test
    @Clause({"LIN-3", "LIN-4", "LIN-8"})
    void linkopingSharesItsMoneyAnewInTheSecondYear() {
        Changes linkoping = Changes.of(LIN);
        Terms otherShares = Paper.of("LIN")
                .with("/funding/grants/2/amount", "\"600000.00\"")
                .with("/funding/grants/3/amount", "\"400000.00\"")
                .terms();
        Terms notAllOfIt = Paper.of("LIN")
                .with("/funding/grants/2/amount", "\"600000.00\"")
                .terms();
        Story active = givenActive(LIN);
        // What the shares come to is what the paper states, also as amended.
        active.when(linkoping
                        .propose("pastorat", "2022-04-01", "2022-10-01", notAllOfIt)
                        .now())
                .thenRejected("SharesMustSumToTheStatedTotal");
        Story signed = active.when(linkoping
                        .propose("pastorat", "2022-04-01", "2022-10-01", otherShares)
                        .because("more people seek the migration reception")
                        .now())
                .happens()
                .when(linkoping.discuss("amendment-1", null, "2022-04-20"))
                .then(AmendmentDiscussed.class)
                .when(linkoping.sign("amendment-1", "pastorat", "2022-05-02"))
                .then(AmendmentSigned.class)
                .when(linkoping.sign("amendment-1", "stadsmission", "2022-05-03"))
                .then(AmendmentSigned.class)
                .when(linkoping.sign("amendment-1", "kommun", "2022-05-10"))
                .then(AmendmentSigned.class, TermsChanged.class);
        assertThat(amounts(signed, "2022-07-01", 1)).containsExactly("700000.00", "300000.00");
        assertThat(amounts(signed, "2023-07-03", 2)).containsExactly("600000.00", "400000.00");
        Story ended = signed.when(workOffDueOn(LIN, LocalDate.of(2023, 10, 1))).then(AgreementExpired.class);
        assertThat(ended.stage())
                .isEqualTo(new Stage.Ended(LocalDate.of(2021, 10, 1), LocalDate.of(2023, 9, 30), Ending.EXPIRY));
    }

    @Test
    @Clause({"LUN-3", "LUN-11"})
    void lundIsRenegotiatedAndGoesOnOnOtherTerms() {
        Changes lund = Changes.of(LUN);
        Terms wider = Paper.of("LUN")
                .with(
                        "/commitments/-",
                        "{\"title\":\"Protected housing\",\"by\":[\"kvinnojouren\"],\"kind\":\"ACTIVITY\"}")
                .with("/funding/grants/2/amount", "\"460000.00\"")
                .with("/amendments/form", "\"WRITTEN\"")
                .terms();
        Story renegotiated = givenActive(LUN)
                .when(lund.call("kommun", "2022-03-01", Cause.CHANGE_OF_PURPOSE))
                .happens()
                .when(lund.propose("kommun", "2022-06-01", "2023-01-01", wider)
                        .touchingThePurpose()
                        .comingOf("renegotiation-1")
                        .now())
                .happens()
                .when(lund.discuss("amendment-1", "steering", "2022-06-15"))
                .happens()
                .when(lund.sign("amendment-1", "kvinnojouren", "2022-09-01"))
                .happens()
                .when(lund.sign("amendment-1", "kommun", "2022-09-10"))
                .happens()
                .when(lund.close("renegotiation-1", "2022-09-10", Outcome.AMENDED, "amendment-1"))
                .then(RenegotiationClosed.class);
        assertThat(amounts(renegotiated, "2022-12-31", 2023)).containsExactly("380000.00");
        assertThat(amounts(renegotiated, "2023-01-01", 2023)).containsExactly("460000.00");
        Story ended = renegotiated
                .when(workOffDueOn(LUN, LocalDate.of(2024, 1, 1)))
                .then(DeadlinePassed.class, AgreementExpired.class);
        assertThat(((Stage.Ended) ended.stage()).lastDay()).isEqualTo(LocalDate.of(2023, 12, 31));
    }

    @Test
    @Clause({"STO-3", "STO-4", "STO-5"})
    void stockholmGetsItsAnnexAndOnlyThenItsMoney() {
        Changes stockholm = Changes.of(STO);
        Terms withAmounts = Paper.of("STO")
                .with("/documents/1/atHand", "true")
                .without("/funding/awaitsDocument")
                .with("/funding/grants", """
                        [{"payer":"stad","recipient":"stiftelse","year":2022,"amount":"1500000.00",
                          "standing":"COMMITTED","clauses":["STO-4"]}]""")
                .terms();
        Story registered = givenActive(STO)
                .when(stockholm
                        .propose("stiftelse", "2022-01-17", "2021-12-15", withAmounts)
                        .byAnnex("annex of the foundation")
                        .now())
                .happens()
                .when(stockholm.sign("amendment-1", "stiftelse", "2022-01-17"))
                .happens();
        assertThat(amounts(registered, "2022-01-17", 2022)).isEmpty();
        Story signed = registered
                .when(stockholm.sign("amendment-1", "stad", "2022-01-24"))
                .happens();
        assertThat(amounts(signed, "2021-12-15", 2022)).containsExactly("1500000.00");
        Story ended = signed.when(workOffDueOn(STO, LocalDate.of(2024, 12, 15)))
                .then(
                        AgreementExtended.class,
                        DeadlinePassed.class,
                        AgreementExtended.class,
                        DeadlinePassed.class,
                        AgreementExpired.class);
        assertThat(((Stage.Ended) ended.stage()).lastDay()).isEqualTo(LocalDate.of(2024, 12, 14));
    }

    private static List<String> amounts(Story story, String day, int year) {
        return story.known().termsOn(LocalDate.parse(day)).funding().grants().stream()
                .filter(grant -> grant.year() == year)
                .map(Grant::amount)
                .map(Money::toString)
                .toList();
    }
}
