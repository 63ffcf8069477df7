package se.iopledger.eventlog.inbox;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

/**
 * One partition that this consumer has: what was fetched, how far it has come, what holds it up. Gives entries to a batch
 * where it can, and handles alone what has to be: what failed, what waits behind a parked one, and for a while everything,
 * when a consumer of the partition has died.
 */
final class InboxPartition {

    private static final Logger LOG = LoggerFactory.getLogger(InboxPartition.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);

    /**
     * An entry that fails so often, over 1.5 seconds in all, is left to a person: long enough for two writers to get out of
     * each other's way.
     */
    private static final int ATTEMPTS = 5;

    /**
     * An entry that fails is set aside with its stream, and tried again while others go on. But as many streams as this in
     * a row, with none handled since, make it likely that the fault is not the entries'. The next one that fails holds the
     * partition up, and each further one is given an attempt more than the last, which doubles the time, up to 51 seconds:
     * a fault of all parks few of them.
     */
    private static final int MOST_SET_ASIDE_IN_A_ROW = 3;

    private static final int MOST_ATTEMPTS = 10;

    /** Each takes time from the others; beyond it the partition waits. */
    private static final int MOST_SET_ASIDE = 100;

    /** So often the process may die while it handles one entry alone; then the entry is parked instead of handled. */
    private static final int MOST_DEATHS = 3;

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

    /** The highest position that arrived and could not be accepted, since one before it is missing. */
    private long seenBeyond = -1;

    /** What is missing, where it was found to be. */
    private @Nullable Failure gap;

    /** Behind which position that begins. */
    private long gapAfter;

    /** The lowest position that something passed over follows on; past all positions where nothing was passed over. */
    private long passedOverFollowsOn = Long.MAX_VALUE;

    private int attempts;

    /** Of those attempts, how many failed by what may be the entry's own fault. */
    private int blamed;

    private int setAsideInARow;
    private long retryAtNanos;
    private @Nullable Failure failure;

    /** Streams whose first parked entry the inbox itself tries again, and when. */
    private final Map<String, Retry> setAside = new LinkedHashMap<>();

    /** The last one, also when it is overcome. */
    private @Nullable Failure lastFailure;

    /** Up to this position each entry is handled alone, because a batch failed that held them all. */
    private long aloneTo = -1;

    /** So many entries more are handled alone, each noted beforehand: one of them may have ended the process. */
    private int carefully;

    private final long diedAt;
    private final int deaths;

    /** @param attempts how often it has failed, as far as is known here */
    private record Retry(int attempts, long atNanos) {}

    /** @throws SQLException if it cannot be read what is parked */
    InboxPartition(
            TopicPartition partition,
            InboxTable.Claim claim,
            InboxTable table,
            DeadLetters letters,
            String inbox,
            InboxHandler handler)
            throws SQLException {
        this.partition = partition;
        this.state = claim.state();
        this.carefully = claim.heldBefore() ? Batch.MOST_ENTRIES : 0;
        this.diedAt = claim.attempting();
        this.deaths = claim.deaths();
        this.table = table;
        this.letters = letters;
        this.inbox = inbox;
        this.handler = handler;
        this.parkedStreams = letters.parkedStreams(inbox, partition);
        letters.streamsSetAside(inbox, partition)
                .forEach(stream -> setAside.put(stream, new Retry(0, System.nanoTime())));
    }

    TopicPartition partition() {
        return partition;
    }

    InboxTable.State state() {
        return state;
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
        long nanos = nanosUntilNext(now);
        for (Retry retry : setAside.values()) {
            nanos = Math.min(nanos, Math.max(0, retry.atNanos() - now));
        }
        return nanos;
    }

