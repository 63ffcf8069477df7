package se.iopledger.shell.counting;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.shell.counting.Counting.MUNICIPALITY;
import static se.iopledger.shell.counting.Counting.mandate;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.model.Cause;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.eventlog.LogSchema;
import se.iopledger.eventlog.PostgresEventLog;
import se.iopledger.eventlog.axon.EntrySerializer;
import se.iopledger.eventlog.axon.EventTypes;
import se.iopledger.eventlog.axon.LedgerEventStorageEngine;
import se.iopledger.eventlog.testing.EmbeddedDatabases;
import se.iopledger.eventlog.testing.TestDatabase;
import se.iopledger.shell.aggregate.AggregateRuntime;
import se.iopledger.shell.aggregate.DecidingAggregate;
import se.iopledger.shell.aggregate.SnapshotJson;
import se.iopledger.shell.command.CommandGate;
import se.iopledger.shell.command.Outcome;
import se.iopledger.shell.command.RequestKey;
import se.iopledger.shell.counting.Counting.Count;
import se.iopledger.shell.counting.Counting.CountBecause;
import se.iopledger.shell.counting.Counting.Hold;
import se.iopledger.shell.counting.Counting.Tally;

/** Commands through the gate onto a real log, by one instance and by two. */
class CommandGateTest {
    private final String stream = UUID.randomUUID().toString();
    private final TestDatabase database = EmbeddedDatabases.create("gate");
    private Instance one;
    private Instance other;

