package se.iopledger.benchmarks.append;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.serialization.Serializer;
import se.iopledger.benchmarks.server.BenchmarkServer;

/**
 * Axon's own JDBC engine alone. Each append is a transaction of its own by autocommit, without Spring's transaction
 * around it: one round trip.
 */
final class AxonJdbcEngine extends EngineAlone {

    /** Twice as many as sixteen callers need; other numbers have not been tried. */
    static final int CONNECTIONS = 32;

    private final HikariDataSource pool;
    private final JdbcEventStorageEngine engine;

    AxonJdbcEngine(BenchmarkServer server) throws SQLException {
        String database = "axon_engine";
        server.create(database);
        pool = server.pool(database, CONNECTIONS);
        engine = engine(pool, serializer());
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
    EventStorageEngine engine() {
        return engine;
    }

    @Override
    public void close() {
        pool.close();
    }
}
