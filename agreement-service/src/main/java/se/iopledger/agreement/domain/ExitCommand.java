package se.iopledger.agreement.domain;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.agreement.Evidence;
import se.iopledger.contracts.agreement.ExitEvent.Form;
import se.iopledger.contracts.agreement.Resolution;
import se.iopledger.contracts.agreement.StepTaken;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.ConditionKind;

/** What is done to leave or end an agreement before the day to which it would run, and what may lead to it. */
public sealed interface ExitCommand extends AgreementCommand {
    /** What is done about one breach. */
    sealed interface OfBreach extends ExitCommand {}

    /** What ends an agreement at once or on a day that was decided. */
    sealed interface Departure extends ExitCommand {}

    /**
     * Record that a party gave notice.
     *
     * @param exit id of the exit rule in the terms by which it is given
     * @param by id of the party in the terms
     * @param givenOn day on which it was given, not after today
     * @param to id of the group or party that it was given to: the one that the terms name, where they do
     * @param cause why, in words; null where the way out asks for no cause, or a breach is named
     * @param breachId the registered breach for which it is given, or null
     * @param steps what the terms ask for before it, and when that was done
     */
    record GiveNotice(
            String agreementId,
            String exit,
            String by,
            LocalDate givenOn,
            Form form,
            @Nullable String to,
            @Nullable String cause,
            @Nullable String breachId,
            List<StepTaken> steps,
            Mandate mandate)
            implements ExitCommand {
        public GiveNotice {
            steps = List.copyOf(steps);
        }

        /** To whom it was given is not said. */
        public GiveNotice(
                String agreementId,
                String exit,
                String by,
                LocalDate givenOn,
                Form form,
                @Nullable String cause,
                @Nullable String breachId,
                List<StepTaken> steps,
                Mandate mandate) {
            this(agreementId, exit, by, givenOn, form, null, cause, breachId, steps, mandate);
        }
    }

    /**
     * Record that a notice was taken back.
     *
     * @param by id of the party that took it back: the one that gave it
     * @param consent what shows that the other parties agreed to it; null where nothing does
     * @param withdrawnOn day on which it was taken back, not after today
     */
    record WithdrawNotice(
            String agreementId,
            String noticeId,
            String by,
            @Nullable String consent,
            LocalDate withdrawnOn,
            Mandate mandate)
            implements ExitCommand {}

    /**
     * Record that a party is held not to have fulfilled its undertakings.
     *
     * @param party id of the party that did not fulfil them
     * @param by id of the party that says so
     * @param against what the terms say that was not fulfilled, or excluded, by its place in them, as commitment-6
     */
    record RegisterBreach(
            String agreementId,
            String party,
            String by,
            String what,
            LocalDate noticedOn,
            @Nullable String against,
            Mandate mandate)
            implements OfBreach {
        /** Of the agreement as a whole. */
        public RegisterBreach(
                String agreementId, String party, String by, String what, LocalDate noticedOn, Mandate mandate) {
            this(agreementId, party, by, what, noticedOn, null, mandate);
        }
    }

    /**
     * Record that the party was called on to remedy it.
     *
     * @param remedyBy the last day for remedying it
     */
    record CallForRemedy(String agreementId, String breachId, LocalDate calledOn, LocalDate remedyBy, Mandate mandate)
            implements OfBreach {}

    /** Record that the breach was remedied. */
    record RecordRemedy(String agreementId, String breachId, LocalDate remediedOn, String how, Mandate mandate)
            implements OfBreach {}

    /**
     * Record that a party rescinded the agreement.
     *
     * @param exit id of the exit rule in the terms; null where the terms have none for it
     * @param by id of the party that rescinded
     * @param declaredOn day on which it told the other party
     * @param outsideTerms the decision on which it rests where the terms do not provide for it, and only there
     */
    record Rescind(
            String agreementId,
            @Nullable String exit,
            String by,
            String breachId,
            LocalDate declaredOn,
            Form form,
            @Nullable Resolution outsideTerms,
            Mandate mandate)
            implements Departure {}

    /**
     * Record that all parties agreed to end the agreement.
     *
     * @param agreedBy ids of the parties that agreed
     * @param lastDay as they agreed it
     */
    record Revoke(
            String agreementId,
            String exit,
            LocalDate agreedOn,
            LocalDate lastDay,
            List<String> agreedBy,
            List<StepTaken> steps,
            Evidence evidence,
            Mandate mandate)
            implements Departure {
        public Revoke {
            agreedBy = List.copyOf(agreedBy);
            steps = List.copyOf(steps);
        }
    }

    /**
     * Record that a condition of the agreement no longer holds.
     *
     * @param what what no longer holds, in words
     * @param heldUntil the last day on which it held, in the future where that was decided ahead
     */
    record RecordLapse(
            String agreementId,
            String exit,
            ConditionKind condition,
            String what,
            Resolution resolution,
            LocalDate heldUntil,
            Mandate mandate)
            implements Departure {}

    /**
     * Record that a party was terminated from the partnership.
     *
     * @param deficiencyId the deficiency that remained after its plan
     * @param resolution the steering group's decision
     * @param lastDay the party's last day, as it was decided
     */
    record ExcludeActor(
            String agreementId,
            String exit,
            String party,
            String deficiencyId,
            Resolution resolution,
            List<StepTaken> steps,
            LocalDate lastDay,
            Mandate mandate)
            implements Departure {
        public ExcludeActor {
            steps = List.copyOf(steps);
        }
    }
}
