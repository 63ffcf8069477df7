package se.iopledger.eventlog.inbox;

import java.sql.Connection;
import se.iopledger.eventlog.Entry;

/**
 * What a service does with a received entry. For each entry first {@link #command}, then {@link #apply}. What either
 * throws is shown to the operator, and both are tried again after growing pauses. While the database is away this goes on
 * for as long as it takes. Otherwise the entry is parked after a few attempts, with all that follow it in its stream, and
 * waits for a person; other streams go on.
 *
 * <p>Calls for one stream of a topic come one at a time, in order of positions and without gaps, but for what a person
 * discards. Calls for different streams may come at once: from several instances, or while a person retries.
 */
public interface InboxHandler {

    /**
     * Gives the commands that follow from an entry. No transaction is open. May be called again for the same entry,
     * after a crash or a failed {@link #apply}, so the commands carry their cause, {@link Entry#source} and {@link
     * Entry#position}, and whoever takes them does nothing for a cause that it has seen.
     */
    default void command(Entry received) throws Exception {}

    /**
     * Writes what follows from an entry. Takes effect once.
     *
     * @param transaction open, committed by the inbox together with its own progress; not to be committed, rolled back
     *     or closed here
     */
    void apply(Entry received, Connection transaction) throws Exception;

    /**
     * Is told of an entry at a position that was accepted before, which is otherwise skipped: for a handler that keeps
     * what it received and can tell whether this is the same. No transaction is open. May be called again and again. What
     * it throws makes the inbox break off and begin anew with this entry.
     */
    default void repeated(Entry received) throws Exception {}
}
