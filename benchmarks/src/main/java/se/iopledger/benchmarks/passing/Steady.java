package se.iopledger.benchmarks.passing;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/** Sends at a steady rate, and notes for each when it was accepted and when it was seen. */
final class Steady {

    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final int rate;
    private final long first;
    private final int warmUps;
    private final int counted;
    private final ConcurrentMap<Long, Long> accepted = new ConcurrentHashMap<>();
    private final ConcurrentMap<Long, Long> seen = new ConcurrentHashMap<>();
    private final ConcurrentMap<Long, Boolean> passedOver = new ConcurrentHashMap<>();
    private final CountDownLatch toSee;

    /**
     * @param rate per second
     * @param first the number of the first one that will be sent; those before it are passed over
     */
    Steady(int rate, Duration time, long first) {
        this.rate = rate;
        this.first = first;
        this.warmUps = (int) (rate * WARM_UP.toSeconds());
        this.counted = (int) (rate * time.toSeconds());
        this.toSee = new CountDownLatch(warmUps + counted);
    }

    /** Sends one, and returns its number when it is accepted. */
    interface Send {
        long one(int count) throws Exception;
    }

    /** How long it took from accepted to seen, of those after the warming up. */
    record Latencies(Duration p50, Duration p99) {}

    /** This one is visible now. */
    void seen(long number) {
        if (number < first) {
            passedOver.put(number, true);
            return;
        }
        seen.put(number, System.nanoTime());
        toSee.countDown();
    }

    /** Waits until one that is not counted is visible. */
    void awaitPassedOver(long number) throws InterruptedException {
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        while (!passedOver.containsKey(number)) {
            if (System.nanoTime() > giveUpAt) {
                throw new IllegalStateException("Number " + number + " is not seen.");
            }
            Thread.sleep(Duration.ofMillis(10));
        }
    }

    Latencies run(Send send) throws InterruptedException {
        long start = System.nanoTime();
        long between = TimeUnit.SECONDS.toNanos(1) / rate;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> last = null;
            for (int count = 0; count < warmUps + counted; count++) {
                int number = count;
                long due = start + count * between;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                last = threads.submit(() -> {
                    long position = send.one(number);
                    accepted.put(position, System.nanoTime());
                    return position;
                });
            }
            if (last != null) {
                last.get();
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException("Sending failed, so nothing was measured.", failed.getCause());
        }
        if (!toSee.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(toSee.getCount() + " were accepted and not seen.");
        }
        long[] nanos = LongStream.range(first + warmUps, first + warmUps + counted)
                .map(number -> Math.max(0, at(seen, number) - at(accepted, number)))
                .toArray();
        Arrays.sort(nanos);
        return new Latencies(
                Duration.ofNanos(nanos[nanos.length / 2]), Duration.ofNanos(nanos[nanos.length * 99 / 100]));
    }

    private static long at(ConcurrentMap<Long, Long> times, long number) {
        Long time = times.get(number);
        if (time == null) {
            throw new IllegalStateException("Number " + number + " is missing.");
        }
        return time;
    }
}
