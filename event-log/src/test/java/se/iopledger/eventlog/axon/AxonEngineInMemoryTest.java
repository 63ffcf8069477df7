package se.iopledger.eventlog.axon;

import java.time.InstantSource;
import se.iopledger.eventlog.EventLog;
import se.iopledger.eventlog.InMemoryEventLog;

/** Axon's tests for storage engines, on the log in memory. */
class AxonEngineInMemoryTest extends AxonEngineConformance {

    private final EventLog log = new InMemoryEventLog(InstantSource.system());

    @Override
    EventLog log() {
        return log;
    }

    @Override
    LedgerEventStorageEngine.Builder withSnapshots(LedgerEventStorageEngine.Builder builder) {
        return builder.snapshotsInMemory();
    }
}
