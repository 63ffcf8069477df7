package se.iopledger.agreement.domain.exit;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.domain.Story.REGISTRAR;
import static se.iopledger.agreement.domain.Story.TAKEOVER;
import static se.iopledger.agreement.domain.Story.approve;
import static se.iopledger.agreement.domain.Story.given;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.domain.Story.register;
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
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.ExitCommand.GiveNotice;
import se.iopledger.agreement.domain.ExitCommand.WithdrawNotice;
import se.iopledger.agreement.domain.Stage;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExpired;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExtended;
import se.iopledger.contracts.agreement.AgreementEvent.FindingsRaised;
import se.iopledger.contracts.agreement.ConductEvent.DeadlineKept;
import se.iopledger.contracts.agreement.ConductEvent.DeadlinePassed;
import se.iopledger.contracts.agreement.Ending;
import se.iopledger.contracts.agreement.ExitEvent.Form;
import se.iopledger.contracts.agreement.ExitEvent.NoticeGiven;
import se.iopledger.contracts.agreement.ExitEvent.NoticeWithdrawn;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.LifeEvent.AgreementEnded;
import se.iopledger.contracts.agreement.LifeEvent.EndReversed;
import se.iopledger.contracts.agreement.LifeEvent.ExtensionReversed;
import se.iopledger.contracts.agreement.LifeEvent.LastDayChanged;
import se.iopledger.contracts.agreement.StepTaken;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.contracts.testing.SimulatedIdentityNumbers;

/** Notice, also one that comes to light late, and what it makes of the last day. */
final class NoticeTest {
    @Test
    @Clause("UPP-10")
    void uppsalaEndsNineMonthsAfterNoticeByEitherParty() {
        for (String party : List.of("kommun", "stadsmission")) {
            Story ended = givenActive(UPP)
                    .when(notice(UPP, "notice", party, "2020-02-15", "2021-12-20"))
                    .then(NoticeGiven.class, AgreementEnded.class);
            assertThat(ended.history().getLast())
                    .isEqualTo(new AgreementEnded(
                            AgreementId.of(UPP),
                            LocalDate.of(2020, 11, 15),
                            Ending.NOTICE,
                            "9 months from 2020-02-15 is 2020-11-15",
                            List.of("UPP-10")));
        }
    }

    @Test
    @Clause("NOR-8")
    void aNoticeMovesTheLastDayAndTheEndComesOnTheDayAfterIt() {
        Story told = givenActive(NOR)
                .when(notice(NOR, exitOf(NOR), "kommun", "2022-08-31", "2022-09-01"))
                .then(NoticeGiven.class, LastDayChanged.class);
        // Six months from the 31st of August end on the last of February.
        assertThat(told.stage()).isEqualTo(new Stage.InForce(LocalDate.of(2021, 9, 15), LocalDate.of(2023, 2, 28)));
        told.when(workOffDueOn(NOR, LocalDate.of(2023, 2, 28))).thenNothing();
        Story ended = told.when(workOffDueOn(NOR, LocalDate.of(2023, 3, 1))).then(AgreementEnded.class);
        assertThat(ended.stage())
                .isEqualTo(new Stage.Ended(LocalDate.of(2021, 9, 15), LocalDate.of(2023, 2, 28), Ending.NOTICE));
        ended.when(approve(NOR)).thenRejected("AgreementMustNotHaveEnded");
    }

    @Test
    @Clause("STO-3")
    void aNoticeByTheFourteenthOfSeptemberStopsTheExtension() {
        givenActive(STO)
                .when(notice(STO, "non-extension", "stiftelse", "2022-09-14", "2022-09-14"))
                .then(NoticeGiven.class)
                .when(workOffDueOn(STO, LocalDate.of(2022, 12, 15)))
                .then(AgreementExpired.class);
    }

