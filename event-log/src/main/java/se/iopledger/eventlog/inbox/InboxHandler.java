package se.iopledger.eventlog.inbox;

import java.sql.Connection;
import se.iopledger.eventlog.Entry;

/**
 * What a service does with a received entry. For each entry first {@link #command}, then {@link #apply}. What either
 * throws is shown to the operator, and both are tried again after growing pauses. While the database is away this goes on
 * for as long as it takes. Otherwise the entry is set aside with all that follow it in its stream, and after a few
 * attempts waits for a person; other streams go on.
 *
 * <p>Calls for one stream of a topic come one at a time, in order of positions and without gaps, but for what a person
 * discards. Calls for different streams may come in any order, and at once: from several instances, or while a person
 * retries. Nothing is promised of the order in which the topics are heard, of one agreement either: what needs a cause
 * before its effect has to wait for it.
 *
 * <p>Several entries may be applied in one transaction. When one of them fails, all is undone and each is handled alone.
 */
public interface InboxHandler {

    /**
     * Whether commands may follow from an entry. Where none do, {@link #command} is not called, and entries of one stream
     * that follow each other can share a transaction.
     */
    default boolean mayCommand(Entry received) {
        return true;
    }

    /**
     * Gives the commands that follow from an entry. No transaction is open, and all earlier entries of the stream have
     * taken effect, if this one {@link #mayCommand may command}. May be called again for the same entry, after a crash or a failed {@link #apply}, so the commands carry their cause, {@link Entry#source} and {@link
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

    /**
     * Is told that entries did not arrive, though later ones of the same partition did. Those later ones are not accepted
     * before the missing ones are, which may be published again at any time. No transaction is open. Told once for each
     * gap, and again after a restart. What it throws makes the inbox break off and begin anew.
     *
     * @param beyond the first that arrived behind the gap
     * @param after the position of the last one accepted in the partition, -1 if there is none
     * @param upTo the last position that is missing for certain; those in between may belong to other partitions
     */
    default void missing(Entry beyond, long after, long upTo) throws Exception {}
}
