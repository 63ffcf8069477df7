package se.iopledger.finance.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.finance.IndexValue;
import se.iopledger.contracts.finance.IndexValue.Status;
import se.iopledger.contracts.finance.PriceIndex;
import se.iopledger.contracts.model.Cause;
import se.iopledger.contracts.model.Command;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.eventlog.LogSchema;
import se.iopledger.eventlog.PostgresEventLog;
import se.iopledger.eventlog.axon.EntrySerializer;
import se.iopledger.eventlog.axon.EventTypes;
import se.iopledger.eventlog.axon.LedgerEventStorageEngine;
import se.iopledger.eventlog.axon.LogMessageSource;
import se.iopledger.eventlog.testing.EmbeddedDatabases;
import se.iopledger.eventlog.testing.TestDatabase;
import se.iopledger.finance.FinanceServiceApplication;
import se.iopledger.finance.domain.FundingCommand.FollowAgreement;
import se.iopledger.finance.domain.index.IndexCommand.RecordIndexValues;
import se.iopledger.finance.domain.index.IndexId;
import se.iopledger.finance.domain.plan.RealTerms;
import se.iopledger.shell.ServiceDefinition;
import se.iopledger.shell.aggregate.AggregateRuntime;
import se.iopledger.shell.aggregate.SnapshotJson;
import se.iopledger.shell.command.CommandGate;
import se.iopledger.shell.command.Outcome;
import se.iopledger.shell.due.DueRounds;
import se.iopledger.shell.projection.ProjectionRunner;
import se.iopledger.shell.time.BusinessClock;

/** An index value, and the rounds that bring every agreement that follows the index up to date with it. */
class WhenIndexChangesThenAgreementsFollowTest {
    private static final LocalDate TODAY = LocalDate.parse("2022-06-01");
    private static final Terms TERMS = RealTerms.of("LIN").build();
    private static final String INDEX = IndexId.of(TERMS.municipality(), PriceIndex.OPI);
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private TestDatabase database;
    private JdbcClient tables;

    @BeforeEach
    void create() {
        database = EmbeddedDatabases.create("following");
        LogSchema.migrate(database.owner(), database.appRole());
        migrate("shell", "classpath:se/iopledger/shell/migration");
        migrate(
                "service",
                "classpath:" + new FinanceServiceApplication().service().migrations());
        tables = JdbcClient.create(database.owner());
    }

    private final List<Instance> running = new ArrayList<>();

    @AfterEach
    void stop() {
        running.forEach(Instance::close);
    }

    @Test
    void moreAgreementsThanFitOnOnePageAllFollowAndEachOnce() {
        Instance service = start();
        register(service, 1_010);
        service.recordFinal("1.9");

        service.rounds.start();

        await().atMost(DEADLINE).until(() -> upToDate() == 1_010);
        assertThat(service.rounds.lastFailure()).isNull();
        mustHaveTakenItInOnce(1_010);
    }

    @Test
    void aRoundThatBreaksOffIsGoneOnWithByTheNext() {
        Instance broken = start();
        register(broken, 60);
        broken.recordFinal("1.9");
        broken.rounds.start();
        await().atMost(DEADLINE).until(() -> taken() > 0);
        stop(broken);

        Instance next = start();
        next.rounds.start();

        await().atMost(DEADLINE).until(() -> upToDate() == 60);
        mustHaveTakenItInOnce(60);
    }

    @Test
    void twoInstancesAtOnceTakeItInOnce() {
        Instance one = start();
        register(one, 60);
        Instance other = start();
        one.recordFinal("1.9");

        one.rounds.start();
        other.rounds.start();

        await().atMost(DEADLINE).until(() -> upToDate() == 60);
        assertThat(one.rounds.lastFailure()).isNull();
        assertThat(other.rounds.lastFailure()).isNull();
        mustHaveTakenItInOnce(60);
    }

