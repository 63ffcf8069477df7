package se.iopledger.contracts.agreement;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.terms.ConditionKind;

/**
 * An event of an agreement's being left, or ended, before the day to which it would run; and of the breaches that may
 * lead to it. What comes of it is told as {@link LifeEvent}s.
 */
public sealed interface ExitEvent extends FactEvent {
    /** What happens to one breach. */
    sealed interface OfBreach extends ExitEvent {}

    /** What ends an agreement at once or on a day that was decided. */
    sealed interface Departure extends ExitEvent {}

    /**
     * A party gave notice.
     *
     * @param noticeId names the notice inside the agreement, as notice-1
     * @param exit id of the exit rule in the terms by which it was given
     * @param by id of the party in the terms
     * @param givenOn day on which it was given
     * @param form how it was given
     * @param to id of the group or party in the terms that it was given to, where that was said
     * @param cause why it was given, in words, where the way out asks for a cause
     * @param breachId the breach for which it was given; left out where it was given for none that is registered
     * @param steps what the terms ask for before it, and when that was done
     * @param lastDay the agreement's last day by this notice
     * @param calculation how the last day was reckoned, for a person
     * @param repayments what may be claimed back because of it
     */
    record NoticeGiven(
            String agreementId,
            String noticeId,
            String exit,
            String by,
            LocalDate givenOn,
            Form form,
            @Nullable String to,
            @Nullable String cause,
            @Nullable String breachId,
            List<StepTaken> steps,
            LocalDate lastDay,
            String calculation,
            List<PossibleRepayment> repayments,
            List<String> clauses)
            implements ExitEvent {
        public NoticeGiven {
            steps = List.copyOf(steps);
            repayments = List.copyOf(repayments);
            clauses = List.copyOf(clauses);
        }
    }

    /** How a notice was given. */
    enum Form {
        WRITTEN,
        ORAL
    }

    /**
     * The party that gave a notice took it back.
     *
     * @param noticeId the notice
     * @param by id of the party in the terms that took it back, where that was told: the one that had given it
     * @param consent what shows that the other parties agreed to it, as a document's case number; left out where nothing
     *     was said to show it
     * @param withdrawnOn day on which it was taken back
     */
    record NoticeWithdrawn(
            String agreementId,
            String noticeId,
            @Nullable String by,
            @Nullable String consent,
            LocalDate withdrawnOn) implements ExitEvent {}

    /**
     * A party is held not to have fulfilled its undertakings.
     *
     * @param breachId names the breach inside the agreement, as breach-1
     * @param party id of the party that did not fulfil them
     * @param by id of the party that says so
     * @param what what was not fulfilled, in words
     * @param noticedOn day on which it was noticed
     * @param registeredBy opaque id of who registered: who records a rescission for it must be somebody else
     * @param against what the terms say that was not fulfilled, or excluded, where one thing is named
     */
    record BreachRegistered(
            String agreementId,
            String breachId,
            String party,
            String by,
            String what,
            LocalDate noticedOn,
            String registeredBy,
            @Nullable Stipulated against)
            implements OfBreach {}

    /**
     * The party was called on to remedy its breach.
     *
     * @param breachId the breach
     * @param calledOn day of the call
     * @param remedyBy the last day for remedying it
     */
    record RemedyCalledFor(String agreementId, String breachId, LocalDate calledOn, LocalDate remedyBy)
            implements OfBreach {}

    /**
     * The breach was remedied.
     *
     * @param breachId the breach
     * @param remediedOn day on which it was
     * @param how what was done, in words
     */
    record BreachRemedied(String agreementId, String breachId, LocalDate remediedOn, String how) implements OfBreach {}

