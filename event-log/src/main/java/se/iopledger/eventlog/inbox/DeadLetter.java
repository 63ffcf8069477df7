package se.iopledger.eventlog.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import se.iopledger.eventlog.Entry;

/**
 * An entry that an inbox could not handle, or that came after such a one in its stream.
 *
 * @param id names it within the service
 * @param inbox which inbox received it
 * @param topic where it came from; with the entry's stream it names the sequence that is kept
 * @param entry exactly as it was received
 * @param attempts how often it has failed; 0 for one that only waits behind another
 * @param failure why it failed last; null for one that only waits
 * @param decision what became of it; null while it is parked
 */
public record DeadLetter(
        long id,
        String inbox,
        String topic,
        int partition,
        Entry entry,
        int attempts,
        @Nullable String failure,
        Instant parkedAt,
        State state,
        @Nullable Decision decision) {

    /** Where a dead letter stands. */
    public enum State {
        /** Waits for a person; or, for a few seconds after its first failure, for the inbox that tries it again. */
        PARKED,
        /** Was handled after all, in its turn. */
        RETRIED,
        /** A person decided that it is never to be handled. */
        DISCARDED
    }

    /**
     * What was decided.
     *
     * @param by opaque id of the person; the inbox's name where it handled it after all, without one
     * @param reason why; null for a retry, which needs none
     */
    public record Decision(Instant at, String by, @Nullable String reason) {}

    /**
     * What came of retrying a stream.
     *
     * @param retried how many were handled
     * @param left how many of the stream are still parked
     * @param failure why it went no further; null if it did not fail
     */
    public record Retried(int retried, long left, @Nullable String failure) {}

    /** What came of discarding one. */
    public enum Discarded {
        /** It is discarded, now or by an earlier request. */
        DONE,
        /** An earlier one of its stream is parked, and must be decided on first: order is kept. */
        NOT_THE_FIRST,
        /** It was handled already. */
        ALREADY_HANDLED
    }
}
