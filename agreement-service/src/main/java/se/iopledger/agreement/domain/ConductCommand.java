package se.iopledger.agreement.domain;

import java.time.LocalDate;
import se.iopledger.contracts.agreement.ConductEvent.Outcome;
import se.iopledger.contracts.model.Mandate;

/** What is recorded of how the parties keep the agreement. No date of a fact is after today. */
public sealed interface ConductCommand extends AgreementCommand {
    /** What is recorded of a deficiency. */
    sealed interface OfDeficiency extends ConductCommand {}

    /**
     * Record that a party falls short.
     *
     * @param party id of the party in the terms
     * @param noticedOn not before the agreement's first day
     */
    record RegisterDeficiency(
            String agreementId, String party, LocalDate noticedOn, String description, Mandate mandate)
            implements OfDeficiency {}

    /**
     * Record that the steering group demanded a plan.
     *
     * @param by id of the group in the terms
     * @param deadline last day for the plan, after the day of the demand
     */
    record DemandRemediationPlan(
            String agreementId,
            String deficiencyId,
            String by,
            LocalDate demandedOn,
            LocalDate deadline,
            Mandate mandate)
            implements OfDeficiency {}

    /** Record that the plan was handed in, by its deadline. */
    record SubmitRemediationPlan(String agreementId, String deficiencyId, LocalDate submittedOn, Mandate mandate)
            implements OfDeficiency {}

    /** Record that the steering group accepted the plan. */
    record AcceptRemediationPlan(String agreementId, String deficiencyId, LocalDate acceptedOn, Mandate mandate)
            implements OfDeficiency {}

    /** Record whether the deficiency is remedied. */
    record FollowUpDeficiency(
            String agreementId, String deficiencyId, LocalDate followedUpOn, Outcome outcome, Mandate mandate)
            implements OfDeficiency {}
}
