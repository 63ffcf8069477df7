package se.iopledger.shell.due;

import java.time.LocalDate;
import java.util.List;
import se.iopledger.contracts.model.Command;

/** Knows, from a projection that can be rebuilt, what falls due and that somebody has to wake. */
public interface DueSource {
    /** Before any stream's id. */
    String FROM_THE_FIRST = "";

    /**
     * Wake-up commands for what is due, page by page. What a page leaves of its last stream comes in the next round.
     *
     * @param today everything due on this day or before
     * @param after only of streams with ids after this one, as PostgreSQL orders them
     * @param limit at most this many, in the order of the streams' ids
     */
    List<WakeUp> dueBy(LocalDate today, String after, int limit);

    /** A command that works off what is due, and the municipality of its stream. */
    record WakeUp(Command command, String municipality) {}
}
