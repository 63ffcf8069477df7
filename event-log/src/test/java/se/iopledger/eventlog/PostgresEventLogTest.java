package se.iopledger.eventlog;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import se.iopledger.eventlog.testing.EmbeddedDatabases;
import se.iopledger.eventlog.testing.EventLogConformance;
import se.iopledger.eventlog.testing.TestDatabase;

/** The log in PostgreSQL conforms. */
class PostgresEventLogTest extends EventLogConformance {

    private final TestDatabase database = EmbeddedDatabases.create("log");
    private final HikariDataSource pool = database.appPool();
    private final PostgresEventLog log;
    private final PostgresEventLog other;

    PostgresEventLogTest() {
        LogSchema.migrate(database.owner(), database.appRole());
        log = PostgresEventLog.open(pool, database.app(), new SimpleMeterRegistry());
        other = PostgresEventLog.open(pool, database.app(), new SimpleMeterRegistry());
    }

    @BeforeEach
    void migratingAgainChangesNothing() {
        LogSchema.migrate(database.owner(), database.appRole());
    }

    @AfterEach
    void close() {
        log.close();
        other.close();
        pool.close();
    }

    @Override
    protected EventLog log() {
        return log;
    }

    @Override
    protected EventLog otherInstance() {
        return other;
    }
}
