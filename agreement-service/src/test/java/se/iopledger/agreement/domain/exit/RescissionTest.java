package se.iopledger.agreement.domain.exit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.iopledger.agreement.domain.Story.REGISTRAR;
import static se.iopledger.agreement.domain.Story.given;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.domain.Story.register;
import static se.iopledger.agreement.domain.Story.workOffDueOn;
import static se.iopledger.agreement.domain.exit.Exits.breach;
import static se.iopledger.agreement.domain.exit.Exits.call;
import static se.iopledger.agreement.domain.exit.Exits.day;
import static se.iopledger.agreement.domain.exit.Exits.noticeForBreach;
import static se.iopledger.agreement.domain.exit.Exits.remedy;
import static se.iopledger.agreement.domain.exit.Exits.rescission;
import static se.iopledger.agreement.domain.exit.Exits.rescissionOutsideTheTerms;
import static se.iopledger.agreement.domain.exit.Exits.resolution;
import static se.iopledger.agreement.testing.Five.LUN;
import static se.iopledger.agreement.testing.Five.NOR;
import static se.iopledger.agreement.testing.Five.STO;

import java.util.List;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.AgreementDecider;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.ExitCommand.RegisterBreach;
import se.iopledger.agreement.domain.ExitCommand.Rescind;
import se.iopledger.agreement.domain.Stage;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementRegistered;
import se.iopledger.contracts.agreement.Ending;
import se.iopledger.contracts.agreement.ExitEvent.AgreementRescinded;
import se.iopledger.contracts.agreement.ExitEvent.BreachRegistered;
import se.iopledger.contracts.agreement.ExitEvent.BreachRemedied;
import se.iopledger.contracts.agreement.ExitEvent.ConditionLapsed;
import se.iopledger.contracts.agreement.ExitEvent.Form;
import se.iopledger.contracts.agreement.ExitEvent.NoticeGiven;
import se.iopledger.contracts.agreement.ExitEvent.RemedyCalledFor;
import se.iopledger.contracts.agreement.LifeEvent.AgreementEnded;
import se.iopledger.contracts.agreement.LifeEvent.EndReversed;
import se.iopledger.contracts.agreement.LifeEvent.LastDayChanged;
import se.iopledger.contracts.agreement.PossibleRepayment;
import se.iopledger.contracts.agreement.Resolution;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.ConditionKind;
import se.iopledger.contracts.terms.RemedyShare;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.contracts.testing.SimulatedIdentityNumbers;

/** Breaches, and rescission for one that was not remedied. */
final class RescissionTest {
    private static Story called(Terms terms, String inBreach, String by) {
        return givenActive(terms)
                .when(breach(terms, inBreach, by, "2022-03-01"))
                .then(BreachRegistered.class)
                .when(call(terms, "2022-03-07", "2022-04-30"))
                .then(RemedyCalledFor.class);
    }

    @Test
    @Clause({"LUN-10", "UPP-16"})
    void lundIsRescindedForABreachThatWasNotRemediedInTime() {
        Story rescinded = called(LUN, "kvinnojouren", "kommun")
                .when(rescission(LUN, "rescission", "kommun", "2022-05-02"))
                .then(AgreementRescinded.class, LastDayChanged.class);
        String calculation =
                "rescinded on 2022-05-02, after the time for a remedy had passed on 2022-04-30: no period of"
                        + " notice, so that the last day is 2022-05-02";
        assertThat(rescinded.history())
                .contains(new AgreementRescinded(
                        AgreementId.of(LUN),
                        "rescission-1",
                        "rescission",
                        "kommun",
                        "breach-1",
                        day("2022-05-02"),
                        Form.WRITTEN,
                        null,
                        day("2022-05-02"),
                        calculation,
                        // Who repays, and what share, the paper leaves to a decision (LUN-10).
                        List.of(new PossibleRepayment(
                                "rescission for breach not remedied without delay",
                                RemedyShare.PART_OR_WHOLE,
                                null,
                                "kommun",
                                List.of(),
                                List.of(),
                                List.of("LUN-10"))),
                        List.of("LUN-10")));
        Story ended = rescinded.when(workOffDueOn(LUN, day("2022-05-03"))).then(AgreementEnded.class);
        assertThat(ended.history())
                .endsWith(new AgreementEnded(
                        AgreementId.of(LUN), day("2022-05-02"), Ending.RESCISSION, calculation, List.of("LUN-10")));
        assertThat(ended.stage()).isEqualTo(new Stage.Ended(day("2021-01-01"), day("2022-05-02"), Ending.RESCISSION));
    }

