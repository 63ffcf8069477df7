/**
 * Publishes a log to its Kafka topic, in the order of positions, from where the broker and the checkpoint agree.
 *
 * <p>Boundary: reads the log and knows nothing of what entries mean. Consumers are in {@link
 * se.iopledger.eventlog.inbox}; what both agree on is in {@link se.iopledger.eventlog.topic}.
 */
@NullMarked
package se.iopledger.eventlog.publisher;

import org.jspecify.annotations.NullMarked;
