package se.iopledger.benchmarks.append;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import se.iopledger.benchmarks.load.Callers;
import se.iopledger.benchmarks.load.Measured;
import se.iopledger.benchmarks.server.BenchmarkServer;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.eventlog.LogSchema;
import se.iopledger.eventlog.PostgresEventLog;
import se.iopledger.eventlog.axon.EntryMetadata;
import se.iopledger.eventlog.axon.EntrySerializer;
import se.iopledger.eventlog.axon.EventTypes;
import se.iopledger.eventlog.axon.LedgerEventStorageEngine;

/** This ledger's engine alone. */
final class LedgerEngine implements Contender {

    private static final MetaData META_DATA = MetaData.from(Map.of(
            EntryMetadata.MUNICIPALITY, "9999", EntryMetadata.ACTOR, "caller", EntryMetadata.EFFECTIVE, "2026-01-01"));

    private final HikariDataSource pool;
    private final PostgresEventLog log;
    private final LedgerEventStorageEngine engine;
    private final Streams streams = new Streams("account-");

    LedgerEngine(BenchmarkServer server) throws SQLException {
        String database = "ledger_engine";
        server.create(database);
        LogSchema.migrate(server.simple(database), server.user());
        pool = server.pool(database, 8);
        log = PostgresEventLog.open(pool, server.simple(database), new SimpleMeterRegistry());
        engine = LedgerEventStorageEngine.builder()
                .log(log)
                .snapshotDataSource(pool)
                .source("/benchmarks")
                .serializer(new EntrySerializer(
                        EventTypes.builder()
                                .add("se.iopledger.benchmarks.noted", 1, Payload.class)
                                .build(),
                        ContractsJson.mapper()))
                .build();
    }

    @Override
    public String name() {
        return "engine: this ledger";
    }

    @Override
    public Measured turn(int callers, Duration time) throws InterruptedException {
        return Callers.run(callers, time, (caller, turn) -> {
            int stream = Streams.of(caller, callers, turn);
            long sequence = streams.take(stream);
            engine.appendEvents(new GenericDomainEventMessage<>(
                    "Account", streams.id(stream), sequence, Payload.of(streams.id(stream), sequence), META_DATA));
            return true;
        });
    }

    @Override
    public void close() {
        log.close();
        pool.close();
    }
}