    private long nanosUntilNext(long now) {
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

    /**
     * Everything that the topic holds has been read. Where what was missing has arrived meanwhile, what was passed over
     * before may follow on it now, and is read again: it need not have been published a second time.
     */
    void readToTheEnd() {
        if (fetched.isEmpty() && isBehindSeen() && state.highest().position() >= passedOverFollowsOn) {
            passedOverFollowsOn = Long.MAX_VALUE;
            toReadAgain = true;
        }
    }

    private boolean isBehindSeen() {
        return seenBeyond > state.highest().position();
    }

    PartitionHealth health(long recordsNotFetched) {
        return new PartitionHealth(
                partition.topic(),
                partition.partition(),
                state.highest().position(),
                recordsNotFetched + fetched.size(),
                Math.max(
                        attempts,
                        setAside.values().stream()
                                .mapToInt(Retry::attempts)
                                .max()
                                .orElse(0)),
                isStopped(),
                failure());
    }

    /**
     * Tries again what was set aside, and works off what was fetched and is no matter for a batch, until the time is up or
     * something holds it up.
     *
     * @return how many times a handler failed
     * @throws Fenced if another consumer has the partition now
     */
    int work(long untilNanos) throws Exception {
        int failures = retrySetAside(untilNanos);
        Work last = Work.DONE;
        while (last == Work.DONE && nanosUntilNext(System.nanoTime()) == 0 && System.nanoTime() - untilNanos < 0) {
            last = accept(fetched.getFirst());
            failures += last == Work.FAILED ? 1 : 0;
        }
        if (unsaved && fetched.isEmpty()) {
            table.advance(partition, state, transaction -> {});
            unsaved = false;
        }
        return failures;
    }

    /** What came of a record. */
    enum Work {
        /** It is done with. */
        DONE,
        /** Its handler failed; it is set aside, parked, or still to be handled. */
        FAILED,
        /** It can be handled with others. */
        FOR_A_BATCH,
        /** Nothing after it is looked at: the partition is stopped, or read from its beginning. */
        NOT_IN_ORDER
    }

    private Work accept(ConsumerRecord<byte[], byte[]> record) throws Exception {
        Received received;
        try {
            received = EntryRecords.read(record);
        } catch (EntryRecords.ForeignRecord foreign) {
            stop(record, foreign.getMessage());
            return Work.NOT_IN_ORDER;
        }
        Link highest = state.highest();
        if (received.own().position() <= highest.position()) {
            handler.repeated(received.entry());
            return skip(record, received.own()) ? Work.DONE : Work.NOT_IN_ORDER;
        }
        if (!received.previous().equals(highest)) {
            return missing(record, received);
        }
        InboxTable.State next = state.at(record.offset() + 1, received.own());
        if (parkedStreams.contains(received.entry().streamId()) && parkBehind(received.entry(), next)) {
            return Work.DONE;
        }
        return isAlone(received.own().position()) ? handleAlone(received.entry(), next) : Work.FOR_A_BATCH;
    }

    /** What follows on what was accepted and need not be handled alone joins the batch, as far as there is room. */
    void join(Batch batch) {
        if (stopped || attempts > 0) {
            return;
        }
        InboxTable.State reached = state;
        for (ConsumerRecord<byte[], byte[]> record : fetched) {
            Received received;
            try {
                received = EntryRecords.read(record);
            } catch (EntryRecords.ForeignRecord foreign) {
                // Tells of it when it is its turn, if it is still so then.
                LOG.trace("A batch ends before a record that is not genuine.", foreign);
                return;
            }
            InboxTable.State next = reached.at(record.offset() + 1, received.own());
            Entry entry = received.entry();
            if (received.own().position() <= reached.highest().position()
                    || !received.previous().equals(reached.highest())
                    || isAlone(entry.position())
                    || parkedStreams.contains(entry.streamId())
                    || !batch.add(new Batch.Item(this, entry, next), handler.mayCommand(entry))) {
                return;
            }
            reached = next;
        }
    }

    private boolean isAlone(long position) {
        return attempts > 0 || carefully > 0 || position <= aloneTo;
    }

    /** A batch failed with entries of this partition up to a position: now each is handled alone. */
    void aloneTo(long position) {
        aloneTo = position;
    }

    private boolean skip(ConsumerRecord<byte[], byte[]> record, Link own) {
        Link highest = state.highest();
        if (own.position() == highest.position() && !own.equals(highest)) {
            stop(record, "its position was used before by another entry: " + own + ", accepted was " + highest);
            return false;
        }
        // While something before it is missing, a restart has to find what was passed over.
        if (!isBehindSeen()) {
            state = state.at(record.offset() + 1, highest);
            unsaved = true;
        }
        fetched.removeFirst();
        return true;
    }

    /**
     * The entry does not follow on the last one accepted. A broker that lost its tail may have been filled again under
     * other offsets, so the partition is read once more from its beginning before that is called a gap. From then on
     * whatever lies behind the gap is passed over, until what is missing comes after all: it may be published again.
     */
    private Work missing(ConsumerRecord<byte[], byte[]> record, Received received) throws Exception {
        Link highest = state.highest();
        if (received.previous().position() <= highest.position()) {
            stop(
                    record,
                    "position " + received.own().position() + " follows on " + received.previous()
                            + ", but the last one accepted is " + highest);
            return Work.NOT_IN_ORDER;
        }
        seenBeyond = Math.max(seenBeyond, received.own().position());
        if (!readAgain) {
            LOG.warn(
                    "In {} position {} follows on {}, but the last one accepted is {}: reading from the beginning.",
                    partition,
                    received.own().position(),
                    received.previous(),
                    highest);
            readAgain = true;
            toReadAgain = true;
            fetched.clear();
            return Work.NOT_IN_ORDER;
        }
        if (gap == null || gapAfter != highest.position()) {
            handler.missing(
                    received.entry(), highest.position(), received.previous().position());
            tellMissing(received, highest);
        }
        passedOverFollowsOn = Math.min(passedOverFollowsOn, received.previous().position());
        fetched.removeFirst();
        return Work.DONE;
    }

    private void tellMissing(Received received, Link highest) {
        gapAfter = highest.position();
        String what = partition + " waits: position " + received.own().position() + " of "
                + received.entry().source() + " follows on " + received.previous()
                + ", but the last one accepted is " + highest + ". Missing is position "
                + received.previous().position()
                + (received.previous().position() - highest.position() > 1
                        ? ", with those of this partition from " + (highest.position() + 1) + " on"
                        : "")
                + ". Nothing behind it is accepted until it is published again.";
        gap = Failure.of(what, new IllegalStateException("Entries are missing"));
        LOG.error("{}", what);
    }

    private Work handleAlone(Entry entry, InboxTable.State next) throws Exception {
        if (carefully > 0) {
            if (entry.position() == diedAt && deaths >= MOST_DEATHS) {
                return parkDeadly(entry, next);
            }
            table.attempt(partition, state, entry.position());
        }
        try {
            if (handler.mayCommand(entry)) {
                handler.command(entry);
            }
            table.advance(partition, next, transaction -> handler.apply(entry, transaction));
        } catch (Fenced fenced) {
            throw fenced;
        } catch (InterruptedException end) {
            throw end;
        } catch (Exception | LinkageError | AssertionError | StackOverflowError problem) {
            return failed(entry, next, problem);
        }
        accepted(next, 1);
        return Work.DONE;
    }

    private Work parkDeadly(Entry entry, InboxTable.State next) throws Exception {
        Failure why = Failure.of(
                "Entry " + entry + " in " + partition + " is not handled any more",
                new IllegalStateException("The process that handled it ended, or lost the partition, " + deaths
                        + " times without coming to an end with it; a retry may end this process too"));
        park(entry, next, DeadLetters.LeftTo.PERSON, deaths, why);
        lastFailure = why;
        return Work.FAILED;
    }

    /** Parks an entry whose stream is parked; false if meanwhile all of that has been decided. */
    private boolean parkBehind(Entry entry, InboxTable.State next) throws Exception {
        DeadLetters.LeftTo leftTo =
                setAside.containsKey(entry.streamId()) ? DeadLetters.LeftTo.INBOX : DeadLetters.LeftTo.PERSON;
        try {
            table.advance(partition, next, transaction -> {
                if (!letters.parkBehind(transaction, inbox, partition, entry, leftTo)) {
                    throw new NothingParked();
                }
            });
        } catch (NothingParked allDecided) {
            parkedStreams.remove(entry.streamId());
            return false;
        }
        passedOver(next);
        return true;
    }

    private void park(Entry entry, InboxTable.State next, DeadLetters.LeftTo leftTo, int failed, Failure why)
            throws Exception {
        table.advance(
                partition,
                next,
                transaction -> letters.park(transaction, inbox, partition, entry, leftTo, failed, why.what()));
        if (leftTo == DeadLetters.LeftTo.PERSON) {
            tellParked(entry, failed, why.what());
        }
        parkedStreams.add(entry.streamId());
        setAsideInARow++;
        passedOver(next);
    }

    private void tellParked(Entry entry, int failed, String why) {
        LOG.error(
                "{} in {} is parked after {} attempts, and so are those that follow it in its stream, until a person"
                        + " decides: {}",
                entry,
                partition,
                failed,
                why);
    }

    /** So many of what was fetched were handled. */
    void accepted(InboxTable.State next, int entries) {
        if (attempts > 0) {
            LOG.info("{} goes on after position {}.", partition, next.highest().position());
        }
        setAsideInARow = 0;
        doneWith(next, entries);
    }

    /** One is done with for now and was not handled. */
    private void passedOver(InboxTable.State next) {
        doneWith(next, 1);
    }

    private void doneWith(InboxTable.State next, int entries) {
        state = next;
        unsaved = false;
        readAgain = false;
        attempts = 0;
        blamed = 0;
        failure = null;
        if (gap != null && !isBehindSeen()) {
            LOG.info("What was missing in {} has arrived, up to position {}.", partition, seenBeyond);
            gap = null;
        }
        carefully = Math.max(0, carefully - entries);
        for (int count = 0; count < entries; count++) {
            fetched.removeFirst();
        }
    }

    /** Whether what led to this was committed all the same, and only the answer did not tell. */
    boolean hasReached(InboxTable.State next) throws SQLException {
        return Objects.equals(table.load(partition, state.epoch()).highest(), next.highest());
    }

    /** Handling an entry failed, alone or as the only one of a batch. */
    Work failed(Entry entry, InboxTable.State next, Throwable problem) throws Exception {
        // Fails where the database is away: then all is tried anew, and the entry is not blamed.
        if (hasReached(next)) {
            accepted(next, 1);
            return Work.DONE;
        }
        attempts++;
        Failure why =
                Failure.of("Entry " + entry + " in " + partition + " failed for the " + attempts + ". time", problem);
        failure = why;
        lastFailure = why;
        if (!Fault.concernsAll(problem)) {
            blamed++;
            if (setAsideInARow < MOST_SET_ASIDE_IN_A_ROW && setAside.size() < MOST_SET_ASIDE) {
                setAside(entry, next, why, problem);
                return Work.FAILED;
            }
        }
        if (blamed >= Math.min(MOST_ATTEMPTS, ATTEMPTS + setAsideInARow)) {
            park(entry, next, DeadLetters.LeftTo.PERSON, attempts, why);
            return Work.FAILED;
        }
        if (carefully > 0) {
            table.attempted(partition, state);
        }
        Duration backoff = backoff(attempts);
        retryAtNanos = System.nanoTime() + backoff.toNanos();
        LOG.warn(
                "{} in {} failed for the {}. time; trying again in {} ms.",
                entry,
                partition,
                attempts,
                backoff.toMillis(),
                problem);
        return Work.FAILED;
    }

    private static Duration backoff(int attempts) {
        Duration backoff = FIRST_BACKOFF.multipliedBy(1L << Math.clamp(attempts - 1, 0, 10));
        return backoff.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : backoff;
    }

    private void setAside(Entry entry, InboxTable.State next, Failure why, Throwable problem) throws Exception {
        int failed = blamed;
        park(entry, next, DeadLetters.LeftTo.INBOX, failed, why);
        LOG.warn(
                "{} in {} failed and is set aside with those that follow it in its stream; trying again in {} ms.",
                entry,
                partition,
                backoff(failed).toMillis(),
                problem);
        setAside.put(
                entry.streamId(),
                new Retry(failed, System.nanoTime() + backoff(failed).toNanos()));
    }

    /** Tries again what is due of what was set aside. */
    private int retrySetAside(long untilNanos) throws Exception {
        int failures = 0;
        for (String stream : List.copyOf(setAside.keySet())) {
            Retry retry = setAside.get(stream);
            while (retry != null && System.nanoTime() - retry.atNanos() >= 0 && System.nanoTime() - untilNanos < 0) {
                if (!retryFirst(stream)) {
                    failures++;
                }
                retry = setAside.get(stream);
            }
        }
        return failures;
    }

    /** Handles the first of a stream that was set aside; false if that failed. */
    private boolean retryFirst(String stream) throws Exception {
        Optional<DeadLetter> first = letters.first(inbox, partition.topic(), stream);
        if (first.isEmpty()) {
            setAside.remove(stream);
            return true;
        }
        DeadLetter letter = first.get();
        if (letter.attempts() >= ATTEMPTS) {
            giveUp(letter.entry(), letter.attempts(), "the process ended while it was tried again");
            return true;
        }
        letters.tryAgain(letter.id());
        try {
            if (handler.mayCommand(letter.entry())) {
                handler.command(letter.entry());
            }
            letters.retry(letter, inbox, transaction -> handler.apply(letter.entry(), transaction));
        } catch (InterruptedException end) {
            throw end;
        } catch (Exception | LinkageError | AssertionError | StackOverflowError problem) {
            failedAgain(letter, problem);
            return false;
        }
        setAsideInARow = 0;
        setAside.put(stream, new Retry(0, System.nanoTime()));
        LOG.info("{} in {} was handled after it had been set aside.", letter.entry(), partition);
        return true;
    }

    private void failedAgain(DeadLetter letter, Throwable problem) throws SQLException {
        String stream = letter.entry().streamId();
        Retry before = setAside.getOrDefault(stream, new Retry(0, 0));
        // What is no fault of the entry's is waited out, and not counted.
        int failed = letter.attempts() + (Fault.concernsAll(problem) ? 0 : 1);
        Failure why = Failure.of(
                "Entry " + letter.entry() + " in " + partition + " failed for the " + (before.attempts() + 1)
                        + ". time",
                problem);
        lastFailure = why;
        letters.failed(letter.id(), failed, why.what());
        LOG.warn("{} in {} failed again, for the {}. time.", letter.entry(), partition, before.attempts() + 1, problem);
        if (failed >= ATTEMPTS) {
            giveUp(letter.entry(), failed, why.what());
        } else {
            int attempted = before.attempts() + 1;
            setAside.put(
                    stream,
                    new Retry(attempted, System.nanoTime() + backoff(attempted).toNanos()));
        }
    }

    private void giveUp(Entry entry, int failed, String why) throws SQLException {
        letters.leaveToPerson(inbox, partition.topic(), entry.streamId());
        setAside.remove(entry.streamId());
        tellParked(entry, failed, why);
    }

    private void stop(ConsumerRecord<byte[], byte[]> record, @Nullable String why) {
        stopped = true;
        String what = partition + " is stopped at offset " + record.offset() + ": " + why
                + ". Nothing after it is accepted until this is looked into.";
        failure = Failure.of(what, new IllegalStateException("The chain of entries is broken"));
        LOG.error("{}", what);
    }

    @Nullable Failure failure() {
        if (failure != null) {
            return failure;
        }
        return gap != null || setAside.isEmpty() ? gap : lastFailure;
    }

    @Nullable Failure lastFailure() {
        return lastFailure;
    }

    boolean isStopped() {
        return stopped || gap != null;
    }

    /** Undoes a transaction that was to park an entry behind another, when there is none. */
    private static final class NothingParked extends Exception {}
}
