package se.iopledger.shell.due;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.iopledger.eventlog.Failure;
import se.iopledger.shell.command.CommandGate;
import se.iopledger.shell.command.Outcome;
import se.iopledger.shell.time.BusinessClock;

/**
 * Asks again and again what is due and wakes it, as long as there is more without a pause. A wake-up too many finds
 * nothing to do; one lost is made up for: after a crash the next round asks anew, and so may two instances at once.
 */
public final class DueRounds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DueRounds.class);
    private static final int PAGE = 1_000;

    /** Commands on their way at once: their appends share a commit. */
    private static final int LANES = 32;

    /** Longest that a round waits for the projections to have seen what the round before did. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final List<DueSource> sources;
    private final CommandGate gate;
    private final BusinessClock clock;
    private final Duration pause;
    private final Seen seen;
    private final Counter woken;
    private final Counter failed;
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("due-rounds").daemon().factory());
    private final ExecutorService lanes = Executors.newFixedThreadPool(
            LANES, Thread.ofPlatform().name("due-lane-", 0).daemon().factory());
    private volatile @Nullable Failure lastFailure;
    private volatile boolean closing;
    private @Nullable Worked before;

    /** How much of the log the sources' projections have seen. */
    public interface Seen {
        /** The log's last position. */
        long head();

        boolean upTo(long position);
    }

    /** A round that woke somebody: what it did is in the log before this position, and when it ended. */
    private record Worked(long head, long nanos) {}

    public DueRounds(
            List<DueSource> sources,
            CommandGate gate,
            BusinessClock clock,
            Duration pause,
            Seen seen,
            MeterRegistry meters) {
        this.sources = List.copyOf(sources);
        this.gate = gate;
        this.clock = clock;
        this.pause = pause;
        this.seen = seen;
        this.woken = Counter.builder("iop.due.woken")
                .description("wake-ups carried out")
                .register(meters);
        this.failed = Counter.builder("iop.due.failed")
                .description("wake-ups that failed or were refused")
                .register(meters);
    }

    public void start() {
        if (!sources.isEmpty()) {
            var _ = rounds.scheduleWithFixedDelay(this::roundIfSeen, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Why the last round failed; null when it went well. */
    public @Nullable Failure lastFailure() {
        return lastFailure;
    }

    /** How many wake-ups are due and not worked off; at most a page's number per source. */
    public long outstanding() {
        return sources.stream()
                .mapToLong(source -> source.dueBy(clock.today(), DueSource.FROM_THE_FIRST, PAGE)
                        .size())
                .sum();
    }

    /** What was worked off is due in the projections' eyes until they have seen it: to ask before would wake all again. */
    private void roundIfSeen() {
        try {
            Worked last = before;
            if (last == null || seen.upTo(last.head()) || System.nanoTime() - last.nanos() > PATIENCE.toNanos()) {
                before = round() ? new Worked(seen.head(), System.nanoTime()) : null;
            }
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError broken) {
            LOG.error("cannot tell how much was seen of what was worked off", broken);
            lastFailure = Failure.of("cannot tell how much was seen of what was worked off", broken);
        }
    }

    /** A page of each source in turn, so that none waits for another's hundred thousand. Answers whether any was woken. */
    private boolean round() {
        LocalDate today = clock.today();
        List<Walk> walks = sources.stream().map(Walk::new).toList();
        boolean any = false;
        Failure failure = null;
        while (!walks.isEmpty()) {
            for (Walk walk : walks) {
                Failure one = walk.onePage(today);
                failure = one == null ? failure : one;
                any |= !walk.after.isEmpty();
            }
            walks = walks.stream().filter(walk -> walk.more).toList();
            // Seen while a long round goes on, and forgotten only by a whole round that went well.
            lastFailure = failure == null ? lastFailure : failure;
        }
        lastFailure = failure;
        return any;
    }

    /** One source's way through what is due. */
    private final class Walk {
        private final DueSource source;
        private String after = DueSource.FROM_THE_FIRST;
        private boolean more = true;

        Walk(DueSource source) {
            this.source = source;
        }

        @Nullable Failure onePage(LocalDate today) {
            try {
                List<DueSource.WakeUp> page = source.dueBy(today, after, PAGE);
                more = page.size() == PAGE && !closing;
                if (!page.isEmpty()) {
                    after = page.getLast().command().streamId();
                }
                return wakeAll(page);
            } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError broken) {
                more = false;
                LOG.error("cannot tell what is due", broken);
                return Failure.of("cannot tell what is due", broken);
            }
        }
    }

    private @Nullable Failure wakeAll(List<DueSource.WakeUp> page) {
        List<CompletableFuture<@Nullable Failure>> underWay = new ArrayList<>();
        for (DueSource.WakeUp due : page) {
            underWay.add(CompletableFuture.supplyAsync(() -> wake(due), lanes));
        }
        Failure failure = null;
        for (CompletableFuture<@Nullable Failure> one : underWay) {
            Failure ofOne = one.join();
            failure = ofOne == null ? failure : ofOne;
        }
        return failure;
    }

    /** One agreement that cannot be woken does not keep the others asleep. */
    private @Nullable Failure wake(DueSource.WakeUp due) {
        if (closing) {
            return null;
        }
        String stream = due.command().streamId();
        try {
            if (gate.wake(due.command(), due.municipality()) instanceof Outcome.Refused refused) {
                throw new IllegalStateException(
                        "refused by " + refused.rejection().rule());
            }
            woken.increment();
            return null;
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError broken) {
            failed.increment();
            LOG.error("what is due on {} could not be worked off", stream, broken);
            return Failure.of("what is due on " + stream + " could not be worked off", broken);
        }
    }

    /** What is under way is waited for; the rest is due as before at the next start. */
    @Override
    public void close() {
        closing = true;
        rounds.close();
        lanes.close();
    }
}
