package se.iopledger.eventlog.axon;

import org.axonframework.eventsourcing.eventstore.EmbeddedEventStoreTest;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.junit.jupiter.api.AutoClose;
import se.iopledger.eventlog.testing.TestLog;

/** Axon's tests for its event store, unchanged, over our engine on the log in PostgreSQL. */
class AxonEventStoreOnPostgresTest extends EmbeddedEventStoreTest {

    /** Closed after the store that reads from it. */
    @AutoClose
    private final TestLog opened = new TestLog("axonstore");

    @Override
    public EventStorageEngine createStorageEngine() {
        return AxonEngineConformance.builder(opened.log(), builder -> builder.snapshotDataSource(opened.pool()))
                .build();
    }
}
