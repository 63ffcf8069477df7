package se.iopledger.eventlog.axon;

import java.time.InstantSource;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStoreTest;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import se.iopledger.eventlog.InMemoryEventLog;

/** Axon's tests for its event store, unchanged, over our engine on the log in memory. */
class AxonEventStoreInMemoryTest extends EmbeddedEventStoreTest {

    @Override
    public EventStorageEngine createStorageEngine() {
        return AxonEngineConformance.builder(
                        new InMemoryEventLog(InstantSource.system()),
                        LedgerEventStorageEngine.Builder::snapshotsInMemory)
                .build();
    }
}
