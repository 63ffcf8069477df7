package se.iopledger.agreement.domain.conduct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.iopledger.agreement.domain.Story.REGISTRAR;
import static se.iopledger.agreement.domain.Story.given;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.domain.Story.propose;
import static se.iopledger.agreement.domain.Story.register;
import static se.iopledger.agreement.domain.Story.workOffDueOn;
import static se.iopledger.agreement.testing.Five.LIN;
import static se.iopledger.agreement.testing.Five.STO;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.iopledger.agreement.domain.AgreementDecider;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.ConductCommand.AcceptRemediationPlan;
import se.iopledger.agreement.domain.ConductCommand.DemandRemediationPlan;
import se.iopledger.agreement.domain.ConductCommand.FollowUpDeficiency;
import se.iopledger.agreement.domain.ConductCommand.RegisterDeficiency;
import se.iopledger.agreement.domain.ConductCommand.SubmitRemediationPlan;
import se.iopledger.agreement.domain.ExitCommand.GiveNotice;
import se.iopledger.agreement.domain.Story;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExpired;
import se.iopledger.contracts.agreement.ConductEvent.Deadline;
import se.iopledger.contracts.agreement.ConductEvent.DeadlineKept;
import se.iopledger.contracts.agreement.ConductEvent.DeadlinePassed;
import se.iopledger.contracts.agreement.ConductEvent.DeficiencyFollowedUp;
import se.iopledger.contracts.agreement.ConductEvent.DeficiencyRegistered;
import se.iopledger.contracts.agreement.ConductEvent.Outcome;
import se.iopledger.contracts.agreement.ConductEvent.RemediationPlanAccepted;
import se.iopledger.contracts.agreement.ConductEvent.RemediationPlanDemanded;
import se.iopledger.contracts.agreement.ConductEvent.RemediationPlanSubmitted;
import se.iopledger.contracts.agreement.ExitEvent.Form;
import se.iopledger.contracts.agreement.ExitEvent.NoticeGiven;
import se.iopledger.contracts.agreement.LifeEvent.ExtensionReversed;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.contracts.testing.SimulatedIdentityNumbers;

/** A party falls short, the steering group demands a plan, and the deficiency is remedied or remains. */
final class DeficiencyTest {
    private static final String ID = AgreementId.of(STO);
    private static final String D1 = "deficiency-1";

    @Test
    @Clause("STO-8")
    void aDeficiencyThatRemainsAfterThePlanIsKnownOfItsParty() {
        Story failed = demanded()
                .when(submit("2022-04-10"))
                .then(RemediationPlanSubmitted.class)
                .when(accept("2022-04-20"))
                .then(RemediationPlanAccepted.class)
                .when(followUp("2022-09-01", Outcome.REMAINS))
                .then(DeficiencyFollowedUp.class);
        assertThat(failed.known().conduct().failedPlansOf("stiftelse"))
                .extracting(Deficiency::id)
                .containsExactly(D1);
        assertThat(failed.known().conduct().failedPlansOf("stad")).isEmpty();
    }

    @Test
    @Clause("STO-8")
    void aDeficiencyThatIsRemediedLetsNobodyBeTerminated() {
        Story remedied = demanded()
                .when(submit("2022-04-15"))
                .happens()
                .when(followUp("2022-09-01", Outcome.REMEDIED))
                .then(DeficiencyFollowedUp.class);
        assertThat(remedied.known().conduct().failedPlansOf("stiftelse")).isEmpty();
        remedied.when(followUp("2022-09-01", Outcome.REMAINS)).thenRejected("DeficiencyMustBeOpen");
        remedied.when(submit("2022-04-15")).thenRejected("DeficiencyMustBeOpen");
        remedied.when(accept("2022-09-01")).thenRejected("DeficiencyMustBeOpen");
        remedied.when(demand("steering", "2022-09-01", "2022-10-01")).thenRejected("DeficiencyMustBeOpen");
    }

    @Test
    @Clause("STO-8")
    void aPlanAfterItsDeadlineIsRefusedAndItsDeadlineToldToHavePassed() {
        Story demanded = demanded();
        demanded.when(workOffDueOn(STO, LocalDate.of(2022, 4, 15))).thenNothing();
        Story late = demanded.when(workOffDueOn(STO, LocalDate.of(2022, 4, 16))).then(DeadlinePassed.class);
        assertThat(late.history().getLast())
                .isEqualTo(new DeadlinePassed(ID, Deadline.REMEDIATION_PLAN, D1, LocalDate.of(2022, 4, 15)));
        late.when(submit("2022-04-16"))
                .thenRejected("PlanMustComeByItsDeadline")
                .satisfies(refused -> {
                    assertThat(refused.field()).isEqualTo("/submittedOn");
                    assertThat(refused.clauses()).containsExactly("STO-8");
                });
        Story failed = late.when(followUp("2022-04-16", Outcome.REMAINS)).then(DeficiencyFollowedUp.class);
        assertThat(failed.known().conduct().failedPlansOf("stiftelse")).hasSize(1);
    }

