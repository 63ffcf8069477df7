package se.iopledger.agreement.domain.correct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.iopledger.agreement.domain.Story.APPROVER;
import static se.iopledger.agreement.domain.Story.REGISTRAR;
import static se.iopledger.agreement.domain.Story.TAKEOVER;
import static se.iopledger.agreement.domain.Story.approve;
import static se.iopledger.agreement.domain.Story.approveCorrection;
import static se.iopledger.agreement.domain.Story.assumed;
import static se.iopledger.agreement.domain.Story.document;
import static se.iopledger.agreement.domain.Story.given;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.domain.Story.propose;
import static se.iopledger.agreement.domain.Story.register;
import static se.iopledger.agreement.domain.Story.sign;
import static se.iopledger.agreement.domain.Story.workOffDueOn;
import static se.iopledger.agreement.testing.Five.LIN;
import static se.iopledger.agreement.testing.Five.LUN;
import static se.iopledger.agreement.testing.Five.NOR;
import static se.iopledger.agreement.testing.Five.STO;
import static se.iopledger.agreement.testing.Five.UPP;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.AgreementDecider;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.CorrectionCommand.ApproveCorrection;
import se.iopledger.agreement.domain.CorrectionCommand.RefuseCorrection;
import se.iopledger.agreement.domain.CorrectionCommand.WithdrawCorrection;
import se.iopledger.agreement.domain.ExitCommand.GiveNotice;
import se.iopledger.agreement.domain.ExitCommand.WithdrawNotice;
import se.iopledger.agreement.domain.SettlementCommand.SettleFinding;
import se.iopledger.agreement.domain.Stage;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.domain.correct.Corrections.Outcome;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementActivated;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementApproved;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExpired;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExtended;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementRegistered;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementSigned;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementVoided;
import se.iopledger.contracts.agreement.AgreementEvent.FindingsRaised;
import se.iopledger.contracts.agreement.ConductEvent.DeadlineKept;
import se.iopledger.contracts.agreement.ConductEvent.DeadlinePassed;
import se.iopledger.contracts.agreement.CorrectionEvent.CorrectionApproved;
import se.iopledger.contracts.agreement.CorrectionEvent.CorrectionProposed;
import se.iopledger.contracts.agreement.CorrectionEvent.CorrectionRefused;
import se.iopledger.contracts.agreement.CorrectionEvent.CorrectionWithdrawn;
import se.iopledger.contracts.agreement.ExitEvent;
import se.iopledger.contracts.agreement.ExitEvent.NoticeGiven;
import se.iopledger.contracts.agreement.ExitEvent.NoticeWithdrawn;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.LifeEvent.ActivationReversed;
import se.iopledger.contracts.agreement.LifeEvent.AgreementEnded;
import se.iopledger.contracts.agreement.LifeEvent.EndReversed;
import se.iopledger.contracts.agreement.LifeEvent.ExtensionReversed;
import se.iopledger.contracts.agreement.LifeEvent.LastDayChanged;
import se.iopledger.contracts.agreement.SettlementEvent.FindingSettled;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;

/** Facts that were recorded by mistake, and what becomes of all that followed from them. */
final class CorrectionTest {
    @Test
    @Clause({"NOR-1", "NOR-13"})
    void aMistakenSignatureTakesTheActivationBack() {
        Story corrected = givenActive(NOR)
                .whenVoided(AgreementSigned.class)
                .then(CorrectionApproved.class, ActivationReversed.class);
        assertThat(corrected.stage()).isEqualTo(new Stage.Approved());
        assertThat(corrected.known().signatures().all()).hasSize(1);

        corrected.when(sign(NOR, "stadsmission")).then(AgreementSigned.class, AgreementActivated.class);
    }

