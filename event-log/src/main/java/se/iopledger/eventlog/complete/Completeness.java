package se.iopledger.eventlog.complete;

import com.google.errorprone.annotations.CheckReturnValue;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.iopledger.eventlog.Failure;
import se.iopledger.eventlog.WritePermit;
import se.iopledger.eventlog.topic.Link;
import se.iopledger.proofs.merkle.TreeHasher;

/**
 * Lets a log take writes once it is known to have all that others remember of it. A database that was put back to an
 * earlier copy does not know it; written to, it would give positions to other entries than those that were signed and
 * published.
 *
 * <p>Looks once when it begins, and as long as the answer is not yes again and again: a log that is completed, or a broker
 * that comes back, opens it without a restart. Once open it stays so. A person may open it with a reason, which is kept.
 */
public final class Completeness implements WritePermit, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Completeness.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(30);

    private final DataSource pool;
    private final List<Evidence> evidence;
    private final String remedy;
    private final Decisions decisions;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private volatile Finding finding = new Finding.NotKnown("the log was not looked at yet", 0);
    private volatile boolean open;
    private volatile long remembered;

    private final Object lock = new Object();

    @GuardedBy("lock") private final List<Runnable> waiting = new ArrayList<>();

    /** What a look at the log found. */
    public sealed interface Finding {

        /** How many entries the log has; 0 where that cannot be read. */
        long size();

        /** It has all that anybody remembers. */
        record Complete(long size) implements Finding {}

        /** Somebody remembers more entries than it has. */
        record Missing(long size, long statedSize, String what) implements Finding {}

        /** Somebody remembers an entry that is another than the log has at its position. */
        record Differs(long size, String what) implements Finding {}

        /** Somebody does not answer, or the log itself does not. */
        record NotKnown(String what, long size) implements Finding {}
    }

    /**
     * @param pool the log's own database
     * @param remedy what an operator does where entries are missing
     */
    private Completeness(DataSource pool, List<Evidence> evidence, String remedy, MeterRegistry meters) {
        this.pool = pool;
        this.evidence = List.copyOf(evidence);
        this.remedy = remedy;
        this.decisions = new Decisions(pool);
        this.thread = Thread.ofPlatform().name("log-completeness").daemon().unstarted(this::lookUntilOpen);
        Gauge.builder("iop.log.refusing", this, completeness -> completeness.open ? 0 : 1)
                .description("1 while the log takes no writes, because entries of it are missing or may be")
                .register(meters);
    }

    /**
     * Looks at the log, and goes on looking until it is complete.
     *
     * @param pool the log's own database
     * @param remedy what an operator does where entries are missing, for the refusal
     */
    public static Completeness begin(DataSource pool, List<Evidence> evidence, String remedy, MeterRegistry meters) {
        Completeness completeness = new Completeness(pool, evidence, remedy, meters);
        completeness.look();
        completeness.thread.start();
        return completeness;
    }

    @Override
    @CheckReturnValue
    public Optional<String> refusal() {
        return open ? Optional.empty() : Optional.of(told(finding));
    }

    private String told(Finding found) {
        return switch (found) {
            case Finding.Complete _ -> "The log is complete, and opens in a moment.";
            case Finding.Missing missing ->
                "The log takes no writes: it has " + missing.size() + " entries, but " + missing.what() + " has "
                        + missing.statedSize() + ". Its database was put back to an earlier copy. " + remedy;
            case Finding.Differs differs ->
                "The log takes no writes: " + differs.what() + " Its database was put back to an earlier copy and then"
                        + " written to, or altered. Put back a copy from before that, and complete it. " + remedy;
            case Finding.NotKnown unknown ->
                "The log takes no writes yet: it is not known whether it has all its entries, since " + unknown.what()
                        + ". It opens by itself when that answers.";
        };
    }

    /**
     * The largest size that anybody remembers of the log; 0 where a person has decided that it is not to be counted on. A
     * checkpoint of a smaller one was published before.
     */
    public long remembered() {
        return remembered;
    }

    /** Runs something once the log takes writes: at once, if it does already. Not after {@link #close}. */
    public void whenOpen(Runnable work) {
        synchronized (lock) {
            if (!open) {
                waiting.add(work);
                return;
            }
        }
        work.run();
    }

    /**
     * Opens the log all the same. Where entries are missing they are given up, and their positions go to others.
     *
     * @param by opaque id of the person who decides; kept with the reason
     * @return false if the log takes writes already
     */
    @CheckReturnValue
    public boolean open(String by, String reason) throws SQLException {
        Finding found = finding;
        if (open) {
            return false;
        }
        OptionalLong stated =
                found instanceof Finding.Missing missing ? OptionalLong.of(missing.statedSize()) : OptionalLong.empty();
        decisions.keep(told(found), found.size(), stated, by, reason);
        remembered = 0;
        LOG.warn("{} decides that the log takes writes, {}: {}", by, found, reason);
        opened();
        return true;
    }

    /** Ends looking; what waits for the log to open is not begun any more. */
    @Override
    public void close() {
        closing.countDown();
        synchronized (lock) {
            waiting.clear();
        }
        thread.interrupt();
        try {
            if (!thread.join(CLOSE_PATIENCE)) {
                LOG.warn("Looking at the log does not end.");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookUntilOpen() {
        while (!open && !isClosing()) {
            look();
        }
    }

    private boolean isClosing() {
        try {
            return closing.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException end) {
            return true;
        }
    }

    private void look() {
        Finding before = finding;
        Finding now = find();
        finding = now;
        switch (now) {
            case Finding.Complete _ -> opened();
            case Finding.Missing _, Finding.Differs _, Finding.NotKnown _ -> {
                if (!now.equals(before)) {
                    LOG.error("{}", told(now));
                }
            }
        }
    }

    private void opened() {
        List<Runnable> begun;
        synchronized (lock) {
            if (open) {
                return;
            }
            open = true;
            begun = List.copyOf(waiting);
            waiting.clear();
        }
        LOG.info("The log takes writes.");
        begun.forEach(Completeness::run);
    }

    private static void run(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException mistake) {
            LOG.error("What waited for the log to take writes did not begin.", mistake);
        }
    }

    private Finding find() {
        Map<Evidence, Evidence.Memory> memories = new LinkedHashMap<>();
        @Nullable String unanswered = null;
        for (Evidence one : evidence) {
            try {
                memories.put(one, one.ask());
            } catch (Exception away) {
                String what = Failure.of(one.name() + " cannot be read", away).what();
                if (one.isAwaited()) {
                    LOG.warn("Whether the log is complete is not known.", away);
                    unanswered = what;
                } else {
                    LOG.info("The log is looked at without one who might remember more of it: {}", what);
                }
            }
        }
        try {
            // After the others were asked: what another instance appends meanwhile is in the log before they hear of
            // it.
            Finding found = compare(memories, size(), decisions.givenUpTo());
            return unanswered != null && found instanceof Finding.Complete
                    ? new Finding.NotKnown(unanswered, found.size())
                    : found;
        } catch (SQLException away) {
            LOG.warn("The log cannot be looked at.", away);
            return new Finding.NotKnown(
                    Failure.of("the log cannot be read", away).what(), 0);
        }
    }

    private Finding compare(Map<Evidence, Evidence.Memory> memories, long size, long givenUpTo) throws SQLException {
        Finding found = new Finding.Complete(size);
        long largest = 0;
        for (Map.Entry<Evidence, Evidence.Memory> one : memories.entrySet()) {
            String name = one.getKey().name();
            Evidence.Memory memory = one.getValue();
            Optional<Finding> differs = differing(name, memory, size, givenUpTo);
            if (differs.isPresent()) {
                return differs.get();
            }
            if (memory.size() > Math.max(size, givenUpTo) && memory.size() > largest) {
                found = new Finding.Missing(size, memory.size(), name);
            }
            largest = Math.max(largest, memory.size());
        }
        remembered = Math.min(largest, size);
        return found;
    }

    private Optional<Finding> differing(String name, Evidence.Memory memory, long size, long givenUpTo)
            throws SQLException {
        for (Link remembered : memory.entries()) {
            // What was given up is no longer what others remember.
            if (remembered.position() < size && remembered.position() >= givenUpTo) {
                Link own = own(remembered.position());
                if (!own.equals(remembered)) {
                    return Optional.of(new Finding.Differs(
                            size,
                            "at position " + remembered.position() + " it has an entry of leaf hash " + own.leafHash()
                                    + ", but " + name + " has one of " + remembered.leafHash() + "."));
                }
            }
        }
        return Optional.empty();
    }

    private Link own(long position) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT entry FROM eventlog.entry WHERE position = ?")) {
            statement.setLong(1, position);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? new Link(
                                position, TreeHasher.leafHash(row.getBytes(1)).hex())
                        : Link.NONE;
            }
        }
    }

    private long size() throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT next_position FROM eventlog.log_head");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
