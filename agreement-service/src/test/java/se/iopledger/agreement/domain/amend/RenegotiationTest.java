package se.iopledger.agreement.domain.amend;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.testing.Five.LIN;
import static se.iopledger.agreement.testing.Five.LUN;
import static se.iopledger.agreement.testing.Five.NOR;
import static se.iopledger.agreement.testing.Five.STO;
import static se.iopledger.agreement.testing.Five.UPP;

import java.util.List;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.AmendmentCommand.CallForRenegotiation;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.agreement.AmendmentEvent.Cause;
import se.iopledger.contracts.agreement.AmendmentEvent.Outcome;
import se.iopledger.contracts.agreement.AmendmentEvent.RenegotiationCalled;
import se.iopledger.contracts.agreement.AmendmentEvent.RenegotiationClosed;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;

/** Renegotiation, as each agreement provides for it. */
final class RenegotiationTest {
    private static final Changes STOCKHOLM = Changes.of(STO);

    @Test
    @Clause({"UPP-16", "STO-14"})
    void anyPartyMayCallForRenegotiation() {
        for (String party : List.of("stad", "stiftelse")) {
            Story called = givenActive(STO)
                    .when(STOCKHOLM.call(party, "2022-02-01", Cause.ANY_PARTY_MAY_CALL))
                    .then(RenegotiationCalled.class);
            assertThat(((RenegotiationCalled) called.history().getLast()).clauses())
                    .contains("STO-14");
        }
        givenActive(UPP)
                .when(Changes.of(UPP).call("kommun", "2021-12-21", Cause.ANY_PARTY_MAY_CALL))
                .then(RenegotiationCalled.class);
        givenActive(NOR)
                .when(Changes.of(NOR).call("kommun", "2021-12-21", Cause.ANY_PARTY_MAY_CALL))
                .thenRejected("RenegotiationMustBeInTheTerms");
        givenActive(LUN)
                .when(Changes.of(LUN).call("kommun", "2021-12-21", Cause.ANY_PARTY_MAY_CALL))
                .thenRejected("RenegotiationMustBeInTheTerms");
    }

    @Test
    @Clause("LIN-6")
    void whenTheIndexIsNoLongerPublishedItsClauseIsRenegotiated() {
        Story called = givenActive(LIN)
                .when(Changes.of(LIN).call("pastorat", "2022-12-10", Cause.INDEX_CEASED))
                .then(RenegotiationCalled.class);
        assertThat(((RenegotiationCalled) called.history().getLast()).clauses()).containsExactly("LIN-6");
        called.when(Changes.of(LIN).call("kommun", "2022-12-11", Cause.INDEX_CEASED))
                .thenRejected("RenegotiationMustNotBeUnderWay");
        givenActive(STO)
                .when(STOCKHOLM.call("stad", "2022-12-10", Cause.INDEX_CEASED))
                .thenRejected("RenegotiationMustBeInTheTerms");
    }

    @Test
    @Clause({"STO-14", "STO-5"})
    void oneCauseUnderWayKeepsNoOtherFromBeing() {
        Story called = givenActive(STO)
                .when(STOCKHOLM.call("stad", "2022-02-01", Cause.ANY_PARTY_MAY_CALL))
                .happens();
        called.when(STOCKHOLM.call("stad", "2022-02-02", Cause.ANY_PARTY_MAY_CALL))
                .thenRejected("RenegotiationMustNotBeUnderWay");
        called.when(STOCKHOLM.call("stad", "2022-02-02", Cause.CHANGE_OF_PURPOSE))
                .then(RenegotiationCalled.class);
        called.when(STOCKHOLM.close("renegotiation-1", "2022-03-01", Outcome.UNCHANGED, null))
                .happens()
                .when(STOCKHOLM.close("renegotiation-1", "2022-03-02", Outcome.UNCHANGED, null))
                .thenRejected("RenegotiationMustBeUnderWay")
                .satisfies(refused -> assertThat(refused.detail()).endsWith("closed on 2022-03-01: UNCHANGED"));
    }