    @Test
    @Clause("LIN-2")
    void aMistakenDecisionTakesTheActivationBack() {
        Story corrected = givenActive(LIN)
                .whenVoided(AgreementApproved.class)
                .then(CorrectionApproved.class, ActivationReversed.class);
        assertThat(corrected.stage()).isEqualTo(new Stage.Draft());
        assertThat(corrected.known().signatures().all()).hasSize(3);
        corrected.when(approve(LIN)).then(AgreementApproved.class, AgreementActivated.class);
    }

    @Test
    @Clause("UPP-3")
    void allThatFollowedIsTakenBackTheLatestFirst() {
        givenActive(UPP)
                .when(workOffDueOn(UPP, LocalDate.of(2022, 1, 1)))
                .then(AgreementExpired.class)
                .whenVoided(AgreementSigned.class)
                .then(CorrectionApproved.class, EndReversed.class, ActivationReversed.class);
    }

    @Test
    @Clause({"NOR-8", "NOR-2"})
    void aMistakenNoticeGivesTheLastDayBack() {
        Story told = givenActive(NOR)
                .when(notice(NOR, "2021-12-01", "2021-12-20"))
                .then(NoticeGiven.class, LastDayChanged.class);
        Story corrected = told.whenVoided(NoticeGiven.class).then(CorrectionApproved.class, LastDayChanged.class);
        assertThat(corrected.stage())
                .isEqualTo(new Stage.InForce(LocalDate.of(2021, 9, 15), LocalDate.of(2024, 9, 14)));
        assertThat(corrected.known().notices().all()).isEmpty();
    }

    @Test
    @Clause("STO-3")
    void aMistakenNoticeGivesTheExtensionBackThatItHadTakenAway() {
        Story ended = givenActive(STO)
                .when(workOffDueOn(STO, LocalDate.of(2022, 12, 15)))
                .then(AgreementExtended.class, DeadlinePassed.class)
                .when(notice(STO, "2022-09-10", "2022-12-20"))
                .then(NoticeGiven.class, DeadlineKept.class, ExtensionReversed.class, AgreementExpired.class);
        Story proposed = ended.when(
                        propose(STO, ended.fact(NoticeGiven.class), "the letter was about another agreement"))
                .happens();
        Story corrected = proposed.when(new ApproveCorrection(
                        AgreementId.of(STO), "correction-1", Mandate.of(APPROVER, LocalDate.of(2023, 1, 10))))
                .then(CorrectionApproved.class, EndReversed.class, AgreementExtended.class, DeadlinePassed.class);
        assertThat(corrected.stage())
                .isEqualTo(new Stage.InForce(LocalDate.of(2021, 12, 15), LocalDate.of(2023, 12, 14)));
    }

    @Test
    @Clause("UPP-10")
    void aMistakenWithdrawalLetsTheNoticeStandAgain() {
        Story withdrawn = givenActive(UPP)
                .when(notice(UPP, "2020-02-15", "2021-12-20"))
                .then(NoticeGiven.class, AgreementEnded.class)
                .when(new WithdrawNotice(
                        AgreementId.of(UPP),
                        "notice-1",
                        "kommun",
                        "the others agreed by letter (simulated)",
                        LocalDate.of(2020, 5, 1),
                        Mandate.of(REGISTRAR, TAKEOVER)))
                .then(NoticeWithdrawn.class, EndReversed.class, LastDayChanged.class);
        withdrawn.whenVoided(NoticeWithdrawn.class).then(CorrectionApproved.class, AgreementEnded.class);
    }

