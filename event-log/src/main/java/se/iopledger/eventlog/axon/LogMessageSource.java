package se.iopledger.eventlog.axon;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.EventLog;

/**
 * The log as a source of messages for Axon's streaming processors. Streams are woken when something is appended, by
 * whichever instance; between pages they hold no connection and no transaction.
 */
public final class LogMessageSource implements StreamableMessageSource<TrackedEventMessage<?>> {

    private static final Logger LOG = LoggerFactory.getLogger(LogMessageSource.class);
    private static final int PAGE = 500;

    /**
     * A reader is woken at the most so often. While much is appended it takes in together what came meanwhile, instead of
     * committing a few entries, or its place after none of them, at each append.
     */
    private static final Duration BETWEEN_WAKES = Duration.ofMillis(50);

    /** A wake that has not come by then will not, and is made anew at the next append, or look for one. */
    private static final Duration WAKE_IS_LOST_AFTER = Duration.ofSeconds(1);

    private final EventLog log;
    private final LedgerEventStorageEngine engine;
    private final Predicate<Class<?>> wanted;
    private final Set<String> passedOver;

    /**
     * @param engine reads messages from the same log, with its serializer and upcasters
     */
    public LogMessageSource(EventLog log, LedgerEventStorageEngine engine) {
        this(log, engine, _ -> true, Set.of());
    }

    private LogMessageSource(
            EventLog log, LedgerEventStorageEngine engine, Predicate<Class<?>> wanted, Set<String> passedOver) {
        this.log = log;
        this.engine = engine;
        this.wanted = wanted;
        this.passedOver = passedOver;
    }

    /**
     * The same log, for a reader of events of these classes only. Most others are not sent by the database; some do come
     * still, so that the reader gets on, and so do versions that only an upcaster reads.
     */
    public LogMessageSource about(Predicate<Class<?>> wanted) {
        return new LogMessageSource(log, engine, wanted, engine.typesOf(wanted.negate()));
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken trackingToken) {
        return new LogStream(LedgerEventStorageEngine.positionAfter(trackingToken));
    }

    /** From its bytes here, while who takes it in is busy with what came before. */
    private void readAhead(TrackedEventMessage<?> message) {
        try {
            if (wanted.test(message.getPayloadType())) {
                message.getPayload();
            }
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError _) {
            // Who takes it in meets the same again, and says whose event it is.
        }
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return engine.createTailToken();
    }

    @Override
    public @Nullable TrackingToken createHeadToken() {
        return engine.createHeadToken();
    }

    @Override
    public @Nullable TrackingToken createTokenAt(Instant dateTime) {
        return engine.createTokenAt(dateTime);
    }

    /** Used by one reader at a time, as Axon's streams are; woken from other threads. */
    private final class LogStream implements BlockingStream<TrackedEventMessage<?>> {

        private final Queue<TrackedEventMessage<?>> fetched = new ArrayDeque<>();
        private final Object lock = new Object();
        private final EventLog.Subscription subscription;
        private long nextPosition;

        /** False while nothing followed when the reader last looked, and it was not woken since. */
        private boolean moreExpected = true;

        private long wokenAt = System.nanoTime() - BETWEEN_WAKES.toNanos();

        /** While a wake is on its way others are not needed: when this one is lost; passed where there is none. */
        private long wakeIsLostAt = wokenAt;

        private boolean closed;
        private @Nullable Runnable callback;

        LogStream(long nextPosition) {
            this.nextPosition = nextPosition;
            this.subscription = log.onAppended(this::appended);
        }

        private void appended() {
            long now = System.nanoTime();
            long wait;
            synchronized (lock) {
                if (closed || now - wakeIsLostAt < 0) {
                    return;
                }
                wait = Math.max(0, wokenAt + BETWEEN_WAKES.toNanos() - now);
                wakeIsLostAt = now + wait + WAKE_IS_LOST_AFTER.toNanos();
            }
            if (wait == 0) {
                wake();
            } else {
                CompletableFuture.delayedExecutor(wait, TimeUnit.NANOSECONDS).execute(this::wakeLater);
            }
        }

        /** Nobody waits for how this ends. */
        private void wakeLater() {
            try {
                wake();
            } catch (RuntimeException mistake) {
                LOG.error("A reader of the log failed when told of new entries.", mistake);
            }
        }

        private void wake() {
            Runnable toCall;
            synchronized (lock) {
                wokenAt = System.nanoTime();
                wakeIsLostAt = wokenAt;
                moreExpected = true;
                lock.notifyAll();
                toCall = closed ? null : callback;
            }
            if (toCall != null) {
                toCall.run();
            }
        }

        @Override
        public boolean setOnAvailableCallback(Runnable onAvailable) {
            synchronized (lock) {
                callback = onAvailable;
            }
            return true;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            fetch();
            return Optional.ofNullable(fetched.peek());
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            long deadline = System.nanoTime() + unit.toNanos(timeout);
            fetch();
            while (fetched.isEmpty()) {
                if (!awaitWake(deadline)) {
                    return false;
                }
                fetch();
            }
            return true;
        }

        /** False when the time is up or the stream is closed. */
        private boolean awaitWake(long deadline) throws InterruptedException {
            synchronized (lock) {
                while (!moreExpected && !closed) {
                    long left = deadline - System.nanoTime();
                    if (left <= 0) {
                        return false;
                    }
                    TimeUnit.NANOSECONDS.timedWait(lock, left);
                }
                return !closed;
            }
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            while (!hasNextAvailable(Integer.MAX_VALUE, TimeUnit.MILLISECONDS)) {
                synchronized (lock) {
                    if (closed) {
                        throw new IllegalStateException("The stream is closed.");
                    }
                }
            }
            return fetched.remove();
        }

        private void fetch() {
            while (fetched.isEmpty()) {
                synchronized (lock) {
                    if (!moreExpected || closed) {
                        return;
                    }
                    moreExpected = false;
                }
                List<Entry> page = page();
                if (!page.isEmpty()) {
                    engine.messages(page).peek(LogMessageSource.this::readAhead).forEach(fetched::add);
                    nextPosition = page.getLast().position() + 1;
                    expectMore();
                }
            }
        }

        private List<Entry> page() {
            boolean read = false;
            try {
                List<Entry> page = log.readFrom(nextPosition, PAGE, passedOver);
                read = true;
                return page;
            } finally {
                if (!read) {
                    expectMore();
                }
            }
        }

        private void expectMore() {
            synchronized (lock) {
                moreExpected = true;
            }
        }

        @Override
        public void close() {
            subscription.close();
            synchronized (lock) {
                closed = true;
                lock.notifyAll();
            }
        }
    }
}