    @Test
    @Clause("STO-14")
    void aRenegotiationIsClosedWithItsOutcome() {
        Story called = givenActive(STO)
                .when(STOCKHOLM.call("stad", "2022-02-01", Cause.ANY_PARTY_MAY_CALL))
                .happens();
        called.when(STOCKHOLM.close("renegotiation-2", "2022-03-01", Outcome.UNCHANGED, null))
                .thenRejected("RenegotiationMustBeKnown");
        called.when(STOCKHOLM.close("renegotiation-1", "2022-01-31", Outcome.UNCHANGED, null))
                .thenRejected("StepsMustFollowOneAnother");
        called.when(STOCKHOLM.close("renegotiation-1", "2022-03-01", Outcome.AMENDED, null))
                .thenRejected("OutcomeMustNameItsAmendment");
        called.when(STOCKHOLM.close("renegotiation-1", "2022-03-01", Outcome.PARTING, "amendment-1"))
                .thenRejected("OutcomeMustNameItsAmendment");
        Story closed = called.when(STOCKHOLM.close("renegotiation-1", "2022-03-01", Outcome.UNCHANGED, null))
                .then(RenegotiationClosed.class);
        closed.when(STOCKHOLM.close("renegotiation-1", "2022-03-01", Outcome.UNCHANGED, null))
                .thenRejected("RenegotiationMustBeUnderWay");
        closed.when(STOCKHOLM.call("stiftelse", "2022-03-02", Cause.ANY_PARTY_MAY_CALL))
                .then(RenegotiationCalled.class);
        closed.when(STOCKHOLM
                        .propose(
                                "stad",
                                "2022-03-02",
                                "2022-04-01",
                                Paper.of("STO")
                                        .with("/exits/2/noticeMonths", "6")
                                        .terms())
                        .comingOf("renegotiation-1")
                        .now())
                .thenRejected("RenegotiationMustBeUnderWay");
    }

    @Test
    void aCallSaysWhatItConcernsAndComesFromAParty() {
        Story active = givenActive(STO);
        active.when(STOCKHOLM.call("nobody", "2022-02-01", Cause.ANY_PARTY_MAY_CALL))
                .thenRejected("PartyMustBeInTheTerms");
        active.when(new CallForRenegotiation(
                        STOCKHOLM.agreementId(),
                        "stad",
                        java.time.LocalDate.of(2022, 2, 1),
                        Cause.ANY_PARTY_MAY_CALL,
                        "",
                        Changes.mandate("2022-02-01")))
                .thenRejected("RenegotiationMustSayWhatItConcerns");
    }

    @Test
    @Clause("LUN-11")
    void lundRenegotiatesWhatTouchesItsPurpose() {
        Changes lund = Changes.of(LUN);
        Terms changed = Paper.of("LUN")
                .with("/commitments/5/kind", "\"ACTIVITY\"")
                .with("/funding/grants/2/amount", "\"420000.00\"")
                .terms();
        givenActive(LUN)
                .when(lund.propose("kvinnojouren", "2022-05-02", "2023-01-01", changed)
                        .touchingThePurpose()
                        .now())
                .thenRejected("ChangeOfPurposeMustBeRenegotiated")
                .satisfies(refused -> assertThat(refused.clauses()).containsExactly("LUN-11"));
        givenActive(LUN)
                .when(lund.propose("kvinnojouren", "2022-05-02", "2023-01-01", changed)
                        .comingOf("renegotiation-1")
                        .now())
                .thenRejected("RenegotiationMustBeKnown");
        Story signed = givenActive(LUN)
                .when(lund.call("kvinnojouren", "2022-04-01", Cause.CHANGE_OF_PURPOSE))
                .happens()
                .when(lund.propose("kvinnojouren", "2022-05-02", "2023-01-01", changed)
                        .touchingThePurpose()
                        .comingOf("renegotiation-1")
                        .now())
                .happens()
                .when(lund.sign("amendment-1", "kvinnojouren", "2022-05-20"))
                .happens();
        signed.when(lund.close("renegotiation-1", "2022-05-30", Outcome.AMENDED, "amendment-1"))
                .thenRejected("OutcomeMustNameItsAmendment");
        signed.when(lund.sign("amendment-1", "kommun", "2022-05-25"))
                .happens()
                .when(lund.close("renegotiation-1", "2022-05-30", Outcome.AMENDED, "amendment-1"))
                .then(RenegotiationClosed.class);
    }
}
