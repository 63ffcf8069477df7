package se.iopledger.eventlog.axon;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.serialization.Serializer;

/**
 * The newest snapshot of each stream: a cache of what replaying the stream would give, and nothing more. An older one
 * never replaces a newer one.
 */
interface Snapshots {

    /** Keeps a snapshot, unless a newer one of its stream is there. */
    void store(DomainEventMessage<?> snapshot, Serializer serializer);

    Optional<DomainEventData<byte[]>> newest(String streamId);

    /** Those of the streams that have one. */
    Set<String> among(Collection<String> streamIds);
}
