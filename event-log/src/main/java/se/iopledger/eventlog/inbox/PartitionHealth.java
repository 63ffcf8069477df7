package se.iopledger.eventlog.inbox;

import org.jspecify.annotations.Nullable;
import se.iopledger.eventlog.Failure;

/**
 * How one partition fares.
 *
 * @param position the highest position accepted; -1: none
 * @param lag how many records wait, as far as is known
 * @param attempts how often the next entry has failed in a row, or one that is set aside and tried again; 0 when all is
 *     well
 * @param stopped whether it is stopped for good, because what arrived is not complete or not genuine
 * @param failure why it fails or is stopped
 */
public record PartitionHealth(
        String topic,
        int partition,
        long position,
        long lag,
        int attempts,
        boolean stopped,
        @Nullable Failure failure) {}
