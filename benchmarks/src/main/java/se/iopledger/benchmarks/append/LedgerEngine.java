package se.iopledger.benchmarks.append;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import se.iopledger.benchmarks.server.BenchmarkServer;
import se.iopledger.eventlog.LogSchema;
import se.iopledger.eventlog.PostgresEventLog;
import se.iopledger.eventlog.axon.LedgerEventStorageEngine;

/** This ledger's engine alone. */
final class LedgerEngine extends EngineAlone {

    private final HikariDataSource pool;
    private final PostgresEventLog log;
    private final LedgerEventStorageEngine engine;

    LedgerEngine(BenchmarkServer server) throws SQLException {
        String database = "ledger_engine";
        server.create(database);
        LogSchema.migrate(server.simple(database), server.user());
        pool = server.pool(database, 8);
        log = PostgresEventLog.open(pool, server.direct(database), new SimpleMeterRegistry());
        engine = LedgerEventStorageEngine.builder()
                .log(log)
                .snapshotDataSource(pool)
                .source("/benchmarks")
                .serializer(serializer())
                .build();
    }

    @Override
    EventStorageEngine engine() {
        return engine;
    }

    @Override
    public void close() {
        log.close();
        pool.close();
    }
}
