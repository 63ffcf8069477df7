package se.iopledger.eventlog.axon;

import org.junit.jupiter.api.AutoClose;
import se.iopledger.eventlog.EventLog;
import se.iopledger.eventlog.testing.TestLog;

/** Axon's tests for storage engines, on the log in PostgreSQL. */
class AxonEngineOnPostgresTest extends AxonEngineConformance {

    /** Closed after the store that reads from it. */
    @AutoClose
    private final TestLog opened = new TestLog("axonengine");

    @Override
    EventLog log() {
        return opened.log();
    }

    @Override
    LedgerEventStorageEngine.Builder withSnapshots(LedgerEventStorageEngine.Builder builder) {
        return builder.snapshotDataSource(opened.pool());
    }
}
