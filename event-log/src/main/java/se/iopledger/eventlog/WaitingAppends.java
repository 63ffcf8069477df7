package se.iopledger.eventlog;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The appends that wait for a lane of the {@link GroupCommitWriter}, and what keeps those under way apart: no stream,
 * event id or idempotency key is in two batches at once, nor twice in one, so that what the callers of one stream see is
 * the order in which they came. Appends that have nothing in common may overtake one another.
 */
final class WaitingAppends {

    private static final Logger LOG = LoggerFactory.getLogger(WaitingAppends.class);
    private static final int MAX_WAITING = 10_000;
    private static final int MAX_BATCH_EVENTS = 1_000;
    private static final long MAX_BATCH_BYTES = 4_000_000;

    /**
     * As many callers are best sent in one batch; of more, half decide while the other half's batch is under way. Where
     * the two are equally fast, as measured with 4 to 128 callers on two processors.
     */
    private static final int MOST_SENT_TOGETHER = 32;

    private static final Duration GATHERING = Duration.ofMillis(1);
    private static final Duration GATHERING_BESIDE_OTHERS = Duration.ofMillis(20);

    private static final long UNTIL_TOLD = 0;

    private final long gatheringMillis;
    private final long gatheringBesideOthersMillis;
    private final Object lock = new Object();

    @GuardedBy("lock") private final Deque<Submitted> waiting = new ArrayDeque<>();

    /** Streams, event ids and idempotency keys of what is under way. */
    @GuardedBy("lock") private final Set<Object> taken = new HashSet<>();

    /** The batches under way, and whether the appends in them were waited for in vain. */
    @GuardedBy("lock") private final IdentityHashMap<List<Submitted>, Boolean> underWay = new IdentityHashMap<>();

    @GuardedBy("lock") private long waitingEvents;

    @GuardedBy("lock") private long waitingBytes;

    /** How many were waiting or under way at once of late, falling slowly. */
    @GuardedBy("lock") private int atOnce;

    @GuardedBy("lock") private boolean closed;

    WaitingAppends() {
        this(GATHERING, GATHERING_BESIDE_OTHERS);
    }

    /**
     * @param gathering the longest that an append waits for company while nothing is under way; at least a millisecond
     * @param besideOthers the same while others are under way: who hangs there must not hold up the rest
     */
    WaitingAppends(Duration gathering, Duration besideOthers) {
        this.gatheringMillis = gathering.toMillis();
        this.gatheringBesideOthersMillis = besideOthers.toMillis();
        if (gatheringMillis < 1 || gatheringBesideOthersMillis < 1) {
            // None would be for ever.
            throw new IllegalArgumentException("An append waits for company for a millisecond at least.");
        }
    }

