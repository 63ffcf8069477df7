package se.iopledger.agreement.domain.conduct;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.ConductCommand.DemandRemediationPlan;
import se.iopledger.agreement.domain.ConductCommand.FollowUpDeficiency;
import se.iopledger.agreement.domain.ConductCommand.RegisterDeficiency;
import se.iopledger.agreement.domain.ConductCommand.SubmitRemediationPlan;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.agreement.domain.conduct.Deficiency.Plan;
import se.iopledger.contracts.agreement.ConductEvent.Outcome;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.ExitKind;
import se.iopledger.contracts.terms.ExitRule;
import se.iopledger.contracts.terms.GroupKind;

/** What forbids a step in the remedying of a deficiency. */
@CheckReturnValue
final class DeficiencyRules {
    private DeficiencyRules() {}

    static Optional<Rejection> deficiencyMustBeAPartys(Known known, RegisterDeficiency command) {
        boolean isParty = known.termsOn(command.noticedOn()).parties().stream()
                .anyMatch(party -> party.id().equals(command.party()));
        return Refusals.when(
                !isParty,
                () -> Rejection.at("/party", "DeficiencyMustBeAPartys", "the agreement has no party with this id"));
    }

    static Rejection deficiencyMustBeKnown() {
        return Rejection.unknown("DeficiencyMustBeKnown", "no deficiency with this id is recorded");
    }

    static Optional<Rejection> deficiencyMustBeOpen(Deficiency deficiency) {
        var followedUp = deficiency.followedUp();
        return followedUp == null
                ? Optional.empty()
                : Optional.of(Rejection.conflict(
                        "DeficiencyMustBeOpen", "the deficiency was followed up on " + followedUp.on() + " already"));
    }

    static Optional<Rejection> planMustBeDemandedByASteeringGroup(Known known, DemandRemediationPlan command) {
        boolean steers = known.termsOn(command.demandedOn()).groups().stream()
                .anyMatch(group ->
                        group.kind() == GroupKind.STEERING && group.id().equals(command.by()));
        return Refusals.when(
                !steers,
                () -> Rejection.at(
                                "/by",
                                "PlanMustBeDemandedByASteeringGroup",
                                "the agreement has no steering group with this id, and nobody else demands plans")
                        .by(clauses(known)));
    }

    static Optional<Rejection> planMustNotBeDemandedTwice(Deficiency deficiency) {
        Plan plan = deficiency.plan();
        return plan == null
                ? Optional.empty()
                : Optional.of(Rejection.conflict(
                        "PlanMustNotBeDemandedTwice", "a plan was demanded on " + plan.demandedOn() + " already"));
    }

    static Optional<Rejection> planMustBeGivenTime(DemandRemediationPlan command) {
        return Refusals.when(
                !command.deadline().isAfter(command.demandedOn()),
                () -> Rejection.at(
                        "/deadline",
                        "PlanMustBeGivenTime",
                        "the deadline is " + command.deadline() + ", the demand " + command.demandedOn()));
    }

    static Optional<Rejection> planMustBeDemanded(Deficiency deficiency) {
        return Refusals.when(
                deficiency.plan() == null,
                () -> Rejection.conflict("PlanMustBeDemanded", "no plan was demanded for this deficiency"));
    }

    static Optional<Rejection> planMustNotBeSubmittedTwice(Deficiency deficiency) {
        Plan plan = deficiency.plan();
        return Refusals.when(
                plan != null && plan.submittedOn() != null,
                () -> Rejection.conflict("PlanMustNotBeSubmittedTwice", "the plan was handed in already"));
    }

    static Optional<Rejection> planMustComeByItsDeadline(
            Known known, Deficiency deficiency, SubmitRemediationPlan command) {
        Plan plan = deficiency.plan();
        return Refusals.when(
                plan != null && command.submittedOn().isAfter(plan.deadline()),
                () -> Rejection.at(
                                "/submittedOn",
                                "PlanMustComeByItsDeadline",
                                "the plan was handed in on " + command.submittedOn() + ", its last day was "
                                        + deadline(plan))
                        .by(clauses(known)));
    }

    static Optional<Rejection> planMustBeSubmitted(Deficiency deficiency) {
        Plan plan = deficiency.plan();
        return Refusals.when(
                plan == null || plan.submittedOn() == null,
                () -> Rejection.conflict("PlanMustBeSubmitted", "no plan was handed in"));
    }

    static Optional<Rejection> planMustNotBeAcceptedTwice(Deficiency deficiency) {
        Plan plan = deficiency.plan();
        return Refusals.when(
                plan != null && plan.acceptedOn() != null,
                () -> Rejection.conflict("PlanMustNotBeAcceptedTwice", "the plan was accepted already"));
    }

    /** A deficiency remains on a later day than its plan was accepted, or than one could be handed in for it. */
    static Optional<Rejection> planMustHaveHadItsChance(
            Known known, Deficiency deficiency, FollowUpDeficiency command) {
        Plan plan = deficiency.plan();
        boolean tooEarly = plan == null
                || !command.followedUpOn().isAfter(plan.acceptedOn() == null ? plan.deadline() : plan.acceptedOn());
        return Refusals.when(
                command.outcome() == Outcome.REMAINS && tooEarly,
                () -> Rejection.at(
                                "/outcome",
                                "PlanMustHaveHadItsChance",
                                plan == null
                                        ? "a deficiency remains only after a plan, and none was demanded"
                                        : plan.acceptedOn() == null
                                                ? "the plan is not accepted, and can be handed in until "
                                                        + plan.deadline()
                                                : "the plan was accepted on " + plan.acceptedOn()
                                                        + ", and nothing can have come of it on that day")
                        .by(clauses(known)));
    }

    private static String deadline(@Nullable Plan plan) {
        return plan == null ? "" : plan.deadline().toString();
    }

    private static String[] clauses(Known known) {
        return Refusals.clausesOf(known.terms().exits().stream()
                .filter(exit -> exit.kind() == ExitKind.ACTOR_EXCLUSION)
                .map(ExitRule::clauses)
                .flatMap(List::stream)
                .toList());
    }
}