    @Test
    @Clause("STO-3")
    void aNoticeADayLateStopsTheNextExtension() {
        Story story = givenActive(STO)
                .when(notice(STO, "non-extension", "stad", "2022-09-15", "2022-09-15"))
                .then(NoticeGiven.class)
                .when(workOffDueOn(STO, LocalDate.of(2023, 12, 15)))
                .then(AgreementExtended.class, DeadlinePassed.class, AgreementExpired.class);
        assertThat(story.history().getLast())
                .isEqualTo(new AgreementExpired(AgreementId.of(STO), LocalDate.of(2023, 12, 14)));
    }

    @Test
    @Clause("STO-3")
    void aNoticeRecordedAfterTheExtensionThatItStopsTakesTheExtensionBack() {
        Story extended = givenActive(STO)
                .when(workOffDueOn(STO, LocalDate.of(2022, 12, 15)))
                .then(AgreementExtended.class, DeadlinePassed.class);
        Story reversed = extended.when(notice(STO, "non-extension", "stad", "2022-09-10", "2023-01-10"))
                .then(NoticeGiven.class, DeadlineKept.class, ExtensionReversed.class, AgreementExpired.class);
        assertThat(reversed.history())
                .endsWith(
                        new ExtensionReversed(
                                AgreementId.of(STO), LocalDate.of(2022, 12, 15), LocalDate.of(2023, 12, 14)),
                        new AgreementExpired(AgreementId.of(STO), LocalDate.of(2022, 12, 14)));
        assertThat(reversed.stage())
                .isEqualTo(new Stage.Ended(LocalDate.of(2021, 12, 15), LocalDate.of(2022, 12, 14), Ending.EXPIRY));
        reversed.when(workOffDueOn(STO, LocalDate.of(2025, 1, 1))).thenNothing();
    }

    @Test
    @Clause("STO-3")
    void allThatCameAfterItIsTakenBackTheLatestFirst() {
        givenActive(STO)
                .when(workOffDueOn(STO, LocalDate.of(2025, 1, 1)))
                .then(
                        AgreementExtended.class,
                        DeadlinePassed.class,
                        AgreementExtended.class,
                        DeadlinePassed.class,
                        AgreementExpired.class)
                .when(notice(STO, "non-extension", "stad", "2022-09-10", "2025-01-01"))
                .then(
                        NoticeGiven.class,
                        EndReversed.class,
                        DeadlineKept.class,
                        ExtensionReversed.class,
                        DeadlineKept.class,
                        ExtensionReversed.class,
                        AgreementExpired.class);
    }

    @Test
    @Clause({"STO-3", "STO-9"})
    void noticeForBreachEndsAnExtensionThatHasBegun() {
        Story told = givenActive(STO)
                .when(notice(STO, "breach", "stad", "2022-10-01", "2022-10-01"))
                .then(NoticeGiven.class)
                .when(workOffDueOn(STO, LocalDate.of(2022, 12, 15)))
                .then(AgreementExtended.class, DeadlinePassed.class, LastDayChanged.class);
        assertThat(told.stage()).isEqualTo(new Stage.InForce(LocalDate.of(2021, 12, 15), LocalDate.of(2023, 2, 1)));
    }

    @Test
    @Clause("UPP-10")
    void aNoticeTakenBackLetsTheAgreementRunOn() {
        Story told = givenActive(NOR)
                .when(notice(NOR, exitOf(NOR), "kommun", "2022-01-15", "2022-01-15"))
                .then(NoticeGiven.class, LastDayChanged.class);
        Story again = told.when(withdrawal(NOR, "notice-1", "2022-03-01", "2022-03-01"))
                .then(NoticeWithdrawn.class, LastDayChanged.class);
        assertThat(again.stage()).isEqualTo(new Stage.InForce(LocalDate.of(2021, 9, 15), LocalDate.of(2024, 9, 14)));
        again.when(withdrawal(NOR, "notice-1", "2022-03-01", "2022-03-01")).thenRejected("NoticeMustStand");
        told.when(withdrawal(NOR, "notice-2", "2022-03-01", "2022-03-01")).thenRejected("NoticeMustBeKnown");
        told.when(withdrawal(NOR, "notice-1", "2022-07-16", "2022-08-01"))
                .thenRejected("WithdrawalMustComeWhileTheNoticeRuns");
        told.when(withdrawal(NOR, "notice-1", "2022-01-14", "2022-02-01"))
                .thenRejected("WithdrawalMustComeWhileTheNoticeRuns");
    }

