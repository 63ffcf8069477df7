package se.iopledger.eventlog.axon;

import java.time.Instant;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializedObject;

/** An entry of an event that belongs to no aggregate, which Axon must not take for an aggregate's. */
record FreeEventData(EntryEventData event) implements TrackedEventData<Object> {

    @Override
    public String getEventIdentifier() {
        return event.getEventIdentifier();
    }

    @Override
    public Instant getTimestamp() {
        return event.getTimestamp();
    }

    @Override
    public SerializedObject<Object> getMetaData() {
        return event.getMetaData();
    }

    @Override
    public SerializedObject<Object> getPayload() {
        return event.getPayload();
    }

    @Override
    public TrackingToken trackingToken() {
        return event.trackingToken();
    }
}
