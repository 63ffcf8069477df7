package se.iopledger.eventlog.publisher;

import org.jspecify.annotations.Nullable;
import se.iopledger.eventlog.Failure;

/**
 * How a publisher fares.
 *
 * @param leading whether this instance publishes; otherwise it stands by for the one that does
 * @param failing whether its last attempt failed; of one that stands by, whether it could not take over
 * @param publishedTo the last position that the broker has acknowledged, with all before it, as far as this instance
 *     has seen to it; -1: none, or not known yet
 * @param lag how many entries wait to be published; 0 while standing by
 * @param lastFailure the last failure since the start, also when overcome
 */
public record PublisherHealth(
        boolean leading,
        boolean failing,
        long publishedTo,
        long lag,
        @Nullable Failure lastFailure) {}