    @Test
    @Clause("UPP-10")
    void aNoticeIsTakenBackByWhoGaveItAndWithTheOthersConsent() {
        Story told = givenActive(UPP)
                .when(notice(UPP, exitOf(UPP), "stadsmission", "2020-02-15", "2021-12-20"))
                .happens();
        LocalDate lastDay = LocalDate.of(2020, 11, 15);
        Mandate today = Mandate.of(REGISTRAR, LocalDate.of(2021, 12, 20));
        String id = AgreementId.of(UPP);
        told.when(new WithdrawNotice(id, "notice-1", "kommun", "a letter (simulated)", lastDay, today))
                .thenRejected("NoticeMustBeTakenBackByWhoGaveIt")
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("/by"));
        Story alone = told.when(new WithdrawNotice(id, "notice-1", "stadsmission", null, lastDay, today))
                .then(NoticeWithdrawn.class, FindingsRaised.class, EndReversed.class, LastDayChanged.class);
        assertThat(alone.known().findings().getLast()).satisfies(finding -> {
            assertThat(finding.id()).isEqualTo("NoticeMustBeTakenBackWithConsent:notice-1");
            assertThat(finding.clauses()).containsExactly("UPP-10");
            assertThat(finding.affects()).isEqualTo(Finding.Affects.NOTHING);
            assertThat(finding.text()).contains("when stadsmission took back notice-1");
        });
        Story together = told.when(new WithdrawNotice(
                        id, "notice-1", "stadsmission", "the municipality's letter (simulated)", lastDay, today))
                .then(NoticeWithdrawn.class, EndReversed.class, LastDayChanged.class);
        assertThat(together.history())
                .contains(new NoticeWithdrawn(
                        id, "notice-1", "stadsmission", "the municipality's letter (simulated)", lastDay));
        assertThat(together.stage()).isEqualTo(new Stage.InForce(LocalDate.of(2019, 1, 1), LocalDate.of(2021, 12, 31)));
    }

    @Test
    void aWithdrawalThatComesToLightLateTakesTheEndBack() {
        Story again = givenActive(NOR)
                .when(notice(NOR, exitOf(NOR), "kommun", "2022-01-15", "2022-01-15"))
                .happens()
                .when(workOffDueOn(NOR, LocalDate.of(2022, 8, 1)))
                .then(AgreementEnded.class)
                .when(withdrawal(NOR, "notice-1", "2022-06-01", "2022-08-01"))
                .then(NoticeWithdrawn.class, EndReversed.class, LastDayChanged.class);
        assertThat(again.stage()).isEqualTo(new Stage.InForce(LocalDate.of(2021, 9, 15), LocalDate.of(2024, 9, 14)));
    }

    @Test
    void aClockThatIsBehindTakesNothingBack() {
        givenActive(STO)
                .when(workOffDueOn(STO, LocalDate.of(2022, 12, 15)))
                .then(AgreementExtended.class, DeadlinePassed.class)
                .when(workOffDueOn(STO, LocalDate.of(2022, 1, 1)))
                .thenNothing();
    }

    @Test
    void onlyAnAgreementInForceIsLeft() {
        given().when(notice(NOR, exitOf(NOR), "kommun", "2021-12-20", "2021-12-20"))
                .thenRejected("AgreementMustBeRegistered");
        for (Story before : List.of(given(register(NOR)), given(register(NOR), approve(NOR)))) {
            before.when(notice(NOR, exitOf(NOR), "kommun", "2021-12-20", "2021-12-20"))
                    .thenRejected("AgreementMustBeInForce");
        }
        given(register(NOR))
                .voided()
                .when(notice(NOR, exitOf(NOR), "kommun", "2021-12-20", "2021-12-20"))
                .thenRejected("AgreementMustNotBeVoided");
    }

    @Test
    void aNoticeIsDatedInThePeriodAndNotInTheFuture() {
        Story active = givenActive(NOR);
        active.when(notice(NOR, exitOf(NOR), "kommun", "2021-12-21", "2021-12-20"))
                .thenRejected("NoticeMustNotBeInTheFuture");
        active.when(notice(NOR, exitOf(NOR), "kommun", "2021-09-14", "2021-12-20"))
                .thenRejected("NoticeMustFallInThePeriod");
        active.when(notice(NOR, exitOf(NOR), "kommun", "0021-09-14", "2021-12-20"))
                .thenRejected("DateMustBeReasonable");
        active.when(notice(NOR, exitOf(NOR), "kommun", "2024-09-15", "2024-09-20"))
                .thenRejected("NoticeMustFallInThePeriod");
        active.when(notice(NOR, exitOf(NOR), "kommun", "2024-03-14", "2024-09-20"))
                .thenRejected("NoticeMustEndTheAgreementEarlier");
    }

    @Test
    @Clause({"STO-3", "LIN-8"})
    void onlyANoticeByTheTermsIsANotice() {
        givenActive(STO)
                .when(notice(STO, "exclusion", "stad", "2022-01-10", "2022-01-10"))
                .thenRejected("ExitMustBeByNotice");
        givenActive(STO)
                .when(notice(STO, "none", "stad", "2022-01-10", "2022-01-10"))
                .thenRejected("ExitMustBeInTheTerms");
        givenActive(STO)
                .when(notice(STO, "non-extension", "somebody-else", "2022-01-10", "2022-01-10"))
                .thenRejected("PartyMustHaveThisExit");
        givenActive(STO)
                .when(notice(STO, "non-extension", "stad", "2023-09-15", "2023-09-15"))
                .thenRejected("NoticeMustEndTheAgreementEarlier")
                .satisfies(refused -> assertThat(refused.clauses()).containsExactly("STO-3"));
        givenActive(LIN)
                .when(notice(LIN, exitOf(LIN), "pastorat", "2022-01-10", "2022-01-10"))
                .thenRejected("ExitMustBeByNotice");
    }

    @Test
    @Clause({"STO-9", "UPP-10"})
    void aNoticeHasTheAgreedForm() {
        GiveNotice spoken = new GiveNotice(
                AgreementId.of(STO),
                "breach",
                "stad",
                LocalDate.of(2022, 1, 10),
                Form.ORAL,
                "breach",
                null,
                List.of(),
                Mandate.of(REGISTRAR, LocalDate.of(2022, 1, 10)));
        givenActive(STO)
                .when(spoken)
                .thenRejected("NoticeMustBeInTheAgreedForm")
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("/form"));
    }

    @Test
    @Clause({"NOR-8", "STO-9"})
    void aNoticeIsGivenToWhomThePaperNames() {
        for (String astray : List.of("stadsmission", "nobody")) {
            givenActive(NOR)
                    .when(noticeTo(astray))
                    .thenRejected("NoticeMustGoToItsAddressee")
                    .satisfies(refused -> {
                        assertThat(refused.field()).isEqualTo("/to");
                        assertThat(refused.clauses()).containsExactly("NOR-8");
                        assertThat(refused.detail()).isEqualTo("by the terms this notice is given to steering");
                    });
        }
        givenActive(NOR).when(noticeTo(null)).thenRejected("NoticeMustGoToItsAddressee");
        assertThat(givenActive(NOR)
                        .when(noticeTo("steering"))
                        .then(NoticeGiven.class, LastDayChanged.class)
                        .history())
                .filteredOn(NoticeGiven.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        NoticeGiven.class, given -> assertThat(given.to()).isEqualTo("steering"));
        assertThat(givenActive(NOR)
                        .when(noticeTo("steering"))
                        .happens()
                        .known()
                        .notices()
                        .all()
                        .getFirst()
                        .to())
                .isEqualTo("steering");
        givenActive(UPP)
                .when(new GiveNotice(
                        AgreementId.of(UPP),
                        "notice",
                        "kommun",
                        TAKEOVER,
                        Form.WRITTEN,
                        "nobody",
                        null,
                        null,
                        List.of(),
                        Mandate.of(REGISTRAR, TAKEOVER)))
                .thenRejected("NoticeMustGoToItsAddressee")
                .satisfies(refused -> assertThat(refused.detail())
                        .isEqualTo("the terms have neither a group nor a party with this id"));
        givenActive(STO)
                .when(new GiveNotice(
                        AgreementId.of(STO),
                        "breach",
                        "stad",
                        LocalDate.of(2022, 1, 10),
                        Form.WRITTEN,
                        "cooperation",
                        "breach",
                        null,
                        List.of(),
                        Mandate.of(REGISTRAR, LocalDate.of(2022, 1, 10))))
                .thenRejected("NoticeMustGoToItsAddressee")
                .satisfies(refused -> assertThat(refused.clauses()).containsExactly("STO-9"));
    }

    private static GiveNotice noticeTo(@Nullable String addressee) {
        return new GiveNotice(
                AgreementId.of(NOR),
                exitOf(NOR),
                "kommun",
                LocalDate.of(2022, 1, 10),
                Form.WRITTEN,
                addressee,
                null,
                null,
                List.of(),
                Mandate.of(REGISTRAR, LocalDate.of(2022, 1, 10)));
    }

    @Test
    @Clause("LUN-9")
    void lundEndsThreeMonthsAfterNotice() {
        Story told = givenActive(LUN)
                .when(notice(LUN, exitOf(LUN), "kommun", "2022-01-31", "2022-02-01"))
                .then(NoticeGiven.class, LastDayChanged.class);
        assertThat(told.stage()).isEqualTo(new Stage.InForce(LocalDate.of(2021, 1, 1), LocalDate.of(2022, 4, 30)));
        told.when(notice(LUN, exitOf(LUN), "kommun", "2022-01-31", "2022-02-01"))
                .thenRejected("NoticeMustNotBeGivenTwice");
    }

    @Test
    @Clause("LUN-9")
    void aNoticeForACauseSaysItAndComesAfterTheDialogue() {
        Story active = givenActive(LUN);
        LocalDate dialogue = LocalDate.of(2022, 1, 20);
        active.when(notice(LUN, null, new StepTaken("dialogue", dialogue)))
                .thenRejected("NoticeForCauseMustSayItsCause")
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("/cause"));
        active.when(notice(LUN, "lost premises"))
                .thenRejected("StepsBeforeMustBeTaken")
                .satisfies(refused -> assertThat(refused.clauses()).containsExactly("LUN-9"));
        active.when(notice(LUN, "lost premises", new StepTaken("dialogue", LocalDate.of(2022, 2, 1))))
                .thenRejected("StepMustComeFirst")
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("/steps/0/on"));
        active.when(notice(LUN, "lost premises", new StepTaken("a walk", dialogue)))
                .thenRejected("StepMustBeInTheTerms")
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("/steps/0/step"));
        active.when(notice(LUN, "lost premises", new StepTaken("Dialogue", dialogue)))
                .then(NoticeGiven.class, LastDayChanged.class);
    }

    @Test
    void aWayOutWithoutAPeriodAwaitsADecision() {
        givenActive(Paper.of("NOR").without("/exits/0/noticeMonths").terms())
                .when(notice(NOR, exitOf(NOR), "kommun", "2022-01-15", "2022-01-15"))
                .thenRejected("NoticePeriodMustBeStated")
                .satisfies(refused -> assertThat(refused.clauses()).containsExactly("NOR-8"));
    }

    @Test
    @Clause({"NOR-8", "UPP-10", "UPP-11"})
    void aNoticeThatRunsBeyondTheEndChangesNothing() {
        givenActive(NOR)
                .when(notice(NOR, exitOf(NOR), "kommun", "2024-03-14", "2024-03-14"))
                .thenRejected("NoticeMustEndTheAgreementEarlier")
                .satisfies(refused -> assertThat(refused.detail())
                        .isEqualTo("by then the agreement ends without it: 6 months from 2024-03-14 is 2024-09-14"));
        givenActive(NOR)
                .when(notice(NOR, exitOf(NOR), "kommun", "2024-03-13", "2024-03-14"))
                .then(NoticeGiven.class, LastDayChanged.class);
        // That the parties may still agree to go on does not make it a notice of something.
        givenActive(UPP)
                .when(notice(UPP, "notice", "kommun", "2021-04-01", "2021-12-20"))
                .thenRejected("NoticeMustEndTheAgreementEarlier");
    }

    @Test
    @Clause({"STO-3", "STO-9"})
    void aNoticeForBreachThatRunsBeyondTheLastPossibleExtensionChangesNothing() {
        givenActive(STO)
                .when(notice(STO, "breach", "stad", "2024-08-14", "2024-08-14"))
                .thenRejected("NoticeMustEndTheAgreementEarlier");
        givenActive(STO)
                .when(notice(STO, "breach", "stad", "2024-08-13", "2024-08-14"))
                .then(
                        AgreementExtended.class,
                        DeadlinePassed.class,
                        AgreementExtended.class,
                        DeadlinePassed.class,
                        NoticeGiven.class,
                        LastDayChanged.class);
    }

    @Test
    void aDayAtTheEndOfTheCalendarIsRefused() {
        GiveNotice never = new GiveNotice(
                AgreementId.of(NOR),
                exitOf(NOR),
                "kommun",
                LocalDate.MAX,
                Form.WRITTEN,
                null,
                null,
                List.of(),
                Mandate.of(REGISTRAR, TAKEOVER));
        givenActive(NOR).when(never).thenRejected("DateMustBeReasonable");
    }

    @Test
    void theReasonHoldsNoIdentityNumber() {
        GiveNotice told = new GiveNotice(
                AgreementId.of(NOR),
                exitOf(NOR),
                "kommun",
                TAKEOVER,
                Form.WRITTEN,
                null,
                null,
                List.of(),
                new Mandate(
                        REGISTRAR,
                        TAKEOVER,
                        TAKEOVER,
                        "by " + SimulatedIdentityNumbers.of(LocalDate.of(1950, 1, 1), 238, "-")));
        givenActive(NOR).when(told).thenRejected("PersonalIdentityNumberMustNotBeGiven");
    }

    private static String exitOf(Terms terms) {
        return terms.exits().getFirst().id();
    }

    /** In writing, with the cause and the steps that the terms ask for. */
    private static GiveNotice notice(Terms terms, String exit, String by, String givenOn, String today) {
        return new GiveNotice(
                AgreementId.of(terms),
                exit,
                by,
                LocalDate.parse(givenOn),
                Form.WRITTEN,
                Story.addressee(terms, exit),
                "breach",
                null,
                terms.exits().stream()
                        .filter(rule -> rule.id().equals(exit))
                        .flatMap(rule -> rule.stepsBefore().stream())
                        .map(step -> new StepTaken(step, LocalDate.parse(givenOn)))
                        .toList(),
                Mandate.of(REGISTRAR, LocalDate.parse(today)));
    }

    private static GiveNotice notice(Terms terms, @Nullable String cause, StepTaken... steps) {
        return new GiveNotice(
                AgreementId.of(terms),
                exitOf(terms),
                "kommun",
                LocalDate.of(2022, 1, 31),
                Form.WRITTEN,
                cause,
                null,
                List.of(steps),
                Mandate.of(REGISTRAR, LocalDate.of(2022, 2, 1)));
    }

    private static WithdrawNotice withdrawal(Terms terms, String noticeId, String on, String today) {
        return new WithdrawNotice(
                AgreementId.of(terms),
                noticeId,
                "kommun",
                "the others agreed by letter (simulated)",
                LocalDate.parse(on),
                Mandate.of(REGISTRAR, LocalDate.parse(today)));
    }
}
