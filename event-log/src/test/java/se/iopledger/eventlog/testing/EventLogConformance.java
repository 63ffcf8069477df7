package se.iopledger.eventlog.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.iopledger.eventlog.testing.Events.append;
import static se.iopledger.eventlog.testing.Events.event;
import static se.iopledger.eventlog.testing.Events.json;
import static se.iopledger.eventlog.testing.Events.keyed;
import static se.iopledger.eventlog.testing.Events.unfinished;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import se.iopledger.eventlog.Append;
import se.iopledger.eventlog.AppendResult;
import se.iopledger.eventlog.AppendResult.Conflict;
import se.iopledger.eventlog.AppendResult.KeyAlreadyUsed;
import se.iopledger.eventlog.AppendResult.Stored;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.EntryAttributes;
import se.iopledger.eventlog.EntryTooLarge;
import se.iopledger.eventlog.EventLog;
import se.iopledger.eventlog.NewEvent;

/**
 * What every {@link EventLog} must do. Extend it and say how to open an empty log, twice.
 *
 * <p>Not asserted here: that what is stored survives a crash of the machine, and how fast anything is.
 */
public abstract class EventLogConformance {

    private static final String WANTED = Events.TYPE;
    private static final String UNWANTED = "se.iopledger.test.passed-over.v1";

    /** The log under test, empty before each test. */
    protected abstract EventLog log();

    /** Another instance, open at the same time on the same entries. */
    protected abstract EventLog otherInstance();

    @Test
    void an_empty_log_says_so() {
        assertThat(log().head()).isEqualTo(-1);
        assertThat(log().readFrom(0, 10)).isEmpty();
        assertThat(log().readStream("nobody", 0, 10)).isEmpty();
        assertThat(log().lastSequenceOf("nobody")).isEqualTo(OptionalLong.empty());
        assertThat(log().positionAt(Instant.now())).isEqualTo(-1);
    }

    @Test
    void an_entry_is_one_document_that_says_where_and_when_it_stands() throws Exception {
        NewEvent first = unfinished("A", 0)
                .with("municipality", "0380")
                .with("reason", "Å, \"quoted\" \u0007")
                .data(json("{\"text\":\"överenskommelse\"}"));
        stored(log(), append(first));
        stored(log(), append("B", 0, 1));

        Entry entry = log().readFrom(0, 1).getFirst();
        String document = new String(entry.bytes(), StandardCharsets.UTF_8);
        assertThat(document)
                .startsWith("{\"specversion\":\"1.0\",\"sequence\":\"0\",\"recordedtime\":\""
                        + entry.attributes().get("recordedtime") + "\",\"id\":\"" + first.eventId()
                        + "\",\"source\":\"/test-service\"")
                .endsWith(",\"data\":{\"text\":\"överenskommelse\"}}");
        assertThat(entry.attributes().get("recordedtime"))
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        assertThat(entry.attribute("reason")).contains("Å, \"quoted\" \u0007");
        assertThat(entry.data()).isEqualTo(json("{\"text\":\"överenskommelse\"}"));
        assertThat(log().readFrom(1, 1).getFirst().position()).isEqualTo(1);

        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update((byte) 0);
        assertThat(entry.leafHash()).isEqualTo(digest.digest(entry.bytes()));
    }

    @Test
    void an_append_is_stored_whole_and_in_order() {
        Stored stored = stored(log(), append("A", 0, 3));
        assertThat(stored.firstPosition()).isZero();
        assertThat(stored.lastPosition()).isEqualTo(2);
        assertThat(log().readStream("A", 0, 10))
                .extracting(Entry::streamSequence)
                .containsExactly(0L, 1L, 2L);
        assertThat(log().readStream("A", 1, 1))
                .extracting(Entry::streamSequence)
                .containsExactly(1L);
        assertThat(log().lastSequenceOf("A")).hasValue(2);
        assertThat(log().head()).isEqualTo(2);
    }

    @Test
    void an_append_that_does_not_follow_on_its_stream_changes_nothing() {
        stored(log(), append("A", 0, 2));
        assertThat(outcome(log(), append("A", 1, 2))).isEqualTo(new Conflict("A", 1));
        assertThat(outcome(log(), append("A", 3, 1))).isEqualTo(new Conflict("A", 1));
        assertThat(outcome(log(), append("B", 1, 1))).isEqualTo(new Conflict("B", -1));
        assertThat(log().head()).isEqualTo(1);
    }

