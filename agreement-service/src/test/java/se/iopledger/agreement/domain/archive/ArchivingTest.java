package se.iopledger.agreement.domain.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.domain.Story.APPROVER;
import static se.iopledger.agreement.domain.Story.REGISTRAR;
import static se.iopledger.agreement.domain.Story.approve;
import static se.iopledger.agreement.domain.Story.given;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.domain.Story.propose;
import static se.iopledger.agreement.domain.Story.register;
import static se.iopledger.agreement.domain.Story.workOffDueOn;
import static se.iopledger.agreement.testing.Five.UPP;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import se.iopledger.agreement.domain.AgreementCommand.EraseDataSubject;
import se.iopledger.agreement.domain.AgreementCommand.NameContactPerson;
import se.iopledger.agreement.domain.AgreementCommand.RemoveContactPerson;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.AmendmentCommand.CallForRenegotiation;
import se.iopledger.agreement.domain.AmendmentCommand.ProposeAmendment;
import se.iopledger.agreement.domain.ArchiveCommand.ArchiveAgreement;
import se.iopledger.agreement.domain.ConductCommand.CloseDialogue;
import se.iopledger.agreement.domain.ConductCommand.DecideDeviation;
import se.iopledger.agreement.domain.ConductCommand.FollowUpDeficiency;
import se.iopledger.agreement.domain.ConductCommand.OpenDialogue;
import se.iopledger.agreement.domain.ConductCommand.RegisterDeficiency;
import se.iopledger.agreement.domain.ConductCommand.RequestDeviation;
import se.iopledger.agreement.domain.ExitCommand.CallForRemedy;
import se.iopledger.agreement.domain.ExitCommand.RegisterBreach;
import se.iopledger.agreement.domain.GovernanceCommand.PlanMeeting;
import se.iopledger.agreement.domain.SettlementCommand.SettleFinding;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.testing.Five;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExpired;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementRegistered;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementSigned;
import se.iopledger.contracts.agreement.AmendmentEvent.Cause;
import se.iopledger.contracts.agreement.AmendmentEvent.Way;
import se.iopledger.contracts.agreement.ArchiveEvent.AgreementArchived;
import se.iopledger.contracts.agreement.ArchiveEvent.Concluded;
import se.iopledger.contracts.agreement.ArchiveEvent.Fate;
import se.iopledger.contracts.agreement.ArchiveEvent.Matter;
import se.iopledger.contracts.agreement.ArchiveEvent.VoucherRetention;
import se.iopledger.contracts.agreement.ConductEvent.Answer;
import se.iopledger.contracts.agreement.ConductEvent.Conclusion;
import se.iopledger.contracts.agreement.ConductEvent.DeviationFrom;
import se.iopledger.contracts.agreement.ConductEvent.Outcome;
import se.iopledger.contracts.agreement.ConductEvent.Subject;
import se.iopledger.contracts.agreement.CorrectionEvent.CorrectionApproved;
import se.iopledger.contracts.agreement.SettlementEvent.FindingSettled;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.personal.ErasureGround;
import se.iopledger.contracts.personal.PersonalText;
import se.iopledger.contracts.terms.Terms;

/** An agreement goes to the archive once it is over and nothing in it is left open, and comes back by a correction only. */
final class ArchivingTest {
    static final List<Terms> ALL = Five.ALL;

    private static final List<Concluded> BOTH = List.of(
            new Concluded(Matter.PAYMENTS, "the last tranche is reconciled (simulated)"),
            new Concluded(Matter.REPORTS, "the last compilation came (simulated)"));

    @ParameterizedTest
    @FieldSource("ALL")
    void eachOfTheFiveIsArchivedAfterItsLastDay(Terms terms) {
        Story active = givenActive(terms);
        active.when(archive(terms, "2021-12-20", 2021)).thenRejected("AgreementMustHaveEnded");
        Story archived = active.when(workOffDueOn(terms, day("2025-01-10")))
                .happens()
                .when(archive(terms, "2025-01-10", 2024))
                .then(AgreementArchived.class);
        assertThat(archived.known().archive().archived()).satisfies(decision -> {
            assertThat(decision.archivedBy()).isEqualTo(APPROVER);
            assertThat(decision.vouchers().getFirst().year())
                    .isEqualTo(terms.period().first().getYear());
            assertThat(decision.vouchers().getLast()).isEqualTo(new VoucherRetention(2024, 7, day("2031-12-31")));
            assertThat(decision.unsettledFindings()).isPositive();
        });
    }

