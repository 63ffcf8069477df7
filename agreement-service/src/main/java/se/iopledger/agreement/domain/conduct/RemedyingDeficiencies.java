package se.iopledger.agreement.domain.conduct;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.ConductCommand.AcceptRemediationPlan;
import se.iopledger.agreement.domain.ConductCommand.DemandRemediationPlan;
import se.iopledger.agreement.domain.ConductCommand.FollowUpDeficiency;
import se.iopledger.agreement.domain.ConductCommand.OfDeficiency;
import se.iopledger.agreement.domain.ConductCommand.RegisterDeficiency;
import se.iopledger.agreement.domain.ConductCommand.SubmitRemediationPlan;
import se.iopledger.agreement.domain.DateRules;
import se.iopledger.agreement.domain.EveryValue;
import se.iopledger.agreement.domain.Impossible;
import se.iopledger.agreement.domain.Numbered;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.agreement.domain.clause.StipulationRules;
import se.iopledger.agreement.domain.clause.Stipulations;
import se.iopledger.agreement.domain.conduct.Deficiency.FollowUp;
import se.iopledger.agreement.domain.conduct.Deficiency.Plan;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.ConductEvent;
import se.iopledger.contracts.agreement.ConductEvent.DeficiencyFollowedUp;
import se.iopledger.contracts.agreement.ConductEvent.DeficiencyRegistered;
import se.iopledger.contracts.agreement.ConductEvent.RemediationPlanAccepted;
import se.iopledger.contracts.agreement.ConductEvent.RemediationPlanDemanded;
import se.iopledger.contracts.agreement.ConductEvent.RemediationPlanSubmitted;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.terms.ExitKind;
import se.iopledger.contracts.terms.ExitRule;

/** Deficiencies, the plans that the steering group demands, and what came of them (STO-8). */
@CheckReturnValue
final class RemedyingDeficiencies {
    private RemedyingDeficiencies() {}

    static Decision<AgreementEvent> decide(Known known, OfDeficiency command) {
        return DateRules.onceInForce(known, () -> switch (command) {
            case RegisterDeficiency register -> register(known, register);
            case DemandRemediationPlan demand ->
                on(known, demand.deficiencyId(), deficiency -> demand(known, deficiency, demand));
            case SubmitRemediationPlan submit ->
                on(known, submit.deficiencyId(), deficiency -> submit(known, deficiency, submit));
            case AcceptRemediationPlan accept ->
                on(known, accept.deficiencyId(), deficiency -> accept(known, deficiency, accept));
            case FollowUpDeficiency followUp ->
                on(known, followUp.deficiencyId(), deficiency -> followUp(known, deficiency, followUp));
        });
    }

    private static Decision<AgreementEvent> on(
            Known known, String id, Function<Deficiency, Decision<AgreementEvent>> decision) {
        return Numbered.find(known.conduct().deficiencies(), id)
                .map(decision)
                .orElseGet(() -> Decision.rejected(DeficiencyRules.deficiencyMustBeKnown()));
    }

    private static Decision<AgreementEvent> register(Known known, RegisterDeficiency command) {
        return Refusals.unless(
                List.of(
                        EveryValue.mustHold(command),
                        DateRules.dateMustNotBeInTheFuture("/noticedOn", command.noticedOn(), command.mandate()),
                        DateRules.dateMustNotPrecedeTheAgreement("/noticedOn", command.noticedOn(), known),
                        DateRules.dateMustNotComeAfterTheEnd("/noticedOn", command.noticedOn(), known),
                        DeficiencyRules.deficiencyMustBeAPartys(known, command),
                        StipulationRules.mayBeHeldAgainst(
                                "/against", known, command.noticedOn(), command.against(), command.party())),
                () -> List.of(new DeficiencyRegistered(
                        known.agreementId(),
                        known.facts().nextId("deficiency", DeficiencyRegistered.class),
                        command.party(),
                        command.noticedOn(),
                        command.description(),
                        Stipulations.told(command.noticedOn(), known, command.against()),
                        command.mandate().actor(),
                        known.termsOn(command.noticedOn()).exits().stream()
                                .filter(exit -> exit.kind() == ExitKind.ACTOR_EXCLUSION)
                                .map(ExitRule::clauses)
                                .flatMap(List::stream)
                                .toList())));
    }

    private static Decision<AgreementEvent> demand(Known known, Deficiency deficiency, DemandRemediationPlan command) {
        return Refusals.unless(
                List.of(
                        EveryValue.mustHold(command),
                        DeficiencyRules.deficiencyMustBeOpen(deficiency),
                        DeficiencyRules.planMustNotBeDemandedTwice(deficiency),
                        DeficiencyRules.planMustBeDemandedByASteeringGroup(known, command),
                        DateRules.stepMustBeInItsTime(
                                "/demandedOn", command.demandedOn(), deficiency.lastStepOn(), command.mandate()),
                        DateRules.dateMustNotComeAfterTheEnd("/demandedOn", command.demandedOn(), known),
                        DeficiencyRules.planMustBeGivenTime(command)),
                () -> List.of(new RemediationPlanDemanded(
                        known.agreementId(), deficiency.id(), command.by(), command.demandedOn(), command.deadline())));
    }