    @Test
    @Clause("STO-8")
    void aPlanThatWasHandedInInTimeAndComesToLightLateTakesThePassedDeadlineBack() {
        Story kept = demanded()
                .when(workOffDueOn(STO, LocalDate.of(2022, 5, 1)))
                .then(DeadlinePassed.class)
                .when(new SubmitRemediationPlan(
                        ID, D1, LocalDate.of(2022, 4, 15), Mandate.of(REGISTRAR, LocalDate.of(2022, 5, 2))))
                .then(RemediationPlanSubmitted.class, DeadlineKept.class);
        kept.when(workOffDueOn(STO, LocalDate.of(2022, 5, 3))).thenNothing();
    }

    @Test
    @Clause("STO-8")
    void aPlanThatWasRecordedByMistakeLeavesTheDeadlineToPass() {
        Story submitted = demanded().when(submit("2022-04-10")).happens();
        submitted
                .whenVoided(RemediationPlanSubmitted.class)
                .happens()
                .when(workOffDueOn(STO, LocalDate.of(2022, 4, 16)))
                .then(DeadlinePassed.class);
        // What a later fact needs is not voided before it.
        submitted
                .when(propose(STO, submitted.fact(RemediationPlanDemanded.class), "a mistake"))
                .thenRejected("FactMustNotBeNeededByAnother");
    }

    @Test
    void whatWasRemediedByTheDeadlineNeedsNoPlan() {
        demanded()
                .when(followUp("2022-04-15", Outcome.REMEDIED))
                .then(DeficiencyFollowedUp.class)
                .when(workOffDueOn(STO, LocalDate.of(2022, 6, 1)))
                .thenNothing();
    }

    @Test
    void aDeadlineCountsOnlyWhileTheAgreementIsInForce() {
        Story ended = givenActive(STO)
                .when(notice("2022-09-10", "2022-09-10"))
                .then(NoticeGiven.class)
                .when(registration("stiftelse", "2022-11-01"))
                .happens()
                .when(demand("steering", "2022-11-15", "2022-12-14"))
                .happens();
        ended.when(workOffDueOn(STO, LocalDate.of(2023, 1, 1))).then(AgreementExpired.class);

        // An end that comes to light late takes back what passed after it.
        givenActive(STO)
                .when(registration("stiftelse", "2022-11-01"))
                .happens()
                .when(demand("steering", "2022-11-15", "2022-12-20"))
                .happens()
                .when(workOffDueOn(STO, LocalDate.of(2023, 1, 1)))
                .happens()
                .when(notice("2022-09-10", "2023-01-01"))
                .then(
                        NoticeGiven.class,
                        // Of the plan, and of the check of funds for the extension.
                        DeadlineKept.class,
                        DeadlineKept.class,
                        ExtensionReversed.class,
                        AgreementExpired.class);
    }

    @Test
    void whatWasDeficientMayComeToLightAfterTheEnd() {
        givenActive(STO)
                .when(notice("2022-09-10", "2022-09-10"))
                .happens()
                .when(workOffDueOn(STO, LocalDate.of(2022, 12, 15)))
                .then(AgreementExpired.class)
                .when(new RegisterDeficiency(
                        ID,
                        "stiftelse",
                        LocalDate.of(2022, 12, 1),
                        "no account for the money",
                        Mandate.of(REGISTRAR, LocalDate.of(2023, 1, 10))))
                .then(DeficiencyRegistered.class);
    }

    @Test
    void aDraftHasNoCourseYet() {
        given(register(STO)).when(registration("stiftelse", "2021-12-20")).thenRejected("AgreementMustHaveBeenInForce");
        given(register(STO))
                .voided()
                .when(registration("stiftelse", "2021-12-20"))
                .thenRejected("AgreementMustNotBeVoided");
        given().when(registration("stiftelse", "2021-12-20")).thenRejected("AgreementMustBeRegistered");
    }

