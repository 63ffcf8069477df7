package se.iopledger.agreement.domain.amend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static se.iopledger.agreement.domain.Story.AT_LAST;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.testing.Five.UPP;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.AmendmentCommand.ProposeAmendment;
import se.iopledger.agreement.domain.SettlementCommand.SettleFinding;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.domain.settle.Blocking;
import se.iopledger.agreement.domain.settle.Blocking.Standing;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.agreement.AgreementEvent.FindingsRaised;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentDecided;
import se.iopledger.contracts.agreement.AmendmentEvent.Cause;
import se.iopledger.contracts.agreement.AmendmentEvent.Outcome;
import se.iopledger.contracts.agreement.CorrectionEvent.CorrectionApproved;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.LifeEvent.TermsChangeReversed;
import se.iopledger.contracts.agreement.LifeEvent.TermsChanged;
import se.iopledger.contracts.agreement.SettlementEvent.FindingSettled;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.testing.Clause;

/** Who says that goal, purpose and values stay when commitments change without renegotiation. */
final class PurposeStaysTest {
    private static final Changes UPPSALA = Changes.of(UPP);

    private static Story proposed() {
        return givenActive(UPP)
                .when(UPPSALA.propose(
                                "stadsmission",
                                "2021-12-20",
                                "2021-12-22",
                                Paper.of("UPP").without("/commitments/3").terms())
                        .commitmentsOnly()
                        .now())
                .happens();
    }

    private static Story decidedByOneParty() {
        return proposed()
                .when(UPPSALA.decide("amendment-1", "steering", "2021-12-21", "kommun against", "stadsmission for"))
                .then(AmendmentDecided.class, FindingsRaised.class, TermsChanged.class);
    }

    @Test
    @Clause({"UPP-17", "STO-5"})
    void wantedByAllItIsWhatAllSay() {
        proposed()
                .when(UPPSALA.decide("amendment-1", "steering", "2021-12-21", "kommun for", "stadsmission for"))
                .then(AmendmentDecided.class, TermsChanged.class);
        // What was not adopted changes no commitment.
        proposed()
                .when(UPPSALA.decide("amendment-1", "steering", "2021-12-21", "kommun for", "stadsmission against"))
                .then(AmendmentDecided.class);
    }

    @Test
    @Clause({"UPP-12", "UPP-17"})
    void decidedByOnePartyItIsToldAsItsWord() {
        Finding finding = decidedByOneParty().known().findings().getLast();
        assertThat(finding.id()).isEqualTo("PurposeMustBeAgreedToStay:amendment-1");
        assertThat(finding.clauses()).contains("UPP-12", "UPP-17");
        assertThat(finding.text()).contains("what stadsmission says").doesNotContain("kommun");
        decidedByOneParty()
                .whenVoided(AmendmentDecided.class)
                .then(CorrectionApproved.class, TermsChangeReversed.class);
    }

    @Test
    @Clause("UPP-17")
    void aSecondPersonRecordsThatThePurposeStays() {
        Story decided = decidedByOneParty();
        decided.when(settle("registrar-1")).thenRejected("SettlerMustNotHaveRegistered");
        Story byAnother = givenActive(UPP)
                .when(withActor("clerk-7"))
                .happens()
                .when(UPPSALA.decide("amendment-1", "steering", "2021-12-21", "kommun against", "stadsmission for"))
                .happens();
        byAnother.when(settle("clerk-7")).thenRejected("SettlerMustNotHaveProposed");
        Story settled = byAnother.when(settle(Story.APPROVER)).then(FindingSettled.class);
        assertThat(Blocking.standing(settled.known(), settled.known().findings().getLast(), AT_LAST))
                .isInstanceOf(Standing.Settled.class);
    }

    private static ProposeAmendment withActor(String actor) {
        var proposal = UPPSALA.propose(
                        "stadsmission",
                        "2021-12-20",
                        "2021-12-22",
                        Paper.of("UPP").without("/commitments/3").terms())
                .commitmentsOnly()
                .now();
        return new ProposeAmendment(
                proposal.agreementId(),
                proposal.by(),
                proposal.proposedOn(),
                proposal.way(),
                proposal.from(),
                proposal.background(),
                proposal.keepsPurpose(),
                proposal.madeOn(),
                proposal.terms(),
                proposal.annex(),
                proposal.renegotiation(),
                proposal.supersedes(),
                Mandate.of(actor, proposal.proposedOn()));
    }

