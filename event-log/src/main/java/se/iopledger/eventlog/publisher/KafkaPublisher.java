package se.iopledger.eventlog.publisher;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.EventLog;
import se.iopledger.eventlog.Failure;
import se.iopledger.eventlog.LogUnavailable;
import se.iopledger.eventlog.lead.Lead;
import se.iopledger.eventlog.lead.Term;
import se.iopledger.eventlog.topic.EntryRecords;
import se.iopledger.eventlog.topic.Link;
import se.iopledger.eventlog.topic.Partitions;
import se.iopledger.eventlog.topic.TopicSetup;

/**
 * Publishes every entry of a log to one topic, in the order of positions, at least once. After any failure it starts
 * again from the lower of its checkpoint and the partition's last record, so that entries may be repeated, but never
 * left out or reordered; a receiver skips what is not above the highest position it has seen in the partition.
 *
 * <p>Of several instances one publishes, the others stand by and take over ({@link Lead}). A deposed one may go on for a
 * moment; since each is in order and leaves nothing out, it only repeats.
 *
 * <p>Works between {@link #start} and {@link #close}, on threads of its own. It sets up the topic itself, and goes on
 * trying for as long as broker or database are away.
 */
public final class KafkaPublisher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaPublisher.class);
    private static final int PAGE = 500;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    /** So much may be published again after a crash; while there is work, no entry waits for a checkpoint's commit. */
    private static final Duration CHECKPOINT_EVERY = Duration.ofMillis(50);

    /** How soon, while there is work, an operator's wish that was asked of another instance is noticed. */
    private static final Duration LOOK_FOR_REPEATS_EVERY = Duration.ofSeconds(1);

    private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(10);

    private final EventLog log;
    private final CheckpointTable checkpoints;
    private final RepeatTable repeats;
    private final String topic;
    private final int partitions;
    private final Map<String, Object> kafka;
    private final Counter failures;
    private final Lead lead;
    private final Semaphore news = new Semaphore(0);

    private volatile PublisherHealth health = new PublisherHealth(false, false, -1, 0, null);

    /** Used by the thread that publishes alone. */
    private Duration backoff = FIRST_BACKOFF;

    private volatile long lookForRepeatsAt = System.nanoTime();

    /**
     * @param pool the log's own database, where checkpoints are kept
     * @param direct opens a connection to the same database per call, outside any pool: one holds the lead
     * @param topic the log's topic
     * @param partitions how many partitions the topic has, for ever
     * @param kafka client properties: {@code bootstrap.servers} and, where needed, security
     */
    public KafkaPublisher(
            EventLog log,
            DataSource pool,
            DataSource direct,
            String topic,
            int partitions,
            Map<String, Object> kafka,
            MeterRegistry meters) {
        this.log = log;
        this.checkpoints = new CheckpointTable(pool, topic);
        this.repeats = new RepeatTable(pool, topic);
        this.topic = topic;
        this.partitions = partitions;
        this.kafka = Map.copyOf(kafka);
        this.failures = Counter.builder("iop.publisher.failures")
                .description("Times that publishing broke off")
                .tag("topic", topic)
                .register(meters);
        Gauge.builder("iop.publisher.lag", this, publisher -> publisher.health().lag())
                .description("Entries that wait to be published")
                .tag("topic", topic)
                .register(meters);
        this.lead = new Lead("publish " + topic, direct, this::publishWhileLeading, meters);
    }

    public void start() {
        lead.start();
    }

    public PublisherHealth health() {
        PublisherHealth last = health;
        if (lead.isLeading()) {
            return last;
        }
        Failure cannotTakeOver = lead.failure();
        @Nullable Failure lastFailure = cannotTakeOver == null ? last.lastFailure() : cannotTakeOver;
        return new PublisherHealth(false, cannotTakeOver != null, last.publishedTo(), 0, lastFailure);
    }

    /**
     * The last position that the broker has acknowledged, with all before it, whichever instance publishes; -1: none.
     * Where another one does, this asks the database, so it is for a person or a starter that waits, not for a gauge.
     */
    public long publishedTo() throws SQLException {
        return lead.isLeading() ? health.publishedTo() : completeTo(checkpoints.load(partitions));
    }

    /**
     * Has entries published again from a position on, such as when a topic has lost some of them. Receivers skip what
     * they have. The instance that leads goes back within seconds, once, also if it is asked for repeatedly before.
     *
     * @param fromPosition from 0 to the log's head
     * @param askedBy opaque id of the operator; kept with the reason
     * @throws IllegalArgumentException if the log has no such position
     */
    public void publishAgain(long fromPosition, String askedBy, String reason) throws SQLException {
        long head = log.head();
        if (fromPosition < 0 || fromPosition > head) {
            throw new IllegalArgumentException("The log has the positions 0 to " + head + ", not " + fromPosition);
        }
        repeats.ask(fromPosition, askedBy, reason);
        LOG.info("{} asks that {} is published again from position {}: {}", askedBy, topic, fromPosition, reason);
        lookForRepeatsAt = System.nanoTime();
        news.release();
    }

    /** Ends at once. What was sent and not acknowledged is sent again at the next start. */
    @Override
    public void close() {
        lead.close();
    }

    private void publishWhileLeading(Term term) {
        health = new PublisherHealth(true, false, -1, 0, health.lastFailure());
        backoff = FIRST_BACKOFF;
        try (EventLog.Subscription _ = log.onAppended(news::release)) {
            while (!term.isOver()) {
                try {
                    publish(term);
                } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException end) {
                    LOG.debug("The publisher was interrupted.", end);
                } catch (SQLException | RuntimeException problem) {
                    failed(problem, term);
                }
            }
        }
    }

    private void failed(Exception problem, Term term) {
        if (term.isOver()) {
            return;
        }
        failures.increment();
        health = new PublisherHealth(
                true,
                true,
                health.publishedTo(),
                waiting(),
                Failure.of("Publishing to " + topic + " broke off", problem));
        LOG.warn("Publishing to {} broke off; trying again in {} ms.", topic, backoff.toMillis(), problem);
        try {
            Thread.sleep(backoff);
        } catch (InterruptedException end) {
            return;
        }
        backoff = backoff.multipliedBy(2);
        backoff = backoff.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : backoff;
    }

    /** How many entries wait; as last known, when the log does not answer either. */
    private long waiting() {
        try {
            return log.head() - health.publishedTo();
        } catch (LogUnavailable alsoAway) {
            LOG.debug("How much waits is not known either.", alsoAway);
            return health.lag();
        }
    }

    /** From setting up to the first failure, the end of the term, or an operator's wish to go back. */
    private void publish(Term term) throws SQLException, InterruptedException {
        try (Admin admin = Admin.create(kafka)) {
            TopicSetup.ensure(admin, topic, partitions);
        }
        goBackWhereAsked();
        List<Progress> progress = progress();
        long next = completeTo(progress) + 1;
        health = new PublisherHealth(true, health.failing(), next - 1, health.lag(), health.lastFailure());
        long kept = next;
        long keptAt = System.nanoTime();
        try (OrderedProducer producer = new OrderedProducer(kafka)) {
            while (!term.isOver() && !isRepeatAsked()) {
                news.drainPermits();
                List<Entry> page = log.readFrom(next, PAGE);
                if (!page.isEmpty()) {
                    producer.send(records(page, progress));
                    next = page.getLast().position() + 1;
                }
                boolean idle = page.size() < PAGE && news.availablePermits() == 0;
                if (next > kept && (idle || System.nanoTime() - keptAt > CHECKPOINT_EVERY.toNanos())) {
                    checkpoints.advance(progress.stream().map(Progress::last).toList(), next - 1);
                    kept = next;
                    keptAt = System.nanoTime();
                }
                long lag = page.size() < PAGE ? 0 : log.head() - (next - 1);
                health = new PublisherHealth(true, false, kept - 1, lag, health.lastFailure());
                backoff = FIRST_BACKOFF;
                if (page.size() < PAGE) {
                    awaitNews();
                }
            }
        }
    }

    private static long completeTo(List<Progress> progress) {
        return progress.stream().mapToLong(Progress::completeTo).min().orElse(-1);
    }

    private boolean isRepeatAsked() throws SQLException {
        if (System.nanoTime() - lookForRepeatsAt < 0) {
            return false;
        }
        lookForRepeatsAt = System.nanoTime() + LOOK_FOR_REPEATS_EVERY.toNanos();
        return repeats.asked().isPresent();
    }

    private void goBackWhereAsked() throws SQLException {
        OptionalLong asked = repeats.asked();
        if (asked.isPresent()) {
            repeats.begin(asked.getAsLong(), lastsBefore(asked.getAsLong()));
            LOG.info("{} is published again from position {}.", topic, asked.getAsLong());
        }
    }

    /** The last entry before a position in each partition, found by reading backwards until all have one. */
    private List<Link> lastsBefore(long position) {
        List<Link> lasts = new ArrayList<>(Collections.nCopies(partitions, Link.NONE));
        long end = position;
        while (end > 0 && lasts.contains(Link.NONE)) {
            long start = Math.max(0, end - PAGE);
            for (Entry entry : log.readFrom(start, (int) (end - start)).reversed()) {
                int partition = Partitions.of(entry.streamId(), partitions);
                if (lasts.get(partition).equals(Link.NONE)) {
                    lasts.set(partition, Link.to(entry));
                }
            }
            end = start;
        }
        return lasts;
    }

    private void awaitNews() throws InterruptedException {
        // Looks by itself now and then, should a wake have been lost; being told is the rule.
        if (!news.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.trace("Nothing was appended for {}.", LOOK_EVERY);
        }
    }

    private List<Progress> progress() throws SQLException {
        List<Progress> progress = checkpoints.load(partitions);
        List<Link> lasts = new TopicTail(kafka).read(topic, partitions);
        for (int partition = 0; partition < partitions; partition++) {
            checkAgainstLog(partition, lasts.get(partition));
            checkAgainstLog(partition, progress.get(partition).last());
            progress.set(partition, progress.get(partition).lowerOf(lasts.get(partition)));
        }
        return progress;
    }

    /** Going on after what the log does not hold would hide that the log, or the topic, is not what it was. */
    private void checkAgainstLog(int partition, Link published) {
        if (published.position() >= 0
                && log.readFrom(published.position(), 1).stream().map(Link::to).noneMatch(published::equals)) {
            throw new IllegalStateException("Partition " + partition + " of " + topic + " was published up to "
                    + published + ", which is not what the log holds there: the log was restored or altered, or the"
                    + " topic belongs to another log.");
        }
    }

    /** The records of a page that still are to be sent; moves the progress to its end. */
    private List<ProducerRecord<byte[], byte[]>> records(List<Entry> page, List<Progress> progress) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(page.size());
        for (Entry entry : page) {
            int partition = Partitions.of(entry.streamId(), partitions);
            Progress before = progress.get(partition);
            if (entry.position() > before.completeTo()) {
                records.add(EntryRecords.write(topic, partition, entry, before.last()));
                progress.set(partition, new Progress(Link.to(entry), entry.position()));
            }
        }
        return records;
    }
}