    @Test
    void vouchersOfBefore2019AreKeptTenYears() {
        assertThat(VouchersAreKept.ofYears(2017, 2019))
                .containsExactly(
                        new VoucherRetention(2017, 10, day("2027-12-31")),
                        new VoucherRetention(2018, 10, day("2028-12-31")),
                        new VoucherRetention(2019, 7, day("2026-12-31")));
        assertThat(VouchersAreKept.lastDay(VouchersAreKept.ofYears(2017, 2019))).contains(day("2028-12-31"));
        // Where nothing was paid there is nothing to keep.
        assertThat(ended().when(archive(UPP, "2022-02-01", null))
                        .then(AgreementArchived.class)
                        .known()
                        .archive()
                        .archived())
                .satisfies(decision -> assertThat(decision.vouchers()).isEmpty());
    }

    @Test
    void onlyWhatWasInForceAndEndedIsArchived() {
        given(register(UPP)).when(archive(UPP, "2021-12-20", 2021)).thenRejected("AgreementMustHaveEnded");
        given(register(UPP), approve(UPP))
                .when(archive(UPP, "2021-12-20", 2021))
                .thenRejected("AgreementMustHaveEnded");
        given(register(UPP)).voided().when(archive(UPP, "2021-12-20", 2021)).thenRejected("AgreementMustNotBeVoided");
        ended().when(archive(UPP, "2021-12-31", "2022-01-10", 2021)).thenRejected("ArchivingMustFollowTheEnd");
        ended().when(archive(UPP, "2022-01-11", "2022-01-10", 2021)).thenRejected("ArchivingMustFollowTheEnd");
    }

    @Test
    void nothingIsLeftOpen() {
        Mandate then = Mandate.of(REGISTRAR, day("2021-12-21"));
        String id = AgreementId.of(UPP);
        Story open = givenActive(UPP)
                .when(new RegisterDeficiency(id, "stadsmission", day("2021-12-20"), "too few evenings", then))
                .happens()
                .when(new OpenDialogue(
                        id, Subject.DISPUTE, "kommun", null, day("2021-12-20"), null, "the evenings", then))
                .happens()
                .when(new RequestDeviation(
                        id, "stadsmission", DeviationFrom.PLAN, day("2021-12-20"), "fewer evenings", null, false, then))
                .happens()
                .when(new RegisterBreach(id, "stadsmission", "kommun", "no evenings", day("2021-12-20"), then))
                .happens()
                .when(new CallForRemedy(id, "breach-1", day("2021-12-21"), day("2022-03-01"), then))
                .happens()
                .when(new CallForRenegotiation(
                        id, "kommun", day("2021-12-21"), Cause.ANY_PARTY_MAY_CALL, "the evenings", then))
                .happens()
                .when(new ProposeAmendment(
                        id,
                        "kommun",
                        day("2021-12-21"),
                        Way.SIGNED_BY_ALL,
                        day("2021-12-21"),
                        "fewer evenings",
                        true,
                        1,
                        Paper.of("UPP").without("/commitments/3").terms(),
                        null,
                        null,
                        null,
                        then))
                .happens()
                .when(new PlanMeeting(id, "steering", day("2022-01-20"), "stadsmission", then))
                .happens()
                .when(propose(UPP, 0, "registered twice"))
                .happens()
                .when(workOffDueOn(UPP, day("2022-02-01")))
                .happens();
        assertThat(LeftOpen.of(open.known(), day("2022-02-01")))
                .containsExactly(
                        "deficiency-1",
                        "dialogue-1",
                        "deviation-1",
                        "breach-1",
                        "amendment-1",
                        "renegotiation-1",
                        "meeting-1",
                        "correction-1");
        open.when(archive(UPP, "2022-02-01", 2021))
                .thenRejected("NothingMustBeLeftOpen")
                .satisfies(refused -> assertThat(refused.detail()).contains("deficiency-1", "correction-1"));
        // The time for the remedy passed: what came of the breach is recorded, or nothing did.
        assertThat(LeftOpen.of(open.known(), day("2022-03-02"))).doesNotContain("breach-1");
    }

