package se.iopledger.finance.order;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
    private static final int AT_A_TIME = 200;

    private final OpenOrders orders;
    private final OrderDriver driver;
    private final BankFiles files;
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("order-rounds").daemon().factory());

    /** What failed last, by what it was about; what went well since is not in it. */
    private final Map<String, Failure> failures = new ConcurrentHashMap<>();

    OrderRounds(OpenOrders orders, OrderDriver driver, BankFiles files) {
        this.orders = orders;
        this.driver = driver;
        this.files = files;
    }

    void start() {
        var _ = rounds.scheduleWithFixedDelay(this::round, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Each by itself: one that fails does not keep the others. */
    private void round() {
        attempt("the list of payment orders", () -> {
            for (String order : orders.withSomethingToDo(AT_A_TIME)) {
                attempt("payment order " + order, () -> {
                    var _ = driver.drive(order);
                });
            }
        });
        attempt("the list of bank files", () -> {
            for (String importId : files.brokenOff(AT_A_TIME)) {
                attempt("bank file " + importId, () -> files.takeIn(importId));
            }
        });
        attempt("the bytes that bank files left behind", files::forgetLeftovers);
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

    /** What a person should know: what fails, and what waits for an agreement. */
    List<String> needsAttention() {
        return Stream.concat(
                        failures.values().stream().map(Failure::what),
                        driver.waiting().entrySet().stream()
                                .map(order -> "payment order " + order.getKey() + " waits for " + order.getValue()))
                .toList();
    }

    @Override
    public void close() {
        rounds.shutdownNow();
    }
}
