package se.iopledger.benchmarks.append;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import se.iopledger.agreement.AgreementServiceApplication;
import se.iopledger.agreement.domain.AgreementCommand;
import se.iopledger.benchmarks.server.BenchmarkServer;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.eventlog.LogSchema;
import se.iopledger.eventlog.PostgresEventLog;
import se.iopledger.eventlog.axon.EntrySerializer;
import se.iopledger.eventlog.axon.EventTypes;
import se.iopledger.eventlog.axon.LedgerEventStorageEngine;
import se.iopledger.shell.ServiceDefinition;
import se.iopledger.shell.aggregate.AggregateRuntime;
import se.iopledger.shell.aggregate.SnapshotJson;
import se.iopledger.shell.command.CommandGate;
import se.iopledger.shell.command.Outcome;
import se.iopledger.shell.command.RequestKey;

/** The agreement-service's own way: command gate, idempotency keys, Axon's gateway and cache, this ledger's engine. */
final class LedgerGateway extends Gateway {

    private final HikariDataSource pool;
    private final PostgresEventLog log;
    private final AggregateRuntime aggregates;
    private final CommandGate gate;

    LedgerGateway(BenchmarkServer server) throws SQLException {
        this(server, "ledger_gateway");
    }

    /** @param database made for it; must not exist */
    LedgerGateway(BenchmarkServer server, String database) throws SQLException {
        server.create(database);
        LogSchema.migrate(server.simple(database), server.user());
        pool = server.pool(database, 8);
        log = PostgresEventLog.open(pool, server.direct(database), new SimpleMeterRegistry());
        ServiceDefinition service = new AgreementServiceApplication().service();
        EntrySerializer serializer = serializer(service);
        LedgerEventStorageEngine engine = LedgerEventStorageEngine.builder()
                .log(log)
                .snapshotDataSource(pool)
                .source(service.source())
                .serializer(serializer)
                .snapshotSerializer(SnapshotJson.serializer())
                .snapshotFilter(SnapshotJson.filter(service.aggregates()))
                .build();
        aggregates = new AggregateRuntime(service.aggregates(), log, engine, serializer);
        gate = new CommandGate(aggregates, log);
    }

    static EntrySerializer serializer(ServiceDefinition service) {
        EventTypes.Builder types = EventTypes.builder();
        service.events().forEach(event -> types.add(event.name(), event.version(), event.payload()));
        return new EntrySerializer(types.build(), ContractsJson.mapper());
    }

    @Override
    void send(AgreementCommand command, String key) {
        RequestKey request =
                new RequestKey(command.mandate().actor(), key, "0123456789abcdef0123456789abcdef0123456789ab", null);
        switch (gate.execute(command, MadeUpAgreements.MUNICIPALITY, request)) {
            case Outcome.Done _ -> {}
            case Outcome.Refused(var why) -> throw new IllegalStateException(why.toString());
            case Outcome.KeyReused(var reused) -> throw new IllegalStateException("key " + reused + " was used");
        }
    }

    /** The last event's number in an agreement's stream. */
    long lastSequence(String agreementId) {
        return log.lastSequenceOf(agreementId).orElse(-1);
    }

    /** Lets the next command read the agreement from the log, as after a start of the service. */
    void forget(String agreementId) {
        aggregates.evict(agreementId);
    }

    @Override
    public void close() {
        aggregates.close();
        log.close();
        pool.close();
    }
}
