package se.iopledger.eventlog.publisher;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.EventLog;
import se.iopledger.eventlog.Failure;
import se.iopledger.eventlog.LogUnavailable;
import se.iopledger.eventlog.topic.EntryRecords;
import se.iopledger.eventlog.topic.Link;
import se.iopledger.eventlog.topic.Partitions;
import se.iopledger.eventlog.topic.TopicSetup;

/**
 * Publishes every entry of a log to one topic, in the order of positions, at least once. After any failure it starts
 * again from the lower of its checkpoint and the partition's last record, so that entries may be repeated, but never
 * left out or reordered; a receiver skips what is not above the highest position it has seen in the partition.
 *
 * <p>One thread of its own between {@link #start} and {@link #close}. It sets up the topic itself, and goes on trying
 * for as long as broker or database are away.
 */
public final class KafkaPublisher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaPublisher.class);
    private static final int PAGE = 500;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(10);

    private final EventLog log;
    private final CheckpointTable checkpoints;
    private final String topic;
    private final int partitions;
    private final Map<String, Object> kafka;
    private final Counter failures;
    private final Thread thread;
    private final Semaphore news = new Semaphore(0);

    private volatile boolean closed;
    private volatile PublisherHealth health = new PublisherHealth(false, -1, 0, null);

    private Duration backoff = FIRST_BACKOFF;

    /**
     * @param pool the log's own database, where checkpoints are kept
     * @param topic the log's topic
     * @param partitions how many partitions the topic has, for ever
     * @param kafka client properties: {@code bootstrap.servers} and, where needed, security
     */
    public KafkaPublisher(
            EventLog log,
            DataSource pool,
            String topic,
            int partitions,
            Map<String, Object> kafka,
            MeterRegistry meters) {
        this.log = log;
        this.checkpoints = new CheckpointTable(pool, topic);
        this.topic = topic;
        this.partitions = partitions;
        this.kafka = Map.copyOf(kafka);
        this.failures = Counter.builder("iop.publisher.failures")
                .description("Times that publishing broke off")
                .tag("topic", topic)
                .register(meters);
        Gauge.builder("iop.publisher.lag", this, publisher -> publisher.health.lag())
                .description("Entries that wait to be published")
                .tag("topic", topic)
                .register(meters);
        this.thread = Thread.ofPlatform().name("publisher-" + topic).daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    public PublisherHealth health() {
        return health;
    }

    /** Ends at once. What was sent and not acknowledged is sent again at the next start. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (EventLog.Subscription _ = log.onAppended(news::release)) {
            while (!closed) {
                try {
                    publish();
                } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException end) {
                    LOG.debug("The publisher was interrupted.", end);
                } catch (SQLException | RuntimeException problem) {
                    failed(problem);
                }
            }
        }
    }

    private void failed(Exception problem) {
        if (closed) {
            return;
        }
        failures.increment();
        health = new PublisherHealth(
                true, health.publishedTo(), waiting(), Failure.of("Publishing to " + topic + " broke off", problem));
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

    /** From setting up to the first failure. */
    private void publish() throws SQLException, InterruptedException {
        try (Admin admin = Admin.create(kafka)) {
            TopicSetup.ensure(admin, topic, partitions);
        }
        List<Progress> progress = progress();
        long next = progress.stream().mapToLong(Progress::completeTo).min().orElse(-1) + 1;
        health = new PublisherHealth(health.failing(), next - 1, health.lag(), health.lastFailure());
        try (OrderedProducer producer = new OrderedProducer(kafka)) {
            while (!closed) {
                news.drainPermits();
                List<Entry> page = log.readFrom(next, PAGE);
                if (!page.isEmpty()) {
                    producer.send(records(page, progress));
                    next = page.getLast().position() + 1;
                    checkpoints.advance(progress.stream().map(Progress::last).toList(), next - 1);
                }
                long lag = page.size() < PAGE ? 0 : log.head() - (next - 1);
                health = new PublisherHealth(false, next - 1, lag, health.lastFailure());
                backoff = FIRST_BACKOFF;
                if (page.size() < PAGE) {
                    awaitNews();
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
