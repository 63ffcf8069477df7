package se.iopledger.eventlog;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * An append-only log of entries in one total order. Positions are 0, 1, 2 … without gaps, in the order of commit:
 * whoever has seen a position has seen every lower one. Reads hold no transaction open and throw
 * {@link LogUnavailable} when the database does not answer.
 */
@CheckReturnValue
public interface EventLog {

    /**
     * Stores the events of one append, all or none. The future completes when they are durable, or are not going to be;
     * it fails with {@link AppendFailed} or {@link WritesRefused} (nothing stored) or {@link OutcomeUnknown}.
     *
     * <p>Waits for room when too much is waiting already. Once this method has returned, the append is submitted and
     * cannot be taken back: a caller does not walk away, but waits for the future, because a decision that is repeated
     * while the first attempt is under way would meet its own events.
     */
    CompletableFuture<AppendResult> append(Append append);

    /**
     * Returns if the log takes writes. For whoever decides on what the log holds and would append it: a log that lacks
     * some of its last entries is no ground for a decision.
     *
     * @throws WritesRefused if it takes none
     */
    default void mustTakeWrites() {}

    /**
     * Entries of one stream in order.
     *
     * @param fromSequence the first sequence wanted
     * @param limit at most this many
     */
    List<Entry> readStream(String streamId, long fromSequence, int limit);

    /**
     * Whole streams, from their first entry on, read together.
     *
     * @param limit at most so many entries of them all; streams for which there is no room are left out, whichever they
     *     are
     * @return the entries of each stream, in its order; nothing of a stream that has none
     */
    Map<String, List<Entry>> readStreams(Collection<String> streamIds, int limit);

    /**
     * Entries of the whole log in order.
     *
     * @param position the first position wanted
     * @param limit at most this many
     */
    List<Entry> readFrom(long position, int limit);

    /**
     * As {@link #readFrom(long, int)}, but entries of some types are passed over in the database and not sent. The last
     * of those looked at comes back whatever its type: from there whoever reads goes on.
     *
     * @param position the first position looked at
     * @param limit at most this many are looked at
     * @param passedOver types of CloudEvents, see {@link Entry#type}
     */
    List<Entry> readFrom(long position, int limit, Set<String> passedOver);

    /** The last sequence of a stream; empty if it has no event. */
    OptionalLong lastSequenceOf(String streamId);

    /** The last position; -1 if the log is empty. */
    long head();

    /** What was known at a time: the last position recorded by then; -1 if none. */
    long positionAt(Instant time);

    /** The first entry of the append that carried this key. */
    Optional<Entry> findByIdempotencyKey(String municipality, String actor, String key);

    /**
     * Calls back after something may have been appended, by this instance or another. Calls are coalesced and come on a
     * thread of the log, so the callback must return at once; it must not take the number of calls for the number of
     * entries, and must read from its own position.
     */
    Subscription onAppended(Runnable callback);

    /** Ends a subscription when closed. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
