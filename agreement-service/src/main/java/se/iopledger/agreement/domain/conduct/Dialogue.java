package se.iopledger.agreement.domain.conduct;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.Numbered;
import se.iopledger.contracts.agreement.ConductEvent.Conclusion;
import se.iopledger.contracts.agreement.ConductEvent.Subject;

/**
 * What the parties talk of, or talked of.
 *
 * @param group id of the group where it is; null between the parties
 * @param escalatedOn null where it did not go up to the steering group
 * @param closed null while it goes on
 */
public record Dialogue(
        String id,
        Subject subject,
        String by,
        @Nullable String group,
        LocalDate openedOn,
        @Nullable LocalDate since,
        String about,
        @Nullable LocalDate escalatedOn,
        @Nullable Closing closed)
        implements Numbered {

    /** How it ended. */
    public record Closing(LocalDate on, Conclusion outcome, String conclusion) {}

    public boolean stillOpen() {
        return closed == null;
    }

    LocalDate lastStepOn() {
        return escalatedOn == null ? openedOn : escalatedOn;
    }

    Dialogue escalated(String to, LocalDate on) {
        return new Dialogue(id, subject, by, to, openedOn, since, about, on, closed);
    }

    Dialogue closed(Closing closing) {
        return new Dialogue(id, subject, by, group, openedOn, since, about, escalatedOn, closing);
    }
}
