package se.iopledger.benchmarks.append;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Serializer;
import se.iopledger.benchmarks.load.Callers;
import se.iopledger.benchmarks.load.Measured;
import se.iopledger.benchmarks.server.BenchmarkServer;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.eventlog.axon.EntrySerializer;
import se.iopledger.eventlog.axon.EventTypes;

/**
 * Axon's own JDBC engine alone. Each append is a transaction of its own by autocommit, without Spring's transaction
 * around it: one round trip, which is the best that it can do.
 */
final class AxonJdbcEngine implements Contender {

    /** As many as helped it most on two cores; with fewer it waits for connections, with more they wait for cores. */
    static final int CONNECTIONS = 32;

    private static final MetaData META_DATA =
            MetaData.from(Map.of("municipality", "9999", "actor", "caller", "effective", "2026-01-01"));

    private final HikariDataSource pool;
    private final JdbcEventStorageEngine engine;
    private final Streams streams = new Streams("account-");

    AxonJdbcEngine(BenchmarkServer server) throws SQLException {
        String database = "axon_engine";
        server.create(database);
        pool = server.pool(database, CONNECTIONS);
        engine = engine(
                pool,
                new EntrySerializer(
                        EventTypes.builder()
                                .add("se.iopledger.benchmarks.noted", 1, Payload.class)
                                .build(),
                        ContractsJson.mapper()));
    }

    static JdbcEventStorageEngine engine(DataSource pool, Serializer serializer) {
        JdbcEventStorageEngine engine = JdbcEventStorageEngine.builder()
                .connectionProvider(pool::getConnection)
                .transactionManager(NoTransactionManager.instance())
                .schema(new EventSchema())
                .dataType(byte[].class)
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .build();
        engine.createSchema(PostgresEventTableFactory.INSTANCE);
        return engine;
    }

    @Override
    public String name() {
        return "engine: Axon JDBC";
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
        pool.close();
    }
}
