package se.iopledger.eventlog.publisher;

import org.jspecify.annotations.Nullable;
import se.iopledger.eventlog.Failure;

/**
 * How a publisher fares.
 *
 * @param failing whether its last attempt failed
 * @param publishedTo the last position that the broker has acknowledged, with all before it; -1: none, or not known yet
 * @param lag how many entries wait to be published
 * @param lastFailure the last failure since the start, also when overcome
 */
public record PublisherHealth(
        boolean failing,
        long publishedTo,
        long lag,
        @Nullable Failure lastFailure) {}
