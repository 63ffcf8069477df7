package se.iopledger.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.iopledger.eventlog.testing.Events.append;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import se.iopledger.eventlog.AppendResult.Stored;
import se.iopledger.eventlog.testing.Events;
import se.iopledger.eventlog.testing.Eventually;
import se.iopledger.eventlog.testing.TestLog;

/** Group commit when something goes wrong: whose fault it is, and what is known afterwards. */
class GroupCommitTest {

    private final TestLog stored = new TestLog("group");
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @AfterEach
    void close() {
        stored.close();
    }

    @Test
    void appends_that_wait_share_a_round_trip() {
        List<CompletableFuture<AppendResult>> results = IntStream.range(0, 500)
                .mapToObj(n -> stored.log().append(append("stream-" + n, 0, 1)))
                .toList();
        results.forEach(CompletableFuture::join);
        assertThat(stored.meters().get("iop.log.append").timer().count()).isLessThan(250);
        assertThat(stored.meters().get("iop.log.batch").summary().totalAmount()).isEqualTo(500);
    }

    @Test
    void an_answer_that_is_lost_is_asked_for_again_and_nothing_is_stored_twice() {
        AtomicInteger toLose = new AtomicInteger(2);
        try (GroupCommitWriter writer = writer(Duration.ofSeconds(20), toLose)) {
            assertThat(writer.submit(append("A", 0, 2)).join())
                    .isInstanceOfSatisfying(
                            Stored.class,
                            result -> assertThat(result.lastPosition()).isEqualTo(1));
            assertThat(writer.submit(append("A", 2, 1)).join()).isInstanceOf(Stored.class);
        }
        assertThat(toLose).hasNegativeValue();
        assertThat(stored.log().head()).isEqualTo(2);
    }

    @Test
    void what_stays_unknown_is_said_to_be_unknown_and_can_be_repeated() {
        AtomicInteger toLose = new AtomicInteger(Integer.MAX_VALUE);
        Append append = append("A", 0, 1);
        try (GroupCommitWriter writer = writer(Duration.ofMillis(100), toLose)) {
            assertThatThrownBy(() -> writer.submit(append).join()).hasCauseInstanceOf(OutcomeUnknown.class);
            toLose.set(0);
            assertThat(writer.submit(append).join()).isInstanceOf(Stored.class);
        }
        assertThat(stored.log().head()).isZero();
    }

    @Test
    void a_database_that_is_away_makes_outcomes_unknown_and_not_callers_wait_for_ever() {
        try (GroupCommitWriter writer =
                new GroupCommitWriter(Connections.broken(), Duration.ofMillis(200), () -> {}, meters)) {
            assertThatThrownBy(() -> writer.submit(append("A", 0, 1)).join()).hasCauseInstanceOf(OutcomeUnknown.class);
        }
    }