    private static SettleFinding settle(String actor) {
        return settle("PurposeMustBeAgreedToStay:amendment-1", actor, "2021-12-22");
    }

    private static SettleFinding settle(String finding, String actor, String day) {
        LocalDate on = LocalDate.parse(day);
        return new SettleFinding(
                UPPSALA.agreementId(),
                finding,
                null,
                "socialnämnden",
                on,
                "§ 4",
                new Mandate(actor, on, on, "evening opening is no goal of the partnership"));
    }

    @Test
    @Clause({"UPP-16", "UPP-17"})
    void thePartyThatWasOutvotedObjectsIntoRenegotiation() {
        Story called = decidedByOneParty()
                .when(UPPSALA.call("kommun", "2021-12-22", Cause.CHANGE_OF_PURPOSE))
                .happens();
        Finding finding = called.known().findings().getLast();
        assertThat(Blocking.standing(called.known(), finding, AT_LAST)).isEqualTo(new Standing.Open(null));
        Story closed = called.when(UPPSALA.close("renegotiation-1", "2021-12-23", Outcome.UNCHANGED, null))
                .happens();
        assertThat(Blocking.standing(closed.known(), finding, AT_LAST)).isEqualTo(new Standing.Answered());
        // Another cause, or a renegotiation from before the decision, answers nothing.
        Story otherCause = decidedByOneParty()
                .when(UPPSALA.call("kommun", "2021-12-22", Cause.ANY_PARTY_MAY_CALL))
                .happens()
                .when(UPPSALA.close("renegotiation-1", "2021-12-23", Outcome.UNCHANGED, null))
                .happens();
        assertThat(Blocking.standing(otherCause.known(), finding, AT_LAST)).isEqualTo(new Standing.Open(null));
        Story before = proposed()
                .when(UPPSALA.call("kommun", "2021-12-20", Cause.CHANGE_OF_PURPOSE))
                .happens()
                .when(UPPSALA.decide("amendment-1", "steering", "2021-12-21", "kommun against", "stadsmission for"))
                .happens()
                .when(UPPSALA.close("renegotiation-1", "2021-12-23", Outcome.UNCHANGED, null))
                .happens();
        assertThat(Blocking.standing(before.known(), finding, AT_LAST)).isEqualTo(new Standing.Open(null));
    }

    @Test
    @Clause({"UPP-16", "UPP-17"})
    void eachChangeIsConfirmedOrTakenUpByItself() {
        Story first = givenActive(UPP)
                .when(withActor("clerk-7"))
                .happens()
                .when(UPPSALA.decide("amendment-1", "steering", "2021-12-21", "kommun against", "stadsmission for"))
                .happens()
                .when(UPPSALA.call("kommun", "2021-12-22", Cause.CHANGE_OF_PURPOSE))
                .happens()
                .when(UPPSALA.close("renegotiation-1", "2021-12-23", Outcome.UNCHANGED, null))
                .happens();
        Story second = first.when(UPPSALA.propose(
                                "stadsmission",
                                "2021-12-24",
                                "2021-12-28",
                                Paper.of("UPP")
                                        .without("/commitments/3")
                                        .without("/commitments/3")
                                        .terms())
                        .madeOn(2)
                        .commitmentsOnly()
                        .now())
                .happens()
                .when(UPPSALA.decide("amendment-2", "steering", "2021-12-27", "kommun against", "stadsmission for"))
                .happens();
        assertThat(second.known().findings())
                .filteredOn(finding -> finding.rule().equals("PurposeMustBeAgreedToStay"))
                .extracting(Finding::id, finding -> Blocking.standing(second.known(), finding, AT_LAST))
                .containsExactly(
                        tuple("PurposeMustBeAgreedToStay:amendment-1", new Standing.Answered()),
                        tuple("PurposeMustBeAgreedToStay:amendment-2", new Standing.Open(null)));
        // Who recorded the one proposal is a second person for the other.
        second.when(settle("PurposeMustBeAgreedToStay:amendment-2", "clerk-7", "2021-12-28"))
                .then(FindingSettled.class);
    }
}
