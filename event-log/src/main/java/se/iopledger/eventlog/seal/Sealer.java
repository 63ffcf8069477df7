package se.iopledger.eventlog.seal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.iopledger.eventlog.EventLog;
import se.iopledger.eventlog.Failure;
import se.iopledger.eventlog.LogUnavailable;
import se.iopledger.eventlog.lead.Lead;
import se.iopledger.eventlog.lead.Term;
import se.iopledger.proofs.Malformed;
import se.iopledger.proofs.note.Checkpoint;
import se.iopledger.proofs.note.SigningKey;
import se.iopledger.proofs.note.VerifierKey;

/**
 * Seals a log behind its appends: brings the Merkle tree up to the log's head and signs a checkpoint of it, in one
 * transaction. Of several instances one seals, the others stand by ({@link Lead}); should two overlap for a moment, the
 * database lets one through and the other begins anew.
 *
 * <p>Whenever it begins, it checks that the newest checkpoint, the stored tree and the log's last entries agree; while it
 * runs, whenever it looks, that the log still has the last entry of the tree. Where they do not, it refuses to seal, says so, and looks again now and then: it never signs over a difference.
 *
 * <p>Works between {@link #start} and {@link #close}, on threads of its own.
 */
public final class Sealer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);

    /**
     * The least time from one seal to the next. A seal is a transaction and a signature whether it seals one entry or a
     * thousand, and each checkpoint is kept for ever; nobody who verifies needs them closer together. An entry after a
     * pause is sealed at once.
     */
    private static final Duration BETWEEN_SEALS = Duration.ofSeconds(1);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    /** Somebody may have repaired it meanwhile. */
    private static final Duration LOOK_AT_BROKEN_TREE_EVERY = Duration.ofSeconds(30);

    private final EventLog log;
    private final SealTable table;
    private final String origin;
    private final List<SigningKey> keys;
    private final List<VerifierKey> formerKeys;
    private final Runnable onSealed;
    private final Counter failures;
    private final Lead lead;
    private final Semaphore news = new Semaphore(0);

    private volatile SealerHealth health = new SealerHealth(false, false, false, -1, 0, null);

    /**
     * @param pool the log's own database
     * @param direct opens a connection to the same database per call, outside any pool: one holds the lead
     * @param origin names the log in its checkpoints, for ever
     * @param keys each signs every checkpoint; several while one replaces another
     * @param formerKeys public keys under which the newest checkpoint may stand when sealing begins, though they sign no
     *     more: for a key that was lost
     * @param onSealed called after each seal; must return at once
     * @throws IllegalArgumentException if there is no key, or one does not have the origin for a name
     */
    public Sealer(
            EventLog log,
            DataSource pool,
            DataSource direct,
            String origin,
            List<SigningKey> keys,
            List<VerifierKey> formerKeys,
            Runnable onSealed,
            MeterRegistry meters) {
        mustBeKeysOf(origin, keys);
        this.log = log;
        this.table = new SealTable(pool);
        this.origin = origin;
        this.keys = List.copyOf(keys);
        this.formerKeys = List.copyOf(formerKeys);
        this.onSealed = onSealed;
        this.failures = Counter.builder("iop.sealer.failures")
                .description("Times that sealing broke off")
                .register(meters);
        Gauge.builder("iop.sealer.lag", this, sealer -> sealer.health().lag())
                .description("Entries that wait to be sealed")
                .register(meters);
        Gauge.builder("iop.sealer.broken", this, sealer -> sealer.health().broken() ? 1 : 0)
                .description("1 while the stored tree does not agree with the log, and nothing is sealed")
                .register(meters);
        this.lead = new Lead("seal the log", direct, this::sealWhileLeading, meters);
    }

    private static void mustBeKeysOf(String origin, List<SigningKey> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("A log is sealed with one signing key at least.");
        }
        for (SigningKey key : keys) {
            if (!key.verifier().name().equals(origin)) {
                throw new IllegalArgumentException(
                        "The key " + key.verifier() + " is not one of the log " + origin + ", which must be its name.");
            }
        }
    }

    public void start() {
        lead.start();
    }

    public SealerHealth health() {
        SealerHealth last = health;
        Failure cannotTakeOver = lead.isLeading() ? null : lead.failure();
        if (cannotTakeOver != null) {
            return new SealerHealth(false, true, false, last.sealedSize(), 0, cannotTakeOver);
        }
        return last;
    }

    /** Ends after the seal that is under way. */
    @Override
    public void close() {
        lead.close();
    }

    private void sealWhileLeading(Term term) {
        tell(false, false, null);
        try (EventLog.Subscription _ = log.onAppended(news::release)) {
            while (!term.isOver()) {
                try {
                    seal(term);
                } catch (TreeBroken broken) {
                    failed(broken, true, term);
                } catch (SQLException | RuntimeException problem) {
                    failed(problem, false, term);
                }
            }
        } catch (InterruptedException end) {
            LOG.debug("The sealer was interrupted.", end);
        } finally {
            SealerHealth last = health;
            health = new SealerHealth(false, false, false, last.sealedSize(), 0, last.lastFailure());
        }
    }

    /** From opening the tree to the first failure or the end of the term. */
    private void seal(Term term) throws SQLException, InterruptedException {
        SealedTree tree = SealedTree.open(log, table, origin, keys, formerKeys);
        while (!term.isOver()) {
            news.drainPermits();
            long sealedAt = System.nanoTime();
            switch (tree.seal(term::isOver)) {
                case SEALED -> {
                    known(tree.sealedSize());
                    onSealed.run();
                    long rest = sealedAt + BETWEEN_SEALS.toNanos() - System.nanoTime();
                    TimeUnit.NANOSECONDS.sleep(rest);
                }
                case UP_TO_DATE -> {
                    known(tree.sealedSize());
                    awaitNews();
                }
                case OVERTAKEN -> {
                    LOG.info("Another instance has sealed meanwhile; the tree is opened anew.");
                    return;
                }
            }
        }
    }

    private void awaitNews() throws InterruptedException {
        // Looks by itself now and then, should a wake have been lost; being told is the rule.
        if (!news.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.trace("Nothing was appended for {}.", LOOK_EVERY);
        }
    }

    private void known(long sealedSize) {
        health = new SealerHealth(true, false, false, sealedSize, waiting(sealedSize), health.lastFailure());
    }

    private void failed(Exception problem, boolean broken, Term term) throws InterruptedException {
        if (term.isOver()) {
            return;
        }
        failures.increment();
        if (broken) {
            LOG.error("The log is NOT sealed any more: tree and log do not agree.", problem);
            tell(true, true, Failure.of("The log is not sealed any more", problem));
            Thread.sleep(LOOK_AT_BROKEN_TREE_EVERY);
        } else {
            LOG.warn("Sealing broke off; trying again.", problem);
            tell(true, false, Failure.of("Sealing broke off", problem));
            Thread.sleep(AFTER_FAILURE);
        }
    }

    private void tell(boolean failing, boolean broken, @Nullable Failure failure) {
        SealerHealth last = health;
        long sealedSize = storedSize(last.sealedSize());
        health = new SealerHealth(
                true, failing, broken, sealedSize, waiting(sealedSize), failure == null ? last.lastFailure() : failure);
    }

    /** As the newest stored checkpoint says, whether it is to be believed or not; as last known, if it does not say. */
    private long storedSize(long lastKnown) {
        try {
            return table.newest()
                    .map(note -> Checkpoint.parse(note.text()).size())
                    .orElse(-1L);
        } catch (SQLException | Malformed notTold) {
            LOG.debug("How much is sealed is not known.", notTold);
            return lastKnown;
        }
    }

    /** How many entries wait; as last known, when the log does not answer. */
    private long waiting(long sealedSize) {
        try {
            return Math.max(0, log.head() + 1 - Math.max(sealedSize, 0));
        } catch (LogUnavailable away) {
            LOG.debug("How much waits to be sealed is not known.", away);
            return health.lag();
        }
    }
}
