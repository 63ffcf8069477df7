package se.iopledger.eventlog.inbox;

import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.eventlog.Failure;

/**
 * How an inbox fares.
 *
 * @param failing whether anything fails now: the inbox as a whole, or a partition
 * @param lag how many records wait in the partitions that this instance has
 * @param partitions those that this instance has
 * @param lastFailure the last failure since the start, also when overcome
 */
public record InboxHealth(
        boolean failing,
        long lag,
        List<PartitionHealth> partitions,
        @Nullable Failure lastFailure) {}
