package se.iopledger.eventlog.axon;

import java.time.Instant;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.EntryAttributes;

/** An entry, as Axon reads stored events. The data's bytes are cut out only when asked for. */
record EntryEventData(Entry entry) implements DomainEventData<Object>, TrackedEventData<Object> {

    /** As whoever reads the whole log gets it: as an aggregate's event, or as one of no aggregate. */
    static TrackedEventData<Object> tracked(Entry entry) {
        EntryEventData event = new EntryEventData(entry);
        // An event of no aggregate is a stream of its own; see the engine.
        return event.getType() == null && entry.streamId().equals(entry.eventId()) ? new FreeEventData(event) : event;
    }

    @Override
    public String getEventIdentifier() {
        return entry.eventId();
    }

    @Override
    public Instant getTimestamp() {
        return entry.recordedTime();
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // Payload and metadata have different content types here.
    public SerializedObject<Object> getMetaData() {
        return new SerializedMetaData(entry, Entry.class);
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public SerializedObject<Object> getPayload() {
        return new SimpleSerializedObject(entry.data(), byte[].class, EventTypes.serializedType(entry.type()));
    }

    /** Null for an event that belongs to no aggregate, as in Axon's own engines. */
    @Override
    @SuppressWarnings("NullAway")
    public @Nullable String getType() {
        return entry.attribute(EntryAttributes.AGGREGATE_TYPE).orElse(null);
    }

    @Override
    public String getAggregateIdentifier() {
        return entry.streamId();
    }

    @Override
    public long getSequenceNumber() {
        return entry.streamSequence();
    }

    @Override
    public TrackingToken trackingToken() {
        return new GlobalSequenceTrackingToken(entry.position());
    }
}
