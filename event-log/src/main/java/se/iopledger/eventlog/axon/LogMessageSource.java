package se.iopledger.eventlog.axon;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.EventLog;

/**
 * The log as a source of messages for Axon's streaming processors. Streams are woken when something is appended, by
 * whichever instance; between pages they hold no connection and no transaction.
 */
public final class LogMessageSource implements StreamableMessageSource<TrackedEventMessage<?>> {

    private static final int PAGE = 500;

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

    /** Used by one reader at a time, as Axon's streams are; woken from the log's thread. */
    private final class LogStream implements BlockingStream<TrackedEventMessage<?>> {

        private final Queue<TrackedEventMessage<?>> fetched = new ArrayDeque<>();
        private final Object lock = new Object();
        private final EventLog.Subscription subscription;
        private long nextPosition;

        /** False only while it is known that nothing follows; set again before the reader is woken. */
        private boolean moreExpected = true;

        private boolean closed;
        private @Nullable Runnable callback;

        LogStream(long nextPosition) {
            this.nextPosition = nextPosition;
            this.subscription = log.onAppended(this::wake);
        }

        private void wake() {
            Runnable toCall;
            synchronized (lock) {
                moreExpected = true;
                lock.notifyAll();
                toCall = callback;
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
