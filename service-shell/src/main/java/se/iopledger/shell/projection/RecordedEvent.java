package se.iopledger.shell.projection;

import java.time.Instant;
import java.util.Objects;
import org.axonframework.eventhandling.DomainEventMessage;
import se.iopledger.eventlog.EntryAttributes;

/**
 * An event as the service's own log has it.
 *
 * @param streamId the agreement
 * @param streamSequence its number in the stream, from 0: the version of the agreement after it
 * @param position its position in the log
 * @param recordedAt when the log took it
 * @param municipality code of the municipality it belongs to
 * @param payload the record from contracts
 */
public record RecordedEvent(
        String streamId, long streamSequence, long position, Instant recordedAt, String municipality, Object payload) {
    /** Whether a projection is told of an event. */
    static boolean concerns(Projection projection, Class<?> event) {
        return projection.about().stream().anyMatch(type -> type.isAssignableFrom(event));
    }

    static RecordedEvent of(DomainEventMessage<?> event, long position) {
        return new RecordedEvent(
                event.getAggregateIdentifier(),
                event.getSequenceNumber(),
                position,
                event.getTimestamp(),
                Objects.toString(event.getMetaData().get(EntryAttributes.MUNICIPALITY)),
                event.getPayload());
    }
}