    @Test
    void an_append_of_several_streams_is_all_or_nothing() {
        stored(log(), append("A", 0, 1));
        assertThat(outcome(log(), append(event("B", 0), event("A", 0)))).isEqualTo(new Conflict("A", 0));
        assertThat(log().head()).isZero();
        stored(log(), append(event("B", 0), event("A", 1), event("B", 1)));
        assertThat(log().readFrom(1, 9)).extracting(Entry::streamId).containsExactly("B", "A", "B");
    }

    @Test
    void an_event_id_is_stored_once() {
        NewEvent event = event("A", 0);
        stored(log(), append(event));
        NewEvent same =
                NewEvent.of(Events.SOURCE, Events.TYPE, "B", 0, event.eventId()).data(json("{}"));
        assertThat(outcome(log(), append(same))).isInstanceOf(Conflict.class);
        assertThat(log().head()).isZero();
    }

    @Test
    void an_event_id_need_not_be_a_uuid() {
        stored(log(), append(NewEvent.of("/s", "t", "A", 0, "id 1").data(json("1"))));
        assertThat(log().readFrom(0, 1)).extracting(Entry::eventId).containsExactly("id 1");
        assertThat(outcome(log(), append(NewEvent.of("/s", "t", "B", 0, "id 1").data(json("1")))))
                .isInstanceOf(Conflict.class);
    }

    @Test
    void an_append_sent_again_is_answered_with_its_old_positions() {
        stored(log(), append("before", 0, 1));
        Append append = append("A", 0, 3);
        Stored first = stored(log(), append);
        stored(log(), append("A", 3, 1));
        assertThat(stored(log(), append)).isEqualTo(first);
        assertThat(stored(otherInstance(), append)).isEqualTo(first);
        assertThat(log().head()).isEqualTo(4);
    }

    @Test
    void part_of_an_append_with_something_new_is_a_conflict() {
        NewEvent known = event("A", 0);
        stored(log(), append(known));
        assertThat(outcome(log(), append(known, event("A", 1)))).isEqualTo(new Conflict("A", 0));
        assertThat(log().head()).isZero();
    }

    @Test
    void an_idempotency_key_is_used_once_per_municipality_and_actor() {
        Append first = append(keyed("A", 0, "key-1"), keyed("A", 1, "key-1"));
        stored(log(), first);
        assertThat(outcome(log(), append(keyed("B", 0, "key-1"))))
                .isEqualTo(new KeyAlreadyUsed("0380", "actor-1", "key-1"));
        assertThat(outcome(log(), append(keyed("A", 0, "key-1")))).isInstanceOf(KeyAlreadyUsed.class);
        assertThat(outcome(log(), first)).isInstanceOf(Stored.class);
        stored(log(), append(keyed("B", 0, "key-2")));
        stored(
                log(),
                append(unfinished("C", 0)
                        .with(EntryAttributes.MUNICIPALITY, "0581")
                        .with(EntryAttributes.ACTOR, "actor-1")
                        .with(EntryAttributes.IDEMPOTENCY_KEY, "key-1")
                        .data(json("{}"))));
        assertThat(log().findByIdempotencyKey("0380", "actor-1", "key-1"))
                .map(Entry::position)
                .contains(0L);
        assertThat(log().findByIdempotencyKey("0380", "actor-2", "key-1")).isEmpty();
    }

    @Test
    void concurrent_appends_with_one_key_store_one() {
        List<CompletableFuture<AppendResult>> results = IntStream.range(0, 20)
                .mapToObj(n -> log().append(append(keyed("stream-" + n, 0, "key"))))
                .toList();
        assertThat(results)
                .filteredOn(result -> result.join() instanceof Stored)
                .hasSize(1);
        assertThat(results)
                .filteredOn(result -> result.join() instanceof KeyAlreadyUsed)
                .hasSize(19);
        assertThat(log().head()).isZero();
    }

    @Test
    void the_largest_entry_is_taken_and_one_byte_more_is_refused() {
        int overhead = unfinished("A", 0).data(json("\"\"")).sizeBytes();
        byte[] largest = json("\"" + "x".repeat(Entry.MAX_BYTES - overhead) + "\"");
        byte[] tooLarge = json("\"" + "x".repeat(Entry.MAX_BYTES - overhead + 1) + "\"");

        NewEvent event = unfinished("A", 0).data(largest);
        assertThat(event.sizeBytes()).isEqualTo(65_535);
        stored(log(), append(event));
        assertThat(log().readFrom(0, 1).getFirst().data()).isEqualTo(largest);

        assertThatThrownBy(() -> unfinished("B", 0).data(tooLarge))
                .isInstanceOfSatisfying(EntryTooLarge.class, refused -> {
                    assertThat(refused.sizeBytes()).isEqualTo(65_536);
                    assertThat(refused.limitBytes()).isEqualTo(65_535);
                });
    }

