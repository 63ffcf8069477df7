package se.iopledger.agreement.domain.exit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static se.iopledger.agreement.domain.Story.APPROVER;
import static se.iopledger.agreement.domain.Story.REGISTRAR;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.domain.Story.workOffDueOn;
import static se.iopledger.agreement.domain.exit.Exits.day;
import static se.iopledger.agreement.testing.Five.LIN;
import static se.iopledger.agreement.testing.Five.LUN;
import static se.iopledger.agreement.testing.Five.NOR;
import static se.iopledger.agreement.testing.Five.STO;
import static se.iopledger.agreement.testing.Five.UPP;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.AmendmentCommand.CallForRenegotiation;
import se.iopledger.agreement.domain.AmendmentCommand.ProposeAmendment;
import se.iopledger.agreement.domain.ExitCommand.CallForRemedy;
import se.iopledger.agreement.domain.ExitCommand.ExcludeActor;
import se.iopledger.agreement.domain.ExitCommand.GiveNotice;
import se.iopledger.agreement.domain.ExitCommand.RecordRemedy;
import se.iopledger.agreement.domain.ExitCommand.RegisterBreach;
import se.iopledger.agreement.domain.ExitCommand.Rescind;
import se.iopledger.agreement.domain.ExitCommand.Revoke;
import se.iopledger.agreement.domain.ExitCommand.WithdrawNotice;
import se.iopledger.agreement.domain.ExtensionCommand.AgreeExtension;
import se.iopledger.agreement.domain.ExtensionCommand.RecordReview;
import se.iopledger.agreement.domain.PartyRules;
import se.iopledger.agreement.domain.Stage;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentSigned;
import se.iopledger.contracts.agreement.AmendmentEvent.Cause;
import se.iopledger.contracts.agreement.AmendmentEvent.RenegotiationCalled;
import se.iopledger.contracts.agreement.AmendmentEvent.Way;
import se.iopledger.contracts.agreement.ConductEvent.DeficiencyFollowedUp;
import se.iopledger.contracts.agreement.ConductEvent.Outcome;
import se.iopledger.contracts.agreement.ExitEvent.AgreementRescinded;
import se.iopledger.contracts.agreement.ExitEvent.AgreementRevoked;
import se.iopledger.contracts.agreement.ExitEvent.Form;
import se.iopledger.contracts.agreement.ExitEvent.RemedyCalledFor;
import se.iopledger.contracts.agreement.ExtensionEvent;
import se.iopledger.contracts.agreement.ExtensionEvent.ContinuationReviewed;
import se.iopledger.contracts.agreement.ExtensionEvent.Signature;
import se.iopledger.contracts.agreement.LifeEvent.AgreementEnded;
import se.iopledger.contracts.agreement.LifeEvent.LastDayChanged;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;

/**
 * A last day follows from all that is recorded, and is not remembered from when a fact was: what comes to light later, or
 * turns out to have been a mistake, moves it.
 */
final class ReckonedAnewTest {
    private static final Terms THREE_MONTHS =
            Paper.of("NOR").with("/exits/0/noticeMonths", "3").terms();
    private static final Terms SIX_MONTHS =
            Paper.of("UPP").with("/exits/0/noticeMonths", "6").terms();
    private static final Terms TO_JUNE =
            Paper.of("UPP").with("/period/last", "\"2022-06-30\"").terms();

    @Test
    @Clause("NOR-8")
    void aNoticeHasThePeriodThatHadBeenAgreedOnByItsDayWhicheverIsRecordedFirst() {
        GiveNotice notice = notice(NOR, "notice", "kommun", "2022-02-01");
        Story amendedFirst = givenActive(NOR)
                .amended("2021-12-21", "2022-01-01", THREE_MONTHS)
                .when(notice)
                .happens();
        Story noticeFirst = givenActive(NOR).when(notice).happens().amended("2021-12-21", "2022-01-01", THREE_MONTHS);
        assertThat(lastDay(amendedFirst)).isEqualTo("2022-05-01");
        assertThat(lastDay(noticeFirst)).isEqualTo("2022-05-01");
        // What all signed after the notice, though for days before it, does not shorten it.
        assertThat(lastDay(givenActive(NOR).when(notice).happens().amended("2022-02-02", "2022-01-01", THREE_MONTHS)))
                .isEqualTo("2022-08-01");
        assertThat(lastDay(givenActive(NOR)
                        .amended("2022-02-02", "2022-01-01", THREE_MONTHS)
                        .when(notice)
                        .happens()))
                .isEqualTo("2022-08-01");
    }

