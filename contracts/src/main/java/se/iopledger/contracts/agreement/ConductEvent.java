package se.iopledger.contracts.agreement;

import java.time.LocalDate;
import java.util.List;

/**
 * An event of how the parties keep the agreement: deficiencies and remediation plans, and the deadlines that go with
 * them.
 */
public sealed interface ConductEvent extends FactEvent {
    /** What happens to one deficiency. */
    sealed interface OfDeficiency extends ConductEvent {}

    /**
     * A party does not do what the agreement asks of it.
     *
     * @param deficiencyId names the deficiency inside the agreement, as deficiency-1
     * @param party id of the party in the terms that falls short
     * @param noticedOn day on which it was noticed
     * @param description what is deficient, in words
     * @param clauses what the terms say of deficiencies
     */
    record DeficiencyRegistered(
            String agreementId,
            String deficiencyId,
            String party,
            LocalDate noticedOn,
            String description,
            List<String> clauses)
            implements OfDeficiency {
        public DeficiencyRegistered {
            clauses = List.copyOf(clauses);
        }
    }

    /**
     * The steering group demanded a plan of how the deficiency is to be remedied (STO-8).
     *
     * @param deficiencyId the deficiency
     * @param by id of the group in the terms
     * @param demandedOn day of the demand
     * @param deadline last day for handing the plan in
     */
    record RemediationPlanDemanded(
            String agreementId, String deficiencyId, String by, LocalDate demandedOn, LocalDate deadline)
            implements OfDeficiency {}

    /**
     * The party handed its plan in, in time.
     *
     * @param deficiencyId the deficiency
     * @param submittedOn day on which it was handed in
     */
    record RemediationPlanSubmitted(String agreementId, String deficiencyId, LocalDate submittedOn)
            implements OfDeficiency {}

    /**
     * The steering group accepted the plan.
     *
     * @param deficiencyId the deficiency
     * @param acceptedOn day on which it was accepted
     */
    record RemediationPlanAccepted(String agreementId, String deficiencyId, LocalDate acceptedOn)
            implements OfDeficiency {}

    /**
     * It was followed up whether the deficiency is remedied. One that remains after a plan was demanded is what lets
     * the steering group terminate the party from the partnership (STO-8).
     *
     * @param deficiencyId the deficiency
     * @param followedUpOn day of the follow-up
     */
    record DeficiencyFollowedUp(String agreementId, String deficiencyId, LocalDate followedUpOn, Outcome outcome)
            implements OfDeficiency {}

    /** What came of a deficiency. */
    enum Outcome {
        REMEDIED,
        /** The plan failed, or none came. */
        REMAINS
    }

    /** What followed from a deadline, by the passing of days: no fact that anybody recorded. */
    sealed interface OfDeadline extends ConductEvent {}

    /**
     * A day passed by which something should have been done.
     *
     * @param what what should have been done
     * @param of id of what it concerns, as deficiency-1
     * @param lastDay the last day for it
     */
    record DeadlinePassed(String agreementId, Deadline what, String of, LocalDate lastDay) implements OfDeadline {}

    /**
     * A deadline that was told to have passed was kept, or no longer counts: a fact that was recorded after it shows it.
     *
     * @param what what had to be done
     * @param of id of what it concerns, as deficiency-1
     * @param lastDay the last day for it
     */
    record DeadlineKept(String agreementId, Deadline what, String of, LocalDate lastDay) implements OfDeadline {}

    /** What has a last day. */
    enum Deadline {
        /** A remediation plan is to be handed in. */
        REMEDIATION_PLAN,
        /** The parties are to review whether the agreement is to be continued. */
        REVIEW,
        /** Somebody is to check that funds exist, before an extension that depends on them. */
        FUNDS_CHECK
    }
}
