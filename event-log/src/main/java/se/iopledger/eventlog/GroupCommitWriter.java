package se.iopledger.eventlog;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Group commit: appends that wait are sent in one round trip, so that many callers share one transaction and one flush
 * to disk. While a batch is under way the next one gathers; a lone caller waits for nobody.
 *
 * <p>There are two lanes, since with many callers one alone would let the database wait while it reads an answer, wakes
 * its callers and writes the next batch. All batches queue for the row lock that orders the log, so more lanes would only
 * make smaller batches.
 */
final class GroupCommitWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommitWriter.class);
    private static final int LANES = 2;

    /** Machines that are kept in time by NTP differ by less. */
    static final Duration TOLERATED_DIFFERENCE = Duration.ofSeconds(10);

    private final WaitingAppends waiting = new WaitingAppends();
    private final StoredSoFar stored = new StoredSoFar();
    private final Runnable afterCommit;
    private final Clock clock = Clock.systemUTC();
    private final List<Thread> lanes;
    private volatile Duration clockAhead = Duration.ZERO;

    /**
     * @param connections opens the lanes' own connections, outside any pool
     * @param patience how long to go on sending a batch whose connection is lost
     * @param afterCommit told after each batch that stored something; must return at once
     */
    GroupCommitWriter(DataSource connections, Duration patience, Runnable afterCommit, MeterRegistry meters) {
        this.afterCommit = afterCommit;
        Gauge.builder("iop.log.clock.ahead", this, writer -> writer.clockAhead().toMillis() / 1e3)
                .description("How far the last recorded time was ahead of this machine's clock")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("iop.log.setback", stored, so -> so.setBack().isPresent() ? 1 : 0)
                .description(
                        "1 once the log's database was found put back to an earlier copy: no appends until a restart")
                .register(meters);
        this.lanes = IntStream.rangeClosed(1, LANES)
                .mapToObj(number -> Thread.ofPlatform()
                        .name("event-log-writer-" + number)
                        .daemon()
                        .unstarted(new WriterLane(waiting, stored, connections, patience, this::committed, meters)))
                .toList();
        lanes.forEach(Thread::start);
    }

    /** Hands an append over; waits for room when too many are waiting. */
    CompletableFuture<AppendResult> submit(Append append) {
        return waiting.submit(append);
    }

    /** That the database was put back to an earlier copy while this writer used it; for good, as far as it is concerned. */
    Optional<String> setBack() {
        return stored.setBack();
    }

    /** Takes no more, stores what was submitted, and ends. */
    @Override
    public void close() {
        waiting.close();
        boolean interrupted = false;
        for (Thread lane : lanes) {
            while (lane.isAlive()) {
                try {
                    lane.join();
                } catch (InterruptedException again) {
                    // Callers wait for what was submitted, so it has to be seen to its end.
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void committed(Instant recordedTime) {
        afterCommit.run();
        lookAtClock(recordedTime);
    }

    /**
     * A database whose clock jumped forward stamps everything with that time until the world has caught up, since
     * recorded times never run backwards. Nobody can mend that afterwards, so somebody should hear of it at once.
     */
    private void lookAtClock(Instant recordedTime) {
        Duration ahead = Duration.between(clock.instant(), recordedTime);
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
}