    @Test
    @Clause("NOR-8")
    void aNoticeHasThePeriodOfTheTermsThatStandWhereOthersWereSignedByMistake() {
        Story story = givenActive(NOR)
                .amended("2021-12-21", "2022-01-01", THREE_MONTHS)
                .when(notice(NOR, "notice", "kommun", "2022-02-01"))
                .happens();
        Story voided = story.whenVoided(AmendmentSigned.class).happens();
        assertThat(lastDay(voided)).isEqualTo("2022-08-01");
        // It can be taken back as long as it runs.
        voided.when(new WithdrawNotice(
                        AgreementId.of(NOR),
                        "notice-1",
                        "kommun",
                        "the others agreed by letter (simulated)",
                        day("2022-07-31"),
                        Mandate.of(REGISTRAR, day("2022-07-31"))))
                .happens();
        voided.when(new WithdrawNotice(
                        AgreementId.of(NOR),
                        "notice-1",
                        "kommun",
                        "the others agreed by letter (simulated)",
                        day("2022-08-02"),
                        Mandate.of(REGISTRAR, day("2022-08-02"))))
                .thenRejected("WithdrawalMustComeWhileTheNoticeRuns");
    }

    @Test
    @Clause("NOR-8")
    void aNoticeForWhichTheTermsOfItsDayTurnOutToHaveNoPeriodStandsAsItWasGiven() {
        GiveNotice notice = notice(NOR, "notice", "kommun", "2022-02-01");
        for (Terms silent : List.of(
                Paper.of("NOR").without("/exits/0").terms(),
                Paper.of("NOR").without("/exits/0/noticeMonths").terms())) {
            Story late = givenActive(NOR).when(notice).happens().amended("2021-12-21", "2022-01-01", silent);
            assertThat(lastDay(late)).isEqualTo("2022-08-01");
            assertThat(Cut.of(late.known()).orElseThrow().calculation())
                    .isEqualTo("6 months from 2022-02-01 is 2022-08-01");
        }
    }

    @Test
    @Clause("STO-3")
    void aNoticeAgainstAnExtensionEndsThePeriodThatHadBeenAgreedOn() {
        Terms longer = Paper.of("STO").with("/period/last", "\"2023-03-31\"").terms();
        GiveNotice notice = notice(STO, "non-extension", "stad", "2022-09-10");
        assertThat(lastDay(givenActive(STO)
                        .amended("2022-06-01", "2022-07-01", longer)
                        .when(notice)
                        .happens()))
                .isEqualTo("2023-03-31");
        assertThat(lastDay(givenActive(STO).when(notice).happens().amended("2022-06-01", "2022-07-01", longer)))
                .isEqualTo("2023-03-31");
    }

    @Test
    @Clause("UPP-11")
    void anExtensionCarriesOnFromTheLastDayThatTheTermsTurnOutToHave() {
        AgreeExtension extension = extension(UPP, null, "2021-12-22");
        Story late = givenActive(UPP).filed("a").when(extension).happens().amended("2021-12-20", "2021-12-28", TO_JUNE);
        assertThat(lastDay(late)).isEqualTo("2025-06-30");
        Story inOrder = givenActive(UPP)
                .filed("a")
                .amended("2021-12-20", "2021-12-28", TO_JUNE)
                .when(extension)
                .happens();
        assertThat(lastDay(inOrder)).isEqualTo("2025-06-30");
        assertThat(lastDay(inOrder.whenVoided(AmendmentSigned.class).happens())).isEqualTo("2024-12-31");
    }

    /** The years that it adds are paid by what was told of it: it is told with the days that it has. */
    @Test
    @Clause({"UPP-11", "UPP-17"})
    void anExtensionThatTurnsOutToBeOfAnotherLengthIsToldAnew() {
        Terms fiveYears = Paper.of("UPP").with("/extension/years", "5").terms();
        Story extended = givenActive(UPP)
                .filed("a")
                .when(extension(UPP, null, "2021-12-22"))
                .happens();
        Story late = extended.amended("2021-12-20", "2021-12-21", fiveYears);
        assertThat(lastDay(late)).isEqualTo("2026-12-31");
        assertThat(extensionsHeardOf(late))
                .containsExactly(new AgreementLife.Extension(day("2022-01-01"), day("2026-12-31"), List.of("UPP-11")));
        Story corrected = late.whenVoided(AmendmentSigned.class).happens();
        assertThat(lastDay(corrected)).isEqualTo("2024-12-31");
        assertThat(extensionsHeardOf(corrected))
                .containsExactly(new AgreementLife.Extension(day("2022-01-01"), day("2024-12-31"), List.of("UPP-11")));
        // What stays as it is is not told again.
        late.when(workOffDueOn(UPP, day("2023-03-01"))).thenNothing();
    }