    @BeforeEach
    void open() {
        LogSchema.migrate(database.owner(), database.appRole());
        one = new Instance(database);
        other = new Instance(database);
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    @Test
    void a_repeated_request_gets_the_first_answer_and_happens_once() {
        RequestKey key = new RequestKey("tester", "key", "digest");

        Outcome first = one.gate.execute(new Count(stream, 5, mandate()), MUNICIPALITY, key);
        one.gate.execute(new Count(stream, 7, mandate()), MUNICIPALITY, key("another"));
        Outcome again = other.gate.execute(new Count(stream, 5, mandate()), MUNICIPALITY, key);

        assertThat(first).isEqualTo(new Outcome.Done(stream, 0, false));
        assertThat(again).isEqualTo(new Outcome.Done(stream, 0, true));
        assertThat(one.total(stream)).isEqualTo(12);
    }

    @Test
    void a_repeat_is_not_answered_with_what_somebody_else_did_under_the_same_key() {
        RequestKey mine = new RequestKey("tester", "1", "digest");
        one.count(stream, 5, mine);
        Outcome theirs = one.gate.execute(
                new Count(stream, 6, Mandate.of("somebody-else", mandate().today())),
                MUNICIPALITY,
                new RequestKey("somebody-else", "1", "digest"));

        assertThat(theirs).isEqualTo(new Outcome.Done(stream, 1, false));
        assertThat(one.gate.execute(new Count(stream, 5, mandate()), MUNICIPALITY, mine))
                .isEqualTo(new Outcome.Done(stream, 0, true));
    }

    @Test
    void a_key_used_for_another_request_is_refused() {
        one.count(stream, 5, new RequestKey("tester", "key", "digest"));

        Outcome reused =
                one.gate.execute(new Count(stream, 6, mandate()), MUNICIPALITY, new RequestKey("tester", "key", "x"));

        assertThat(reused).isEqualTo(new Outcome.KeyReused("key"));
        assertThat(one.total(stream)).isEqualTo(5);
    }

    @Test
    void the_same_key_of_another_actor_is_another_request() {
        one.count(stream, 5, new RequestKey("tester", "key", "digest"));

        Outcome outcome = one.gate.execute(
                new Count(stream, 5, Mandate.of("somebody-else", mandate().today())),
                MUNICIPALITY,
                new RequestKey("somebody-else", "key", "digest"));

        assertThat(outcome).isEqualTo(new Outcome.Done(stream, 1, false));
    }

    @Test
    void the_same_request_sent_many_times_at_once_is_done_once_and_never_refused_by_itself() throws Exception {
        for (int round = 0; round < 20; round++) {
            String counted = stream + "-" + round;
            RequestKey key = key("at-once-" + round);
            List<Callable<Outcome>> requests = new ArrayList<>();
            for (int number = 0; number < 8; number++) {
                CommandGate gate = number % 2 == 0 ? one.gate : other.gate;
                // After it there is no room for another.
                requests.add(() -> gate.execute(new Count(counted, Counting.LIMIT, mandate()), MUNICIPALITY, key));
            }
            List<Outcome> outcomes = new ArrayList<>();
            try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Future<Outcome> outcome : senders.invokeAll(requests)) {
                    outcomes.add(outcome.get());
                }
            }
            assertThat(outcomes)
                    .hasSize(8)
                    .allMatch(outcome -> outcome instanceof Outcome.Done)
                    .filteredOn(outcome -> outcome instanceof Outcome.Done done && !done.repeated())
                    .hasSize(1);
        }
    }

    @Test
    void a_refused_request_is_decided_afresh_when_repeated() {
        RequestKey key = key("refused");
        one.count(stream, Counting.LIMIT, key("full"));
        assertThat(one.gate.execute(new Count(stream, 1, mandate()), MUNICIPALITY, key))
                .isInstanceOf(Outcome.Refused.class);
        one.count(stream, -10, key("room"));

        assertThat(one.gate.execute(new Count(stream, 1, mandate()), MUNICIPALITY, key))
                .isEqualTo(new Outcome.Done(stream, 2, false));
    }

    @Test
    void a_refusal_is_never_made_on_an_outdated_state() {
        one.count(stream, Counting.LIMIT, key("full"));
        // The other instance makes room behind the back of the first one's cache.
        other.count(stream, -10, key("room"));

        assertThat(one.gate.execute(new Count(stream, 10, mandate()), MUNICIPALITY, key("fits")))
                .isEqualTo(new Outcome.Done(stream, 2, false));
    }

    @Test
    void a_yes_that_stores_nothing_is_never_said_on_an_outdated_state() {
        one.gate.execute(new Hold(stream, 5, mandate()), MUNICIPALITY, key("hold"));
        assertThat(one.gate.execute(new Hold(stream, 5, mandate()), MUNICIPALITY, key("held")))
                .as("already held: nothing to store")
                .isEqualTo(new Outcome.Done(stream, 0, false));
        // The other instance releases it behind the back of the first one's cache.
        other.count(stream, -5, key("release"));

        assertThat(one.gate.execute(new Hold(stream, 5, mandate()), MUNICIPALITY, key("hold again")))
                .isEqualTo(new Outcome.Done(stream, 2, false));
        assertThat(other.total(stream)).isEqualTo(5);
    }

    @Test
    void a_request_meant_for_another_version_is_refused_also_when_it_is_decided_again() {
        one.count(stream, 1, key("a"));
        other.count(stream, 2, key("b"));
        RequestKey meantForTheFirst = new RequestKey("tester", "c", "digest", 0L);
        RequestKey meantForTheSecond = new RequestKey("tester", "d", "digest", 1L);

        // The first instance has cached version 0, and finds out at the append that it does not hold any more.
        assertThat(one.gate.execute(new Count(stream, 4, mandate()), MUNICIPALITY, meantForTheFirst))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.rejection().rule()).isEqualTo("VersionMustBeTheOneExpected"));
        assertThat(one.gate.execute(new Count(stream, 4, mandate()), MUNICIPALITY, meantForTheSecond))
                .isEqualTo(new Outcome.Done(stream, 2, false));
        assertThat(one.total(stream)).isEqualTo(7);
    }

    @Test
    void a_conflict_with_another_instance_is_decided_again() {
        one.count(stream, 1, key("a"));
        other.count(stream, 2, key("b"));

        assertThat(one.gate.execute(new Count(stream, 4, mandate()), MUNICIPALITY, key("c")))
                .isEqualTo(new Outcome.Done(stream, 2, false));
        assertThat(other.total(stream)).isEqualTo(7);
    }

    @Test
    void two_instances_count_together_without_losing_anything() throws Exception {
        List<Future<?>> callers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < 8; caller++) {
                Instance instance = caller % 2 == 0 ? one : other;
                String name = "caller-" + caller;
                callers.add(threads.submit(() -> {
                    for (int time = 0; time < 25; time++) {
                        instance.count(stream, 1, key(name + "-" + time));
                    }
                }));
            }
        }
        for (Future<?> caller : callers) {
            caller.get();
        }

        assertThat(one.total(stream)).isEqualTo(200);
        assertThat(one.log.lastSequenceOf(stream)).hasValue(199);
    }

    @Test
    void what_another_logs_event_made_necessary_happens_once() {
        Cause cause = new Cause("/agreement-service", 17);

        assertThat(one.gate.execute(new CountBecause(stream, 3, cause, mandate()), MUNICIPALITY))
                .isEqualTo(new Outcome.Done(stream, 0, false));
        one.gate.execute(new CountBecause(stream, 3, cause, mandate()), MUNICIPALITY);
        other.gate.execute(new CountBecause(stream, 3, new Cause("/agreement-service", 16), mandate()), MUNICIPALITY);
        other.gate.execute(new CountBecause(stream, 4, new Cause("/finance-service", 16), mandate()), MUNICIPALITY);

        assertThat(one.total(stream)).isEqualTo(7);
    }

    @Test
    void what_was_read_ahead_is_decided_again_when_another_instance_was_faster() {
        String second = UUID.randomUUID().toString();
        String third = UUID.randomUUID().toString();
        one.count(stream, 1, key("a"));
        one.count(second, 1, key("b"));
        one.count(third, 1, key("z"));

        other.engine.readingAhead(List.of(stream, second, third), () -> {
            one.count(stream, 10, key("c"));
            one.count(second, 4, key("d"));
            one.count(third, 1, key("y"));
            assertThat(other.engine.readEvents(third).asStream())
                    .as("as it was when they were read ahead")
                    .hasSize(1);
            other.count(stream, 100, key("e"));
            assertThat(other.gate.wake(new Hold(second, 5, mandate()), MUNICIPALITY))
                    .isEqualTo(new Outcome.Done(second, 1, false));
            assertThat(other.gate.wake(new Hold(second, 1, mandate()), MUNICIPALITY))
                    .isEqualTo(new Outcome.Done(second, 2, false));
        });

        assertThat(one.total(stream)).isEqualTo(111);
        assertThat(one.total(second)).isEqualTo(1);
    }

    @Test
    void a_snapshot_is_taken_up_with_its_causes() {
        Cause cause = new Cause("/agreement-service", 17);
        one.gate.execute(new CountBecause(stream, 3, cause, mandate()), MUNICIPALITY);
        for (int time = 0; time < 120; time++) {
            one.count(stream, 1, key("time-" + time));
        }
        one.awaitSnapshot(stream);

        try (Instance fresh = new Instance(database)) {
            fresh.gate.execute(new CountBecause(stream, 3, cause, mandate()), MUNICIPALITY);
            assertThat(fresh.total(stream)).isEqualTo(123);
            assertThat(fresh.readsFromSnapshot(stream)).isTrue();
        }
    }

    @Test
    void a_command_inside_another_unit_of_work_is_a_mistake_that_shows() {
        UnitOfWork<?> outer = DefaultUnitOfWork.startAndGet(null);
        try {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> one.count(stream, 1, key("inside")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("inside another unit of work");
        } finally {
            outer.rollback();
        }
    }

    @Test
    void a_stream_without_events_has_no_state() {
        one.gate.execute(new Count(stream, 0, mandate()), MUNICIPALITY, key("nothing"));

        assertThat(one.aggregates.stateOf(stream, Tally.class)).isEmpty();
    }

    @Test
    void streams_of_two_kinds_live_in_one_log() {
        String named = UUID.randomUUID().toString();
        one.count(stream, 5, key("a"));
        one.gate.execute(new Naming.Name(named, "seven", mandate()), MUNICIPALITY, key("b"));

        assertThat(one.total(stream)).isEqualTo(5);
        assertThat(other.aggregates
                        .stateOf(named, Naming.Named.class)
                        .orElseThrow()
                        .state())
                .isEqualTo(new Naming.Named("seven"));
    }

    @Test
    void a_stream_never_takes_a_command_meant_for_another_kind() {
        one.count(stream, 5, key("a"));

        for (Instance instance : List.of(one, other)) {
            assertThat(instance.gate.execute(new Naming.Name(stream, "five", mandate()), MUNICIPALITY, key("b")))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.rejection().rule()).isEqualTo("ThereMustBeSuchAStream"));
            assertThat(instance.aggregates.stateOf(stream, Naming.Named.class)).isEmpty();
            assertThat(instance.total(stream)).isEqualTo(5);
        }
        assertThat(one.log.lastSequenceOf(stream)).hasValue(0);
    }

    @Test
    void nor_does_one_that_is_read_from_its_snapshot() {
        for (int time = 0; time < 120; time++) {
            one.count(stream, 1, key("time-" + time));
        }
        one.awaitSnapshot(stream);

        try (Instance fresh = new Instance(database)) {
            assertThat(fresh.gate.execute(new Naming.Name(stream, "five", mandate()), MUNICIPALITY, key("b")))
                    .isInstanceOf(Outcome.Refused.class);
            assertThat(fresh.total(stream)).isEqualTo(120);
        }
    }

    private static RequestKey key(String key) {
        return new RequestKey("tester", key, "digest of " + key);
    }

    /** One instance of the service's inside, with a cache of its own. */
    static final class Instance implements AutoCloseable {
        private static final List<Class<? extends DecidingAggregate<?, ?, ?>>> KINDS =
                List.of(CountingAggregate.class, Naming.class);

        final HikariDataSource pool = new HikariDataSource();
        final PostgresEventLog log;
        final LedgerEventStorageEngine engine;
        final AggregateRuntime aggregates;
        final CommandGate gate;

        Instance(TestDatabase database) {
            pool.setDataSource(database.app());
            pool.setMaximumPoolSize(4);
            log = PostgresEventLog.open(pool, database.app(), new SimpleMeterRegistry());
            EventTypes.Builder types = EventTypes.builder();
            Counting.EVENTS.forEach(event -> types.add(event.name(), event.version(), event.payload()));
            types.add(Naming.EVENT.name(), Naming.EVENT.version(), Naming.EVENT.payload());
            EntrySerializer serializer = new EntrySerializer(types.build(), ContractsJson.mapper());
            engine = LedgerEventStorageEngine.builder()
                    .log(log)
                    .snapshotDataSource(pool)
                    .source("/counting-service")
                    .serializer(serializer)
                    .snapshotSerializer(SnapshotJson.serializer())
                    .snapshotFilter(SnapshotJson.filter(KINDS))
                    .build();
            aggregates = new AggregateRuntime(KINDS, log, engine, serializer);
            gate = new CommandGate(aggregates, log);
        }

        void count(String stream, int by, RequestKey key) {
            assertThat(gate.execute(new Count(stream, by, mandate()), MUNICIPALITY, key))
                    .isInstanceOf(Outcome.Done.class);
        }

        int total(String stream) {
            return Counting.total(
                    aggregates.stateOf(stream, Tally.class).orElseThrow().state());
        }

        boolean readsFromSnapshot(String stream) {
            return engine.readSnapshot(stream).isPresent();
        }

        void awaitSnapshot(String stream) {
            org.awaitility.Awaitility.await().until(() -> readsFromSnapshot(stream));
        }

        @Override
        public void close() {
            aggregates.close();
            log.close();
            pool.close();
        }
    }
}
