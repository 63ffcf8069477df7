package se.iopledger.agreement.domain.exit;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.domain.Story.REGISTRAR;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.domain.exit.Exits.breach;
import static se.iopledger.agreement.domain.exit.Exits.call;
import static se.iopledger.agreement.domain.exit.Exits.day;
import static se.iopledger.agreement.domain.exit.Exits.exclusion;
import static se.iopledger.agreement.domain.exit.Exits.lapse;
import static se.iopledger.agreement.domain.exit.Exits.noticeForBreach;
import static se.iopledger.agreement.domain.exit.Exits.remedy;
import static se.iopledger.agreement.domain.exit.Exits.rescission;
import static se.iopledger.agreement.domain.exit.Exits.revocation;
import static se.iopledger.agreement.testing.Five.LIN;
import static se.iopledger.agreement.testing.Five.LUN;
import static se.iopledger.agreement.testing.Five.NOR;
import static se.iopledger.agreement.testing.Five.STO;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.ExitCommand.GiveNotice;
import se.iopledger.agreement.domain.ExitCommand.WithdrawNotice;
import se.iopledger.agreement.domain.Story;
import se.iopledger.contracts.agreement.ConductEvent.Outcome;
import se.iopledger.contracts.agreement.ExitEvent.Form;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.ConditionKind;
import se.iopledger.contracts.testing.Clause;

/** Whoever is refused is told by which part of the request, and by which clause. */
final class RefusedExitsTest {
    private static void refused(Story.Answer answer, String rule, @Nullable String field, String clause) {
        answer.thenRejected(rule).satisfies(refused -> {
            assertThat(refused.field()).as(rule).isEqualTo(field);
            assertThat(refused.clauses()).as(rule).contains(clause);
        });
    }

    @Test
    @Clause("NOR-8")
    void aNoticeAndItsBeingTakenBack() {
        Story told = givenActive(NOR).when(notice("2022-01-15")).happens();
        refused(told.when(notice("2022-01-15")), "NoticeMustNotBeGivenTwice", "/givenOn", "NOR-8");
        refused(givenActive(NOR).when(notice("2024-03-14")), "NoticeMustEndTheAgreementEarlier", "/givenOn", "NOR-8");
        refused(
                told.when(withdrawal("stadsmission", "2022-03-01")),
                "NoticeMustBeTakenBackByWhoGaveIt",
                "/by",
                "NOR-8");
        refused(
                told.when(withdrawal("kommun", "2022-07-16")),
                "WithdrawalMustComeWhileTheNoticeRuns",
                "/withdrawnOn",
                "NOR-8");
        refused(
                told.when(withdrawal("kommun", "2022-03-01")).happens().when(withdrawal("kommun", "2022-03-01")),
                "NoticeMustStand",
                null,
                "NOR-8");
    }

    @Test
    @Clause("STO-9")
    void aNoticeForABreach() {
        Story registered = givenActive(STO)
                .when(breach(STO, "stiftelse", "stad", "2022-03-01"))
                .happens();
        refused(
                registered.when(noticeForBreach(STO, "breach", "stad", "breach-2", "2022-03-10")),
                "BreachMustBeRegistered",
                "/breachId",
                "STO-9");
        refused(
                registered.when(noticeForBreach(STO, "breach", "stiftelse", "breach-1", "2022-03-10")),
                "PartyMustNotLeaveForItsOwnBreach",
                "/by",
                "STO-9");
        refused(
                registered.when(noticeForBreach(STO, "breach", "stad", "breach-1", "2022-02-28")),
                "BreachMustStandUnremedied",
                "/breachId",
                "STO-9");
    }

    @Test
    @Clause("LUN-10")
    void aRescission() {
        Story registered = givenActive(LUN)
                .when(breach(LUN, "kvinnojouren", "kommun", "2022-03-01"))
                .happens();
        refused(
                registered.when(rescission(LUN, "rescission", "kommun", "2022-05-02")),
                "RemedyMustBeCalledForFirst",
                "/breachId",
                "LUN-10");
        Story called = registered.when(call(LUN, "2022-03-07", "2022-04-30")).happens();
        refused(
                called.when(remedy(LUN, "2022-04-15", "2022-05-02"))
                        .happens()
                        .when(rescission(LUN, "rescission", "kommun", "2022-05-02")),
                "BreachMustStandUnremedied",
                "/breachId",
                "LUN-10");
        refused(
                called.when(rescission(LUN, "rescission", "kvinnojouren", "2022-05-02")),
                "PartyMustNotLeaveForItsOwnBreach",
                "/by",
                "LUN-10");
        refused(
                called.when(rescission(LUN, "rescission", "kommun", "2022-05-02"))
                        .happens()
                        .when(rescission(LUN, "rescission", "kommun", "2022-05-02")),
                "ExitMustNotBeUsedTwice",
                null,
                "LUN-10");
        refused(
                called.when(rescission(LUN, "rescission", "kommun", "2023-12-31")),
                "ExitMustEndTheAgreementEarlier",
                "/declaredOn",
                "LUN-10");
    }

    @Test
    @Clause({"LIN-8", "STO-2", "STO-8"})
    void whatWasAgreedOrDecided() {
        refused(
                givenActive(LIN).when(revocation(LIN, "2022-05-02", "2022-05-01", "2022-05-02")),
                "LastDayMustNotPrecedeItsDecision",
                "/lastDay",
                "LIN-8");
        refused(
                givenActive(LIN).when(revocation(LIN, "2022-05-02", "2023-09-30", "2022-05-02")),
                "ExitMustEndTheAgreementEarlier",
                "/lastDay",
                "LIN-8");
        refused(
                givenActive(STO).when(lapse(STO, ConditionKind.FUNDS_EXIST, "2022-06-13", "2024-12-14")),
                "ExitMustEndTheAgreementEarlier",
                "/heldUntil",
                "STO-2");
        Story failed = ExclusionTest.followedUp(STO, "stiftelse", Outcome.REMAINS);
        refused(
                failed.when(exclusion(STO, "stiftelse", "2022-07-04", "2022-07-03")),
                "LastDayMustNotPrecedeItsDecision",
                "/lastDay",
                "STO-8");
        refused(
                failed.when(exclusion(STO, "stiftelse", "2022-07-04", "2024-12-14")),
                "ExitMustEndTheAgreementEarlier",
                "/lastDay",
                "STO-8");
    }

    /** What is asked of it after its end names what ended it. */
    @Test
    @Clause("NOR-8")
    void anAgreementThatHasEndedNamesWhatEndedIt() {
        Story ended = givenActive(NOR)
                .when(notice("2022-01-15"))
                .happens()
                .when(Story.workOffDueOn(NOR, day("2022-07-16")))
                .happens();
        refused(ended.when(Story.approve(NOR)), "AgreementMustNotHaveEnded", null, "NOR-8");
    }

    private static GiveNotice notice(String givenOn) {
        return new GiveNotice(
                AgreementId.of(NOR),
                "notice",
                "kommun",
                day(givenOn),
                Form.WRITTEN,
                "steering",
                null,
                null,
                List.of(),
                Mandate.of(REGISTRAR, day(givenOn)));
    }

    private static WithdrawNotice withdrawal(String by, String withdrawnOn) {
        return new WithdrawNotice(
                AgreementId.of(NOR),
                "notice-1",
                by,
                "a letter (simulated)",
                day(withdrawnOn),
                Mandate.of(REGISTRAR, day(withdrawnOn)));
    }
}
