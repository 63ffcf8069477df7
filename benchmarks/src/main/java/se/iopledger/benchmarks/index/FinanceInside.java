package se.iopledger.benchmarks.index;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.core.type.filter.RegexPatternTypeFilter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import se.iopledger.benchmarks.server.BenchmarkServer;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.contracts.finance.IndexValue;
import se.iopledger.contracts.finance.PriceIndex;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.eventlog.Append;
import se.iopledger.eventlog.AppendResult;
import se.iopledger.eventlog.LogSchema;
import se.iopledger.eventlog.NewEvent;
import se.iopledger.eventlog.PostgresEventLog;
import se.iopledger.eventlog.axon.EntrySerializer;
import se.iopledger.eventlog.axon.EventTypes;
import se.iopledger.eventlog.axon.LedgerEventStorageEngine;
import se.iopledger.eventlog.axon.LogMessageSource;
import se.iopledger.finance.FinanceServiceApplication;
import se.iopledger.finance.domain.index.IndexCommand.RecordIndexValues;
import se.iopledger.finance.domain.index.IndexId;
import se.iopledger.shell.ServiceDefinition;
import se.iopledger.shell.aggregate.AggregateRuntime;
import se.iopledger.shell.aggregate.SnapshotJson;
import se.iopledger.shell.command.CommandGate;
import se.iopledger.shell.command.Outcome;
import se.iopledger.shell.command.RequestKey;
import se.iopledger.shell.due.DueRounds;
import se.iopledger.shell.due.DueSource;
import se.iopledger.shell.projection.Projection;
import se.iopledger.shell.projection.ProjectionRunner;
import se.iopledger.shell.time.BusinessClock;

/**
 * finance-service without its doors: its log, aggregates, projections and the rounds that wake agreements after an index
 * has changed, all its own and put together as it does; but no HTTP, no Kafka and no sealing.
 */
final class FinanceInside implements AutoCloseable {
    private static final LocalDate TODAY = LocalDate.parse("2022-06-01");
    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(2);
    private static final int POOL_SIZE = 10;

    private final HikariDataSource pool;
    private final PostgresEventLog log;
    private final LedgerEventStorageEngine engine;
    private final AggregateRuntime aggregates;
    private final CommandGate gate;
    private final AnnotationConfigApplicationContext components = new AnnotationConfigApplicationContext();
    private final ProjectionRunner projections;
    private final DueRounds rounds;

    FinanceInside(BenchmarkServer server, String database) throws SQLException {
        ServiceDefinition service = new FinanceServiceApplication().service();
        server.create(database);
        LogSchema.migrate(server.simple(database), server.user());
        migrate(server, database, "shell", "classpath:se/iopledger/shell/migration");
        migrate(server, database, "service", "classpath:" + service.migrations());
        pool = pool(server, database);
        log = PostgresEventLog.open(pool, server.direct(database), new SimpleMeterRegistry());
        EntrySerializer serializer = serializer();
        engine = LedgerEventStorageEngine.builder()
                .log(log)
                .snapshotDataSource(pool)
                .source(service.source())
                .serializer(serializer)
                .snapshotSerializer(SnapshotJson.serializer())
                .snapshotFilter(SnapshotJson.filter(service.aggregates()))
                .build();
        aggregates = new AggregateRuntime(service.aggregates(), log, engine, serializer);
        gate = new CommandGate(aggregates, log);
        BusinessClock clock = new BusinessClock(Clock.systemUTC(), TODAY);
        findComponents(clock);
        projections = new ProjectionRunner(
                List.copyOf(components.getBeansOfType(Projection.class).values()),
                new LogMessageSource(log, engine),
                pool,
                new JdbcTransactionManager(pool),
                serializer);
        rounds = new DueRounds(
                List.copyOf(components.getBeansOfType(DueSource.class).values()),
                gate,
                clock,
                BETWEEN_ROUNDS,
                projections.seen(log),
                DueRounds.Ahead.of(engine, aggregates),
                new SimpleMeterRegistry());
    }

