package se.iopledger.eventlog.seal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.iopledger.eventlog.Failure;
import se.iopledger.eventlog.lead.Lead;
import se.iopledger.eventlog.lead.Term;
import se.iopledger.eventlog.topic.TopicSetup;
import se.iopledger.proofs.note.Checkpoint;
import se.iopledger.proofs.note.SignedNote;

/**
 * Publishes a log's checkpoints to a topic that all logs share: key is the log's origin, value the signed note. At least
 * once, and the newest always in the end; where one follows another faster than the broker takes them, older ones are
 * left out, since each checkpoint covers all before it. Begins anew with the newest one after every failure and start,
 * so there is no progress to keep.
 *
 * <p>One instance publishes, the others stand by ({@link Lead}). A deposed one may still send a checkpoint that is older
 * than the last: a receiver keeps the largest of an origin.
 */
public final class CheckpointPublisher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointPublisher.class);

    /** The order among one log's checkpoints matters, and there are few. */
    private static final int PARTITIONS = 1;

    /** Another instance may seal: its checkpoints are found by looking. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(10);

    private final SealTable table;
    private final String topic;
    private final Map<String, Object> kafka;
    private final Counter failures;
    private final Lead lead;
    private final Semaphore news = new Semaphore(0);

    private volatile Health health = new Health(false, -1, null);
    private volatile long leastSize;

    /** Used by the thread that publishes alone. */
    private Duration backoff = FIRST_BACKOFF;

    /**
     * How publishing fares.
     *
     * @param failing whether the last attempt failed, or this instance cannot stand by
     * @param publishedSize of the last checkpoint that the broker acknowledged to this instance; -1: none
     * @param lastFailure the last failure since the start, also when overcome
     */
    public record Health(
            boolean failing, long publishedSize, @Nullable Failure lastFailure) {}

    /**
     * @param pool the log's own database
     * @param direct opens a connection to the same database per call, outside any pool: one holds the lead
     * @param kafka client properties: {@code bootstrap.servers} and, where needed, security
     */
    public CheckpointPublisher(
            DataSource pool, DataSource direct, String topic, Map<String, Object> kafka, MeterRegistry meters) {
        this.table = new SealTable(pool);
        this.topic = topic;
        this.kafka = Map.copyOf(kafka);
        this.failures = Counter.builder("iop.checkpoints.failures")
                .description("Times that publishing checkpoints broke off")
                .register(meters);
        this.lead = new Lead("publish checkpoints", direct, this::publishWhileLeading, meters);
    }

    public void start() {
        start(0);
    }

    /**
     * As above, for a log that was put back and completed: until it is sealed anew its newest checkpoint is an old one.
     *
     * @param leastSize a checkpoint of fewer entries is not published, since a larger one was
     */
    public void start(long leastSize) {
        this.leastSize = leastSize;
        lead.start();
    }

    /** There is a new checkpoint. Returns at once. */
    public void sealed() {
        news.release();
    }

    public Health health() {
        Failure cannotTakeOver = lead.isLeading() ? null : lead.failure();
        Health last = health;
        return cannotTakeOver == null ? last : new Health(true, last.publishedSize(), cannotTakeOver);
    }

    /** Ends at once. A checkpoint that was not acknowledged is sent again at the next start. */
    @Override
    public void close() {
        lead.close();
    }

    private void publishWhileLeading(Term term) throws InterruptedException {
        backoff = FIRST_BACKOFF;
        while (!term.isOver()) {
            try {
                publish(term);
            } catch (InterruptException end) {
                LOG.debug("Publishing checkpoints was interrupted.", end);
            } catch (SQLException | RuntimeException problem) {
                failed(problem, term);
            }
        }
        health = new Health(false, health.publishedSize(), health.lastFailure());
    }

    private void publish(Term term) throws SQLException, InterruptedException {
        try (Admin admin = Admin.create(kafka)) {
            TopicSetup.ensure(admin, topic, PARTITIONS);
        }
        long published = -1;
        KafkaProducer<byte[], byte[]> producer = producer();
        try {
            while (!term.isOver()) {
                news.drainPermits();
                Optional<SignedNote> newest = table.newest();
                if (newest.isPresent()) {
                    Checkpoint checkpoint = Checkpoint.parse(newest.get().text());
                    if (checkpoint.size() > published && checkpoint.size() >= leastSize) {
                        send(producer, checkpoint.origin(), newest.get());
                        published = checkpoint.size();
                    }
                }
                health = new Health(false, published, health.lastFailure());
                backoff = FIRST_BACKOFF;
                awaitNews();
            }
        } finally {
            // Without waiting for what a broker that is away may still take.
            producer.close(Duration.ZERO);
        }
    }

    private void awaitNews() throws InterruptedException {
        if (!news.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.trace("Nothing was sealed here for {}.", LOOK_EVERY);
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // Kafka's own default makes a lone record wait for company.
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        properties.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        properties.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private void send(KafkaProducer<byte[], byte[]> producer, String origin, SignedNote note)
            throws InterruptedException {
        try {
            producer.send(new ProducerRecord<>(topic, origin.getBytes(StandardCharsets.UTF_8), note.bytes()))
                    .get();
        } catch (ExecutionException refused) {
            throw new KafkaException("A checkpoint was not acknowledged: " + refused.getCause(), refused);
        }
    }

    private void failed(Exception problem, Term term) throws InterruptedException {
        if (term.isOver()) {
            return;
        }
        failures.increment();
        health = new Health(
                true, health.publishedSize(), Failure.of("Publishing checkpoints to " + topic + " broke off", problem));
        LOG.warn("Publishing checkpoints to {} broke off; trying again in {} ms.", topic, backoff.toMillis(), problem);
        Thread.sleep(backoff);
        backoff = backoff.multipliedBy(2);
        backoff = backoff.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : backoff;
    }
}
