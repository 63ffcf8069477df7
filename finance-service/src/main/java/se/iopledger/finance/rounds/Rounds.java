package se.iopledger.finance.rounds;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import se.iopledger.eventlog.Failure;

/**
 * Works off what has something left to do, again and again, and takes up what was broken off. Several instances may do the
 * same: every step may be taken twice, and the streams settle which comes first. What is stuck keeps nothing behind it from
 * its turn.
 */
public final class Rounds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    /** Of each in one round; the next round goes on where this one ended. */
    public static final int AT_A_TIME = 200;

    private final List<Work<?>> works;
    private final List<Chore> chores;
    private final Duration pause;
    private final ScheduledExecutorService rounds;

    /** What failed last, by what it was about; what went well since, here or in another instance, is not in it. */
    private final Map<String, Failing> failures = new ConcurrentHashMap<>();

    /**
     * What is worked off one by one.
     *
     * @param kind as payment order
     * @param turns which of them come next
     * @param named what one of them is called, for a person
     * @param isLeft whether it is still to be worked off
     * @param workOff works one off
     */
    public record Work<P>(
            String kind, Turns<P> turns, Function<P, String> named, Predicate<P> isLeft, Consumer<P> workOff) {
        private Failing failing(P one, Failure failure) {
            return new Failing(failure, () -> isLeft.test(one));
        }
    }

    /** What is done once in every round. */
    public record Chore(String what, Runnable work) {}

    /** @param isLeft whether there is still something that could fail */
    private record Failing(Failure failure, BooleanSupplier isLeft) {}

    /** @param thread name of the thread that goes the rounds */
    public Rounds(String thread, Duration pause, List<Work<?>> works, List<Chore> chores) {
        this.works = List.copyOf(works);
        this.chores = List.copyOf(chores);
        this.pause = pause;
        this.rounds = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name(thread).daemon().factory());
    }

    public void start() {
        var _ = rounds.scheduleWithFixedDelay(this::round, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Once through everything, each by itself: one that fails does not keep the others. */
    public void round() {
        works.forEach(this::workOff);
        chores.forEach(chore -> attempt(chore.what(), chore.work(), failure -> new Failing(failure, () -> true)));
        attempt(
                "the list of what failed",
                () -> failures.values().removeIf(failing -> !failing.isLeft().getAsBoolean()),
                failure -> new Failing(failure, () -> true));
    }

    private <P> void workOff(Work<P> work) {
        List<P> next = new ArrayList<>();
        attempt(
                "the list of what is left: " + work.kind(),
                () -> next.addAll(work.turns().next()),
                failure -> new Failing(failure, () -> true));
        for (P one : next) {
            attempt(
                    work.kind() + " " + work.named().apply(one),
                    () -> work.workOff().accept(one),
                    failure -> work.failing(one, failure));
        }
    }

    private void attempt(String what, Runnable work, Function<Failure, Failing> failing) {
        try {
            work.run();
            failures.remove(what);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError broken) {
            LOG.error("{} could not be worked off", what, broken);
            failures.put(what, failing.apply(Failure.of(what + " could not be worked off", broken)));
        }
    }

    /** What fails, for a person; empty when all goes well. */
    public List<String> needsAttention() {
        return failures.values().stream()
                .map(failing -> failing.failure().what())
                .toList();
    }

    /** Down as long as something fails. */
    public Health health() {
        List<String> failing = needsAttention();
        return failing.isEmpty()
                ? Health.up().build()
                : Health.down().withDetail("failures", failing).build();
    }

    @Override
    public void close() {
        rounds.shutdownNow();
    }
}