    @Test
    void concurrent_appends_of_two_instances_leave_no_gap_and_lose_nothing() throws Exception {
        int callers = 16;
        int each = 40;
        List<Stored> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Stored>>> futures = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                EventLog log = caller % 2 == 0 ? log() : otherInstance();
                String stream = "stream-" + caller;
                futures.add(threads.submit(() -> LongStream.range(0, each)
                        .mapToObj(n -> stored(log, append(stream, n * 2, 2)))
                        .toList()));
            }
            for (Future<List<Stored>> future : futures) {
                all.addAll(future.get());
            }
        }
        assertThat(all.stream()
                        .flatMap(stored -> LongStream.rangeClosed(stored.firstPosition(), stored.lastPosition())
                                .boxed())
                        .sorted())
                .containsExactlyElementsOf(
                        LongStream.range(0, 2L * callers * each).boxed().toList());
        List<Entry> entries = log().readFrom(0, 10_000);
        assertThat(entries).hasSize(2 * callers * each);
        for (int index = 0; index < entries.size(); index++) {
            assertThat(entries.get(index).position()).isEqualTo(index);
        }
        for (int caller = 0; caller < callers; caller++) {
            String stream = "stream-" + caller;
            assertThat(entries)
                    .filteredOn(entry -> entry.streamId().equals(stream))
                    .extracting(Entry::streamSequence)
                    .containsExactlyElementsOf(
                            LongStream.range(0, each * 2L).boxed().toList());
        }
    }

    @Test
    void of_many_that_expect_the_same_sequence_one_wins() {
        for (long sequence = 0; sequence < 5; sequence++) {
            long expected = sequence;
            List<CompletableFuture<AppendResult>> results = IntStream.range(0, 20)
                    .mapToObj(n -> (n % 2 == 0 ? log() : otherInstance()).append(append("A", expected, 1)))
                    .toList();
            assertThat(results)
                    .filteredOn(result -> result.join() instanceof Stored)
                    .hasSize(1);
            assertThat(results)
                    .filteredOn(result -> result.join() instanceof Conflict)
                    .hasSize(19);
        }
        assertThat(log().head()).isEqualTo(4);
    }

    @Test
    void a_conflict_fails_its_own_append_and_no_other() {
        stored(log(), append("taken", 0, 1));
        List<CompletableFuture<AppendResult>> others = new ArrayList<>();
        List<CompletableFuture<AppendResult>> conflicting = new ArrayList<>();
        for (int n = 0; n < 50; n++) {
            others.add(log().append(append("stream-" + n, 0, 2)));
            conflicting.add(log().append(append("taken", 0, 1)));
        }
        assertThat(others).allMatch(result -> result.join() instanceof Stored);
        assertThat(conflicting).allMatch(result -> result.join().equals(new Conflict("taken", 0)));
    }

    @Test
    void appends_to_one_stream_are_taken_in_the_order_of_submission() {
        List<CompletableFuture<AppendResult>> results = LongStream.range(0, 50)
                .mapToObj(sequence -> log().append(append("A", sequence, 1)))
                .toList();
        assertThat(results).allMatch(result -> result.join() instanceof Stored);
    }

    @Test
    void a_reader_that_starts_anywhere_sees_every_position_once_while_others_write() throws Exception {
        int total = 600;
        AtomicBoolean writing = new AtomicBoolean(true);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Long>>> readers = new ArrayList<>();
            for (long start : new long[] {0, 1, 77, 300}) {
                readers.add(threads.submit(() -> follow(start, total, writing)));
            }
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < 6; writer++) {
                EventLog log = writer % 2 == 0 ? log() : otherInstance();
                String stream = "stream-" + writer;
                writers.add(threads.submit(() ->
                        LongStream.range(0, total / 6).forEach(sequence -> stored(log, append(stream, sequence, 1)))));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
            writing.set(false);
            long[] starts = {0, 1, 77, 300};
            for (int index = 0; index < starts.length; index++) {
                assertThat(readers.get(index).get(30, TimeUnit.SECONDS))
                        .containsExactlyElementsOf(
                                LongStream.range(starts[index], total).boxed().toList());
            }
        }
    }

    private List<Long> follow(long start, int total, AtomicBoolean writing) {
        List<Long> seen = new ArrayList<>();
        long next = start;
        while (next < total) {
            boolean last = !writing.get();
            List<Entry> page = otherInstance().readFrom(next, 50);
            for (Entry entry : page) {
                seen.add(entry.position());
                next = entry.position() + 1;
            }
            if (last && page.isEmpty()) {
                return seen;
            }
        }
        return seen;
    }

    @Test
    void a_reader_may_pass_over_types_and_still_gets_on() {
        for (int n = 0; n < 10; n++) {
            stored(n % 2 == 0 ? log() : otherInstance(), append(ofType(n == 2 ? WANTED : UNWANTED, n)));
        }
        assertThat(log().readFrom(0, 5, Set.of(UNWANTED, "nobody's")))
                .as("the one that is wanted, and the last that was looked at")
                .extracting(Entry::position)
                .containsExactly(2L, 4L);
        assertThat(log().readFrom(3, 100, Set.of(UNWANTED)))
                .extracting(Entry::position)
                .containsExactly(9L);
        assertThat(log().readFrom(1, 2, Set.of(UNWANTED)))
                .extracting(Entry::position)
                .containsExactly(2L);
        assertThat(log().readFrom(-3, 3, Set.of(UNWANTED, WANTED)))
                .extracting(Entry::position)
                .containsExactly(2L);
        assertThat(log().readFrom(0, 100, Set.of())).isEqualTo(log().readFrom(0, 100));
        assertThat(log().readFrom(10, 5, Set.of(UNWANTED))).isEmpty();
        assertThat(log().readFrom(Long.MAX_VALUE, 5, Set.of(UNWANTED))).isEmpty();
    }

    @Test
    void streams_are_read_together_as_far_as_they_fit() {
        for (int n = 0; n < 3; n++) {
            stored(log(), append(event("b", n)));
            stored(otherInstance(), append(event("a", n)));
        }
        stored(log(), append(event("c", 0)));

        List<String> all = List.of("c", "a", "nobody's", "b", "a");
        assertThat(log().readStreams(all, 7))
                .isEqualTo(Map.of(
                        "a", log().readStream("a", 0, 10),
                        "b", log().readStream("b", 0, 10),
                        "c", log().readStream("c", 0, 10)));
        assertThat(log().readStreams(all, 6)).containsOnlyKeys("a", "b");
        assertThat(log().readStreams(all, 5)).containsOnlyKeys("a");
        assertThat(log().readStreams(all, 3)).containsOnlyKeys("a");
        assertThat(log().readStreams(all, 2)).isEmpty();
        assertThat(log().readStreams(List.of(), 5)).isEmpty();
        assertThat(log().readStreams(List.of("nobody's"), 5)).isEmpty();
    }

    private static NewEvent ofType(String type, int number) {
        return NewEvent.of(Events.SOURCE, type, "stream-" + number, 0, "event-" + number)
                .data(json("{}"));
    }

    @Test
    void recorded_time_never_runs_backwards_and_tells_what_was_known() {
        for (int n = 0; n < 20; n++) {
            stored(n % 2 == 0 ? log() : otherInstance(), append("stream-" + n, 0, 1 + n % 3));
        }
        List<Entry> entries = log().readFrom(0, 1000);
        for (int index = 1; index < entries.size(); index++) {
            assertThat(entries.get(index).recordedTime())
                    .isAfterOrEqualTo(entries.get(index - 1).recordedTime());
        }
        for (Entry entry : entries) {
            Instant time = entry.recordedTime();
            long lastKnown = entries.stream()
                    .filter(other -> !other.recordedTime().isAfter(time))
                    .mapToLong(Entry::position)
                    .max()
                    .orElseThrow();
            assertThat(log().positionAt(time)).isEqualTo(lastKnown);
            assertThat(log().positionAt(time.plusNanos(999))).isEqualTo(lastKnown);
            long lastBefore = entries.stream()
                    .filter(other -> other.recordedTime().isBefore(time))
                    .mapToLong(Entry::position)
                    .max()
                    .orElse(-1);
            assertThat(log().positionAt(time.minusNanos(1))).isEqualTo(lastBefore);
        }
    }

    @Test
    void readers_of_every_instance_are_woken() {
        AtomicInteger here = new AtomicInteger();
        AtomicInteger there = new AtomicInteger();
        try (EventLog.Subscription first = log().onAppended(here::incrementAndGet);
                EventLog.Subscription second = otherInstance().onAppended(there::incrementAndGet)) {
            assertThat(first).isNotSameAs(second);
            stored(log(), append("A", 0, 1));
            Eventually.await("a wake here", () -> here.get() > 0);
            Eventually.await("a wake there", () -> there.get() > 0);
        }
    }

    protected static Stored stored(EventLog log, Append append) {
        AppendResult result = outcome(log, append);
        assertThat(result).isInstanceOf(Stored.class);
        return (Stored) result;
    }

    protected static AppendResult outcome(EventLog log, Append append) {
        return log.append(append).orTimeout(60, TimeUnit.SECONDS).join();
    }
}
