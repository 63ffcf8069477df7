package se.iopledger.benchmarks.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What one turn measured.
 *
 * @param perSecond how many were done in a second, all callers together
 * @param p50 half of the calls took no longer
 * @param p99 99 of 100 calls took no longer
 */
public record Measured(double perSecond, Duration p50, Duration p99) {

    /** @param nanos how long each call took; sorted here */
    static Measured of(long[] nanos, Duration elapsed) {
        Arrays.sort(nanos);
        return new Measured(nanos.length / (elapsed.toNanos() / 1e9), at(nanos, 0.50), at(nanos, 0.99));
    }

    /** Of calls made one after the other, by how long each took in nanoseconds. */
    public static Measured ofCalls(List<Long> nanos) {
        long[] each = nanos.stream().mapToLong(Long::longValue).toArray();
        return of(each, Duration.ofNanos(Arrays.stream(each).sum()));
    }

    private static Duration at(long[] sorted, double share) {
        return sorted.length == 0
                ? Duration.ZERO
                : Duration.ofNanos(sorted[(int) Math.min(sorted.length - 1, Math.round(share * sorted.length))]);
    }

    /** The turn in the middle, by rate, the slower one of two: a turn that was disturbed, or lucky, does not count. */
    public static Measured median(List<Measured> turns) {
        return turns.stream()
                .sorted(Comparator.comparingDouble(Measured::perSecond))
                .toList()
                .get((turns.size() - 1) / 2);
    }
}
