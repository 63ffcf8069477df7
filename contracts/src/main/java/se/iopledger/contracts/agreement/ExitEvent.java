package se.iopledger.contracts.agreement;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event of a party's leaving the agreement before or at its end. What comes of it is told as {@link LifeEvent}s. */
public sealed interface ExitEvent extends FactEvent {
    /**
     * A party gave notice.
     *
     * @param noticeId names the notice inside the agreement, as notice-1
     * @param exit id of the exit rule in the terms by which it was given
     * @param by id of the party in the terms
     * @param givenOn day on which it was given
     * @param form how it was given
     * @param lastDay the agreement's last day by this notice
     * @param calculation how the last day was reckoned, for a person
     * @param cause why it was given, in words, where the way out asks for a cause
     * @param steps what the terms ask for before it, and when that was done
     */
    record NoticeGiven(
            String agreementId,
            String noticeId,
            String exit,
            String by,
            LocalDate givenOn,
            Form form,
            @Nullable String cause,
            List<StepTaken> steps,
            LocalDate lastDay,
            String calculation,
            List<String> clauses)
            implements ExitEvent {
        public NoticeGiven {
            steps = List.copyOf(steps);
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
     * @param withdrawnOn day on which it was taken back
     */
    record NoticeWithdrawn(String agreementId, String noticeId, LocalDate withdrawnOn) implements ExitEvent {}
}
