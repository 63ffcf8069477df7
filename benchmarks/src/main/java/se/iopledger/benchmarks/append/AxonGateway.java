package se.iopledger.benchmarks.append;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;
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

/**
 * The same aggregate, cache and gateway on Axon's own JDBC engine; without idempotency keys, which it does not know.
 * Either as Axon's Spring Boot starter sets it up, with Spring's transaction around each command, or tuned: each append
 * commits by itself, in one round trip, which is safe only for commands with one event.
 */
final class AxonGateway extends Gateway {

    private final boolean tuned;
    private final HikariDataSource pool;
    private final TransactionTemplate transactions;
    private final HikariDataSource unusedPool;
    private final PostgresEventLog unused;
    private final AggregateRuntime aggregates;

    /** @param tuned whether to leave the transaction around each command out */
    AxonGateway(BenchmarkServer server, boolean tuned) throws SQLException {
        this.tuned = tuned;
        String database = tuned ? "axon_gateway_tuned" : "axon_gateway";
        server.create(database);
        pool = server.pool(database, AxonJdbcEngine.CONNECTIONS);
        transactions = new TransactionTemplate(new DataSourceTransactionManager(pool));
        DataSource connections = tuned ? pool : new TransactionAwareDataSourceProxy(pool);
        ServiceDefinition service = new AgreementServiceApplication().service();
        EntrySerializer serializer = LedgerGateway.serializer(service);
        // The runtime wants a log for reads that no turn makes.
        server.create(database + "_unused");
        LogSchema.migrate(server.simple(database + "_unused"), server.user());
        unusedPool = server.pool(database + "_unused", 1);
        unused = PostgresEventLog.open(unusedPool, server.direct(database + "_unused"), new SimpleMeterRegistry());
        aggregates = new AggregateRuntime(
                service.aggregates(), unused, AxonJdbcEngine.engine(connections, serializer), serializer);
    }

    @Override
    void send(AgreementCommand command, String key) {
        if (tuned) {
            send(command);
        } else {
            transactions.executeWithoutResult(transaction -> send(command));
        }
    }

    private void send(AgreementCommand command) {
        Decision<?> decision = aggregates
                .send(new GenericCommandMessage<>(
                        command,
                        Map.of(
                                EntryAttributes.MUNICIPALITY,
                                MadeUpAgreements.MUNICIPALITY,
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
