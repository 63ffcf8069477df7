package se.iopledger.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.iopledger.eventlog.testing.Events.append;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import se.iopledger.eventlog.WaitingAppends.Submitted;

/** When waiting appends become a batch, and which of them are never under way at once. */
class WaitingAppendsTest {

    private final WaitingAppends waiting = new WaitingAppends();

    @Test
    void a_lone_append_goes_at_once() {
        var _ = waiting.submit(append("A", 0, 1));
        assertThat(waiting.next()).hasSize(1);
    }

    @Test
    void a_few_callers_are_waited_for_until_all_of_them_are_there() throws Exception {
        WaitingAppends patient = patient();
        submit(patient, 0, 16);
        patient.done(patient.next());
        submit(patient, 16, 8);
        FutureTask<List<Submitted>> together = waitingFor(patient);
        submit(patient, 24, 8);
        assertThat(together.get(20, TimeUnit.SECONDS)).hasSize(16);
    }

    @Test
    void with_many_callers_half_of_them_make_a_batch_while_the_other_half_is_under_way() throws Exception {
        WaitingAppends patient = patient();
        submit(patient, 0, 64);
        patient.done(patient.next());
        submit(patient, 64, 32);
        assertThat(patient.next()).hasSize(32);
        submit(patient, 96, 31);
        FutureTask<List<Submitted>> second = waitingFor(patient);
        submit(patient, 127, 1);
        assertThat(second.get(20, TimeUnit.SECONDS)).hasSize(32);
    }

    @Test
    void who_waits_for_company_in_vain_goes_alone_before_long() {
        submit(0, 16);
        waiting.done(waiting.next());
        long before = System.nanoTime();
        var _ = waiting.submit(append("late", 0, 1));
        assertThat(waiting.next()).hasSize(1);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void a_batch_that_hangs_holds_up_nobody_else() throws Exception {
        submit(0, 16);
        assertThat(waiting.next()).hasSize(16);
        submit(16, 1);
        assertThat(CompletableFuture.supplyAsync(waiting::next).get(20, TimeUnit.SECONDS))
                .hasSize(1);
    }

    @Test
    void who_hangs_is_waited_for_in_vain_only_once() throws Exception {
        WaitingAppends impatient = new WaitingAppends(Duration.ofMinutes(1), Duration.ofMillis(1));
        submit(impatient, 0, 16);
        List<Submitted> hanging = impatient.next();
        submit(impatient, 16, 16);
        assertThat(impatient.company()).isEqualTo(32);
        impatient.done(impatient.next());
        assertThat(impatient.company()).as("of those that do not hang").isEqualTo(16);
        impatient.done(hanging);
        assertThat(impatient.company()).as("of all").isGreaterThan(16);
    }

    @Test
    void what_fills_a_batch_waits_for_no_more() {
        WaitingAppends patient = patient();
        submit(patient, 0, 8);
        patient.done(patient.next());
        var _ = patient.submit(append("large", 0, 999));
        FutureTask<List<Submitted>> batch = waitingFor(patient);
        var _ = patient.submit(append("one-more", 0, 1));
        assertThat(batch).succeedsWithin(Duration.ofSeconds(20));
        assertThat(batch.resultNow()).hasSize(2);
    }

    @Test
    void callers_that_are_gone_are_waited_for_less_and_less() {
        submit(0, 16);
        waiting.done(waiting.next());
        assertThat(waiting.company()).isEqualTo(16);
        for (int round = 0; round < 16; round++) {
            var _ = waiting.submit(append("alone", round, 1));
            waiting.done(waiting.next());
        }
        assertThat(waiting.company()).isEqualTo(1);
    }

    @Test
    void what_waits_for_a_stream_under_way_goes_when_that_is_back() throws Exception {
        var _ = waiting.submit(append("A", 0, 1));
        List<Submitted> first = waiting.next();
        var _ = waiting.submit(append("A", 1, 1));
        CompletableFuture<List<Submitted>> second = CompletableFuture.supplyAsync(waiting::next);
        assertThat(second).isNotDone();
        waiting.done(first);
        assertThat(second.get(20, TimeUnit.SECONDS)).hasSize(1);
    }

    @Test
    void closing_hands_out_what_is_left_and_takes_no_more() {
        submit(0, 16);
        List<Submitted> underWay = waiting.next();
        submit(16, 1);
        waiting.close();
        assertThat(waiting.next()).hasSize(1);
        assertThat(waiting.next()).isEmpty();
        waiting.done(underWay);
        assertThatThrownBy(() -> waiting.submit(append("late", 0, 1)).join()).hasCauseInstanceOf(AppendFailed.class);
    }

    /** Two lanes: one holds its batch while the other takes the next, as far as any stream is free. */
    @Property
    void no_stream_is_under_way_twice_and_each_keeps_its_order(
            @ForAll @Size(min = 1, max = 200) List<@IntRange(min = 0, max = 9) Integer> streams) {
        WaitingAppends appends = new WaitingAppends();
        long[] submitted = new long[10];
        streams.forEach(stream -> {
            var _ = appends.submit(append("stream-" + stream, submitted[stream]++, 1));
        });
        appends.close();
        long[] taken = new long[10];
        List<Submitted> held = List.of();
        while (!Arrays.equals(submitted, taken)) {
            Set<Integer> busy = streamsOf(held);
            boolean anyFree = IntStream.range(0, 10)
                    .anyMatch(stream -> taken[stream] < submitted[stream] && !busy.contains(stream));
            if (!anyFree) {
                appends.done(held);
                held = List.of();
            }
            List<Submitted> batch = appends.next();
            assertThat(streamsOf(batch)).hasSameSizeAs(batch);
            assertThat(Collections.disjoint(streamsOf(batch), streamsOf(held))).isTrue();
            for (Submitted each : batch) {
                assertThat(sequenceOf(each)).isEqualTo(taken[streamOf(each)]++);
            }
            appends.done(held);
            held = batch;
        }
    }

    private static Set<Integer> streamsOf(List<Submitted> batch) {
        return batch.stream().map(WaitingAppendsTest::streamOf).collect(Collectors.toSet());
    }

    private static int streamOf(Submitted submitted) {
        return Integer.parseInt(
                submitted.append().events().getFirst().streamId().substring("stream-".length()));
    }

    private static long sequenceOf(Submitted submitted) {
        return submitted.append().events().getFirst().streamSequence();
    }

    private static WaitingAppends patient() {
        return new WaitingAppends(Duration.ofMinutes(1), Duration.ofMinutes(1));
    }

    /** A lane that has seen what is there, and waits for more. */
    private static FutureTask<List<Submitted>> waitingFor(WaitingAppends appends) {
        FutureTask<List<Submitted>> batch = new FutureTask<>(appends::next);
        Thread lane = Thread.ofPlatform().daemon().start(batch);
        while (lane.getState() != Thread.State.TIMED_WAITING && lane.isAlive()) {
            Thread.onSpinWait();
        }
        assertThat(batch).as("a batch of fewer").isNotDone();
        return batch;
    }

    private void submit(int from, int count) {
        submit(waiting, from, count);
    }

    private static void submit(WaitingAppends appends, int from, int count) {
        List<CompletableFuture<AppendResult>> outcomes = new ArrayList<>();
        IntStream.range(from, from + count)
                .forEach(number -> outcomes.add(appends.submit(append("stream-" + number, 0, 1))));
        assertThat(outcomes).noneMatch(CompletableFuture::isDone);
    }
}
