package se.iopledger.agreement.domain;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.ConductEvent.Answer;
import se.iopledger.contracts.agreement.ConductEvent.Conclusion;
import se.iopledger.contracts.agreement.ConductEvent.DeviationFrom;
import se.iopledger.contracts.agreement.ConductEvent.Outcome;
import se.iopledger.contracts.agreement.ConductEvent.Result;
import se.iopledger.contracts.agreement.ConductEvent.Subject;
import se.iopledger.contracts.agreement.DocumentReference;
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
     * @param against what the terms say that it falls short of, or excluded, by its place in them, as commitment-6
     */
    record RegisterDeficiency(
            String agreementId,
            String party,
            LocalDate noticedOn,
            String description,
            @Nullable String against,
            Mandate mandate)
            implements OfDeficiency {
        /** Against the agreement as a whole. */
        public RegisterDeficiency(
                String agreementId, String party, LocalDate noticedOn, String description, Mandate mandate) {
            this(agreementId, party, noticedOn, description, null, mandate);
        }
    }

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

    /** What is recorded of a dialogue. */
    sealed interface OfDialogue extends ConductCommand {}

    /**
     * Record that something was brought up: changed circumstances, a breach, a dispute.
     *
     * @param group id of the group it was brought to; changed circumstances go to the steering group, where there is one
     * @param since day from which it is so, not after it was brought up
     */
    record OpenDialogue(
            String agreementId,
            Subject subject,
            String by,
            @Nullable String group,
            LocalDate openedOn,
            @Nullable LocalDate since,
            String about,
            Mandate mandate)
            implements OfDialogue {}

    /** Record that a dialogue went up to the steering group. */
    record EscalateDialogue(String agreementId, String dialogueId, String group, LocalDate escalatedOn, Mandate mandate)
            implements OfDialogue {}

    /** Record how a dialogue ended. */
    record CloseDialogue(
            String agreementId,
            String dialogueId,
            LocalDate closedOn,
            Conclusion outcome,
            String conclusion,
            Mandate mandate)
            implements OfDialogue {}

    /** What is recorded of a deviation. */
    sealed interface OfDeviation extends ConductCommand {}

    /**
     * Record that a party asked to deviate significantly.
     *
     * @param touchesPurpose whether it would change the agreement's goal, purpose or values: then it is no deviation
     * @param concerns what the terms say that it deviates from, by its place in them, as commitment-6
     */
    record RequestDeviation(
            String agreementId,
            String by,
            DeviationFrom from,
            LocalDate requestedOn,
            String description,
            @Nullable Money amount,
            boolean touchesPurpose,
            @Nullable String concerns,
            Mandate mandate)
            implements OfDeviation {
        /** From the plan or the budget as a whole. */
        public RequestDeviation(
                String agreementId,
                String by,
                DeviationFrom from,
                LocalDate requestedOn,
                String description,
                @Nullable Money amount,
                boolean touchesPurpose,
                Mandate mandate) {
            this(agreementId, by, from, requestedOn, description, amount, touchesPurpose, null, mandate);
        }
    }

    /**
     * Record what was decided on it.
     *
     * @param decidedBy id of the steering group, or of every party
     */
    record DecideDeviation(
            String agreementId,
            String deviationId,
            List<String> decidedBy,
            LocalDate decidedOn,
            Answer answer,
            Mandate mandate)
            implements OfDeviation {
        public DecideDeviation {
            decidedBy = List.copyOf(decidedBy);
        }
    }

    /** Record that the deviation was made, approved or not. */
    record RecordDeviation(String agreementId, String deviationId, LocalDate madeOn, Mandate mandate)
            implements OfDeviation {}

    /** What is recorded of a requirement on a party. */
    sealed interface OfRequirement extends ConductCommand {}

    /**
     * Record what a check of a requirement found.
     *
     * @param requirementId the number of the requirement, as requirement-1, or the place of something else that the terms
     *     ask for, as commitment-4
     * @param nextCheckOn last day for the next check, after this one
     */
    record CheckRequirement(
            String agreementId,
            String requirementId,
            String party,
            LocalDate checkedOn,
            Result result,
            @Nullable String note,
            @Nullable LocalDate nextCheckOn,
            Mandate mandate)
            implements OfRequirement {}

    /**
     * Record a document that shows that a requirement is fulfilled.
     *
     * @param validUntil not before {@code validFrom}; null where it has no end
     */
    record EvidenceEligibility(
            String agreementId,
            String requirementId,
            String party,
            DocumentReference document,
            LocalDate validFrom,
            @Nullable LocalDate validUntil,
            Mandate mandate)
            implements OfRequirement {}
}