    /**
     * Hävning: a party rescinded the agreement for a breach that was not remedied in time.
     *
     * @param departureId names it inside the agreement, as rescission-1
     * @param exit id of the exit rule in the terms; left out where the terms have none
     * @param by id of the party that rescinded
     * @param breachId the breach
     * @param declaredOn day on which it told the other party
     * @param form how
     * @param outsideTerms the decision on which it rests where the terms do not provide for it
     * @param lastDay the agreement's last day by it
     * @param calculation how the last day was reckoned, for a person
     * @param repayments what may be claimed back because of it
     */
    record AgreementRescinded(
            String agreementId,
            String departureId,
            @Nullable String exit,
            String by,
            String breachId,
            LocalDate declaredOn,
            Form form,
            @Nullable Resolution outsideTerms,
            LocalDate lastDay,
            String calculation,
            List<PossibleRepayment> repayments,
            List<String> clauses)
            implements Departure {
        public AgreementRescinded {
            repayments = List.copyOf(repayments);
            clauses = List.copyOf(clauses);
        }
    }

    /**
     * All parties agreed, in dialogue, that the agreement ends.
     *
     * @param departureId names it inside the agreement, as revocation-1
     * @param exit id of the exit rule in the terms
     * @param agreedOn day on which they agreed
     * @param agreedBy ids of the parties
     * @param steps what the terms ask for before it, and when that was done
     * @param evidence what shows that they agreed
     * @param lastDay the last day, as they agreed it
     * @param calculation how the last day was reckoned, for a person
     */
    record AgreementRevoked(
            String agreementId,
            String departureId,
            String exit,
            LocalDate agreedOn,
            List<String> agreedBy,
            List<StepTaken> steps,
            Evidence evidence,
            LocalDate lastDay,
            String calculation,
            List<String> clauses)
            implements Departure {
        public AgreementRevoked {
            agreedBy = List.copyOf(agreedBy);
            steps = List.copyOf(steps);
            clauses = List.copyOf(clauses);
        }
    }

    /**
     * A condition on which the agreement holds was found to hold no longer.
     *
     * @param departureId names it inside the agreement, as lapse-1
     * @param exit id of the exit rule in the terms
     * @param condition which condition
     * @param what what no longer holds, in words
     * @param resolution who found it
     * @param lastDay the last day on which the condition held
     * @param calculation how the last day was reckoned, for a person
     */
    record ConditionLapsed(
            String agreementId,
            String departureId,
            String exit,
            ConditionKind condition,
            String what,
            Resolution resolution,
            LocalDate lastDay,
            String calculation,
            List<String> clauses)
            implements Departure {
        public ConditionLapsed {
            clauses = List.copyOf(clauses);
        }
    }

    /**
     * A party was terminated from the partnership, since a deficiency remained after its remediation plan.
     *
     * @param departureId names it inside the agreement, as exclusion-1
     * @param exit id of the exit rule in the terms
     * @param party id of the party
     * @param deficiencyId the deficiency that remained
     * @param resolution the steering group's decision
     * @param steps what the terms ask for before it, and when that was done
     * @param lastDay the party's last day, as it was decided
     * @param calculation how the last day was reckoned, for a person
     * @param endsAgreement whether no civil party is left, so that the agreement ends with it, by what was recorded then; that
     *     it ended, or goes on after all, is told as the agreement's life
     * @param termsVersion the number kept for the version of the terms that goes on without the party, should others be left;
     *     left out in what was recorded before numbers were kept where the agreement ends
     * @param repayments what may be claimed back because of it
     */
    record ActorExcluded(
            String agreementId,
            String departureId,
            String exit,
            String party,
            String deficiencyId,
            Resolution resolution,
            List<StepTaken> steps,
            LocalDate lastDay,
            String calculation,
            boolean endsAgreement,
            @Nullable Integer termsVersion,
            List<PossibleRepayment> repayments,
            List<String> clauses)
            implements Departure {
        public ActorExcluded {
            steps = List.copyOf(steps);
            repayments = List.copyOf(repayments);
            clauses = List.copyOf(clauses);
        }
    }
}
