package se.iopledger.eventlog.inbox;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.Failure;
import se.iopledger.eventlog.topic.EntryRecords;
import se.iopledger.eventlog.topic.EntryRecords.Received;
import se.iopledger.eventlog.topic.Link;

/** One partition that this consumer has: what was fetched, how far it has come, what holds it up. */
final class InboxPartition {

    private static final Logger LOG = LoggerFactory.getLogger(InboxPartition.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);

    /**
     * An entry that fails so often, over 1.5 seconds in all, is parked: long enough for two writers to get out of each
     * other's way, short enough for the other agreements of the partition.
     */
    private static final int ATTEMPTS = 5;

    /**
     * Each stream that was parked, with none handled since, makes it likelier that the fault is not the entries'. So each
     * next one is given an attempt more, which doubles the time, up to 51 seconds: a fault of all parks few of them.
     */
    private static final int MOST_ATTEMPTS = 10;

    private final TopicPartition partition;
    private final InboxTable table;
    private final DeadLetters letters;
    private final String inbox;
    private final InboxHandler handler;
    private final Deque<ConsumerRecord<byte[], byte[]>> fetched = new ArrayDeque<>();

    /** Streams that may have something parked: only this partition parks, but anybody may decide on what is parked. */
    private final Set<String> parkedStreams;

    private InboxTable.State state;
    private boolean unsaved;
    private boolean readAgain;
    private boolean toReadAgain;
    private boolean stopped;
    private int attempts;

    /** Of those attempts, how many failed by what may be the entry's own fault. */
    private int blamed;

    private int parkedInARow;
    private long retryAtNanos;
    private @Nullable Failure failure;

    /** @throws SQLException if it cannot be read what is parked */
    InboxPartition(
            TopicPartition partition,
            InboxTable.State state,
            InboxTable table,
            DeadLetters letters,
            String inbox,
            InboxHandler handler)
            throws SQLException {
        this.partition = partition;
        this.state = state;
        this.table = table;
        this.letters = letters;
        this.inbox = inbox;
        this.handler = handler;
        this.parkedStreams = letters.parkedStreams(inbox, partition);
    }

    TopicPartition partition() {
        return partition;
    }

    long nextOffset() {
        return state.nextOffset();
    }

    void fetched(ConsumerRecord<byte[], byte[]> record) {
        fetched.addLast(record);
    }

    /** Nothing more should be fetched now. */
    boolean isHeld() {
        return stopped || !fetched.isEmpty();
    }

    /** How long until there is something to do: 0 now, {@link Long#MAX_VALUE} not before more is fetched. */
    long nanosUntilWork(long now) {
        if (stopped || fetched.isEmpty()) {
            return Long.MAX_VALUE;
        }
        return attempts == 0 ? 0 : Math.max(0, retryAtNanos - now);
    }

    /** True once after it was found that records are missing and the partition should be read from its beginning. */
    boolean takeReadAgain() {
        boolean wanted = toReadAgain;
        toReadAgain = false;
        return wanted;
    }

    PartitionHealth health(long recordsNotFetched) {
        return new PartitionHealth(
                partition.topic(),
                partition.partition(),
                state.highest().position(),
                recordsNotFetched + fetched.size(),
                attempts,
                stopped,
                failure);
    }

    /**
     * Works off what was fetched, until the time is up or something holds it up.
     *
     * @return how many times a handler failed: 0 or 1
     * @throws Fenced if another consumer has the partition now
     */
    int work(long untilNanos) throws Exception {
        while (nanosUntilWork(System.nanoTime()) == 0 && System.nanoTime() - untilNanos < 0) {
            ConsumerRecord<byte[], byte[]> record = fetched.getFirst();
            if (!accept(record)) {
                return stopped || toReadAgain ? 0 : 1;
            }
        }
        if (unsaved && fetched.isEmpty()) {
            table.advance(partition, state, transaction -> {});
            unsaved = false;
        }
        return 0;
    }

    /** True if the record is done with. */
    private boolean accept(ConsumerRecord<byte[], byte[]> record) throws Exception {
        Received received;
        try {
            received = EntryRecords.read(record);
        } catch (EntryRecords.ForeignRecord foreign) {
            stop(record, foreign.getMessage());
            return false;
        }
        Link highest = state.highest();
        if (received.own().position() <= highest.position()) {
            handler.repeated(received.entry());
            return skip(record, received.own());
        }
        if (!received.previous().equals(highest)) {
            missing(record, received);
            return false;
        }
        return handle(record, received);
    }

    private boolean skip(ConsumerRecord<byte[], byte[]> record, Link own) {
        Link highest = state.highest();
        if (own.position() == highest.position() && !own.equals(highest)) {
            stop(record, "its position was used before by another entry: " + own + ", accepted was " + highest);
            return false;
        }
        state = state.at(record.offset() + 1, highest);
        unsaved = true;
        fetched.removeFirst();
        return true;
    }