    @Test
    @Clause("UPP-10")
    void aFactThatAnotherOneNeedsIsCorrectedAfterIt() {
        Story withdrawn = givenActive(UPP)
                .when(notice(UPP, "2020-02-15", "2021-12-20"))
                .happens()
                .when(new WithdrawNotice(
                        AgreementId.of(UPP),
                        "notice-1",
                        "kommun",
                        "the others agreed by letter (simulated)",
                        LocalDate.of(2020, 5, 1),
                        Mandate.of(REGISTRAR, TAKEOVER)))
                .happens();
        withdrawn
                .when(propose(UPP, withdrawn.fact(NoticeGiven.class), "never given"))
                .thenRejected("FactMustNotBeNeededByAnother")
                .satisfies(refused -> assertThat(refused.detail())
                        .contains("entry " + withdrawn.fact(NoticeWithdrawn.class) + " (")
                        .contains("notice-withdrawn.v1"));
        withdrawn
                .whenVoided(NoticeWithdrawn.class)
                .happens()
                .whenVoided(NoticeGiven.class)
                .then(CorrectionApproved.class, EndReversed.class, LastDayChanged.class);
    }

    @Test
    @Clause("UPP-10")
    void whatCameToNeedTheFactSinceIsAskedForAgainWhenItIsApproved() {
        Story told =
                givenActive(UPP).when(notice(UPP, "2020-02-15", "2021-12-20")).happens();
        Story proposed = told.when(propose(UPP, told.fact(NoticeGiven.class), "never given"))
                .happens();
        proposed.when(new WithdrawNotice(
                        AgreementId.of(UPP),
                        "notice-1",
                        "kommun",
                        "the others agreed by letter (simulated)",
                        LocalDate.of(2020, 5, 1),
                        Mandate.of(REGISTRAR, TAKEOVER)))
                .happens()
                .when(approveCorrection(UPP, "correction-1"))
                .thenRejected("FactMustNotBeNeededByAnother");
    }

    @Test
    @Clause("NOR-8")
    void aNoticeAfterAVoidedOneHasAnIdOfItsOwn() {
        Story again = givenActive(NOR)
                .when(notice(NOR, "2021-12-01", "2021-12-20"))
                .happens()
                .whenVoided(NoticeGiven.class)
                .happens()
                .when(notice(NOR, "2021-12-10", "2021-12-20"))
                .happens();
        assertThat(again.known().notices().all())
                .singleElement()
                .satisfies(notice -> assertThat(notice.id()).isEqualTo("notice-2"));
    }

    @Test
    @Clause("LUN-1")
    void theFindingsThatWereRaisedWithAFactGoWithIt() {
        Story signed = given(register(LUN))
                .when(sign(LUN, "kommun", TAKEOVER, assumed()))
                .then(AgreementSigned.class, FindingsRaised.class);
        assertThat(findings(signed)).contains("SignatureMustBeEvidenced:kommun");
        Story corrected = signed.whenVoided(AgreementSigned.class).then(CorrectionApproved.class);
        assertThat(findings(corrected)).doesNotContain("SignatureMustBeEvidenced:kommun");
        assertThat(findings(
                        corrected.when(sign(LUN, "kommun", TAKEOVER, assumed())).happens()))
                .doesNotHaveDuplicates()
                .contains("SignatureMustBeEvidenced:kommun");
    }

    @Test
    @Clause("LUN-1")
    void aFindingThatWasSettledGoesAfterItsSettlement() {
        Story settled = given(register(LUN), sign(LUN, "kommun", TAKEOVER, assumed()))
                .when(new SettleFinding(
                        AgreementId.of(LUN),
                        "SignatureMustBeEvidenced:kommun",
                        null,
                        "the social administration",
                        TAKEOVER,
                        null,
                        new Mandate(APPROVER, TAKEOVER, TAKEOVER, "the original was seen")))
                .then(FindingSettled.class);
        settled.when(propose(LUN, settled.fact(AgreementSigned.class), "wrong paper"))
                .thenRejected("FactMustNotBeNeededByAnother");
        Story open = settled.whenVoided(FindingSettled.class).then(CorrectionApproved.class);
        assertThat(open.known().settlements().all()).isEmpty();
        open.whenVoided(AgreementSigned.class).then(CorrectionApproved.class);
    }

