package se.iopledger.local;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import se.iopledger.local.screen.Screen;

/**
 * What has been started and must be stopped, the last first. A stop that comes while something is starting waits for
 * it: half started, it would be left behind.
 */
final class Running implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Screen screen;
    private int starting;
    private boolean stopping;

    Running(Screen screen) {
        this.screen = screen;
    }

    /** @throws IllegalStateException if everything is being stopped */
    <T extends AutoCloseable> T start(Supplier<T> starter) {
        synchronized (this) {
            if (stopping) {
                throw new IllegalStateException("stopping");
            }
            starting++;
        }
        try {
            T thing = starter.get();
            synchronized (this) {
                started.push(thing);
            }
            return thing;
        } finally {
            synchronized (this) {
                starting--;
                notifyAll();
            }
        }
    }

    synchronized boolean isAnything() {
        return starting > 0 || !started.isEmpty();
    }

    synchronized boolean isStopping() {
        return stopping;
    }

    @Override
    public void close() {
        synchronized (this) {
            stopping = true;
            awaitStarts();
        }
        AutoCloseable thing = last();
        while (thing != null) {
            try {
                thing.close();
            } catch (Exception e) {
                // The others must be stopped all the same.
                screen.complain(thing.getClass().getSimpleName() + " did not stop cleanly: " + e);
            }
            thing = last();
        }
    }

    private synchronized @Nullable AutoCloseable last() {
        return started.poll();
    }

    private synchronized void awaitStarts() {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        try {
            long left = START_LIMIT.toMillis();
            while (starting > 0 && left > 0) {
                wait(left);
                left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
