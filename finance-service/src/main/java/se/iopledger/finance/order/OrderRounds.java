package se.iopledger.finance.order;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.iopledger.eventlog.Failure;

/**
 * Drives the orders that have something left to do, and takes in what was broken off, again and again. Several instances
 * may do the same: every step may be taken twice, and the streams settle which comes first.
 */
final class OrderRounds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OrderRounds.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Of each in one round; the next round goes on where this one ended. */
    static final int AT_A_TIME = 200;

    private final List<Work<?>> works;
    private final Runnable leftovers;
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("order-rounds").daemon().factory());

    /** What failed last, by what it was about; what went well since, here or in another instance, is not in it. */
    private final Map<String, Failure> failures = new ConcurrentHashMap<>();

    /**
     * What is worked off one by one.
     *
     * @param kind as payment order
     * @param turns which of them come next
     * @param id of one of them
     * @param isLeft whether it is still to be worked off, by its id
     * @param workOff works one off, by its id
     */
    record Work<P>(
            String kind, Turns<P> turns, Function<P, String> id, Predicate<String> isLeft, Consumer<String> workOff) {}

    OrderRounds(List<Work<?>> works, Runnable leftovers) {
        this.works = List.copyOf(works);
        this.leftovers = leftovers;
    }

    void start() {
        var _ = rounds.scheduleWithFixedDelay(this::round, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Each by itself: one that fails does not keep the others. */
    void round() {
        works.forEach(work -> attempt("the list of what is left: " + work.kind(), () -> workOff(work)));
        attempt("the bytes that bank files left behind", leftovers);
    }

    private <P> void workOff(Work<P> work) {
        for (P next : work.turns().next()) {
            String id = work.id().apply(next);
            attempt(named(work, id), () -> work.workOff().accept(id));
        }
        String prefix = named(work, "");
        failures.keySet()
                .removeIf(what -> what.startsWith(prefix) && !work.isLeft().test(what.substring(prefix.length())));
    }

    private static String named(Work<?> work, String id) {
        return work.kind() + " " + id;
    }

    private void attempt(String what, Runnable work) {
        try {
            work.run();
            failures.remove(what);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError broken) {
            LOG.error("{} could not be worked off", what, broken);
            failures.put(what, Failure.of(what + " could not be worked off", broken));
        }
    }

    /** What went wrong last, of each; empty when all went well. */
    Map<String, Failure> failures() {
        return new LinkedHashMap<>(failures);
    }

    /** What fails, for a person. */
    List<String> needsAttention() {
        return new ArrayList<>(failures.values().stream().map(Failure::what).toList());
    }

    @Override
    public void close() {
        rounds.shutdownNow();
    }
}