    /** By the events alone, as whoever pays and whoever asks for reports. */
    private static List<AgreementLife.Extension> extensionsHeardOf(Story story) {
        Optional<AgreementLife> life = Optional.empty();
        for (AgreementEvent event : story.history()) {
            assertThat(AgreementLife.brokenRule(life, event))
                    .as(event.toString())
                    .isEmpty();
            life = AgreementLife.after(life, event);
        }
        return life.orElseThrow().extensions();
    }

    @Test
    @Clause("UPP-11")
    void ofTwoExtensionsTheOneThatWasAgreedOnFirstComesFirst() {
        AgreeExtension first = extension(UPP, null, "2021-11-01");
        AgreeExtension second = extension(UPP, "document-2", null, "2021-12-01");
        Story papers = givenActive(UPP).filed("a").filed("b");
        assertThat(lastDay(papers.when(first).happens().when(second).happens())).isEqualTo("2027-12-31");
        assertThat(lastDay(papers.when(second).happens().when(first).happens())).isEqualTo("2027-12-31");
    }

    /** It would begin after its own last day. */
    @Test
    @Clause("LUN-6")
    void anExtensionThatAnotherTurnsOutToReachBeyondCarriesTheAgreementNowhere() {
        Story toTheNextYear = givenLundReviewed()
                .filed("b")
                .when(extension(LUN, "2024-12-31", "2023-02-20"))
                .happens();
        Story beyond = toTheNextYear
                .when(extension(LUN, "document-2", "2025-12-31", "2023-02-18"))
                .happens();
        assertThat(lastDay(beyond)).isEqualTo("2025-12-31");
        assertThat(extensionsHeardOf(beyond))
                .extracting(AgreementLife.Extension::firstDay, AgreementLife.Extension::lastDay)
                .containsExactly(tuple(day("2024-01-01"), day("2025-12-31")));
    }

    private static Story givenLundReviewed() {
        return givenActive(LUN)
                .filed("a")
                .when(new RecordReview(
                        AgreementId.of(LUN),
                        day("2023-02-15"),
                        ExtensionEvent.Outcome.SAME_DIRECTION,
                        null,
                        Mandate.of(APPROVER, day("2023-03-01"))))
                .happens();
    }

    @Test
    @Clause("LUN-6")
    void anExtensionStandsAsLongAsTheReviewThatItWasAgreedOnAfter() {
        Story extended = givenLundReviewed()
                .when(extension(LUN, "2024-12-31", "2023-02-20"))
                .happens();
        assertThat(lastDay(extended)).isEqualTo("2024-12-31");
        assertThat(lastDay(extended.whenVoided(ContinuationReviewed.class).happens()))
                .isEqualTo("2023-12-31");
    }

    @Test
    @Clause("STO-8")
    void whatAnExclusionRestsOnIsCorrectedAfterIt() {
        cannotBeVoided(
                STO,
                ExclusionTest.followedUp(STO, "stiftelse", Outcome.REMAINS)
                        .when(Exits.exclusion(STO, "stiftelse", "2022-07-04", "2022-08-31"))
                        .happens(),
                DeficiencyFollowedUp.class);
    }

    @Test
    @Clause("LUN-10")
    void whatARescissionRestsOnIsCorrectedAfterIt() {
        cannotBeVoided(
                NOR,
                givenActive(NOR)
                        .when(Exits.breach(NOR, "stadsmission", "kommun", "2022-03-01"))
                        .happens()
                        .when(Exits.call(NOR, "2022-03-07", "2022-04-30"))
                        .happens()
                        .when(Exits.rescissionOutsideTheTerms(
                                NOR, "kommun", "2022-05-02", Exits.resolution("socialnämnden", "2022-05-01")))
                        .happens(),
                RemedyCalledFor.class);
    }

