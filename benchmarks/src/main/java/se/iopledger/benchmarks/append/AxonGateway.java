package se.iopledger.benchmarks.append;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.util.Map;
import org.axonframework.commandhandling.GenericCommandMessage;
import se.iopledger.agreement.AgreementServiceApplication;
import se.iopledger.agreement.domain.AgreementCommand;
import se.iopledger.benchmarks.server.BenchmarkServer;
import se.iopledger.contracts.model.Decision;
import se.iopledger.eventlog.EntryAttributes;
import se.iopledger.eventlog.LogSchema;
import se.iopledger.eventlog.PostgresEventLog;
import se.iopledger.eventlog.axon.EntrySerializer;
import se.iopledger.shell.ServiceDefinition;
import se.iopledger.shell.aggregate.AggregateRuntime;

/** The same aggregate, cache and gateway on Axon's own JDBC engine; without idempotency keys, which it does not know. */
final class AxonGateway extends Gateway {

    private final HikariDataSource pool;
    private final HikariDataSource unusedPool;
    private final PostgresEventLog unused;
    private final AggregateRuntime aggregates;

    AxonGateway(BenchmarkServer server) throws SQLException {
        String database = "axon_gateway";
        server.create(database);
        pool = server.pool(database, AxonJdbcEngine.CONNECTIONS);
        ServiceDefinition service = new AgreementServiceApplication().service();
        EntrySerializer serializer = LedgerGateway.serializer(service);
        // The runtime wants a log for reads that no turn makes.
        server.create(database + "_unused");
        LogSchema.migrate(server.simple(database + "_unused"), server.user());
        unusedPool = server.pool(database + "_unused", 1);
        unused = PostgresEventLog.open(unusedPool, server.simple(database + "_unused"), new SimpleMeterRegistry());
        aggregates =
                new AggregateRuntime(service.aggregate(), unused, AxonJdbcEngine.engine(pool, serializer), serializer);
    }

    @Override
    public String name() {
        return "gateway: Axon JDBC";
    }

    @Override
    void send(AgreementCommand command, String key) {
        Decision<?> decision = aggregates
                .send(new GenericCommandMessage<>(
                        command,
                        Map.of(
                                EntryAttributes.MUNICIPALITY,
                                SignedAgreements.MUNICIPALITY,
                                EntryAttributes.ACTOR,
                                command.mandate().actor())))
                .decision();
        if (decision instanceof Decision.Rejected<?>(var why)) {
            throw new IllegalStateException(why.toString());
        }
    }

    @Override
    public void close() {
        aggregates.close();
        unused.close();
        unusedPool.close();
        pool.close();
    }
}