    private static void migrate(BenchmarkServer server, String database, String schema, String location) {
        Flyway.configure()
                .dataSource(server.simple(database))
                .schemas(schema)
                .createSchemas(true)
                .table("schema_history")
                .locations(location)
                .placeholders(Map.of("appRole", server.user()))
                .load()
                .migrate();
    }

    private static HikariDataSource pool(BenchmarkServer server, String database) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(server.url(database));
        config.setUsername(server.user());
        config.setMaximumPoolSize(POOL_SIZE);
        config.setConnectionInitSql("SET search_path = service");
        return new HikariDataSource(config);
    }

    private static EntrySerializer serializer() {
        EventTypes.Builder types = EventTypes.builder();
        EventCatalogue.payments().forEach(event -> types.add(event.name(), event.version(), event.payload()));
        return new EntrySerializer(types.build(), ContractsJson.mapper());
    }

    /** The service's own projections and what wakes its agreements; the classes are not ours to name. */
    private void findComponents(BusinessClock clock) {
        components.registerBean(DataSource.class, () -> pool);
        components.registerBean(JdbcClient.class, () -> JdbcClient.create(pool));
        components.registerBean(AggregateRuntime.class, () -> aggregates);
        components.registerBean(CommandGate.class, () -> gate);
        components.registerBean(BusinessClock.class, () -> clock);
        ClassPathBeanDefinitionScanner scanner = new ClassPathBeanDefinitionScanner(components, false);
        scanner.addIncludeFilter(new AssignableTypeFilter(Projection.class));
        scanner.addIncludeFilter(new RegexPatternTypeFilter(Pattern.compile(
                ".*\\.finance\\.(index|due)\\..*(WhenIndexChangesThenAgreementsFollow|DueTrancheWakeUps)")));
        scanner.scan("se.iopledger.finance");
        components.refresh();
    }

    /** Stores the events of many streams at once, as they would be stored one by one. */
    void append(List<NewEvent> events) {
        if (!(log.append(new Append(events)).join() instanceof AppendResult.Stored)) {
            throw new IllegalStateException("the agreements are there already");
        }
    }

    void start() {
        projections.start();
        rounds.start();
    }

    /** @param number of the value, from 0 */
    void record(IndexValue value, int number) {
        Outcome outcome = gate.execute(
                new RecordIndexValues(
                        IndexId.of(MadeUpFunding.MUNICIPALITY, PriceIndex.OPI),
                        PriceIndex.OPI,
                        List.of(value),
                        Mandate.of("officer", TODAY)),
                MadeUpFunding.MUNICIPALITY,
                new RequestKey("officer", "value-" + number, "0123456789abcdef0123456789abcdef0123456789ab"));
        if (!(outcome instanceof Outcome.Done)) {
            throw new IllegalStateException(outcome.toString());
        }
    }

    /** The next position of the log. */
    long head() {
        return log.head() + 1;
    }

    /** Whether all that is in the log is in every projection as well. */
    boolean isProjected() {
        return !projections.failures().isEmpty() ? fail() : projections.position(log.head()) >= log.head();
    }

    /** Whether every agreement has taken in this event of the index; asked often, so that it stops at the first that has not. */
    boolean allFollow(int indexVersion) {
        return JdbcClient.create(pool)
                .sql("SELECT NOT EXISTS (SELECT FROM followed_index WHERE as_of < :version)")
                .param("version", indexVersion)
                .query(Boolean.class)
                .single();
    }

    private boolean fail() {
        throw new IllegalStateException("a projection has failed: " + projections.failures());
    }

    /** Throws what the rounds could not do. */
    void mustBeWell() {
        if (rounds.lastFailure() != null) {
            throw new IllegalStateException(String.valueOf(rounds.lastFailure()));
        }
    }

    @Override
    public void close() {
        rounds.close();
        projections.close();
        components.close();
        aggregates.close();
        log.close();
        pool.close();
    }
}
