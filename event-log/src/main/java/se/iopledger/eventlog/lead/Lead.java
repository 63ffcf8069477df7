package se.iopledger.eventlog.lead;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.iopledger.eventlog.Failure;

/**
 * Stands for the lead of one duty, and performs the duty while it leads. Of all instances on one database at most one
 * leads, by a session-level advisory lock on a connection of its own; when that session ends, by closing, by a killed
 * process or by a lost network, another instance takes over, within about a second of the server's noticing.
 *
 * <p>The leader asks its session for a sign of life each second. When there is none, the term is over and the work is
 * interrupted. Until it has stopped it may overlap with the next leader's.
 *
 * <p>Two threads of its own between {@link #start} and {@link #close}: one holds the lock, one works.
 */
public final class Lead implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lead.class);
    private static final Duration TRY_EVERY = Duration.ofMillis(500);
    private static final Duration CHECK_EVERY = Duration.ofSeconds(1);

    private final String name;
    private final DataSource direct;
    private final Duty duty;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);

    private volatile boolean leading;
    private volatile @Nullable Failure failure;

    /**
     * @param name names the duty; the same in every instance
     * @param direct opens a connection per call, outside any pool
     */
    public Lead(String name, DataSource direct, Duty duty, MeterRegistry meters) {
        this.name = name;
        this.direct = direct;
        this.duty = duty;
        Gauge.builder("iop.lead", this, lead -> lead.leading ? 1 : 0)
                .description("1 where this instance leads the duty, 0 where it stands by")
                .tag("duty", name)
                .register(meters);
        this.thread = Thread.ofPlatform().name("lead-" + name).daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Whether this instance leads now; otherwise it stands by. */
    public boolean isLeading() {
        return leading;
    }

    /** Why this instance can neither lead nor stand by, or why it gave the lead up last; null when all is well. */
    public @Nullable Failure failure() {
        return failure;
    }

    /** Ends the term, waits until the work has stopped, and then releases the lock. */
    @Override
    public void close() {
        closing.countDown();
        joinFully(thread);
    }

    private void run() {
        while (!isClosing()) {
            try (LeadSession session = LeadSession.open(direct)) {
                standBy(session);
            } catch (SQLException | RuntimeException lost) {
                if (!isClosing()) {
                    failure = Failure.of("The lead of " + name + " is lost or cannot be asked for", lost);
                    LOG.warn("The lead of {} is lost or cannot be asked for; trying again.", name, lost);
                }
            }
            pause(TRY_EVERY);
        }
    }

    private void standBy(LeadSession session) throws SQLException {
        while (!isClosing()) {
            if (session.tryToLead(name)) {
                lead(session);
                return;
            }
            failure = null;
            pause(TRY_EVERY);
        }
    }

    private void lead(LeadSession session) throws SQLException {
        LOG.info("This instance leads {}.", name);
        CountDownLatch over = new CountDownLatch(1);
        Thread worker = Thread.ofPlatform().name(name).daemon().unstarted(() -> perform(() -> over.getCount() == 0));
        leading = true;
        try {
            worker.start();
            while (worker.isAlive() && !pause(CHECK_EVERY)) {
                session.mustBeAlive();
            }
        } finally {
            over.countDown();
            leading = false;
            worker.interrupt();
            joinFully(worker);
            LOG.info("This instance no longer leads {}.", name);
        }
    }

    private void perform(Term term) {
        try {
            failure = null;
            duty.perform(term);
        } catch (InterruptedException end) {
            LOG.debug("The work of {} was interrupted.", name, end);
        } catch (RuntimeException | Error problem) {
            failure = Failure.of("The work of " + name + " broke off, and the lead is given up", problem);
            LOG.error("The work of {} broke off, and the lead is given up.", name, problem);
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** True if this is being closed meanwhile. */
    private boolean pause(Duration time) {
        try {
            return closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException nobodyInterruptsThisThread) {
            LOG.warn("The lead of {} was interrupted and goes on.", name, nobodyInterruptsThisThread);
            return isClosing();
        }
    }

    /** What is under way must have ended before the next step, also when the caller is interrupted meanwhile. */
    private static void joinFully(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
