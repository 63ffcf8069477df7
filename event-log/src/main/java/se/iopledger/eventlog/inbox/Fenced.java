package se.iopledger.eventlog.inbox;

import org.apache.kafka.common.TopicPartition;

/** Another consumer has taken this partition over; nothing was committed. */
final class Fenced extends RuntimeException {

    Fenced(TopicPartition partition) {
        super("Another consumer has taken " + partition + " over.");
    }
}
