package se.iopledger.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** So many callers at once, each asking again as soon as it is answered, for a stated time. */
public final class Callers {

    private static final int FIRST_ROOM = 4_096;

    private Callers() {}

    /** One call; returns when its answer is there. */
    public interface Call {
        /**
         * @param caller from 0
         * @param turn how many times this caller has called before
         * @return false if there is nothing left to call
         */
        boolean make(int caller, int turn) throws Exception;
    }

    /**
     * Runs all callers at once, each on a virtual thread.
     *
     * @throws IllegalStateException if a call failed: then nothing was measured
     */
    public static Measured run(int callers, Duration time, Call call) throws InterruptedException {
        long start = System.nanoTime();
        long end = start + time.toNanos();
        List<Future<long[]>> running = new ArrayList<>(callers);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < callers; caller++) {
                int number = caller;
                running.add(threads.submit(() -> one(number, end, call)));
            }
            List<long[]> each = new ArrayList<>(callers);
            for (Future<long[]> future : running) {
                each.add(future.get());
            }
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            return Measured.of(each.stream().flatMapToLong(Arrays::stream).toArray(), elapsed);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("A call failed, so nothing was measured.", failed.getCause());
        }
    }

    private static long[] one(int caller, long end, Call call) throws Exception {
        long[] nanos = new long[FIRST_ROOM];
        int count = 0;
        long before = System.nanoTime();
        while (before < end && call.make(caller, count)) {
            long after = System.nanoTime();
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, count * 2);
            }
            nanos[count++] = after - before;
            before = after;
        }
        return Arrays.copyOf(nanos, count);
    }
}