    @Test
    void aDeficiencyIsAPartysAndDatedInTheAgreementsTime() {
        Story active = givenActive(STO);
        active.when(registration("nobody", "2022-03-01")).thenRejected("DeficiencyMustBeAPartys");
        active.when(registration("stiftelse", "2021-12-14")).thenRejected("DateMustNotPrecedeTheAgreement");
        active.when(registration("stiftelse", "0022-03-01")).thenRejected("DateMustBeReasonable");
        active.when(new RegisterDeficiency(
                        ID,
                        "stiftelse",
                        LocalDate.of(2022, 3, 2),
                        "late",
                        Mandate.of(REGISTRAR, LocalDate.of(2022, 3, 1))))
                .thenRejected("DateMustNotBeInTheFuture");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void aDescriptionSaysSomething(String description) {
        givenActive(STO)
                .when(new RegisterDeficiency(ID, "stiftelse", day("2022-03-01"), description, on("2022-03-01")))
                .thenRejected("TextMustNotBeBlank")
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("/description"));
    }

    @Test
    @Clause("NOR-13")
    void noTextHoldsAnIdentityNumber() {
        String number = SimulatedIdentityNumbers.of(LocalDate.of(1950, 1, 1), 238, "-");
        givenActive(STO)
                .when(new RegisterDeficiency(ID, "stiftelse", day("2022-03-01"), "by " + number, on("2022-03-01")))
                .thenRejected("PersonalIdentityNumberMustNotBeGiven")
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("/description"));
        Mandate because = new Mandate(REGISTRAR, day("2022-03-01"), day("2022-03-01"), "told by " + number);
        givenActive(STO)
                .when(new RegisterDeficiency(ID, "stiftelse", day("2022-03-01"), "late", because))
                .thenRejected("PersonalIdentityNumberMustNotBeGiven")
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("/reason"));
    }

    @Test
    @Clause({"STO-8", "STO-10"})
    void onlyTheSteeringGroupDemandsAPlan() {
        Story registered = registered();
        for (String by : List.of("cooperation", "stad", "nobody")) {
            registered
                    .when(demand(by, "2022-03-15", "2022-04-15"))
                    .thenRejected("PlanMustBeDemandedByASteeringGroup")
                    .satisfies(refused -> assertThat(refused.clauses()).containsExactly("STO-8"));
        }
        String lin = AgreementId.of(LIN);
        givenActive(LIN)
                .when(new RegisterDeficiency(lin, "pastorat", day("2022-03-01"), "late", on("2022-03-01")))
                .happens()
                .when(new DemandRemediationPlan(
                        lin, D1, "operational", day("2022-03-15"), day("2022-04-15"), on("2022-03-15")))
                .thenRejected("PlanMustBeDemandedByASteeringGroup");
    }

    @Test
    void theStepsComeInOrder() {
        Story registered = registered();
        registered.when(demand("steering", "2022-02-28", "2022-04-15")).thenRejected("StepMustNotPrecedeTheLast");
        registered.when(demand("steering", "2022-03-15", "2022-03-15")).thenRejected("PlanMustBeGivenTime");
        registered.when(submit("2022-04-01")).thenRejected("PlanMustBeDemanded");
        registered.when(accept("2022-04-01")).thenRejected("PlanMustBeSubmitted");
        registered.when(followUp("2022-04-01", Outcome.REMAINS)).thenRejected("PlanMustHaveHadItsChance");
        registered
                .when(new SubmitRemediationPlan(ID, "deficiency-2", day("2022-04-01"), on("2022-04-01")))
                .thenRejected("DeficiencyMustBeKnown");

        Story demanded = demanded();
        demanded.when(demand("steering", "2022-03-16", "2022-05-15")).thenRejected("PlanMustNotBeDemandedTwice");
        demanded.when(submit("2022-03-14")).thenRejected("StepMustNotPrecedeTheLast");
        demanded.when(followUp("2022-04-15", Outcome.REMAINS)).thenRejected("PlanMustHaveHadItsChance");

        Story submitted = demanded.when(submit("2022-04-10")).happens();
        submitted.when(submit("2022-04-11")).thenRejected("PlanMustNotBeSubmittedTwice");
        submitted.when(accept("2022-04-09")).thenRejected("StepMustNotPrecedeTheLast");

        Story accepted = submitted.when(accept("2022-04-10")).happens();
        accepted.when(accept("2022-04-11")).thenRejected("PlanMustNotBeAcceptedTwice");
        accepted.when(followUp("2022-04-09", Outcome.REMEDIED)).thenRejected("StepMustNotPrecedeTheLast");
        // Nothing can have come of a plan on the day on which it was accepted; that all was well by then may be seen.
        accepted.when(followUp("2022-04-10", Outcome.REMAINS))
                .thenRejected("PlanMustHaveHadItsChance")
                .satisfies(refused -> assertThat(refused.detail()).contains("accepted on 2022-04-10"));
        accepted.when(followUp("2022-04-10", Outcome.REMEDIED)).then(DeficiencyFollowedUp.class);
        accepted.when(followUp("2022-04-11", Outcome.REMAINS)).then(DeficiencyFollowedUp.class);
    }

    @Test
    @Clause("STO-8")
    void afterTheEndNoDeficiencyIsNoticedAndNoPlanDemanded() {
        Story ended = registered().when(workOffDueOn(STO, day("2024-12-15"))).happens();
        ended.when(new RegisterDeficiency(ID, "stiftelse", day("2024-12-15"), "no account came", on("2024-12-15")))
                .thenRejected("DateMustNotComeAfterTheEnd");
        ended.when(new RegisterDeficiency(ID, "stiftelse", day("2024-12-14"), "no account came", on("2024-12-15")))
                .then(DeficiencyRegistered.class);
        ended.when(demand("steering", "2024-12-15", "2025-02-01")).thenRejected("DateMustNotComeAfterTheEnd");
        // What came of it may be settled later.
        ended.when(followUp("2025-01-15", Outcome.REMEDIED)).then(DeficiencyFollowedUp.class);
    }

    @Test
    void aHistoryThatCannotBeIsNotFollowed() {
        Story active = givenActive(STO);
        assertThatThrownBy(() -> AgreementDecider.evolve(
                        active.agreement(), new RemediationPlanSubmitted(ID, D1, day("2022-04-10"))))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> AgreementDecider.evolve(
                        active.agreement(), new DeadlineKept(ID, Deadline.REMEDIATION_PLAN, D1, day("2022-04-10"))))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> AgreementDecider.evolve(
                        registered().agreement(), new RemediationPlanAccepted(ID, D1, day("2022-04-10"))))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> AgreementDecider.evolve(
                        demanded().agreement(), new RemediationPlanAccepted(ID, D1, day("2022-04-10"))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Clause("STO-8")
    void aPlanThatComesTooLateIsToldItsLastDay() {
        demanded()
                .when(submit("2022-04-16"))
                .thenRejected("PlanMustComeByItsDeadline")
                .satisfies(refused -> assertThat(refused.detail())
                        .isEqualTo("the plan was handed in on 2022-04-16, its last day was 2022-04-15"));
    }

    @Test
    @Clause("STO-8")
    void aDeficiencyNamesTheClauseByWhichItMayLeadToAnExclusionAndNoOther() {
        assertThat(((DeficiencyRegistered) registered().history().getLast()).clauses())
                .containsExactly("STO-8");
    }

    @Test
    void nothingIsDoneTwiceToADeficiency() {
        Story submitted = demanded().when(submit("2022-04-01")).happens();
        Story settled = submitted.when(followUp("2022-04-10", Outcome.REMEDIED)).happens();
        assertThatThrownBy(() -> AgreementDecider.evolve(
                        submitted.agreement(),
                        submitted.history().get(submitted.history().size() - 2)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> AgreementDecider.evolve(
                        submitted.agreement(), submitted.history().getLast()))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> AgreementDecider.evolve(
                        settled.agreement(), settled.history().getLast()))
                .isInstanceOf(IllegalStateException.class);
        settled.when(demand("steering", "2022-04-11", "2022-05-15")).thenRejected("DeficiencyMustBeOpen");
    }

    private static Story registered() {
        return givenActive(STO).when(registration("stiftelse", "2022-03-01")).then(DeficiencyRegistered.class);
    }

    private static Story demanded() {
        return registered().when(demand("steering", "2022-03-15", "2022-04-15")).then(RemediationPlanDemanded.class);
    }

    private static RegisterDeficiency registration(String party, String on) {
        return new RegisterDeficiency(ID, party, day(on), "the activity has not started", on(on));
    }

    private static DemandRemediationPlan demand(String by, String on, String deadline) {
        return new DemandRemediationPlan(ID, D1, by, day(on), day(deadline), on(on));
    }

    private static SubmitRemediationPlan submit(String on) {
        return new SubmitRemediationPlan(ID, D1, day(on), on(on));
    }

    private static AcceptRemediationPlan accept(String on) {
        return new AcceptRemediationPlan(ID, D1, day(on), on(on));
    }

    private static FollowUpDeficiency followUp(String on, Outcome outcome) {
        return new FollowUpDeficiency(ID, D1, day(on), outcome, on(on));
    }

    private static GiveNotice notice(String givenOn, String today) {
        return new GiveNotice(
                ID, "non-extension", "stad", day(givenOn), Form.WRITTEN, null, null, List.of(), on(today));
    }

    private static LocalDate day(String date) {
        return LocalDate.parse(date);
    }

    private static Mandate on(String today) {
        return Mandate.of(REGISTRAR, day(today));
    }
}
