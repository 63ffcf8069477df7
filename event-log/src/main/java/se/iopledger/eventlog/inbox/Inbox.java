package se.iopledger.eventlog.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.iopledger.eventlog.Failure;

/**
 * Receives entries from other services' topics and hands each to the {@link InboxHandler}, exactly once in effect.
 *
 * <ul>
 *   <li>The handler's changes, the partition's offset, and the highest position with its leaf hash commit together, of
 *       all entries at once that are there already; a lone one waits for no other. On assignment the consumer goes on from
 *       the stored offset; Kafka's own committed offsets are not used.
 *   <li>An entry that is not above the highest position seen in its partition is skipped: publishers may repeat.
 *   <li>An entry must follow on the last one accepted, by position and leaf hash. Where it contradicts it, or its bytes
 *       are not those that were hashed, the partition stops and says so: health, metric {@code iop.inbox.stopped}, log.
 *   <li>Where entries are missing between the two, the same is said, and nothing behind the gap is accepted; but the
 *       partition is read on, and goes on by itself as soon as what is missing is published again.
 *   <li>A consumer that has lost its partition cannot commit any more.
 *   <li>Where a handler throws, all that shared the transaction is undone and handled one by one. An entry that fails
 *       alone is set aside with all that follow it in its stream, counts as accepted, and is tried again after growing
 *       pauses while other streams go on; after a few attempts a person retries or discards it ({@link DeadLetters}).
 *       While the fault is that of a database that is away, the partition waits for it instead.
 *   <li>An entry that ends the process is found after the restart, by handling alone what was not accepted then, and
 *       parked when it has ended the process three times more.
 * </ul>
 *
 * <p>One thread of its own between {@link #start} and {@link #close}. Topics may be created later; broker and database
 * may be away: it goes on trying.
 */