    @Test
    void whatIsBroughtToAnEndIsOpenNoMore() {
        Mandate then = Mandate.of(REGISTRAR, day("2021-12-21"));
        String id = AgreementId.of(UPP);
        Story closed = givenActive(UPP)
                .when(new RegisterDeficiency(id, "stadsmission", day("2021-12-20"), "too few evenings", then))
                .happens()
                .when(new FollowUpDeficiency(id, "deficiency-1", day("2021-12-21"), Outcome.REMEDIED, then))
                .happens()
                .when(new OpenDialogue(
                        id, Subject.DISPUTE, "kommun", null, day("2021-12-20"), null, "the evenings", then))
                .happens()
                .when(new CloseDialogue(id, "dialogue-1", day("2021-12-21"), Conclusion.SETTLED, "agreed", then))
                .happens()
                .when(new RequestDeviation(
                        id, "stadsmission", DeviationFrom.PLAN, day("2021-12-20"), "fewer evenings", null, false, then))
                .happens()
                .when(new DecideDeviation(
                        id,
                        "deviation-1",
                        List.of("steering"),
                        day("2021-12-21"),
                        Answer.APPROVED,
                        Mandate.of(APPROVER, day("2021-12-21"))))
                .happens()
                .when(workOffDueOn(UPP, day("2022-02-01")))
                .happens();
        assertThat(LeftOpen.of(closed.known(), day("2022-02-01"))).isEmpty();
        closed.when(archive(UPP, "2022-02-01", 2021)).then(AgreementArchived.class);
    }

    @Test
    void whatThisServiceCannotKnowIsStated() {
        for (List<Concluded> some : List.of(
                List.<Concluded>of(), BOTH.subList(0, 1), BOTH.subList(1, 2), List.of(BOTH.get(0), BOTH.get(0)))) {
            ended().when(archive(UPP, "2022-02-01", Fate.PRESERVED, null, 2021, some, "the board's plan"))
                    .thenRejected("WhatOthersCarryMustBeConcluded")
                    .satisfies(refused -> assertThat(refused.field()).isEqualTo("/elsewhere"));
        }
        ended().when(archive(UPP, "2022-02-01", Fate.PRESERVED, null, 2021, BOTH, null))
                .thenRejected("ArchivingMustStateItsReason");
    }

    @Test
    void retentionIsDecidedAndNotGuessed() {
        ended().when(archive(UPP, "2022-02-01", Fate.DISCARDED, null, 2021, BOTH, "plan"))
                .thenRejected("RetentionMustSayUntilWhen");
        ended().when(archive(UPP, "2022-02-01", Fate.PRESERVED, "2040-12-31", 2021, BOTH, "plan"))
                .thenRejected("RetentionMustSayUntilWhen");
        // Vouchers of 2021 are kept until the end of 2028.
        ended().when(archive(UPP, "2022-02-01", Fate.DISCARDED, "2028-12-30", 2021, BOTH, "plan"))
                .thenRejected("DocumentsMustOutlastTheVouchers");
        ended().when(archive(UPP, "2022-02-01", Fate.DISCARDED, "2028-12-31", 2021, BOTH, "plan"))
                .then(AgreementArchived.class);
        for (int year : new int[] {2018, 2023, -5}) {
            ended().when(archive(UPP, "2022-02-01", year)).thenRejected("VoucherYearsMustBeReasonable");
        }
        for (int year : new int[] {2019, 2022}) {
            ended().when(archive(UPP, "2022-02-01", year)).then(AgreementArchived.class);
        }
    }

    @Test
    void theArchiveIsToldHowManyFindingsNobodySettled() {
        Story ended = ended();
        int found = ended.known().findings().size();
        assertThat(unsettled(ended)).isEqualTo(found);
        Story settled = ended.when(new SettleFinding(
                        AgreementId.of(UPP),
                        "RepaymentMustBeRegulated",
                        null,
                        "socialnämnden",
                        day("2021-12-20"),
                        null,
                        new Mandate(APPROVER, day("2022-01-10"), day("2022-01-10"), "both are known (simulated)")))
                .then(FindingSettled.class);
        assertThat(unsettled(settled)).isEqualTo(found - 1);
    }

    @Test
    void anArchivedAgreementTakesNothingMore() {
        Story archived = ended().when(archive(UPP, "2022-02-01", 2021)).then(AgreementArchived.class);
        Mandate then = Mandate.of(REGISTRAR, day("2022-02-02"));
        archived.when(archive(UPP, "2022-02-01", 2021)).thenRejected("AgreementMustNotBeArchived");
        archived.when(new RegisterDeficiency(
                        AgreementId.of(UPP), "stadsmission", day("2021-12-20"), "too few evenings", then))
                .thenRejected("AgreementMustNotBeArchived");
        archived.when(register(UPP)).thenRejected("AgreementMustNotBeArchived");
        archived.when(workOffDueOn(UPP, day("2030-01-01"))).thenNothing();
    }

