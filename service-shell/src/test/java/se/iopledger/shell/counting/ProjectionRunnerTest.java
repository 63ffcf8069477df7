package se.iopledger.shell.counting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.iopledger.shell.counting.Counting.MUNICIPALITY;
import static se.iopledger.shell.counting.Counting.mandate;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.axonframework.serialization.Serializer;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import se.iopledger.eventlog.LogSchema;
import se.iopledger.eventlog.axon.LogMessageSource;
import se.iopledger.eventlog.testing.EmbeddedDatabases;
import se.iopledger.eventlog.testing.TestDatabase;
import se.iopledger.shell.counting.CommandGateTest.Instance;
import se.iopledger.shell.counting.Counting.Count;
import se.iopledger.shell.counting.Counting.Counted;
import se.iopledger.shell.projection.Projection;
import se.iopledger.shell.projection.ProjectionRunner;
import se.iopledger.shell.projection.RecordedEvent;

/** Many events in one transaction: all of them or none, and the one that cannot be taken in is named. */
class ProjectionRunnerTest {
    private final TestDatabase database = EmbeddedDatabases.create("together");
    private final AtomicBoolean poisoned = new AtomicBoolean(true);
    private Instance instance;

    @BeforeEach
    void open() {
        LogSchema.migrate(database.owner(), database.appRole());
        migrate("shell", "classpath:se/iopledger/shell/migration");
        migrate("service", "classpath:db/counting");
        instance = new Instance(database);
    }

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void what_cannot_be_taken_in_is_named_and_nothing_is_taken_in_twice_or_skipped() {
        for (String stream : List.of("a", "b", "poison", "a")) {
            assertThat(instance.gate.wake(new Count(stream, 3, mandate()), MUNICIPALITY))
                    .isNotNull();
        }
        try (ProjectionRunner runner = new ProjectionRunner(
                List.of(projection()),
                new LogMessageSource(instance.log, instance.engine),
                instance.pool,
                new JdbcTransactionManager(instance.pool),
                serializer())) {
            runner.start();
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> runner.failures().getOrDefault("counted", "").contains("position 2 of poison"));
            // How many events share a transaction is the processor's affair: those before it may have been taken in.
            assertThat(totals()).isIn(Map.of(), Map.of("a", 3), Map.of("a", 3, "b", 3));

            poisoned.set(false);
            await().atMost(Duration.ofMinutes(1)).until(() -> runner.failures().isEmpty() && totals().size() == 3);
            assertThat(totals()).isEqualTo(Map.of("a", 6, "b", 3, "poison", 3));
        }
    }

    /** To change five hundred rows of a table that is empty the server would not use its index, and may keep such a plan. */
    @Test
    void the_server_goes_by_index_though_the_table_is_empty_and_only_while_a_projection_writes() {
        assertThat(instance.gate.wake(new Count("a", 3, mandate()), MUNICIPALITY))
                .isNotNull();
        List<String> plan = new CopyOnWriteArrayList<>();
        try (ProjectionRunner runner = new ProjectionRunner(
                List.of(projection((event, tables) -> plan.addAll(tables.sql(
                                "EXPLAIN UPDATE service.counted SET total = 0 FROM generate_series(1, 500) AS told (number)"
                                        + " WHERE stream_id = 'a' || told.number")
                        .query(String.class)
                        .list()))),
                new LogMessageSource(instance.log, instance.engine),
                instance.pool,
                new JdbcTransactionManager(instance.pool),
                serializer())) {
            runner.start();
            await().atMost(Duration.ofMinutes(1)).until(() -> !plan.isEmpty() && runner.position(0) == 0);
        }
        assertThat(plan).anyMatch(line -> line.contains("Index Scan")).noneMatch(line -> line.contains("Seq Scan"));
        for (int connection = 0; connection < 20; connection++) {
            assertThat(JdbcClient.create(instance.pool)
                            .sql("SHOW enable_seqscan")
                            .query(String.class)
                            .single())
                    .isEqualTo("on");
        }
    }

    private Serializer serializer() {
        return instance.engine.getEventSerializer();
    }

    private Map<String, Integer> totals() {
        return JdbcClient.create(database.owner())
                .sql("SELECT stream_id, total FROM service.counted")
                .query((row, number) -> Map.entry(row.getString(1), row.getInt(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Projection projection() {
        return projection(this::count);
    }

    private static Projection projection(BiConsumer<RecordedEvent, JdbcClient> taking) {
        return new Projection() {
            @Override
            public String name() {
                return "counted";
            }

            @Override
            public List<String> tables() {
                return List.of("counted");
            }

            @Override
            public void on(RecordedEvent event, JdbcClient tables) {
                taking.accept(event, tables);
            }
        };
    }

    private void count(RecordedEvent event, JdbcClient tables) {
        if (poisoned.get() && event.streamId().equals("poison")) {
            throw new IllegalStateException("This stream is poisoned, as the test wants it.");
        }
        tables.sql("INSERT INTO service.counted VALUES (:stream, :by) ON CONFLICT (stream_id) DO UPDATE"
                        + " SET total = counted.total + :by")
                .param("stream", event.streamId())
                .param("by", ((Counted) event.payload()).by())
                .update();
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
}
