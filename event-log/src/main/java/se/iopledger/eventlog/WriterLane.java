package se.iopledger.eventlog;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.iopledger.eventlog.WaitingAppends.Submitted;

/**
 * One of the {@link GroupCommitWriter}'s lanes: a thread with a connection of its own, which takes a batch, sees it to
 * its end, and takes the next.
 *
 * <p>A lost connection is opened again and the batch sent again, which is safe, since appends are idempotent. A batch
 * that the database refuses is sent append by append, so that only the guilty one fails.
 */
final class WriterLane implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(WriterLane.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(20);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(1);

    private final WaitingAppends waiting;
    private final StoredSoFar stored;
    private final DataSource connections;
    private final Duration patience;
    private final Consumer<Instant> afterCommit;
    private final Timer roundTrips;
    private final DistributionSummary batchSizes;

    /** Used by this lane's thread alone. */
    private @Nullable AppendStatement statement;

    /**
     * @param connections opens the lane's own connection, outside any pool
     * @param patience how long to go on sending a batch whose connection is lost
     * @param afterCommit told the recorded time of each batch that stored something; must return at once
     */
    WriterLane(
            WaitingAppends waiting,
            StoredSoFar stored,
            DataSource connections,
            Duration patience,
            Consumer<Instant> afterCommit,
            MeterRegistry meters) {
        this.waiting = waiting;
        this.stored = stored;
        this.connections = connections;
        this.patience = patience;
        this.afterCommit = afterCommit;
        this.roundTrips = Timer.builder("iop.log.append")
                .description("Round trips that append a batch")
                .register(meters);
        this.batchSizes = DistributionSummary.builder("iop.log.batch")
                .description("Appends in one round trip")
                .register(meters);
    }

    @Override
    public void run() {
        connectAhead();
        List<Submitted> batch = waiting.next();
        while (!batch.isEmpty()) {
            write(batch);
            batch = waiting.next();
        }
        disconnect();
    }

    private void write(List<Submitted> batch) {
        List<AppendResult> results;
        try {
            results = send(batch);
        } catch (WritesRefused | OutcomeUnknown told) {
            LOG.error("A batch of {} is not known to be stored.", batch.size(), told);
            fail(batch, told);
            return;
        } catch (SQLException refused) {
            refused(batch, refused);
            return;
        } catch (RuntimeException | Error mistake) {
            LOG.error("The log's writer failed on a batch of {}.", batch.size(), mistake);
            disconnect();
            fail(batch, new OutcomeUnknown("The writer failed on this append.", mistake));
            return;
        }
        // The other lane first: the database works for it while the callers of this batch wake up.
        waiting.done(batch);
        try {
            latest(results).ifPresent(afterCommit);
        } finally {
            for (int index = 0; index < batch.size(); index++) {
                batch.get(index).outcome().complete(results.get(index));
            }
        }
    }

    private void fail(List<Submitted> batch, RuntimeException why) {
        waiting.done(batch);
        batch.forEach(each -> each.outcome().completeExceptionally(why));
    }

    /** So that what the log holds now is known, should its database be put back before anything is stored from here. */
    private void connectAhead() {
        try {
            statement = connect();
        } catch (SQLException | WritesRefused later) {
            LOG.debug("The log's writer connects when there is something to append.", later);
        }
    }

    private static Optional<Instant> latest(List<AppendResult> results) {
        return results.stream()
                .filter(AppendResult.Stored.class::isInstance)
                .map(result -> ((AppendResult.Stored) result).recordedTime())
                .max(Comparator.naturalOrder());
    }

    private void refused(List<Submitted> batch, SQLException refused) {
        if (batch.size() == 1) {
            waiting.done(batch);
            refuse(batch.getFirst(), refused);
        } else {
            batch.forEach(each -> write(List.of(each)));
        }
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

    /**
     * Sends a batch, and again for as long as the connection is lost or cannot be had.
     *
     * @throws SQLException if the database refused the batch: none of it is stored
     * @throws WritesRefused if the log was set back before any of it was sent
     * @throws OutcomeUnknown if it was sent, or may have been, and no answer came
     */
    private List<AppendResult> send(List<Submitted> batch) throws SQLException {
        List<Append> appends = batch.stream().map(Submitted::append).toList();
        long giveUpAt = System.nanoTime() + patience.toNanos();
        Duration backoff = FIRST_BACKOFF;
        boolean sent = false;
        while (true) {
            boolean connected = false;
            SQLException lost;
            try {
                AppendStatement open = connected();
                connected = true;
                sent = true;
                return execute(open, appends);
            } catch (WritesRefused setBack) {
                throw sent
                        ? new OutcomeUnknown("The connection was lost, and then: " + setBack.getMessage(), setBack)
                        : setBack;
            } catch (SQLException failure) {
                // Where none could be had, the reason says nothing of this batch.
                if (connected && !Refusal.isLostConnection(failure)) {
                    throw failure;
                }
                lost = failure;
            }
            disconnect();
            if (System.nanoTime() + backoff.toNanos() > giveUpAt) {
                throw new OutcomeUnknown(
                        "The connection was lost, and sending again for " + patience + " gave no answer.", lost);
            }
            LOG.warn("The log's connection is lost; {} appends are sent again.", batch.size(), lost);
            pause(backoff);
            backoff =
                    backoff.multipliedBy(2).compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : backoff.multipliedBy(2);
        }
    }

    private List<AppendResult> execute(AppendStatement open, List<Append> appends) throws SQLException {
        long start = System.nanoTime();
        List<AppendResult> results = open.execute(appends);
        roundTrips.record(Duration.ofNanos(System.nanoTime() - start));
        batchSizes.record(appends.size());
        stored.reached(lastPosition(results));
        return results;
    }

    private static long lastPosition(List<AppendResult> results) {
        return results.stream()
                .mapToLong(result -> result instanceof AppendResult.Stored stored ? stored.lastPosition() : -1)
                .max()
                .orElse(-1);
    }

    private AppendStatement connected() throws SQLException {
        AppendStatement current = statement;
        if (current == null) {
            current = connect();
            statement = current;
        }
        return current;
    }

    /** A connection is used only once it is known that the log behind it has what was stored. */
    private AppendStatement connect() throws SQLException {
        AppendStatement opened = new AppendStatement(connections.getConnection());
        boolean checked = false;
        try {
            stored.check(opened);
            checked = true;
            return opened;
        } finally {
            if (!checked) {
                close(opened);
            }
        }
    }

    private void disconnect() {
        AppendStatement current = statement;
        statement = null;
        if (current != null) {
            close(current);
        }
    }

    private static void close(AppendStatement statement) {
        try {
            statement.close();
        } catch (SQLException alreadyBroken) {
            LOG.debug("Closing the writer's connection failed.", alreadyBroken);
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException nobodyInterruptsThisThread) {
            LOG.warn("The log's writer was interrupted and goes on.", nobodyInterruptsThisThread);
        }
    }
}
