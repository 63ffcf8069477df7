package se.iopledger.eventlog;

import java.time.Instant;

/** What became of an append. Anything but {@link Stored} has changed nothing. */
public sealed interface AppendResult {

    /**
     * The events are durable, at these positions, one after the other. An append that was stored before, by the same
     * event ids and sequences, is answered with its old positions.
     */
    record Stored(long firstPosition, long lastPosition, Instant recordedTime) implements AppendResult {}

    /**
     * A stream is not where the caller expected it, or one of the event ids is in the log already.
     *
     * @param streamId the stream that is elsewhere
     * @param lastSequence its last sequence; -1 if it has no event
     */
    record Conflict(String streamId, long lastSequence) implements AppendResult {}

    /** An earlier append of the same municipality and actor carries this idempotency key. */
    record KeyAlreadyUsed(String municipality, String actor, String key) implements AppendResult {}
}