    /** Hands an append over; waits for room when too many are waiting. */
    CompletableFuture<AppendResult> submit(Append append) {
        Submitted submitted = Submitted.of(append);
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
            waitingEvents += append.events().size();
            waitingBytes += submitted.bytes();
            atOnce = Math.max(atOnce, waiting.size() + appendsUnderWay());
            // A lane gathers for a limited time, so that it has to hear of the first one.
            if (isWorthABatch() || waiting.size() == 1) {
                lock.notifyAll();
            }
        }
        return submitted.outcome();
    }

    private static CompletableFuture<AppendResult> failed(String why, @Nullable Throwable cause) {
        return CompletableFuture.failedFuture(new AppendFailed(why + " Nothing is stored.", cause));
    }

    /** Takes no more; what was submitted is still handed out. */
    void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
    }

    /**
     * Waits for a batch. Whoever takes it gives it back by {@link #done}.
     *
     * @return empty when closed and nothing is left
     */
    List<Submitted> next() {
        synchronized (lock) {
            long gatheringSince = System.nanoTime();
            while (!closed || !waiting.isEmpty()) {
                boolean worthABatch = isWorthABatch();
                if (worthABatch || hasGathered(gatheringSince)) {
                    if (!worthABatch) {
                        // Who hangs is not waited for again and again.
                        underWay.replaceAll((_, _) -> true);
                    }
                    List<Submitted> batch = drain();
                    if (!batch.isEmpty()) {
                        underWay.put(batch, false);
                        // There may be room again for those who wait to submit.
                        lock.notifyAll();
                        return batch;
                    }
                    // All that waits shares a stream with what is under way.
                    gatheringSince = System.nanoTime();
                }
                boolean nobodyWaits = waiting.isEmpty();
                try {
                    lock.wait(nobodyWaits ? UNTIL_TOLD : gatheringMillis());
                } catch (InterruptedException nobodyInterruptsThisThread) {
                    LOG.warn("A lane of the log's writer was interrupted and goes on.", nobodyInterruptsThisThread);
                }
                if (nobodyWaits) {
                    gatheringSince = System.nanoTime();
                }
            }
            return List.of();
        }
    }

    @GuardedBy("lock") private boolean hasGathered(long since) {
        return !waiting.isEmpty() && System.nanoTime() - since >= TimeUnit.MILLISECONDS.toNanos(gatheringMillis());
    }

    @GuardedBy("lock") private long gatheringMillis() {
        return underWay.isEmpty() ? gatheringMillis : gatheringBesideOthersMillis;
    }

    /** A batch has its results, or will have none: the next one on its streams may go. */
    void done(List<Submitted> batch) {
        synchronized (lock) {
            underWay.remove(batch);
            atOnce = Math.max(waiting.size() + appendsUnderWay() + batch.size(), atOnce - (atOnce + 7) / 8);
            batch.forEach(each -> taken.removeAll(each.append().claims()));
            lock.notifyAll();
        }
    }

    /**
     * Each batch costs a flush and a third of a millisecond of the database's time, whatever is in it, so that small ones
     * slow all down. Who has been answered usually comes again at once, and is waited for: all of them while they are
     * few, half of them where there are many; a lone caller goes at once.
     */
    @GuardedBy("lock") private boolean isWorthABatch() {
        boolean full = waitingEvents >= MAX_BATCH_EVENTS || waitingBytes >= MAX_BATCH_BYTES;
        return !waiting.isEmpty() && (closed || full || waiting.size() >= company());
    }

    /** How many appends have to wait for a batch to go, as long as they do not gather too long or fill one. */
    int company() {
        synchronized (lock) {
            int expected = atOnce - appendsUnderWay(Map.Entry::getValue);
            return Math.max(1, expected <= MOST_SENT_TOGETHER ? expected : expected / 2);
        }
    }

    @GuardedBy("lock") private int appendsUnderWay() {
        return appendsUnderWay(_ -> true);
    }

    @GuardedBy("lock") private int appendsUnderWay(Predicate<Map.Entry<List<Submitted>, Boolean>> wanted) {
        return underWay.entrySet().stream()
                .filter(wanted)
                .mapToInt(batch -> batch.getKey().size())
                .sum();
    }

    @GuardedBy("lock") private List<Submitted> drain() {
        List<Submitted> batch = new ArrayList<>();
        Deque<Submitted> others = new ArrayDeque<>();
        Set<Object> passedOver = new HashSet<>();
        int events = 0;
        long bytes = 0;
        while (!waiting.isEmpty()) {
            Submitted next = waiting.removeFirst();
            Set<Object> claims = next.append().claims();
            int nextEvents = next.append().events().size();
            boolean fits = batch.isEmpty()
                    || (events + nextEvents <= MAX_BATCH_EVENTS && bytes + next.bytes() <= MAX_BATCH_BYTES);
            if (!fits) {
                waiting.addFirst(next);
                break;
            }
            if (areFree(claims, passedOver)) {
                taken.addAll(claims);
                batch.add(next);
                events += nextEvents;
                bytes += next.bytes();
                waitingEvents -= nextEvents;
                waitingBytes -= next.bytes();
            } else {
                // Later ones of the same stream stay behind it.
                passedOver.addAll(claims);
                others.addLast(next);
            }
        }
        while (!others.isEmpty()) {
            waiting.addFirst(others.removeLast());
        }
        return batch;
    }

    @GuardedBy("lock") private boolean areFree(Set<Object> claims, Set<Object> passedOver) {
        for (Object claim : claims) {
            if (taken.contains(claim) || passedOver.contains(claim)) {
                return false;
            }
        }
        return true;
    }

    /**
     * An append and what its caller waits for.
     *
     * @param bytes the size of its entries
     * @param outcome completed by the lane that took it
     */
    record Submitted(Append append, long bytes, CompletableFuture<AppendResult> outcome) {

        static Submitted of(Append append) {
            long bytes = append.events().stream().mapToLong(NewEvent::sizeBytes).sum();
            return new Submitted(append, bytes, new CompletableFuture<>());
        }
    }
}
