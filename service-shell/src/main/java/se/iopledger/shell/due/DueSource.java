package se.iopledger.shell.due;

import java.time.LocalDate;
import java.util.List;
import se.iopledger.contracts.model.Command;

/** Knows, from a projection that can be rebuilt, what falls due and that somebody has to wake. */
public interface DueSource {
    /**
     * Wake-up commands for what is due.
     *
     * @param today everything due on this day or before
     * @param limit at most this many, the most overdue first
     */
    List<WakeUp> dueBy(LocalDate today, int limit);

    /** A command that works off what is due, and the municipality of its stream. */
    record WakeUp(Command command, String municipality) {}
}
