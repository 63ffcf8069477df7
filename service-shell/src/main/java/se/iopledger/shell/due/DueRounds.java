package se.iopledger.shell.due;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.iopledger.eventlog.Failure;
import se.iopledger.eventlog.axon.LedgerEventStorageEngine;
import se.iopledger.shell.aggregate.AggregateRuntime;
import se.iopledger.shell.command.CommandGate;
import se.iopledger.shell.command.Outcome;
import se.iopledger.shell.time.BusinessClock;

/**
 * Asks again and again what is due and wakes it, as long as there is more without a pause. Every source goes rounds of its
 * own, so that none waits for another's hundred thousand. A wake-up too many finds nothing to do; one lost is made up for:
 * after a crash the next round asks anew, and so may two instances at once.
 */
public final class DueRounds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DueRounds.class);

    /** Two pages of a source are under way at most: the next sets out before one has come home. */
    private static final int PAGE = 500;

    /** Commands on their way at once: their appends share a commit. */
    private static final int LANES = 32;

    /** At most so many streams are read together before they are woken, one after the other. */
    private static final int READ_TOGETHER = 8;

    /** Longest that a round waits for the projections to have seen what the round, or the page, before did. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final List<Rounds> sources;
    private final CommandGate gate;
    private final BusinessClock clock;
    private final Duration pause;
    private final Seen seen;
    private final Ahead ahead;
    private final Counter woken;
    private final Counter failed;
    private final ScheduledExecutorService rounds;
    private final ExecutorService lanes = Executors.newFixedThreadPool(
            LANES, Thread.ofPlatform().name("due-lane-", 0).daemon().factory());
    private volatile boolean closing;

    /** How much of the log the sources' projections have seen. */
    public interface Seen {
        /** The log's last position. */
        long head();

        boolean upTo(long position);
    }

    /** Reads streams together. */
    @FunctionalInterface
    public interface Ahead {
        /** Does the work after what it loads on its own thread has been read as far as can be. */
        void reading(Collection<String> streamIds, Runnable work);

        /** Of the streams that are not in the cache of aggregates. */
        static Ahead of(LedgerEventStorageEngine engine, AggregateRuntime aggregates) {
            return (streamIds, work) -> engine.readingAhead(aggregates.notCached(streamIds), work);
        }
    }

    /** A round that woke somebody: what it did is in the log before this position, and when it ended. */
    private record Worked(long head, long nanos) {}

    public DueRounds(
            List<DueSource> sources,
            CommandGate gate,
            BusinessClock clock,
            Duration pause,
            Seen seen,
            Ahead ahead,
            MeterRegistry meters) {
        this.sources = sources.stream().map(Rounds::new).toList();
        this.rounds = Executors.newScheduledThreadPool(
                sources.size(),
                Thread.ofPlatform().name("due-rounds-", 0).daemon().factory());
        this.gate = gate;
        this.clock = clock;
        this.pause = pause;
        this.seen = seen;
        this.ahead = ahead;
        this.woken = Counter.builder("iop.due.woken")
                .description("wake-ups carried out")
                .register(meters);
        this.failed = Counter.builder("iop.due.failed")
                .description("wake-ups that failed or were refused")
                .register(meters);
    }

    public void start() {
        for (Rounds one : sources) {
            var _ = rounds.scheduleWithFixedDelay(one::roundIfSeen, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Why the last round of a source failed; null when all went well. */
    public @Nullable Failure lastFailure() {
        return sources.stream()
                .map(one -> one.lastFailure)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** How many wake-ups are due and not worked off; at most a page's number per source. */
    public long outstanding() {
        return sources.stream()
                .mapToLong(one -> one.source
                        .dueBy(clock.today(), DueSource.FROM_THE_FIRST, PAGE)
                        .size())
                .sum();
    }

    /** The rounds of one source, one after the other. */
    private final class Rounds {
        private final DueSource source;
        private volatile @Nullable Failure lastFailure;
        private @Nullable Worked before;

        Rounds(DueSource source) {
            this.source = source;
        }

        /** What was worked off is due in the projections' eyes until they have seen it: to ask before would wake all again. */
        void roundIfSeen() {
            try {
                Worked last = before;
                if (last == null || seen.upTo(last.head()) || System.nanoTime() - last.nanos() > PATIENCE.toNanos()) {
                    before = round() ? new Worked(seen.head(), System.nanoTime()) : null;
                }
            } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError broken) {
                LOG.error("cannot tell what is due", broken);
                lastFailure = Failure.of("cannot tell what is due", broken);
            }
        }

        /** Goes through all that is due, page by page. Answers whether there was any. */
        private boolean round() {
            LocalDate today = clock.today();
            String after = DueSource.FROM_THE_FIRST;
            Lead lead = new Lead();
            Deque<List<CompletableFuture<Optional<Failure>>>> underWay = new ArrayDeque<>();
            boolean wentWell = true;
            try {
                boolean more = true;
                while (more) {
                    List<DueSource.WakeUp> page = source.dueBy(today, after, PAGE);
                    underWay.addLast(setOut(page));
                    if (underWay.size() > 1) {
                        wentWell &= comeHome(underWay.removeFirst());
                    }
                    after = page.isEmpty() ? after : page.getLast().command().streamId();
                    more = page.size() == PAGE && !closing;
                    if (more) {
                        lead.keepShort();
                    }
                }
            } finally {
                // Also when the round breaks off: the next must not wake the same streams beside it.
                for (List<CompletableFuture<Optional<Failure>>> page : underWay) {
                    wentWell &= comeHome(page);
                }
            }
            if (wentWell) {
                lastFailure = null;
            }
            return !after.isEmpty();
        }

        /** What fails is seen while a long round goes on, and forgotten only by a whole round that went well. */
        private boolean comeHome(List<CompletableFuture<Optional<Failure>>> page) {
            boolean wentWell = true;
            for (CompletableFuture<Optional<Failure>> one : page) {
                Optional<Failure> failure = one.join();
                if (failure.isPresent()) {
                    lastFailure = failure.get();
                    wentWell = false;
                }
            }
            return wentWell;
        }
    }

    /**
     * How far a long round is ahead of the projections: by the commands of a few pages, since all that users look at is as
     * old. Projections that do not follow for long are not waited for again in the same round.
     */
    private final class Lead {
        private long head = -1;
        private boolean patient = true;

        /** With each page: waits until the projections have seen what there was a page ago. */
        void keepShort() {
            long before = head;
            head = seen.head();
            long start = System.nanoTime();
            while (before >= 0 && patient && !closing && !seen.upTo(before)) {
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
                patient = System.nanoTime() - start < PATIENCE.toNanos();
            }
        }
    }

    /** Streams side by side; what wakes the same stream goes one after the other, as the source has it. */
    private List<CompletableFuture<Optional<Failure>>> setOut(List<DueSource.WakeUp> page) {
        Map<String, List<DueSource.WakeUp>> byStream = page.stream()
                .collect(Collectors.groupingBy(
                        due -> due.command().streamId(), LinkedHashMap::new, Collectors.toList()));
        List<List<DueSource.WakeUp>> streams = List.copyOf(byStream.values());
        // A few streams have a lane each.
        int together = Math.clamp(Math.ceilDiv(streams.size(), LANES), 1, READ_TOGETHER);
        List<CompletableFuture<Optional<Failure>>> underWay = new ArrayList<>();
        for (int first = 0; first < streams.size(); first += together) {
            List<DueSource.WakeUp> inTurn = streams.subList(first, Math.min(streams.size(), first + together)).stream()
                    .flatMap(List::stream)
                    .toList();
            underWay.add(CompletableFuture.supplyAsync(() -> wakeInTurn(inTurn), lanes)
                    .exceptionally(DueRounds::brokenOff));
        }
        return underWay;
    }

    private Optional<Failure> wakeInTurn(List<DueSource.WakeUp> inTurn) {
        List<String> streams =
                inTurn.stream().map(due -> due.command().streamId()).distinct().toList();
        List<Failure> failures = new ArrayList<>();
        ahead.reading(streams, () -> inTurn.forEach(due -> wake(due).ifPresent(failures::add)));
        return failures.isEmpty() ? Optional.empty() : Optional.of(failures.getLast());
    }

    private static Optional<Failure> brokenOff(Throwable broken) {
        LOG.error("what is due on some streams could not be worked off", broken);
        return Optional.of(Failure.of("what is due on some streams could not be worked off", broken));
    }

    /** One agreement that cannot be woken does not keep the others asleep. */
    private Optional<Failure> wake(DueSource.WakeUp due) {
        if (closing) {
            return Optional.empty();
        }
        String stream = due.command().streamId();
        try {
            if (gate.wake(due.command(), due.municipality()) instanceof Outcome.Refused refused) {
                throw new IllegalStateException(
                        "refused by " + refused.rejection().rule());
            }
            woken.increment();
            return Optional.empty();
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError broken) {
            failed.increment();
            LOG.error("what is due on {} could not be worked off", stream, broken);
            return Optional.of(Failure.of("what is due on " + stream + " could not be worked off", broken));
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
