package se.iopledger.eventlog;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Group commit: one thread takes all appends that wait and sends them in one round trip, so that many callers share one
 * transaction and one flush to disk. While a batch is under way the next one gathers; a lone caller waits for nobody.
 *
 * <p>Within a batch there is at most one append per stream and per idempotency key; the others keep their order and
 * wait for the next. A lost connection is opened again and the batch sent again, which is safe, since appends are
 * idempotent. A batch that the database refuses is sent append by append, so that only the guilty one fails.
 */
final class GroupCommitWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommitWriter.class);
    private static final int MAX_WAITING = 10_000;
    private static final int MAX_BATCH_EVENTS = 1_000;
    private static final long MAX_BATCH_BYTES = 4_000_000;
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(20);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(1);

    /** Machines that are kept in time by NTP differ by less. */
    static final Duration TOLERATED_DIFFERENCE = Duration.ofSeconds(10);

    private final DataSource connections;
    private final Duration patience;
    private final Runnable afterCommit;
    private final Timer roundTrips;
    private final DistributionSummary batchSizes;
    private final Clock clock = Clock.systemUTC();
    private final Thread thread;
    private volatile Duration clockAhead = Duration.ZERO;
    private volatile @Nullable String setBack;

    private final Object lock = new Object();

    @GuardedBy("lock") private final Deque<Submitted> waiting = new ArrayDeque<>();

    @GuardedBy("lock") private boolean closed;

    /** Used by the writer's thread alone. */
    private @Nullable AppendStatement statement;

    /** The highest position that was stored through this writer; -1: none. Used by its thread alone. */
    private long storedTo = -1;

    /**
     * @param connections opens the writer's own connection, outside any pool
     * @param patience how long to go on sending a batch whose connection is lost
     * @param afterCommit told after each batch that stored something; must return at once
     */
    GroupCommitWriter(DataSource connections, Duration patience, Runnable afterCommit, MeterRegistry meters) {
        this.connections = connections;
        this.patience = patience;
        this.afterCommit = afterCommit;
        this.roundTrips = Timer.builder("iop.log.append")
                .description("Round trips that append a batch")
                .register(meters);
        this.batchSizes = DistributionSummary.builder("iop.log.batch")
                .description("Appends in one round trip")
                .register(meters);
        Gauge.builder("iop.log.clock.ahead", this, writer -> writer.clockAhead().toMillis() / 1e3)
                .description("How far the last recorded time was ahead of this machine's clock")
                .baseUnit("seconds")
                .register(meters);
        this.thread = Thread.ofPlatform().name("event-log-writer").daemon().start(this::run);
    }

    /** Hands an append over; waits for room when too many are waiting. */
    CompletableFuture<AppendResult> submit(Append append) {
        Submitted submitted = new Submitted(append, new CompletableFuture<>());
        synchronized (lock) {
            while (!closed && waiting.size() >= MAX_WAITING) {
                try {
                    lock.wait();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    return failed("Interrupted before the append was submitted.", interrupted);
                }
            }
            if (closed) {
                return failed("The log is closed.", null);
            }
            waiting.addLast(submitted);
            lock.notifyAll();
        }
        return submitted.outcome();
    }

    private static CompletableFuture<AppendResult> failed(String why, @Nullable Throwable cause) {
        return CompletableFuture.failedFuture(new AppendFailed(why + " Nothing is stored.", cause));
    }

    /** That the database was put back to an earlier copy while this writer used it; for good, as far as it is concerned. */
    Optional<String> setBack() {
        return Optional.ofNullable(setBack);
    }

    /** Takes no more, stores what was submitted, and ends. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException again) {
                // Callers wait for what was submitted, so it has to be seen to its end.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<Submitted> batch = nextBatch();
        while (!batch.isEmpty()) {
            write(batch);
            batch = nextBatch();
        }
        disconnect();
    }

    /** Waits for work. Empty when closed and nothing is left. */
    private List<Submitted> nextBatch() {
        synchronized (lock) {
            while (waiting.isEmpty() && !closed) {
                try {
                    lock.wait();
                } catch (InterruptedException nobodyInterruptsThisThread) {
                    LOG.warn("The log's writer was interrupted and goes on.", nobodyInterruptsThisThread);
                }
            }
            List<Submitted> batch = drain();
            lock.notifyAll();
            return batch;
        }
    }

    @GuardedBy("lock") private List<Submitted> drain() {
        List<Submitted> batch = new ArrayList<>();
        Deque<Submitted> others = new ArrayDeque<>();
        Set<Object> taken = new HashSet<>();
        int events = 0;
        long bytes = 0;
        while (!waiting.isEmpty()) {
            Submitted next = waiting.removeFirst();
            int nextEvents = next.append().events().size();
            boolean fits = batch.isEmpty()
                    || (events + nextEvents <= MAX_BATCH_EVENTS && bytes + next.bytes() <= MAX_BATCH_BYTES);
            if (!fits) {
                waiting.addFirst(next);
                break;
            }
            // One that must wait keeps its streams taken, so that later ones of the same stream stay behind it.
            if (next.claim(taken)) {
                batch.add(next);
                events += nextEvents;
                bytes += next.bytes();
            } else {
                others.addLast(next);
            }
        }
        while (!others.isEmpty()) {
            waiting.addFirst(others.removeLast());
        }
        return batch;
    }

    private void write(List<Submitted> batch) {
        try {
            List<AppendResult> results = send(batch);
            if (results.stream().anyMatch(AppendResult.Stored.class::isInstance)) {
                afterCommit.run();
                lookAtClock(results);
            }
            for (int index = 0; index < batch.size(); index++) {
                batch.get(index).outcome().complete(results.get(index));
            }
        } catch (WritesRefused setBack) {
            LOG.error("The log was set back.", setBack);
            batch.forEach(each -> each.outcome().completeExceptionally(setBack));
        } catch (SQLException refused) {
            if (Refusal.isLostConnection(refused)) {
                batch.forEach(each -> each.outcome()
                        .completeExceptionally(new OutcomeUnknown(
                                "The connection was lost, and sending again for " + patience + " gave no answer.",
                                refused)));
            } else if (batch.size() == 1) {
                refuse(batch.getFirst(), refused);
            } else {
                batch.forEach(each -> write(List.of(each)));
            }
        } catch (RuntimeException | Error mistake) {
            LOG.error("The log's writer failed on a batch of {}.", batch.size(), mistake);
            disconnect();
            batch.forEach(each -> each.outcome()
                    .completeExceptionally(new OutcomeUnknown("The writer failed on this append.", mistake)));
        }
    }

    /**
     * A database whose clock jumped forward stamps everything with that time until the world has caught up, since
     * recorded times never run backwards. Nobody can mend that afterwards, so somebody should hear of it at once.
     */
    private void lookAtClock(List<AppendResult> results) {
        Instant latest = results.stream()
                .filter(AppendResult.Stored.class::isInstance)
                .map(result -> ((AppendResult.Stored) result).recordedTime())
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        Duration ahead = Duration.between(clock.instant(), latest);
        boolean wasAhead = clockAhead.compareTo(TOLERATED_DIFFERENCE) > 0;
        clockAhead = ahead;
        if (!wasAhead && ahead.compareTo(TOLERATED_DIFFERENCE) > 0) {
            LOG.error(
                    "The log records times that are {} ahead of this machine's clock: one of the two clocks has jumped.",
                    ahead);
        }
    }

    /** How far the last recorded time was ahead of this machine's clock; negative or small when all is well. */
    Duration clockAhead() {
        return clockAhead;
    }

    private static void refuse(Submitted submitted, SQLException refused) {
        if (Refusal.isUniqueViolation(refused)) {
            // Only event ids can clash here without the check having seen it: twice in one batch, or made-up keys.
            Append append = submitted.append();
            String streamId = append.events().getFirst().streamId();
            long last = append.events().getFirst().streamSequence() - 1;
            submitted.outcome().complete(new AppendResult.Conflict(streamId, last));
            return;
        }
        submitted
                .outcome()
                .completeExceptionally(
                        new AppendFailed("The database refused the append: " + refused.getMessage(), refused));
    }

    private List<AppendResult> send(List<Submitted> batch) throws SQLException {
        List<Append> appends = batch.stream().map(Submitted::append).toList();
        long giveUpAt = System.nanoTime() + patience.toNanos();
        Duration backoff = FIRST_BACKOFF;
        while (true) {
            try {
                long start = System.nanoTime();
                List<AppendResult> results = connected().execute(appends);
                roundTrips.record(Duration.ofNanos(System.nanoTime() - start));
                batchSizes.record(batch.size());
                storedTo = Math.max(storedTo, lastPosition(results));
                return results;
            } catch (SQLException failure) {
                if (!Refusal.isLostConnection(failure)) {
                    throw failure;
                }
                disconnect();
                if (System.nanoTime() + backoff.toNanos() > giveUpAt) {
                    throw failure;
                }
                LOG.warn("The log's connection is lost; {} appends are sent again.", batch.size(), failure);
                pause(backoff);
                backoff = backoff.multipliedBy(2).compareTo(LONGEST_BACKOFF) > 0
                        ? LONGEST_BACKOFF
                        : backoff.multipliedBy(2);
            }
        }
    }

    private static long lastPosition(List<AppendResult> results) {
        return results.stream()
                .mapToLong(result -> result instanceof AppendResult.Stored stored ? stored.lastPosition() : -1)
                .max()
                .orElse(-1);
    }

    /**
     * A database that is put back to an earlier copy loses its connections, so a new one is where that is noticed.
     *
     * @throws WritesRefused if the log no longer has what was stored through this writer
     */
    private AppendStatement connected() throws SQLException {
        AppendStatement current = statement;
        if (current == null) {
            current = new AppendStatement(connections.getConnection());
            statement = current;
            long head = current.head();
            if (head < storedTo) {
                disconnect();
                String why = "The log ends at position " + head + ", but position " + storedTo
                        + " was stored: its database was put back to an earlier copy while the service ran. Start the"
                        + " service again; it then says what is missing and how to complete the log.";
                setBack = why;
                throw new WritesRefused(why);
            }
        }
        return current;
    }

    private void disconnect() {
        AppendStatement current = statement;
        statement = null;
        if (current != null) {
            try {
                current.close();
            } catch (SQLException alreadyBroken) {
                LOG.debug("Closing the writer's connection failed.", alreadyBroken);
            }
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException nobodyInterruptsThisThread) {
            LOG.warn("The log's writer was interrupted and goes on.", nobodyInterruptsThisThread);
        }
    }

    private record Submitted(Append append, CompletableFuture<AppendResult> outcome) {

        long bytes() {
            return append.events().stream().mapToLong(NewEvent::sizeBytes).sum();
        }

        /** Marks this append's streams and key as taken; false if one of them was taken before. */
        boolean claim(Set<Object> taken) {
            boolean free = true;
            for (String streamId : append.streamIds()) {
                free &= taken.add(streamId);
            }
            Append.Key key = append.key();
            if (key != null) {
                free &= taken.add(key);
            }
            return free;
        }
    }
}