    /** Each party for the other's breach: the one that was declared first is the end, though it comes to light last. */
    @Test
    @Clause("LUN-10")
    void aRescissionThatWasDeclaredBeforeAnotherEndsTheAgreementThoughItComesToLightAfterIt() {
        Rescind second = rescission("breach-1", "kommun", "2022-05-10");
        Story rescinded = bothInBreach().when(second).then(AgreementRescinded.class, LastDayChanged.class);
        rescinded.when(second).thenRejected("ExitMustNotBeUsedTwice");
        Rescind first = rescission("breach-2", "kvinnojouren", "2022-05-02");
        Story both = rescinded.when(first).then(AgreementRescinded.class, AgreementEnded.class);
        assertThat(lastDay(both)).isEqualTo("2022-05-02");
        assertThat(Ground.of(both.known(), Cut.of(both.known()).orElseThrow())
                        .orElseThrow()
                        .by())
                .containsExactly("kvinnojouren");
        both.when(first).thenRejected("ExitMustNotBeUsedTwice");
        // A breach that turns out to have been remedied leaves the other.
        Story remedied = both.when(new RecordRemedy(
                        AgreementId.of(LUN),
                        "breach-2",
                        day("2022-05-01"),
                        "the office was opened again (simulated)",
                        Mandate.of(REGISTRAR, day("2022-05-10"))))
                .happens();
        assertThat(lastDay(remedied)).isEqualTo("2022-05-10");
    }

    @Test
    @Clause("LUN-10")
    void aRescissionOnTheSameDayForAnotherBreachIsAnother() {
        bothInBreach()
                .when(rescission("breach-1", "kommun", "2022-05-02"))
                .happens()
                .when(rescission("breach-2", "kvinnojouren", "2022-05-02"))
                .then(AgreementRescinded.class);
    }

    /** Each of Lund's parties holds something against the other, and called for its remedy. */
    private static Story bothInBreach() {
        return calledOn(
                calledOn(givenActive(LUN), "breach-1", "kvinnojouren", "kommun"), "breach-2", "kommun", "kvinnojouren");
    }

    private static Story calledOn(Story story, String breach, String party, String by) {
        Mandate mandate = Mandate.of(REGISTRAR, day("2022-03-07"));
        return story.when(new RegisterBreach(
                        AgreementId.of(LUN),
                        party,
                        by,
                        "what was promised is not done (simulated)",
                        day("2022-03-01"),
                        mandate))
                .happens()
                .when(new CallForRemedy(AgreementId.of(LUN), breach, day("2022-03-07"), day("2022-04-30"), mandate))
                .happens();
    }

    /** All of it is recorded on the day of the second. */
    private static Rescind rescission(String breach, String by, String declaredOn) {
        return new Rescind(
                AgreementId.of(LUN),
                "rescission",
                by,
                breach,
                day(declaredOn),
                Form.WRITTEN,
                null,
                Mandate.of(APPROVER, day("2022-05-10")));
    }

    /** LIN-8: the parties, who agreed on an end, agree on another one while the agreement runs. */
    @Test
    @Clause("LIN-8")
    void whatAllAgreeOnAnewIsTheEndWhicheverIsRecordedFirst() {
        Revoke first = Exits.revocation(LIN, "2022-05-02", "2022-08-31", "2022-06-10");
        for (String lastDay : List.of("2022-06-30", "2022-12-31")) {
            Revoke anew = Exits.revocation(LIN, "2022-06-10", lastDay, "2022-06-10");
            for (List<Revoke> order : List.of(List.of(first, anew), List.of(anew, first))) {
                Story both = givenActive(LIN)
                        .when(order.getFirst())
                        .happens()
                        .when(order.getLast())
                        .happens();
                assertThat(lastDay(both)).as(order.toString()).isEqualTo(lastDay);
                both.when(anew).thenRejected("ExitMustNotBeUsedTwice");
            }
        }
    }

    /** On its last day they still may; afterwards there is no agreement that could end another day. */
    @Test
    @Clause("LIN-8")
    void whatAllAgreeOnAfterTheEndIsNone() {
        Revoke first = Exits.revocation(LIN, "2022-05-02", "2022-06-30", "2022-07-01");
        Revoke onTheLastDay = Exits.revocation(LIN, "2022-06-30", "2022-12-31", "2022-07-01");
        Revoke tooLate = Exits.revocation(LIN, "2022-07-01", "2022-12-31", "2022-07-01");
        assertThat(lastDay(givenActive(LIN)
                        .when(onTheLastDay)
                        .happens()
                        .when(first)
                        .happens()))
                .isEqualTo("2022-12-31");
        assertThat(lastDay(givenActive(LIN).when(tooLate).happens().when(first).happens()))
                .isEqualTo("2022-06-30");
        givenActive(LIN)
                .when(first)
                .then(AgreementRevoked.class, AgreementEnded.class)
                .when(tooLate)
                .thenRejected("ExitMustFallInThePeriod");
    }