    @Test
    void aSecondPersonOpensItAgainAndNothingElseIsCorrectedBefore() {
        Story archived = ended().when(archive(UPP, "2022-02-01", 2021)).then(AgreementArchived.class);
        for (Class<? extends AgreementEvent> kind : List.of(AgreementSigned.class, AgreementRegistered.class)) {
            archived.when(propose(UPP, archived.fact(kind), "recorded by mistake"))
                    .thenRejected("ArchivingMustBeCorrectedFirst");
        }
        int archiving = archived.fact(AgreementArchived.class);
        archived.when(propose(UPP, archived.fact(AgreementSigned.class), "recorded by mistake"))
                .thenRejected("ArchivingMustBeCorrectedFirst")
                .satisfies(refused -> assertThat(refused.detail())
                        .isEqualTo("the agreement is archived: correct entry " + archiving
                                + " first, and archive it again after this one"));
        Story open = archived.whenVoided(AgreementArchived.class).then(CorrectionApproved.class);
        assertThat(open.known().archive().archived()).isNull();
        open.when(propose(UPP, open.fact(AgreementSigned.class), "recorded by mistake"))
                .happens();
        Story again = open.when(archive(UPP, "2022-03-01", 2021)).then(AgreementArchived.class);
        again.when(propose(UPP, again.fact(AgreementSigned.class), "recorded by mistake"))
                .thenRejected("ArchivingMustBeCorrectedFirst")
                .satisfies(refused -> assertThat(refused.detail())
                        .as("the archiving that stands, not the one that is void")
                        .contains("correct entry " + again.fact(AgreementArchived.class) + " first"));
    }

    /** What the law gives a person does not wait for a second one. */
    @Test
    void whoIsNamedInTheArchiveIsRemovedAndErasedAllTheSame() {
        Mandate then = Mandate.of(REGISTRAR, day("2022-02-02"));
        String id = AgreementId.of(UPP);
        PersonalText text = new PersonalText("person-a", "nonce", "ciphertext");
        Story archived = ended().when(
                        new NameContactPerson(id, "person-a", "kommun", "event-1", text, null, null, null, then))
                .happens()
                .when(archive(UPP, "2022-02-02", 2021))
                .then(AgreementArchived.class);
        archived.when(new NameContactPerson(id, "person-b", "kommun", "event-2", text, null, null, null, then))
                .thenRejected("AgreementMustNotBeArchived");
        archived.when(new RemoveContactPerson(id, "person-a", then)).happens();
        archived.when(new EraseDataSubject(
                        id,
                        "person-a",
                        ErasureGround.OBJECTION,
                        new Mandate(APPROVER, day("2022-02-02"), day("2022-02-02"), "asked for it")))
                .happens();
    }

    private static int unsettled(Story ended) {
        return Objects.requireNonNull(ended.when(archive(UPP, "2022-02-01", 2021))
                        .then(AgreementArchived.class)
                        .known()
                        .archive()
                        .archived())
                .unsettledFindings();
    }

    private static Story ended() {
        return givenActive(UPP).when(workOffDueOn(UPP, day("2022-01-10"))).then(AgreementExpired.class);
    }

    private static ArchiveAgreement archive(Terms terms, String on, @Nullable Integer lastVoucherYear) {
        return archive(terms, on, on, lastVoucherYear);
    }

    private static ArchiveAgreement archive(Terms terms, String on, String today, @Nullable Integer lastVoucherYear) {
        return new ArchiveAgreement(
                AgreementId.of(terms),
                day(on),
                "KS-2020-0001, the board's document plan (simulated)",
                Fate.PRESERVED,
                null,
                lastVoucherYear,
                BOTH,
                new Mandate(APPROVER, day(on), day(today), "by the document plan"));
    }

    private static ArchiveAgreement archive(
            Terms terms,
            String on,
            Fate documents,
            @Nullable String keptUntil,
            @Nullable Integer lastVoucherYear,
            List<Concluded> elsewhere,
            @Nullable String reason) {
        return new ArchiveAgreement(
                AgreementId.of(terms),
                day(on),
                "KS-2020-0001, the board's document plan (simulated)",
                documents,
                keptUntil == null ? null : day(keptUntil),
                lastVoucherYear,
                elsewhere,
                new Mandate(APPROVER, day(on), day(on), reason));
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }
}