    /**
     * The entry does not follow on the last one accepted. A broker that lost its tail may have been filled again under
     * other offsets, so the partition is read once more from its beginning before that is called a break.
     */
    private void missing(ConsumerRecord<byte[], byte[]> record, Received received) {
        Link highest = state.highest();
        if (received.previous().position() > highest.position() && !readAgain) {
            LOG.warn(
                    "In {} position {} follows on {}, but the last one accepted is {}: reading from the beginning.",
                    partition,
                    received.own().position(),
                    received.previous(),
                    highest);
            readAgain = true;
            toReadAgain = true;
            fetched.clear();
            return;
        }
        stop(
                record,
                "position " + received.own().position() + " follows on " + received.previous()
                        + ", but the last one accepted is " + highest);
    }

    private boolean handle(ConsumerRecord<byte[], byte[]> record, Received received) throws Exception {
        InboxTable.State next = state.at(record.offset() + 1, received.own());
        if (parkedStreams.contains(received.entry().streamId()) && parkBehind(received.entry(), next)) {
            return true;
        }
        try {
            handler.command(received.entry());
            table.advance(partition, next, transaction -> handler.apply(received.entry(), transaction));
        } catch (Fenced fenced) {
            throw fenced;
        } catch (InterruptedException end) {
            throw end;
        } catch (Exception | LinkageError | AssertionError | StackOverflowError problem) {
            return failed(received, next, problem);
        }
        parkedInARow = 0;
        accepted(next);
        return true;
    }

    /** Parks an entry whose stream is parked; false if meanwhile all of that has been decided on. */
    private boolean parkBehind(Entry entry, InboxTable.State next) throws Exception {
        try {
            table.advance(partition, next, transaction -> {
                if (!letters.parkBehind(transaction, inbox, partition, entry)) {
                    throw new NothingParked();
                }
            });
        } catch (NothingParked allDecided) {
            parkedStreams.remove(entry.streamId());
            return false;
        }
        accepted(next);
        return true;
    }

    private void park(Received received, InboxTable.State next, Failure why) throws Exception {
        table.advance(
                partition,
                next,
                transaction -> letters.park(transaction, inbox, partition, received.entry(), attempts, why.what()));
        LOG.error(
                "{} in {} is parked after {} attempts, and so are those that follow it in its stream, until a person"
                        + " decides: {}",
                received.entry(),
                partition,
                attempts,
                why.what());
        parkedStreams.add(received.entry().streamId());
        parkedInARow++;
        attempts = 0;
        accepted(next);
    }

    private void accepted(InboxTable.State next) {
        if (attempts > 0) {
            LOG.info("{} goes on after position {}.", partition, next.highest().position());
        }
        state = next;
        unsaved = false;
        readAgain = false;
        attempts = 0;
        blamed = 0;
        failure = null;
        fetched.removeFirst();
    }

    /** True if it is done with all the same: parked, or committed, which only the answer did not tell. */
    private boolean failed(Received received, InboxTable.State next, Throwable problem) throws Exception {
        // Fails where the database is away: then all is tried anew, and the entry is not blamed.
        if (Objects.equals(table.load(partition, state.epoch()).highest(), next.highest())) {
            accepted(next);
            return true;
        }
        attempts++;
        Failure why = Failure.of(
                "Entry " + received.entry() + " in " + partition + " failed for the " + attempts + ". time", problem);
        failure = why;
        if (!Fault.concernsAll(problem)) {
            blamed++;
        }
        if (blamed >= Math.min(MOST_ATTEMPTS, ATTEMPTS + parkedInARow)) {
            park(received, next, why);
            return true;
        }
        Duration backoff = FIRST_BACKOFF.multipliedBy(1L << Math.min(attempts - 1, 10));
        backoff = backoff.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : backoff;
        retryAtNanos = System.nanoTime() + backoff.toNanos();
        LOG.warn(
                "{} in {} failed for the {}. time; trying again in {} ms.",
                received.entry(),
                partition,
                attempts,
                backoff.toMillis(),
                problem);
        return false;
    }

    private void stop(ConsumerRecord<byte[], byte[]> record, @Nullable String why) {
        stopped = true;
        String what = partition + " is stopped at offset " + record.offset() + ": " + why
                + ". Nothing after it is accepted until this is looked into.";
        failure = Failure.of(what, new IllegalStateException("The chain of entries is broken"));
        LOG.error("{}", what);
    }

    @Nullable Failure failure() {
        return failure;
    }

    boolean isStopped() {
        return stopped;
    }

    /** Undoes a transaction that was to park an entry behind another, when there is none. */
    private static final class NothingParked extends Exception {}
}