    @Test
    @Clause("NOR-17")
    void theRenegotiationThatAnAmendmentComesOfIsCorrectedAfterIt() {
        Mandate mandate = Mandate.of(REGISTRAR, day("2021-12-20"));
        cannotBeVoided(
                UPP,
                givenActive(UPP)
                        .when(new CallForRenegotiation(
                                AgreementId.of(UPP),
                                "kommun",
                                day("2021-12-20"),
                                Cause.ANY_PARTY_MAY_CALL,
                                "the period of notice",
                                mandate))
                        .happens()
                        .when(new ProposeAmendment(
                                AgreementId.of(UPP),
                                "kommun",
                                day("2021-12-20"),
                                Way.SIGNED_BY_ALL,
                                day("2021-12-25"),
                                "the parties want it",
                                true,
                                1,
                                SIX_MONTHS,
                                null,
                                "renegotiation-1",
                                null,
                                mandate))
                        .happens(),
                RenegotiationCalled.class);
    }

    private static void cannotBeVoided(Terms terms, Story story, Class<? extends AgreementEvent> ground) {
        story.when(Story.propose(terms, story.fact(ground), "recorded by mistake"))
                .thenRejected("FactMustNotBeNeededByAnother");
    }

    /** With two civil parties, of which one after the other is terminated: made up of LIN's parties and STO's way out. */
    @Test
    @Clause("STO-8")
    void whereTheLastCivilPartyGoesTheAgreementEndsWhicheverWasDecidedOnFirst() {
        Story failed = ExclusionTest.bothFailed();
        Terms terms = failed.known().terms();
        for (List<String> order : List.of(List.of("pastorat", "stadsmission"), List.of("stadsmission", "pastorat"))) {
            Story both = failed.when(excluded(terms, order.getFirst(), "2022-07-04", "2022-08-31"))
                    .happens()
                    .when(excluded(terms, order.getLast(), "2022-07-05", "2022-08-31"))
                    .happens();
            assertThat(lastDay(both)).as(order.toString()).isEqualTo("2022-08-31");
            assertThat(both.when(workOffDueOn(terms, day("2022-10-01")))
                            .happens()
                            .stage())
                    .isInstanceOf(Stage.Ended.class);
        }
        // The one that goes first is decided on last.
        Story earlier = failed.when(excluded(terms, "pastorat", "2022-07-04", "2022-08-31"))
                .happens()
                .when(excluded(terms, "stadsmission", "2022-07-05", "2022-07-31"))
                .happens();
        assertThat(lastDay(earlier)).isEqualTo("2022-08-31");
        assertThat(PartyRules.ids(earlier.known().termsOn(day("2022-08-01")))).containsExactly("kommun", "pastorat");
    }

    private static ExcludeActor excluded(Terms terms, String party, String decidedOn, String lastDay) {
        return Exits.exclusionFor(
                terms, party, party.equals("pastorat") ? "deficiency-1" : "deficiency-2", decidedOn, lastDay);
    }

    private static LocalDate lastDay(Story story) {
        return switch (story.stage()) {
            case Stage.InForce inForce -> inForce.lastDay();
            case Stage.Ended ended -> ended.lastDay();
            case Stage.Draft _, Stage.Approved _, Stage.Voided _ ->
                throw new AssertionError(story.stage().toString());
        };
    }

    private static AgreeExtension extension(Terms terms, @Nullable String lastDay, String signedOn) {
        return extension(terms, "document-1", lastDay, signedOn);
    }

    private static AgreeExtension extension(Terms terms, String paper, @Nullable String lastDay, String signedOn) {
        return new AgreeExtension(
                AgreementId.of(terms),
                paper,
                lastDay == null ? null : day(lastDay),
                PartyRules.ids(terms).stream()
                        .map(party -> new Signature(party, day(signedOn), Story.document()))
                        .toList(),
                Mandate.of(APPROVER, day("2023-03-01")));
    }

    private static GiveNotice notice(Terms terms, String exit, String by, String givenOn) {
        return new GiveNotice(
                AgreementId.of(terms),
                exit,
                by,
                day(givenOn),
                Form.WRITTEN,
                Story.addressee(terms, exit),
                null,
                null,
                List.of(),
                Mandate.of(REGISTRAR, day(givenOn)));
    }
}