    @Test
    void connections_that_are_cut_under_load_lose_nothing_and_double_nothing() throws Exception {
        int callers = 8;
        int each = 60;
        AtomicInteger progress = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> cutter = threads.submit(() -> {
                for (int after = 20; after < callers * each; after += 40) {
                    int reached = after;
                    Eventually.await("progress since the last cut", () -> progress.get() >= reached);
                    stored.database().cutConnections();
                }
            });
            List<Future<?>> writers = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                String stream = "stream-" + caller;
                writers.add(threads.submit(() -> LongStream.range(0, each).forEach(sequence -> {
                    stored.stored(append(stream, sequence, 1));
                    progress.incrementAndGet();
                })));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
            cutter.get();
        }
        stored.pool().getHikariPoolMXBean().softEvictConnections();
        List<Entry> entries = stored.log().readFrom(0, 100_000);
        assertThat(entries)
                .extracting(Entry::position)
                .containsExactlyElementsOf(
                        LongStream.range(0, (long) callers * each).boxed().toList());
    }

    @Test
    void an_append_that_the_database_refuses_fails_alone() throws Exception {
        stored.database()
                .asOwner(
                        "CREATE FUNCTION eventlog.refuse_poison() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                                + " IF NEW.type = 'poison' THEN RAISE EXCEPTION 'poison'; END IF; RETURN NEW; END $$",
                        "CREATE TRIGGER poison BEFORE INSERT ON eventlog.entry FOR EACH ROW"
                                + " EXECUTE FUNCTION eventlog.refuse_poison()");
        List<CompletableFuture<AppendResult>> good = new ArrayList<>();
        CompletableFuture<AppendResult> bad = null;
        for (int n = 0; n < 100; n++) {
            good.add(stored.log().append(append("stream-" + n, 0, 1)));
            if (n == 50) {
                bad = stored.log()
                        .append(append(
                                NewEvent.of("/s", "poison", "bad", 0, "bad-1").data(Events.json("{}"))));
            }
        }
        CompletableFuture<AppendResult> refused = Objects.requireNonNull(bad);
        assertThatThrownBy(refused::join).hasCauseInstanceOf(AppendFailed.class);
        assertThat(good).allMatch(result -> result.join() instanceof Stored);
        assertThat(stored.log().head()).isEqualTo(99);
    }

    @Test
    void one_event_id_in_two_appends_of_a_batch_is_stored_once() {
        for (int n = 0; n < 20; n++) {
            String id = "id-" + n;
            CompletableFuture<AppendResult> first = stored.log()
                    .append(append(NewEvent.of("/s", "t", "first-" + n, 0, id).data(Events.json("{}"))));
            CompletableFuture<AppendResult> second = stored.log()
                    .append(append(NewEvent.of("/s", "t", "second-" + n, 0, id).data(Events.json("{}"))));
            assertThat(first.join()).isInstanceOf(Stored.class);
            assertThat(second.join()).isInstanceOf(AppendResult.Conflict.class);
        }
    }

    @Test
    void a_connection_that_could_not_be_asked_what_the_log_has_is_not_used() throws Exception {
        stored.stored(append("A", 0, 9));
        AtomicInteger opened = new AtomicInteger();
        try (GroupCommitWriter writer = new GroupCommitWriter(
                Connections.counted(stored.database().app(), opened), Duration.ofSeconds(20), () -> {}, meters)) {
            assertThat(writer.submit(append("B", 0, 1)).join()).isInstanceOf(Stored.class);
            putBackTo(6);
            stored.database().asSuperuser("ALTER TABLE eventlog.log_head RENAME TO log_head_restoring");
            int before = opened.get();
            CompletableFuture<AppendResult> append = writer.submit(append("C", 0, 1));
            Eventually.await(
                    "a second connection, after one that could not be asked", () -> opened.get() >= before + 2);
            stored.database().asSuperuser("ALTER TABLE eventlog.log_head_restoring RENAME TO log_head");
            assertThatThrownBy(append::join)
                    .cause()
                    .isInstanceOf(OutcomeUnknown.class)
                    .hasMessageContaining("position 9 was stored");
            assertThat(writer.setBack()).isPresent();
        }
        try (AppendStatement asking = connected()) {
            assertThat(asking.head()).isEqualTo(5);
        }
    }

    @Test
    void what_others_had_stored_when_it_connected_is_missed_too() throws Exception {
        stored.stored(append("A", 0, 9));
        StoredSoFar seen = new StoredSoFar();
        try (AppendStatement first = connected()) {
            seen.check(first);
        }
        putBackTo(6);
        try (AppendStatement next = connected()) {
            assertThatThrownBy(() -> seen.check(next))
                    .isInstanceOf(WritesRefused.class)
                    .hasMessageContaining("position 8 was stored");
        }
    }

    private AppendStatement connected() throws SQLException {
        return new AppendStatement(stored.database().app().getConnection());
    }

    private void putBackTo(int size) throws SQLException {
        stored.database()
                .asSuperuser(
                        "DELETE FROM eventlog.entry WHERE position >= " + size,
                        "UPDATE eventlog.log_head SET next_position = " + size);
        stored.database().cutConnections();
    }

    @Test
    void closing_stores_what_was_submitted_and_takes_no_more() {
        GroupCommitWriter writer = writer(Duration.ofSeconds(20), new AtomicInteger());
        List<CompletableFuture<AppendResult>> results = IntStream.range(0, 300)
                .mapToObj(n -> writer.submit(append("stream-" + n, 0, 1)))
                .toList();
        writer.close();
        assertThat(results).allMatch(result -> result.isDone() && result.join() instanceof Stored);
        assertThatThrownBy(() -> writer.submit(append("late", 0, 1)).join()).hasCauseInstanceOf(AppendFailed.class);
    }

    private GroupCommitWriter writer(Duration patience, AtomicInteger answersToLose) {
        return new GroupCommitWriter(
                Connections.losingAnswers(stored.database().app(), answersToLose), patience, () -> {}, meters);
    }
}