    @Test
    void whoProposesACorrectionDoesNotDecideOnIt() {
        Story proposed = given(register(UPP)).when(propose(UPP, 0, "twice")).then(CorrectionProposed.class);
        for (Story.Answer bySame : List.of(
                proposed.when(new ApproveCorrection(AgreementId.of(UPP), "correction-1", mandate(REGISTRAR, null))),
                proposed.when(new RefuseCorrection(AgreementId.of(UPP), "correction-1", mandate(REGISTRAR, "no"))))) {
            bySame.thenRejected("CorrectionMustBeDecidedBySomebodyElse")
                    .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Rejection.Kind.FORBIDDEN));
        }
        assertThat(proposed.stage()).isEqualTo(new Stage.Draft());
    }

    @Test
    void nothingIsVoidedBeforeASecondPersonApproves() {
        Story proposed = givenActive(NOR)
                .when(propose(NOR, 3, "signed by somebody without a mandate"))
                .then(CorrectionProposed.class);
        assertThat(proposed.history().getLast())
                .isEqualTo(new CorrectionProposed(
                        AgreementId.of(NOR),
                        "correction-1",
                        3,
                        "se.iopledger.agreement.signed.v1",
                        REGISTRAR,
                        "signed by somebody without a mandate"));
        assertThat(proposed.stage()).isInstanceOf(Stage.InForce.class);
        proposed.when(propose(NOR, 3, "again")).thenRejected("CorrectionMustNotBeProposedTwice");
    }

    @Test
    void aCorrectionThatIsRefusedOrTakenBackVoidsNothing() {
        Story proposed = givenActive(NOR).when(propose(NOR, 3, "no mandate")).happens();
        proposed.when(new RefuseCorrection(AgreementId.of(NOR), "correction-1", mandate(APPROVER, " ")))
                .thenRejected("CorrectionRefusalMustStateItsReason");
        Story refused = proposed.when(new RefuseCorrection(
                        AgreementId.of(NOR), "correction-1", mandate(APPROVER, "it is in the minutes")))
                .then(CorrectionRefused.class);
        proposed.when(new WithdrawCorrection(AgreementId.of(NOR), "correction-1", mandate(APPROVER, null)))
                .thenRejected("CorrectionMustBeWithdrawnByItsProposer");
        Story withdrawn = proposed.when(
                        new WithdrawCorrection(AgreementId.of(NOR), "correction-1", mandate(REGISTRAR, null)))
                .then(CorrectionWithdrawn.class);
        for (Story story : List.of(refused, withdrawn)) {
            assertThat(story.stage()).isInstanceOf(Stage.InForce.class);
            story.when(approveCorrection(NOR, "correction-1")).thenRejected("CorrectionMustBeOpen");
            story.when(propose(NOR, 3, "looked at again")).then(CorrectionProposed.class);
        }
        assertThat(outcomes(refused)).containsExactly(Outcome.REFUSED);
        assertThat(outcomes(withdrawn)).containsExactly(Outcome.WITHDRAWN);
    }

    @Test
    void onlyFactsAreCorrectedAndOnlyOnce() {
        Story active = givenActive(NOR);
        int activation = active.history().size() - 1;
        active.when(propose(NOR, activation, "never in force"))
                .thenRejected("WhatIsCorrectedMustBeAFact")
                .satisfies(refused -> assertThat(refused.detail()).contains("followed from facts"));
        active.when(propose(NOR, 99, "what is this"))
                .thenRejected("WhatIsCorrectedMustBeAFact")
                .satisfies(refused -> assertThat(refused.detail()).contains("has no entry"));
        active.when(propose(NOR, active.history().size(), "what is this"))
                .thenRejected("WhatIsCorrectedMustBeAFact")
                .satisfies(refused -> assertThat(refused.detail()).contains("has no entry"));
        active.when(propose(NOR, -1, "what is this")).thenRejected("WhatIsCorrectedMustBeAFact");
        active.when(propose(NOR, 3, " ")).thenRejected("CorrectionMustStateItsReason");
        active.when(propose(NOR, 3, null)).thenRejected("CorrectionMustStateItsReason");
        active.when(approveCorrection(NOR, "correction-1")).thenRejected("CorrectionMustBeKnown");
        int signature = active.fact(AgreementSigned.class);
        active.whenVoided(AgreementSigned.class)
                .happens()
                .when(propose(NOR, signature, "again"))
                .thenRejected("FactMustNotBeVoided");
    }

    @Test
    void withTheRegistrationEverythingIsVoidAndWhatWasToBeCorrectedLapses() {
        Story voided = givenActive(UPP)
                .when(propose(UPP, 3, "no mandate"))
                .happens()
                .whenVoided(AgreementRegistered.class)
                .then(CorrectionApproved.class, AgreementVoided.class);
        assertThat(outcomes(voided)).containsExactly(Outcome.LAPSED, Outcome.APPROVED);
        voided.when(approveCorrection(UPP, "correction-1")).thenRejected("AgreementMustNotBeVoided");

        Story anew = voided.when(register(UPP)).happens();
        anew.when(propose(UPP, 0, "the first registration")).thenRejected("FactMustNotBeVoided");
        anew.when(propose(UPP, anew.fact(AgreementRegistered.class), "twice")).then(CorrectionProposed.class);
        assertThat(anew.fact(AgreementRegistered.class)).isGreaterThan(0);
    }

    @Test
    void aHistoryInWhichAnUndecidedCorrectionIsDecidedTwiceCannotBe() {
        Story refused = givenActive(NOR)
                .when(propose(NOR, 3, "no mandate"))
                .happens()
                .when(new RefuseCorrection(AgreementId.of(NOR), "correction-1", mandate(APPROVER, "it stands")))
                .happens();
        assertThatThrownBy(() -> {
                    var _ = AgreementDecider.evolve(
                            refused.agreement(),
                            new CorrectionApproved(AgreementId.of(NOR), "correction-1", 3, APPROVER));
                })
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aHistoryInWhichAnotherCorrectionIsDecidedThanWasProposedCannotBe() {
        Story proposed = givenActive(NOR).when(propose(NOR, 3, "no mandate")).happens();
        assertThatThrownBy(() -> {
                    var _ = AgreementDecider.evolve(
                            proposed.agreement(),
                            new CorrectionApproved(AgreementId.of(NOR), "correction-2", 3, APPROVER));
                })
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Clause("NOR-13")
    void aSignatureThatIsVoidedAndRecordedAnewPutsTheAgreementInForceAgain() {
        Story again = givenActive(NOR)
                .whenVoided(AgreementSigned.class)
                .happens()
                .when(sign(NOR, "stadsmission", LocalDate.of(2021, 6, 24), document()))
                .then(AgreementSigned.class, AgreementActivated.class);
        assertThat(again.stage()).isEqualTo(new Stage.InForce(LocalDate.of(2021, 9, 15), LocalDate.of(2024, 9, 14)));
    }

    private static GiveNotice notice(Terms terms, String givenOn, String today) {
        return new GiveNotice(
                AgreementId.of(terms),
                terms.exits().getFirst().id(),
                terms.parties().getFirst().id(),
                LocalDate.parse(givenOn),
                ExitEvent.Form.WRITTEN,
                Story.addressee(terms, terms.exits().getFirst().id()),
                null,
                null,
                List.of(),
                Mandate.of(REGISTRAR, LocalDate.parse(today)));
    }

    private static Mandate mandate(String actor, @Nullable String reason) {
        return new Mandate(actor, TAKEOVER, TAKEOVER, reason);
    }

    private static List<String> findings(Story story) {
        return story.known().findings().stream().map(Finding::id).toList();
    }

    private static List<Outcome> outcomes(Story story) {
        return story.known().corrections().all().stream()
                .map(Corrections.Correction::outcome)
                .toList();
    }
}