    @Test
    @Clause("LUN-10")
    void whyABreachGroundsNothingIsSaid() {
        Story called = called(LUN, "kvinnojouren", "kommun");
        called.when(remedy(LUN, "2022-04-15", "2022-05-02"))
                .happens()
                .when(rescission(LUN, "rescission", "kommun", "2022-05-02"))
                .thenRejected("BreachMustStandUnremedied")
                .satisfies(refused -> assertThat(refused.detail()).isEqualTo("the breach was remedied on 2022-04-15"));
        called.when(Exits.noticeForBreach(LUN, "breach-or-change", "kommun", "breach-1", "2022-02-28"))
                .thenRejected("BreachMustStandUnremedied")
                .satisfies(
                        refused -> assertThat(refused.detail()).isEqualTo("the breach was noticed on 2022-03-01 only"));
    }

    @Test
    @Clause({"STO-9", "STO-7"})
    void aNoticeForABreachThatTurnsOutToHaveBeenRemediedEndsNothing() {
        Story told = givenActive(STO)
                .when(breach(STO, "stiftelse", "stad", "2022-03-01"))
                .happens()
                .when(Exits.noticeForBreach(STO, "breach", "stad", "breach-1", "2022-04-01"))
                .happens();
        assertThat(told.stage()).isEqualTo(new Stage.InForce(day("2021-12-15"), day("2022-08-01")));
        Story remedied = told.when(remedy(STO, "2022-03-20", "2022-05-02")).happens();
        assertThat(remedied.stage()).isEqualTo(new Stage.InForce(day("2021-12-15"), day("2022-12-14")));
    }

    @Test
    @Clause({"STO-7", "LUN-10"})
    void onlyWhoIsLiableMayHaveToRepay() {
        assertThat(Repayments.by(STO, "stad")).isEmpty();
        assertThat(Repayments.by(STO, "stiftelse"))
                .hasSize(3)
                .allSatisfy(claim -> assertThat(claim.decidedBy()).isEqualTo("stad"));
        assertThat(Repayments.by(LUN, "kommun")).hasSize(1);
        Terms otherFirst = Paper.of("STO")
                .with(
                        "/parties",
                        "[{\"id\":\"stiftelse\",\"name\":\"Stiftelsen 1000 Möjligheter\",\"sector\":\"CIVIL\"},"
                                + "{\"id\":\"stad\",\"name\":\"Stockholms stad\",\"sector\":\"PUBLIC\"}]")
                .terms();
        assertThat(Repayments.by(otherFirst, "stiftelse").getFirst().decidedBy())
                .isEqualTo("stad");
    }

    @Test
    @Clause({"STO-2", "STO-9"})
    void oneWayOutDoesNotUseUpAnother() {
        Story lapsed = givenActive(STO)
                .when(breach(STO, "stiftelse", "stad", "2022-03-01"))
                .happens()
                .when(call(STO, "2022-03-07", "2022-04-30"))
                .happens()
                .when(Exits.lapse(STO, ConditionKind.FUNDS_EXIST, "2022-05-02", "2022-10-31"))
                .happens();
        Story rescinded = lapsed.when(rescissionOutsideTheTerms(
                        STO, "stad", "2022-05-02", Exits.resolution("socialnämnden", "2022-05-01")))
                .happens();
        assertThat(rescinded.stage()).isEqualTo(new Stage.InForce(day("2021-12-15"), day("2022-05-02")));
        rescinded
                .when(Exits.lapse(STO, ConditionKind.FUNDS_EXIST, "2022-05-02", "2022-05-01"))
                .thenRejected("ExitMustNotBeUsedTwice");
    }