    private static Decision<AgreementEvent> submit(Known known, Deficiency deficiency, SubmitRemediationPlan command) {
        return Refusals.unless(
                List.of(
                        EveryValue.mustHold(command),
                        DeficiencyRules.deficiencyMustBeOpen(deficiency),
                        DeficiencyRules.planMustBeDemanded(deficiency),
                        DeficiencyRules.planMustNotBeSubmittedTwice(deficiency),
                        DateRules.stepMustBeInItsTime(
                                "/submittedOn", command.submittedOn(), deficiency.lastStepOn(), command.mandate()),
                        DeficiencyRules.planMustComeByItsDeadline(known, deficiency, command)),
                () -> List.of(
                        new RemediationPlanSubmitted(known.agreementId(), deficiency.id(), command.submittedOn())));
    }

    private static Decision<AgreementEvent> accept(Known known, Deficiency deficiency, AcceptRemediationPlan command) {
        return Refusals.unless(
                List.of(
                        EveryValue.mustHold(command),
                        DeficiencyRules.deficiencyMustBeOpen(deficiency),
                        DeficiencyRules.planMustBeSubmitted(deficiency),
                        DeficiencyRules.planMustNotBeAcceptedTwice(deficiency),
                        DateRules.stepMustBeInItsTime(
                                "/acceptedOn", command.acceptedOn(), deficiency.lastStepOn(), command.mandate())),
                () -> List.of(new RemediationPlanAccepted(known.agreementId(), deficiency.id(), command.acceptedOn())));
    }

    private static Decision<AgreementEvent> followUp(Known known, Deficiency deficiency, FollowUpDeficiency command) {
        return Refusals.unless(
                List.of(
                        EveryValue.mustHold(command),
                        DeficiencyRules.deficiencyMustBeOpen(deficiency),
                        DateRules.stepMustBeInItsTime(
                                "/followedUpOn", command.followedUpOn(), deficiency.lastStepOn(), command.mandate()),
                        DeficiencyRules.planMustHaveHadItsChance(known, deficiency, command)),
                () -> List.of(new DeficiencyFollowedUp(
                        known.agreementId(),
                        deficiency.id(),
                        command.followedUpOn(),
                        command.outcome(),
                        command.mandate().actor())));
    }

    static Known evolve(Known known, ConductEvent.OfDeficiency event) {
        return switch (event) {
            case DeficiencyRegistered registered ->
                with(
                        known,
                        Numbered.and(
                                known.conduct().deficiencies(),
                                new Deficiency(
                                        registered.deficiencyId(),
                                        registered.party(),
                                        registered.noticedOn(),
                                        registered.description(),
                                        registered.against(),
                                        registered.registeredBy(),
                                        null,
                                        null)));
            case RemediationPlanDemanded demanded ->
                step(
                        known,
                        event,
                        demanded.deficiencyId(),
                        deficiency -> deficiency.plan() == null,
                        deficiency -> deficiency.with(
                                new Plan(demanded.by(), demanded.demandedOn(), demanded.deadline(), null, null)));
            case RemediationPlanSubmitted submitted ->
                plan(
                        known,
                        event,
                        submitted.deficiencyId(),
                        plan -> plan.submittedOn() == null,
                        plan -> new Plan(plan.by(), plan.demandedOn(), plan.deadline(), submitted.submittedOn(), null));
            case RemediationPlanAccepted accepted ->
                plan(
                        known,
                        event,
                        accepted.deficiencyId(),
                        plan -> plan.submittedOn() != null && plan.acceptedOn() == null,
                        plan -> new Plan(
                                plan.by(),
                                plan.demandedOn(),
                                plan.deadline(),
                                plan.submittedOn(),
                                accepted.acceptedOn()));
            case DeficiencyFollowedUp followedUp ->
                step(
                        known,
                        event,
                        followedUp.deficiencyId(),
                        Deficiency::stillOpen,
                        deficiency -> deficiency.with(new FollowUp(
                                followedUp.followedUpOn(), followedUp.outcome(), followedUp.registeredBy())));
        };
    }

    private static Known plan(
            Known known, ConductEvent event, String id, Predicate<Plan> possible, UnaryOperator<Plan> change) {
        return step(
                known,
                event,
                id,
                deficiency -> deficiency.plan() != null && possible.test(deficiency.plan()),
                deficiency -> {
                    Plan plan = deficiency.plan();
                    return plan == null ? deficiency : deficiency.with(change.apply(plan));
                });
    }

    private static Known step(
            Known known,
            ConductEvent event,
            String id,
            Predicate<Deficiency> possible,
            UnaryOperator<Deficiency> change) {
        return with(
                known,
                Numbered.step(known.conduct().deficiencies(), id, possible, change)
                        .orElseThrow(() -> Impossible.event(event, known)));
    }

    private static Known with(Known known, List<Deficiency> changed) {
        return known.with(known.conduct().withDeficiencies(changed));
    }
}
