package se.iopledger.shell.counting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.iopledger.shell.counting.Counting.MUNICIPALITY;
import static se.iopledger.shell.counting.Counting.mandate;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.iopledger.eventlog.LogSchema;
import se.iopledger.eventlog.testing.EmbeddedDatabases;
import se.iopledger.eventlog.testing.TestDatabase;
import se.iopledger.shell.counting.CommandGateTest.Instance;
import se.iopledger.shell.counting.Counting.Count;
import se.iopledger.shell.counting.Counting.Counted;
import se.iopledger.shell.due.DueRounds;
import se.iopledger.shell.due.DueSource;
import se.iopledger.shell.due.DueSource.WakeUp;
import se.iopledger.shell.time.BusinessClock;

/** What is due is woken in many lanes, and nobody waits for nothing. */
class DueRoundsTest {
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final TestDatabase database = EmbeddedDatabases.create("due");
    private final AtomicBoolean projected = new AtomicBoolean(true);
    private final AtomicInteger asked = new AtomicInteger();
    private Instance instance;

    @BeforeEach
    void open() {
        LogSchema.migrate(database.owner(), database.appRole());
        instance = new Instance(database);
    }

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void what_wakes_the_same_stream_goes_in_the_order_of_its_source() {
        List<WakeUp> due = IntStream.range(0, 40)
                .boxed()
                .flatMap(stream ->
                        IntStream.rangeClosed(1, 5).mapToObj(by -> wakeUp("stream-%02d".formatted(stream), by)))
                .toList();
        AtomicInteger times = new AtomicInteger();
        try (DueRounds rounds = rounds((today, after, limit) -> times.getAndIncrement() == 0 ? due : List.of())) {
            rounds.start();
            await().until(() -> times.get() > 1);
            assertThat(rounds.lastFailure()).isNull();
        }

        for (int stream = 0; stream < 40; stream++) {
            assertThat(instance.engine
                            .readEvents("stream-%02d".formatted(stream), 0)
                            .asStream()
                            .map(event -> ((Counted) event.getPayload()).by()))
                    .containsExactly(1, 2, 3, 4, 5);
        }
    }

    @Test
    void one_source_does_not_wait_for_the_long_way_of_another() throws Exception {
        CountDownLatch underWay = new CountDownLatch(1);
        CountDownLatch otherIsWoken = new CountDownLatch(1);
        DueSource endless = (today, after, limit) -> {
            if (after.isEmpty()) {
                return IntStream.range(0, limit)
                        .mapToObj(number -> wakeUp("endless-%04d".formatted(number), 0))
                        .toList();
            }
            underWay.countDown();
            waitFor(otherIsWoken);
            return List.of();
        };
        DueSource other = (today, after, limit) ->
                underWay.getCount() == 0 && otherIsWoken.getCount() > 0 ? List.of(wakeUp("other", 1)) : List.of();
        try (DueRounds rounds = rounds(endless, other)) {
            rounds.start();
            try {
                await().until(() -> instance.aggregates
                        .stateOf("other", Counting.Tally.class)
                        .isPresent());
            } finally {
                otherIsWoken.countDown();
            }
        }
    }

    @Test
    void what_the_projections_have_not_seen_yet_is_not_woken_again() {
        projected.set(false);
        AtomicInteger times = new AtomicInteger();
        try (DueRounds rounds = rounds((today, after, limit) -> {
            times.incrementAndGet();
            return List.of(wakeUp("always", 1));
        })) {
            rounds.start();
            await().until(() -> asked.get() > 3);
            assertThat(times).hasValue(1);

            projected.set(true);
            await().until(() -> times.get() > 1);
        }
    }

    @Test
    void a_long_round_is_not_far_ahead_of_the_projections() {
        projected.set(false);
        AtomicInteger pages = new AtomicInteger();
        try (DueRounds rounds = rounds((today, after, limit) -> {
            int page = pages.getAndIncrement();
            return page >= 4
                    ? List.of()
                    : IntStream.range(0, limit)
                            .mapToObj(number -> wakeUp("page-%d-%04d".formatted(page, number), 1))
                            .toList();
        })) {
            rounds.start();
            await().until(() -> asked.get() > 5);
            assertThat(pages).hasValueLessThan(4);

            projected.set(true);
            await().until(() -> pages.get() > 4);
        }
    }

    @Test
    void a_round_that_breaks_off_waits_for_those_that_are_under_way() {
        AtomicInteger times = new AtomicInteger();
        AtomicInteger firstPage = new AtomicInteger();
        AtomicLong storedByTheNextRound = new AtomicLong(-1);
        DueSource breaksOff = (today, after, limit) -> {
            int time = times.getAndIncrement();
            if (time == 0) {
                firstPage.set(limit);
                return IntStream.range(0, limit)
                        .mapToObj(number -> wakeUp("stream-%04d".formatted(number), 1))
                        .toList();
            }
            if (time > 1) {
                storedByTheNextRound.compareAndSet(-1, instance.log.head() + 1);
            }
            throw new IllegalStateException("no second page, and no next round");
        };
        try (DueRounds rounds = rounds(breaksOff)) {
            rounds.start();
            await().until(() -> storedByTheNextRound.get() >= 0);
            assertThat(storedByTheNextRound).hasValue(firstPage.get());
            assertThat(rounds.lastFailure()).isNotNull();
        }
    }

    @Test
    void one_that_cannot_be_woken_is_named_and_the_others_are_woken() {
        try (DueRounds rounds =
                rounds((today, after, limit) -> List.of(wakeUp("full", Counting.LIMIT + 1), wakeUp("well", 1)))) {
            rounds.start();
            await().until(() -> rounds.lastFailure() != null);
            assertThat(String.valueOf(rounds.lastFailure())).contains("full").contains("TotalMustStayWithinLimit");
            assertThat(instance.total("well")).isPositive();
        }
    }

    private DueRounds rounds(DueSource... sources) {
        return new DueRounds(
                List.of(sources),
                instance.gate,
                new BusinessClock(Clock.systemUTC(), LocalDate.of(2021, 12, 20)),
                PAUSE,
                new DueRounds.Seen() {
                    @Override
                    public long head() {
                        return instance.log.head();
                    }

                    @Override
                    public boolean upTo(long position) {
                        asked.incrementAndGet();
                        return projected.get();
                    }
                },
                DueRounds.Ahead.of(instance.engine, instance.aggregates),
                new SimpleMeterRegistry());
    }

    private static WakeUp wakeUp(String stream, int by) {
        return new WakeUp(new Count(stream, by, mandate()), MUNICIPALITY);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