    @Test
    @Clause("STO-2")
    void aLapseNamesTheClausesOfItsWayAndOfItsCondition() {
        Terms terms =
                Paper.of("STO").with("/conditions/0/clauses", "[\"STO-3\"]").terms();
        assertThat(givenActive(terms)
                        .when(Exits.lapse(terms, ConditionKind.FUNDS_EXIST, "2022-05-02", "2022-05-31"))
                        .accepted()
                        .getFirst())
                .isInstanceOfSatisfying(
                        ConditionLapsed.class,
                        lapsed -> assertThat(lapsed.clauses()).containsExactly("STO-2", "STO-3"));
    }

    @Test
    void whatWasRegisteredByMistakeIsLeftByNobody() {
        givenActive(LUN)
                .voided()
                .when(breach(LUN, "kvinnojouren", "kommun", "2022-03-01"))
                .thenRejected("AgreementMustNotBeVoided");
    }

    @Test
    @Clause("LUN-10")
    void nothingIsRescindedBeforeTheTimeForTheRemedyHasPassed() {
        givenActive(LUN)
                .when(rescission(LUN, "rescission", "kommun", "2022-05-02"))
                .thenRejected("RescissionMustRestOnABreach");
        Story registered = givenActive(LUN)
                .when(breach(LUN, "kvinnojouren", "kommun", "2022-03-01"))
                .happens();
        registered
                .when(rescission(LUN, "rescission", "kommun", "2022-05-02"))
                .thenRejected("RemedyMustBeCalledForFirst")
                .satisfies(refused -> assertThat(refused.clauses()).containsExactly("LUN-10"));
        Story called = registered.when(call(LUN, "2022-03-07", "2022-04-30")).happens();
        called.when(rescission(LUN, "rescission", "kommun", "2022-04-30"))
                .thenRejected("TimeForTheRemedyMustHavePassed")
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("/declaredOn"));
        called.when(remedy(LUN, "2022-04-29", "2022-04-29"))
                .then(BreachRemedied.class)
                .when(rescission(LUN, "rescission", "kommun", "2022-05-02"))
                .thenRejected("BreachMustStandUnremedied");
        // Late, but before anybody rescinded.
        called.when(remedy(LUN, "2022-05-02", "2022-05-02"))
                .then(BreachRemedied.class)
                .when(rescission(LUN, "rescission", "kommun", "2022-05-02"))
                .thenRejected("BreachMustStandUnremedied");
    }

    @Test
    @Clause("LUN-10")
    void aRemedyThatComesToLightLateTakesTheRescissionsGroundAway() {
        Story again = called(LUN, "kvinnojouren", "kommun")
                .when(rescission(LUN, "rescission", "kommun", "2022-05-02"))
                .happens()
                .when(workOffDueOn(LUN, day("2022-06-01")))
                .then(AgreementEnded.class)
                .when(remedy(LUN, "2022-04-20", "2022-06-10"))
                .then(BreachRemedied.class, EndReversed.class, LastDayChanged.class);
        assertThat(again.stage()).isEqualTo(new Stage.InForce(day("2021-01-01"), day("2023-12-31")));
        assertThat(again.history().getLast())
                .isEqualTo(new LastDayChanged(
                        AgreementId.of(LUN), day("2023-12-31"), "it runs to 2023-12-31: nothing ends it earlier"));
    }

    @Test
    @Clause("LUN-10")
    void aRemedyAfterTheRescissionChangesNothing() {
        called(LUN, "kvinnojouren", "kommun")
                .when(rescission(LUN, "rescission", "kommun", "2022-05-02"))
                .happens()
                .when(workOffDueOn(LUN, day("2022-06-01")))
                .happens()
                .when(remedy(LUN, "2022-05-03", "2022-06-10"))
                .then(BreachRemedied.class);
    }

    @Test
    @Clause("UPP-16")
    void eitherPartyRescindsForTheOthersBreachAndNotForItsOwn() {
        Terms upp = Paper.of("UPP").with("/period/last", "\"2023-12-31\"").terms();
        called(upp, "kommun", "stadsmission")
                .when(rescission(upp, "rescission", "stadsmission", "2022-05-02"))
                .then(AgreementRescinded.class, LastDayChanged.class);
        called(upp, "kommun", "stadsmission")
                .when(rescission(upp, "rescission", "kommun", "2022-05-02"))
                .thenRejected("PartyMustNotLeaveForItsOwnBreach");
        called(upp, "kommun", "stadsmission")
                .when(rescission(upp, "rescission", "nobody", "2022-05-02"))
                .thenRejected("PartyMustHaveThisExit");
    }

    @Test
    @Clause({"NOR-8", "NOR-11"})
    void norrtaljeIsRescindedOnADecisionSinceItsPaperIsSilent() {
        Story called = called(NOR, "stadsmission", "kommun");
        called.when(rescission(NOR, null, "kommun", "2022-05-02"))
                .thenRejected("RescissionMustHaveAGround")
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("/outsideTerms"));
        called.when(rescissionOutsideTheTerms(
                        NOR, "kommun", "2022-05-02", new Resolution("socialnämnden", day("2022-05-01"), null, null)))
                .thenRejected("RescissionMustHaveAGround");
        called.when(rescissionOutsideTheTerms(NOR, "kommun", "2022-05-02", resolution("socialnämnden", "2022-05-03")))
                .thenRejected("DecisionMustComeFirst");
        Story rescinded = called.when(rescissionOutsideTheTerms(
                        NOR, "kommun", "2022-05-02", resolution("socialnämnden", "2022-05-01")))
                .then(AgreementRescinded.class, LastDayChanged.class)
                .when(workOffDueOn(NOR, day("2022-05-03")))
                .then(AgreementEnded.class);
        assertThat(rescinded.stage())
                .isEqualTo(new Stage.Ended(day("2021-09-15"), day("2022-05-02"), Ending.RESCISSION));
        assertThat(rescinded.history().stream()
                        .filter(AgreementRescinded.class::isInstance)
                        .flatMap(event -> ((AgreementRescinded) event).repayments().stream()))
                .singleElement()
                .satisfies(repayment -> {
                    assertThat(repayment.clauses()).containsExactly("NOR-11");
                    assertThat(repayment.share()).isEqualTo(RemedyShare.AMOUNT_CONCERNED);
                    assertThat(repayment.liable()).isEqualTo("stadsmission");
                    assertThat(repayment.exceptions()).hasSize(2);
                });
    }

    @Test
    void whereTheTermsProvideForItNoOtherGroundIsGiven() {
        Story called = called(LUN, "kvinnojouren", "kommun");
        called.when(rescission(LUN, null, "kommun", "2022-05-02"))
                .thenRejected("ExitMustBeInTheTerms")
                .satisfies(refused -> assertThat(refused.clauses()).containsExactly("LUN-10"));
        called.when(new Rescind(
                        AgreementId.of(LUN),
                        "rescission",
                        "kommun",
                        "breach-1",
                        day("2022-05-02"),
                        Form.WRITTEN,
                        resolution("socialnämnden", "2022-05-01"),
                        Mandate.of("approver-2", day("2022-05-02"))))
                .thenRejected("RescissionMustRestOnTheTerms");
        called.when(rescission(LUN, "none", "kommun", "2022-05-02")).thenRejected("ExitMustBeInTheTerms");
        called.when(rescission(LUN, "breach-or-change", "kommun", "2022-05-02")).thenRejected("ExitMustBeOfTheKind");
    }

    @Test
    void aRescissionIsInTimeInFormAndOnce() {
        Story called = called(LUN, "kvinnojouren", "kommun");
        called.when(new Rescind(
                        AgreementId.of(LUN),
                        "rescission",
                        "kommun",
                        "breach-1",
                        day("2022-05-03"),
                        Form.WRITTEN,
                        null,
                        Mandate.of("approver-2", day("2022-05-02"))))
                .thenRejected("DateMustNotBeInTheFuture");
        called.when(new Rescind(
                        AgreementId.of(LUN),
                        "rescission",
                        "kommun",
                        "breach-1",
                        day("2022-05-02"),
                        Form.WRITTEN,
                        null,
                        Mandate.of(REGISTRAR, day("2022-05-02"))))
                .thenRejected("RescinderMustNotHaveRegisteredTheBreach");
        called.when(rescission(LUN, "rescission", "kommun", "2020-12-31")).thenRejected("ExitMustFallInThePeriod");
        called.when(rescission(LUN, "rescission", "kommun", "2024-01-01")).thenRejected("ExitMustFallInThePeriod");
        called.when(rescission(LUN, "rescission", "kommun", "2023-12-31"))
                .thenRejected("ExitMustEndTheAgreementEarlier");
        called.when(rescission(LUN, "rescission", "kommun", "2022-05-02"))
                .happens()
                .when(rescission(LUN, "rescission", "kommun", "2022-05-02"))
                .thenRejected("ExitMustNotBeUsedTwice");
        Terms inWriting = Paper.of("LUN").with("/exits/1/form", "\"WRITTEN\"").terms();
        called(inWriting, "kvinnojouren", "kommun")
                .when(new Rescind(
                        AgreementId.of(inWriting),
                        "rescission",
                        "kommun",
                        "breach-1",
                        day("2022-05-02"),
                        Form.ORAL,
                        null,
                        Mandate.of("approver-2", day("2022-05-02"))))
                .thenRejected("ExitMustBeInTheAgreedForm");
    }

    @Test
    void aBreachIsHeldAgainstAnotherPartyInThePeriodAndOnce() {
        Story active = givenActive(LUN);
        active.when(breach(LUN, "nobody", "kommun", "2022-03-01")).thenRejected("PartyInBreachMustBeAParty");
        active.when(breach(LUN, "kommun", "kommun", "2022-03-01")).thenRejected("BreachMustBeHeldAgainstAnotherParty");
        active.when(breach(LUN, "kommun", "nobody", "2022-03-01")).thenRejected("BreachMustBeHeldAgainstAnotherParty");
        active.when(breach(LUN, "kvinnojouren", "kommun", "2020-12-31")).thenRejected("BreachMustFallInThePeriod");
        active.when(breach(LUN, "kvinnojouren", "kommun", "2024-01-01")).thenRejected("BreachMustFallInThePeriod");
        active.when(new RegisterBreach(
                        AgreementId.of(LUN),
                        "kvinnojouren",
                        "kommun",
                        "seen by " + SimulatedIdentityNumbers.of(day("1950-01-01"), 238, "-"),
                        day("2022-03-01"),
                        Mandate.of(REGISTRAR, day("2022-03-01"))))
                .thenRejected("PersonalIdentityNumberMustNotBeGiven");
        active.when(breach(LUN, "kvinnojouren", "kommun", "2022-03-01"))
                .happens()
                .when(breach(LUN, "kvinnojouren", "kommun", "2022-03-01"))
                .thenRejected("BreachMustNotBeRegisteredTwice");
        Story first =
                active.when(breach(LUN, "kvinnojouren", "kommun", "2022-03-01")).happens();
        first.when(breach(LUN, "kvinnojouren", "kommun", "2022-03-02")).then(BreachRegistered.class);
        first.when(new RegisterBreach(
                        AgreementId.of(LUN),
                        "kvinnojouren",
                        "kommun",
                        "something else",
                        day("2022-03-01"),
                        Mandate.of(REGISTRAR, day("2022-03-01"))))
                .then(BreachRegistered.class);
        given(register(LUN))
                .when(breach(LUN, "kvinnojouren", "kommun", "2022-03-01"))
                .thenRejected("AgreementMustBeInForce");
        given(register(LUN))
                .whenVoided(AgreementRegistered.class)
                .happens()
                .when(breach(LUN, "kvinnojouren", "kommun", "2022-03-01"))
                .thenRejected("AgreementMustNotBeVoided");
    }

    @Test
    void aCallForRemedyGivesTimeAndComesOnce() {
        Story registered = givenActive(LUN)
                .when(breach(LUN, "kvinnojouren", "kommun", "2022-03-01"))
                .happens();
        givenActive(LUN).when(call(LUN, "2022-03-07", "2022-04-30")).thenRejected("BreachMustBeKnown");
        registered.when(call(LUN, "2022-03-07", "2022-03-07")).thenRejected("RemedyMustBeGivenTime");
        registered.when(call(LUN, "2022-02-28", "2022-04-30")).thenRejected("StepMustNotPrecedeTheLast");
        Story called = registered.when(call(LUN, "2022-03-07", "2022-04-30")).happens();
        called.when(call(LUN, "2022-03-08", "2022-04-30"))
                .thenRejected("RemedyMustNotBeCalledForTwice")
                .satisfies(refused ->
                        assertThat(refused.detail()).isEqualTo("the party was called on already, on 2022-03-07"));
        assertThatThrownBy(() -> AgreementDecider.evolve(
                        called.agreement(), called.history().getLast()))
                .isInstanceOf(IllegalStateException.class);
        Story remedied = called.when(remedy(LUN, "2022-04-01", "2022-04-01")).happens();
        assertThatThrownBy(() -> AgreementDecider.evolve(
                        remedied.agreement(), remedied.history().getLast()))
                .isInstanceOf(IllegalStateException.class);
        remedied.when(remedy(LUN, "2022-04-02", "2022-04-02")).thenRejected("BreachMustNotBeRemedied");
        called.when(remedy(LUN, "2022-02-28", "2022-04-02")).thenRejected("StepMustNotPrecedeTheLast");
        registered
                .when(remedy(LUN, "2022-03-05", "2022-03-05"))
                .happens()
                .when(call(LUN, "2022-03-07", "2022-04-30"))
                .thenRejected("BreachMustNotBeRemedied");
    }

    @Test
    @Clause({"STO-7", "STO-9"})
    void stockholmsNoticeForBreachTakesFourMonthsAndTellsWhatMayBeClaimedBack() {
        Story told = givenActive(STO)
                .when(breach(STO, "stiftelse", "stad", "2022-03-01"))
                .happens()
                .when(noticeForBreach(STO, "breach", "stad", "breach-1", "2022-03-10"))
                .then(NoticeGiven.class, LastDayChanged.class);
        assertThat(told.stage()).isEqualTo(new Stage.InForce(day("2021-12-15"), day("2022-07-10")));
        NoticeGiven notice = (NoticeGiven) told.history().get(told.history().size() - 2);
        assertThat(notice.calculation()).isEqualTo("4 months from 2022-03-10 is 2022-07-10");
        assertThat(notice.repayments())
                .extracting(PossibleRepayment::share)
                .containsExactly(RemedyShare.WHOLE, RemedyShare.PART_OR_WHOLE, RemedyShare.PART_OR_WHOLE);
        assertThat(notice.repayments()).allSatisfy(repayment -> {
            assertThat(repayment.liable()).isEqualTo("stiftelse");
            assertThat(repayment.decidedBy()).isEqualTo("stad");
        });
    }

    @Test
    @Clause("STO-9")
    void aNoticeForABreachNeedsOneThatStandsAgainstTheOther() {
        Story registered = givenActive(STO)
                .when(breach(STO, "stiftelse", "stad", "2022-03-01"))
                .happens();
        registered
                .when(noticeForBreach(STO, "breach", "stad", "breach-2", "2022-03-10"))
                .thenRejected("BreachMustBeRegistered");
        registered
                .when(noticeForBreach(STO, "breach", "stiftelse", "breach-1", "2022-03-10"))
                .thenRejected("PartyMustNotLeaveForItsOwnBreach");
        registered
                .when(noticeForBreach(STO, "breach", "stad", "breach-1", "2022-02-28"))
                .thenRejected("BreachMustStandUnremedied");
        registered
                .when(remedy(STO, "2022-03-05", "2022-03-05"))
                .happens()
                .when(noticeForBreach(STO, "breach", "stad", "breach-1", "2022-03-10"))
                .thenRejected("BreachMustStandUnremedied");
    }
}