public final class Inbox implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final Duration IDLE_POLL = Duration.ofMillis(500);

    /** How long one partition may keep the others, and Kafka's group, waiting. */
    private static final Duration TURN = Duration.ofSeconds(1);

    private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(10);
    private static final long ADMIN_SECONDS = 10;
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

    /** How many a person's retry handles before it answers; what is left is said. */
    private static final int MOST_RETRIED_AT_ONCE = 1_000;

    private final String name;
    private final Set<String> topics;
    private final InboxHandler handler;
    private final InboxTable table;
    private final DeadLetters letters;
    private final Map<String, Object> kafka;
    private final Counter failures;
    private final Thread thread;

    private volatile boolean closed;
    private volatile boolean failing;
    private volatile @Nullable Failure lastFailure;
    private volatile List<PartitionHealth> partitions = List.of();
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consuming;

    private Duration backoff = FIRST_BACKOFF;

    /** How many entries a batch may hold, so that its transaction takes about as long as it may. */
    private int mostInBatch = Batch.MOST_ENTRIES;

    /**
     * @param name names the consumer group and this inbox's rows; fixed for ever
     * @param pool the service's own database, with the schema {@code eventlog}
     * @param kafka client properties: {@code bootstrap.servers} and, where needed, security
     */
    public Inbox(
            String name,
            Set<String> topics,
            InboxHandler handler,
            DataSource pool,
            Map<String, Object> kafka,
            MeterRegistry meters) {
        this.name = name;
        this.topics = Set.copyOf(topics);
        this.handler = handler;
        this.table = new InboxTable(pool, name);
        this.letters = new DeadLetters(pool);
        this.kafka = Map.copyOf(kafka);
        this.failures = Counter.builder("iop.inbox.failures")
                .description("Times that an entry, or the inbox as a whole, failed")
                .tag("inbox", name)
                .register(meters);
        Gauge.builder("iop.inbox.lag", this, Inbox::lag)
                .description("Records that wait to be accepted")
                .tag("inbox", name)
                .register(meters);
        Gauge.builder("iop.inbox.stopped", this, Inbox::stoppedPartitions)
                .description("Partitions stopped because what arrived is not complete or not genuine")
                .tag("inbox", name)
                .register(meters);
        Gauge.builder("iop.inbox.parked", this, Inbox::parkedAsFarAsKnown)
                .description("Entries that were parked and wait for a person")
                .tag("inbox", name)
                .register(meters);
        this.thread = Thread.ofPlatform().name("inbox-" + name).daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    public InboxHealth health() {
        List<PartitionHealth> now = partitions;
        boolean anyFails = now.stream().anyMatch(each -> each.stopped() || each.attempts() > 0);
        return new InboxHealth(failing || anyFails, lag(), now, lastFailure);
    }

    /** How many records wait in the partitions that this instance has, as far as is known. */
    public long lag() {
        return partitions.stream().mapToLong(PartitionHealth::lag).sum();
    }

    /**
     * How many records the topics hold that are not accepted yet, in all partitions, whichever instance has them. Asks
     * broker and database now, so it is for a person or a starter that waits, not for a gauge.
     *
     * @throws KafkaException if the broker does not answer, or a topic is not there yet
     */
    public long behind() throws SQLException {
        try (Admin admin = Admin.create(kafka)) {
            Map<String, TopicDescription> descriptions =
                    admin.describeTopics(topics).allTopicNames().get(ADMIN_SECONDS, TimeUnit.SECONDS);
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            descriptions.forEach((topic, description) -> description
                    .partitions()
                    .forEach(each -> latest.put(new TopicPartition(topic, each.partition()), OffsetSpec.latest())));
            long behind = 0;
            for (var end : admin.listOffsets(latest)
                    .all()
                    .get(ADMIN_SECONDS, TimeUnit.SECONDS)
                    .entrySet()) {
                Uuid topicId = Objects.requireNonNull(
                                descriptions.get(end.getKey().topic()))
                        .topicId();
                // A broker that lost its tail has less than was accepted, which makes up for nothing elsewhere.
                behind += Math.max(0, end.getValue().offset() - table.nextOffset(end.getKey(), topicId));
            }
            return behind;
        } catch (ExecutionException | TimeoutException problem) {
            throw new KafkaException("How much the topics " + topics + " hold cannot be read.", problem);
        } catch (InterruptedException interrupted) {
            throw new org.apache.kafka.common.errors.InterruptException(interrupted);
        }
    }

    /** How many entries were parked and wait for a person, in all partitions. Asks the database. */
    public long parked() throws SQLException {
        return letters.parked(name);
    }

    private double parkedAsFarAsKnown() {
        try {
            return parked();
        } catch (SQLException away) {
            LOG.debug("How many entries of the inbox {} are parked cannot be read.", name, away);
            return Double.NaN;
        }
    }

    public String name() {
        return name;
    }

    /**
     * Handles what is parked of a dead letter's stream: in order from its first, through the same handler, each in one
     * transaction with the note that it was handled. Stops at the first that fails. What is handled already is not
     * handled again, so this can be repeated at will.
     *
     * @param letter one of this inbox
     * @param by opaque id of the person who asks for it
     * @throws SQLException if the database does not answer
     */
    public DeadLetter.Retried retry(DeadLetter letter, String by) throws SQLException, InterruptedException {
        String streamId = letter.entry().streamId();
        int retried = 0;
        while (retried < MOST_RETRIED_AT_ONCE) {
            Optional<DeadLetter> first = letters.first(name, letter.topic(), streamId);
            if (first.isEmpty()) {
                return new DeadLetter.Retried(retried, 0, null);
            }
            Failure failure = retryOne(first.get(), by);
            if (failure != null) {
                letters.failedAgain(first.get().id(), failure.what());
                long left = letters.parkedOf(name, letter.topic(), streamId);
                return new DeadLetter.Retried(retried, left, failure.what());
            }
            retried++;
        }
        return new DeadLetter.Retried(retried, letters.parkedOf(name, letter.topic(), streamId), null);
    }

    private @Nullable Failure retryOne(DeadLetter letter, String by) throws InterruptedException {
        try {
            if (handler.mayCommand(letter.entry())) {
                handler.command(letter.entry());
            }
            letters.retry(letter, by, transaction -> handler.apply(letter.entry(), transaction));
            LOG.info("{} was handled when {} asked for it.", letter.entry(), by);
            return null;
        } catch (InterruptedException end) {
            throw end;
        } catch (Exception | LinkageError | AssertionError | StackOverflowError problem) {
            LOG.warn("{} failed again when {} asked for it.", letter.entry(), by, problem);
            return Failure.of("Entry " + letter.entry() + " failed again", problem);
        }
    }

    /**
     * Decides that a dead letter is never to be handled. Those after it in its stream stay parked until they are retried.
     *
     * @param letter one of this inbox
     * @param by opaque id of the person who decides
     * @param reason why; kept
     */
    public DeadLetter.Discarded discard(DeadLetter letter, String by, String reason) throws Exception {
        DeadLetter.Discarded outcome = letters.discard(letter, by, reason);
        LOG.info("{} asks that {} is discarded, {}: {}", by, letter.entry(), outcome, reason);
        return outcome;
    }

    private long stoppedPartitions() {
        return partitions.stream().filter(PartitionHealth::stopped).count();
    }

    /** Ends after the entry at hand. A handler that takes longer than ten seconds is interrupted. */
    @Override
    public void close() {
        closed = true;
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        KafkaConsumer<byte[], byte[]> consumer = consuming;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            if (!thread.join(CLOSE_PATIENCE)) {
                thread.interrupt();
                thread.join();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            try {
                new Session().consume();
            } catch (WakeupException | InterruptedException | org.apache.kafka.common.errors.InterruptException end) {
                LOG.debug("The inbox {} was woken to end.", name, end);
            } catch (Exception | LinkageError | AssertionError | VirtualMachineError problem) {
                failed(problem);
            }
            partitions = List.of();
        }
    }

    private void failed(Throwable problem) {
        if (closed) {
            return;
        }
        failures.increment();
        lastFailure = Failure.of("The inbox " + name + " broke off", problem);
        failing = true;
        LOG.warn("The inbox {} broke off; starting again in {} ms.", name, backoff.toMillis(), problem);
        long until = System.nanoTime() + backoff.toNanos();
        while (!closed && System.nanoTime() - until < 0) {
            try {
                Thread.sleep(Duration.ofMillis(50));
            } catch (InterruptedException end) {
                return;
            }
        }
        backoff = backoff.multipliedBy(2);
        backoff = backoff.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : backoff;
    }

    private Map<String, Object> consumerProperties() {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, name);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // An offset that the broker no longer has means that it lost its tail: what was accepted is skipped.
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, List.of(CooperativeStickyAssignor.class));
        // A killed instance's partitions are free again after this; one that was merely slow is fenced.
        properties.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 8_000);
        properties.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        // How soon a topic that is created later is noticed.
        properties.putIfAbsent(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
        return properties;
    }

    /** From joining the group to the first failure that concerns more than one entry. */
    private final class Session implements ConsumerRebalanceListener {

        private final Map<TopicPartition, InboxPartition> assigned = new LinkedHashMap<>();
        private int turn;
        private final KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(consumerProperties(), new ByteArrayDeserializer(), new ByteArrayDeserializer());

        void consume() throws Exception {
            try (consumer) {
                consuming = consumer;
                consumer.subscribe(topics, this);
                try {
                    while (!closed) {
                        receive(consumer.poll(timeToWork()));
                    }
                } catch (Exception | LinkageError | AssertionError | StackOverflowError endedInOrder) {
                    release(assigned.keySet());
                    throw endedInOrder;
                } catch (VirtualMachineError asIfItDied) {
                    // Not given back: whoever has them next looks for the entry that did it.
                    assigned.clear();
                    throw asIfItDied;
                }
                release(assigned.keySet());
            } finally {
                consuming = null;
            }
        }

        private void receive(ConsumerRecords<byte[], byte[]> records) throws Exception {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                InboxPartition partition = assigned.get(new TopicPartition(record.topic(), record.partition()));
                if (partition != null) {
                    partition.fetched(record);
                }
            }
            List<InboxPartition> inTurn = new ArrayList<>(assigned.values());
            // Should a batch be full, another partition is the first to join the next one.
            Collections.rotate(inTurn, turn++);
            Batch batch = new Batch(mostInBatch);
            for (InboxPartition partition : inTurn) {
                work(partition);
                partition.join(batch);
            }
            if (!batch.items().isEmpty()) {
                handle(batch);
            }
            holdOrFetch();
            partitions = assigned.values().stream().map(this::health).toList();
            failing = false;
        }

        private Duration timeToWork() {
            long now = System.nanoTime();
            long nanos = assigned.values().stream()
                    .mapToLong(partition -> partition.nanosUntilWork(now))
                    .min()
                    .orElse(Long.MAX_VALUE);
            return nanos > IDLE_POLL.toNanos() ? IDLE_POLL : Duration.ofNanos(nanos);
        }

        private void work(InboxPartition partition) throws Exception {
            noteFailures(partition, partition.work(System.nanoTime() + TURN.toNanos()));
            if (partition.failure() == null) {
                backoff = FIRST_BACKOFF;
            }
            if (consumer.currentLag(partition.partition()).orElse(1) == 0) {
                partition.readToTheEnd();
            }
            if (partition.takeReadAgain()) {
                consumer.seekToBeginning(List.of(partition.partition()));
            }
        }

        private void noteFailures(InboxPartition partition, int failed) {
            if (failed > 0) {
                failures.increment(failed);
                lastFailure = partition.lastFailure();
            } else if (partition.failure() != null) {
                lastFailure = partition.failure();
            }
        }

        private void handle(Batch batch) throws Exception {
            try {
                batch.command(handler);
                long begun = System.nanoTime();
                table.advance(batch.reached(), transaction -> batch.apply(handler, transaction));
                learnFrom(batch.items().size(), System.nanoTime() - begun);
            } catch (Fenced fenced) {
                throw fenced;
            } catch (InterruptedException end) {
                throw end;
            } catch (Exception | LinkageError | AssertionError | StackOverflowError problem) {
                failed(batch, problem);
                return;
            }
            batch.accepted();
        }

        private void learnFrom(int entries, long nanos) {
            if (nanos > Batch.LONGEST.toNanos()) {
                mostInBatch = Math.max(1, entries / 2);
            } else if (entries == mostInBatch) {
                mostInBatch = Math.min(Batch.MOST_ENTRIES, 2 * mostInBatch);
            }
        }

        private void failed(Batch batch, Throwable problem) throws Exception {
            Batch.Item last = batch.items().getLast();
            if (batch.items().size() == 1) {
                InboxPartition.Work came = last.partition().failed(last.entry(), last.next(), problem);
                noteFailures(last.partition(), came == InboxPartition.Work.FAILED ? 1 : 0);
                return;
            }
            // All were committed, or none. Fails where the database is away: then all is tried anew.
            if (last.partition().hasReached(last.next())) {
                batch.accepted();
                return;
            }
            failures.increment();
            lastFailure = Failure.of(batch.items().size() + " entries failed together", problem);
            LOG.info(
                    "{} entries failed together in the inbox {}, and are handled one by one.",
                    batch.items().size(),
                    name,
                    problem);
            batch.items().forEach(item -> item.partition().aloneTo(item.entry().position()));
        }

        /** Who takes the partitions over need not look for an entry that ends the process. */
        private void release(Collection<TopicPartition> ended) {
            Map<TopicPartition, InboxTable.State> states = new LinkedHashMap<>();
            for (TopicPartition partition : ended) {
                InboxPartition had = assigned.get(partition);
                if (had != null) {
                    states.put(partition, had.state());
                }
            }
            try {
                table.release(states);
            } catch (SQLException away) {
                LOG.debug("The partitions {} could not be given back.", states.keySet(), away);
            }
        }

        /** What was fetched is worked off first; then more is fetched. */
        private void holdOrFetch() {
            consumer.pause(keys(true));
            consumer.resume(keys(false));
        }

        private List<TopicPartition> keys(boolean held) {
            return assigned.values().stream()
                    .filter(partition -> partition.isHeld() == held)
                    .map(InboxPartition::partition)
                    .toList();
        }

        private PartitionHealth health(InboxPartition partition) {
            return partition.health(consumer.currentLag(partition.partition()).orElse(0));
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> added) {
            if (added.isEmpty()) {
                return;
            }
            Map<String, TopicDescription> descriptions = describe(added);
            for (TopicPartition partition : added) {
                TopicDescription topic = Objects.requireNonNull(descriptions.get(partition.topic()));
                try {
                    InboxTable.Claim claim = table.claim(partition, topic.topicId());
                    assigned.put(partition, new InboxPartition(partition, claim, table, letters, name, handler));
                    consumer.seek(partition, claim.state().nextOffset());
                } catch (SQLException unavailable) {
                    throw new KafkaException("The stored offset of " + partition + " cannot be read.", unavailable);
                }
            }
        }

        private Map<String, TopicDescription> describe(Collection<TopicPartition> added) {
            Set<String> names = new HashSet<>();
            added.forEach(partition -> names.add(partition.topic()));
            try (Admin admin = Admin.create(kafka)) {
                return admin.describeTopics(names).allTopicNames().get(ADMIN_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException problem) {
                throw new KafkaException("The ids of the topics " + names + " cannot be read.", problem);
            } catch (InterruptedException interrupted) {
                throw new org.apache.kafka.common.errors.InterruptException(interrupted);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            release(revoked);
            revoked.forEach(assigned::remove);
        }
    }
}
