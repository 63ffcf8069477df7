package se.iopledger.eventlog.testing;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what happens on another thread: looks until it is so, or until a deadline says that it is not. */
public final class Eventually {

    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    private Eventually() {}

    /**
     * Returns once the condition holds.
     *
     * @throws AssertionError if it does not within 30 seconds
     */
    public static void await(String what, Callable<Boolean> condition) {
        long giveUpAt = System.nanoTime() + DEADLINE.toNanos();
        try {
            while (!condition.call()) {
                if (System.nanoTime() > giveUpAt) {
                    throw new AssertionError("Not within " + DEADLINE.toSeconds() + " s: " + what);
                }
                Thread.sleep(LOOK_EVERY);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting: " + what, interrupted);
        } catch (AssertionError failed) {
            throw failed;
        } catch (Exception failed) {
            throw new AssertionError("Failed while waiting: " + what, failed);
        }
    }
}
