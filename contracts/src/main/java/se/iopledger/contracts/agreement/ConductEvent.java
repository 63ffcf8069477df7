package se.iopledger.contracts.agreement;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;

/**
 * An event of how the parties keep the agreement: deficiencies and remediation plans, dialogues on changed circumstances
 * and disputes, deviations from plan or budget, requirements checked and evidenced, and the deadlines that go with them.
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
     * @param against what the terms say that it falls short of, or excluded, where one thing is named
     * @param registeredBy opaque id of who registered, where that was told: who records an exclusion for it must be
     *     somebody else
     * @param clauses what the terms say of deficiencies
     */
    record DeficiencyRegistered(
            String agreementId,
            String deficiencyId,
            String party,
            LocalDate noticedOn,
            String description,
            @Nullable Stipulated against,
            @Nullable String registeredBy,
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
     * @param registeredBy opaque id of who recorded it, where that was told: who records an exclusion for it must be
     *     somebody else
     */
    record DeficiencyFollowedUp(
            String agreementId,
            String deficiencyId,
            LocalDate followedUpOn,
            Outcome outcome,
            @Nullable String registeredBy)
            implements OfDeficiency {}

    /** What came of a deficiency. */
    enum Outcome {
        REMEDIED,
        /** The plan failed, or none came. */
        REMAINS
    }

    /** What happens in one dialogue. */
    sealed interface OfDialogue extends ConductEvent {}

    /**
     * The parties began to talk of something that stands between them: circumstances that changed (STO-6), a breach, a
     * dispute (STO-14).
     *
     * @param dialogueId names the dialogue inside the agreement, as dialogue-1
     * @param by id of the party in the terms that brought it up
     * @param group id of the group in the terms that it was brought to; left out where it stays between the parties
     * @param openedOn day on which it was brought up
     * @param since day from which it is so, where that is known
     * @param about what it is about, in words
     */
    record DialogueOpened(
            String agreementId,
            String dialogueId,
            Subject subject,
            String by,
            @Nullable String group,
            LocalDate openedOn,
            @Nullable LocalDate since,
            String about)
            implements OfDialogue {}

    /** What a dialogue is on. */
    enum Subject {
        CHANGED_CIRCUMSTANCES,
        BREACH,
        DISPUTE
    }

    /**
     * No agreement was reached where it was talked of: it went up to the steering group (STO-14).
     *
     * @param dialogueId the dialogue
     * @param group id of the steering group in the terms
     * @param escalatedOn day on which it went up
     */
    record DialogueEscalated(String agreementId, String dialogueId, String group, LocalDate escalatedOn)
            implements OfDialogue {}

    /**
     * The dialogue came to its end.
     *
     * @param dialogueId the dialogue
     * @param closedOn day of the end
     * @param conclusion what was concluded, in words
     */
    record DialogueClosed(
            String agreementId, String dialogueId, LocalDate closedOn, Conclusion outcome, String conclusion)
            implements OfDialogue {}

    /** How a dialogue ended. */
    enum Conclusion {
        /** The dispute is settled. */
        SETTLED,
        /** The parties go on as before. */
        CONTINUES,
        /** The parties go on, and propose a change of the agreement (NOR-17). */
        CHANGE_PROPOSED,
        /** The parties do not go on; how the agreement ends is told when it is left. */
        DOES_NOT_CONTINUE
    }

    /** What happens to one deviation. */
    sealed interface OfDeviation extends ConductEvent {}

    /**
     * A party asked to deviate significantly from what was agreed.
     *
     * @param deviationId names the deviation inside the agreement, as deviation-1
     * @param by id of the party in the terms
     * @param from what it deviates from
     * @param amount how much money it concerns, where it does
     * @param concerns what the terms say that it deviates from, where one thing is named
     * @param clauses what the terms say of deviations
     */
    record DeviationRequested(
            String agreementId,
            String deviationId,
            String by,
            DeviationFrom from,
            LocalDate requestedOn,
            String description,
            @Nullable Money amount,
            @Nullable Stipulated concerns,
            List<String> clauses)
            implements OfDeviation {
        public DeviationRequested {
            clauses = List.copyOf(clauses);
        }
    }

    /** What is deviated from. */
    enum DeviationFrom {
        PLAN,
        BUDGET,
        UNDERTAKINGS
    }

    /**
     * Those who may decide it approved or refused a deviation.
     *
     * @param deviationId the deviation
     * @param decidedBy id of the steering group, or of every party, in the terms
     */
    record DeviationDecided(
            String agreementId, String deviationId, List<String> decidedBy, LocalDate decidedOn, Answer answer)
            implements OfDeviation {
        public DeviationDecided {
            decidedBy = List.copyOf(decidedBy);
        }
    }

    /** What was decided on a deviation. */
    enum Answer {
        APPROVED,
        REFUSED
    }

    /**
     * The deviation was made.
     *
     * @param deviationId the deviation
     * @param approvedBefore whether an approval of an earlier day, or of the same, was recorded; a finding says where
     *     none was
     */
    record DeviationMade(String agreementId, String deviationId, LocalDate madeOn, boolean approvedBefore)
            implements OfDeviation {}

    /** What is known of the organisations' fulfilling what is required of them. */
    sealed interface OfRequirement extends ConductEvent {}

    /**
     * It was checked whether a party fulfils a requirement of the agreement (STO-12).
     *
     * @param checkId names the check inside the agreement, as check-1
     * @param requirementId the number of the requirement, as requirement-1
     * @param requirement the requirement, in the words of the terms
     * @param party id of the party in the terms
     * @param note what shows it, or why it is assumed, or what is not fulfilled
     * @param nextCheckOn last day for checking it again, where one was set
     * @param replaces the check of this requirement and party before this one
     * @param clauses what the terms say of the requirement
     */
    record RequirementChecked(
            String agreementId,
            String checkId,
            String requirementId,
            String requirement,
            String party,
            LocalDate checkedOn,
            Result result,
            @Nullable String note,
            @Nullable LocalDate nextCheckOn,
            @Nullable String replaces,
            List<String> clauses)
            implements OfRequirement {
        public RequirementChecked {
            clauses = List.copyOf(clauses);
        }
    }

    /** What a check found. */
    enum Result {
        FULFILLED,
        NOT_FULFILLED,
        /** Not evidenced: assumed by whoever checked. Stays visible as a finding. */
        ASSUMED
    }

    /**
     * A document shows that a party fulfils a requirement, for as long as it is valid.
     *
     * @param evidenceId names the evidence inside the agreement, as evidence-1
     * @param requirementId the number of the requirement, as requirement-1
     * @param party id of the party in the terms
     * @param validFrom first day on which it shows anything
     * @param validUntil last day, where it has one
     */
    record EligibilityEvidenced(
            String agreementId,
            String evidenceId,
            String requirementId,
            String party,
            DocumentReference document,
            LocalDate validFrom,
            @Nullable LocalDate validUntil)
            implements OfRequirement {}
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
        /** A requirement is to be checked again. */
        REQUIREMENT_CHECK,
        /** Evidence of a requirement is valid no longer. */
        ELIGIBILITY_EVIDENCE,
        /** The parties are to review whether the agreement is to be continued. */
        REVIEW,
        /** Somebody is to check that funds exist, before an extension that depends on them. */
        FUNDS_CHECK
    }
}