    @Test
    void anAgreementThatCannotFollowIsNamedAndTheOthersDoFollow() {
        Instance service = start();
        register(service, 3);
        service.recordFinal("1.9");
        // As if the projection were mistaken: the index itself is no agreement.
        tables.sql("INSERT INTO service.followed_index VALUES (:index, 'OPI', :municipality, true, -1)")
                .param("index", INDEX)
                .param("municipality", TERMS.municipality())
                .update();

        service.rounds.start();

        await().atMost(DEADLINE).until(() -> taken() == 3 && service.rounds.lastFailure() != null);
        assertThat(Objects.requireNonNull(service.rounds.lastFailure()).toString())
                .contains(INDEX);
    }

    private void migrate(String schema, String location) {
        Flyway.configure()
                .dataSource(database.owner())
                .schemas(schema)
                .createSchemas(true)
                .table("schema_history")
                .locations(location)
                .placeholders(Map.of("appRole", database.appRole()))
                .load()
                .migrate();
    }

    private Instance start() {
        Instance instance = new Instance(database);
        running.add(instance);
        return instance;
    }

    private void stop(Instance instance) {
        running.remove(instance);
        instance.close();
    }

    private void register(Instance service, int agreements) {
        AgreementLife life = AgreementLife.begun(1, TERMS);
        for (int number = 0; number < agreements; number++) {
            service.mustBeDone(new FollowAgreement(
                    UUID.randomUUID().toString(),
                    mandate(),
                    new Cause("/agreement-service", number),
                    Optional.of(life)));
        }
        await().atMost(DEADLINE)
                .until(() -> count("SELECT count(*) FROM service.followed_index WHERE follows") == agreements);
    }

    private long upToDate() {
        return count("SELECT count(*) FROM service.followed_index WHERE as_of = 0");
    }

    private long taken() {
        return count("SELECT count(*) FROM eventlog.entry WHERE type = 'se.iopledger.finance.index-taken.v1'");
    }

    private void mustHaveTakenItInOnce(int agreements) {
        assertThat(taken()).isEqualTo(agreements);
        assertThat(count("SELECT count(DISTINCT stream_id) FROM eventlog.entry"
                        + " WHERE type = 'se.iopledger.finance.index-taken.v1'"))
                .isEqualTo(agreements);
    }

    private long count(String query) {
        return tables.sql(query).query(Long.class).single();
    }

    private static Mandate mandate() {
        return Mandate.of("officer", TODAY);
    }

    /** What of the service has to do with the index. */
    private static final class Instance implements AutoCloseable {
        private final HikariDataSource pool;
        private final PostgresEventLog log;
        private final AggregateRuntime aggregates;
        private final CommandGate gate;
        private final ProjectionRunner projections;
        private final DueRounds rounds;

        Instance(TestDatabase database) {
            ServiceDefinition service = new FinanceServiceApplication().service();
            pool = new HikariDataSource();
            pool.setDataSource(database.app());
            pool.setConnectionInitSql("SET search_path = service");
            log = PostgresEventLog.open(pool, database.app(), new SimpleMeterRegistry());
            EventTypes.Builder types = EventTypes.builder();
            EventCatalogue.payments().forEach(event -> types.add(event.name(), event.version(), event.payload()));
            EntrySerializer serializer = new EntrySerializer(types.build(), ContractsJson.mapper());
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
            projections = new ProjectionRunner(
                    List.of(new FollowedIndices()),
                    new LogMessageSource(log, engine),
                    pool,
                    new JdbcTransactionManager(pool),
                    serializer);
            rounds = new DueRounds(
                    List.of(new WhenIndexChangesThenAgreementsFollow(JdbcClient.create(pool), aggregates)),
                    gate,
                    new BusinessClock(Clock.systemUTC(), TODAY),
                    Duration.ofMillis(20),
                    projections.seen(log),
                    DueRounds.Ahead.of(engine, aggregates),
                    new SimpleMeterRegistry());
            projections.start();
        }

        void recordFinal(String percent) {
            mustBeDone(new RecordIndexValues(
                    INDEX,
                    PriceIndex.OPI,
                    List.of(new IndexValue(2022, "2021-12", Status.FINAL, new BigDecimal(percent), "SKR")),
                    mandate()));
        }

        void mustBeDone(Command command) {
            assertThat(gate.wake(command, TERMS.municipality())).isInstanceOf(Outcome.Done.class);
        }

        @Override
        public void close() {
            rounds.close();
            projections.close();
            aggregates.close();
            log.close();
            pool.close();
        }
    }
}
