package se.iopledger.eventlog.axon;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;

/** Snapshots beside a log in memory. Serialized as those of the database are, so that the same mistakes show. */
final class SnapshotsInMemory implements Snapshots {

    private final Map<String, DomainEventData<byte[]>> newest = new ConcurrentHashMap<>();

    @Override
    public void store(DomainEventMessage<?> snapshot, Serializer serializer) {
        SerializedObject<byte[]> payload = snapshot.serializePayload(serializer, byte[].class);
        DomainEventData<byte[]> data = new GenericDomainEventEntry<>(
                snapshot.getType(),
                snapshot.getAggregateIdentifier(),
                snapshot.getSequenceNumber(),
                snapshot.getIdentifier(),
                snapshot.getTimestamp(),
                payload.getType().getName(),
                payload.getType().getRevision(),
                payload.getData(),
                snapshot.serializeMetaData(serializer, byte[].class).getData());
        newest.merge(
                snapshot.getAggregateIdentifier(),
                data,
                (old, added) -> old.getSequenceNumber() <= added.getSequenceNumber() ? added : old);
    }

    @Override
    public Optional<DomainEventData<byte[]>> newest(String streamId) {
        return Optional.ofNullable(newest.get(streamId));
    }

    @Override
    public Set<String> among(Collection<String> streamIds) {
        return streamIds.stream().filter(newest::containsKey).collect(Collectors.toUnmodifiableSet());
    }
}
