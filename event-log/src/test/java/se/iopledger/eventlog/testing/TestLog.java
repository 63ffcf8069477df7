package se.iopledger.eventlog.testing;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import se.iopledger.eventlog.Append;
import se.iopledger.eventlog.AppendResult;
import se.iopledger.eventlog.PostgresEventLog;

/** A log in a database of its own, open until closed. */
public final class TestLog implements AutoCloseable {

    private final TestDatabase database;
    private final HikariDataSource pool;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final PostgresEventLog log;

    /**
     * @param purpose lower-case letters; names the database
     */
    public TestLog(String purpose) {
        database = EmbeddedDatabases.createWithLog(purpose);
        pool = database.appPool();
        log = PostgresEventLog.open(pool, database.app(), meters);
    }

    public PostgresEventLog log() {
        return log;
    }

    public TestDatabase database() {
        return database;
    }

    public HikariDataSource pool() {
        return pool;
    }

    public SimpleMeterRegistry meters() {
        return meters;
    }

    /**
     * Stores an append.
     *
     * @throws AssertionError if the log does not
     */
    public AppendResult.Stored stored(Append append) {
        if (log.append(append).join() instanceof AppendResult.Stored stored) {
            return stored;
        }
        throw new AssertionError("The log did not store the append.");
    }

    /** Closes the log and removes its database. */
    @Override
    public void close() {
        log.close();
        pool.close();
        EmbeddedDatabases.drop(database);
    }
}
