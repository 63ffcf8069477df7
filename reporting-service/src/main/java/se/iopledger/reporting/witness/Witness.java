package se.iopledger.reporting.witness;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.iopledger.eventlog.Failure;
import se.iopledger.eventlog.lead.Lead;
import se.iopledger.eventlog.lead.Term;
import se.iopledger.eventlog.topic.TopicSetup;
import se.iopledger.proofs.DoesNotHold;
import se.iopledger.proofs.Malformed;
import se.iopledger.proofs.merkle.Hash;
import se.iopledger.proofs.note.Checkpoint;
import se.iopledger.proofs.note.SignedNote;
import se.iopledger.proofs.note.SigningKey;
import se.iopledger.reporting.journal.Differences;
import se.iopledger.reporting.journal.Gaps;
import se.iopledger.reporting.journal.JournalTree;

/**
 * Receives the logs' checkpoints, lets the journal's trees grow, and cosigns what agrees. A checkpoint that does not
 * agree, is not signed, or whose entries do not arrive raises an alarm; while an alarm of a log is undecided nothing of
 * that log is cosigned, and the other logs go on.
 *
 * <p>Of several instances one witnesses, the others stand by ({@link Lead}). Works between {@link #start} and {@link
 * #close}, on threads of its own.
 */
final class Witness implements Differences, Gaps, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Witness.class);
    private static final int PARTITIONS = 1;
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final long ANSWER_SECONDS = 20;
    private static final int LONGEST_QUOTE = 255;

    private final Supplier<List<WitnessedLog>> logs;
    private final SigningKey key;
    private final Duration entriesWithin;
    private final Duration signedWithin;
    private final DataSource pool;
    private final String topic;
    private final Map<String, Object> kafka;
    private final BooleanSupplier journalHasAllThatIsPublished;
    private final InstantSource clock;
    private final CheckpointTable checkpoints;
    private final AlarmTable alarms;
    private final Lead lead;

    private volatile Health health = new Health(false, null);
    private volatile List<WitnessedLog> known = List.of();
    private volatile List<Judge> judges = List.of();

    /**
     * How witnessing fares.
     *
     * @param failing whether the last attempt failed, or this instance cannot stand by
     * @param lastFailure the last failure since the start, also when overcome
     */
    record Health(boolean failing, @Nullable Failure lastFailure) {}

    /**
     * @param logs asked for whenever witnessing begins; may throw where a key is not there yet
     * @param entriesWithin how long entries may take to arrive behind their checkpoint
     * @param signedWithin how long a checkpoint may take to arrive behind its entries
     * @param pool the service's own database
     * @param direct opens a connection to the same database per call, outside any pool: one holds the lead
     * @param topic of checkpoints
     * @param kafka client properties: {@code bootstrap.servers} and, where needed, security
     * @param journalHasAllThatIsPublished whether nothing that the topics hold now is on its way into the journal
     */
    Witness(
            Supplier<List<WitnessedLog>> logs,
            SigningKey key,
            Duration entriesWithin,
            Duration signedWithin,
            DataSource pool,
            DataSource direct,
            String topic,
            Map<String, Object> kafka,
            BooleanSupplier journalHasAllThatIsPublished,
            InstantSource clock,
            MeterRegistry meters) {
        this.logs = logs;
        this.key = key;
        this.entriesWithin = entriesWithin;
        this.signedWithin = signedWithin;
        this.pool = pool;
        this.topic = topic;
        this.kafka = Map.copyOf(kafka);
        this.journalHasAllThatIsPublished = journalHasAllThatIsPublished;
        this.clock = clock;
        this.checkpoints = new CheckpointTable(pool);
        this.alarms = new AlarmTable(pool);
        Gauge.builder("iop.witness.alarms", this, Witness::undecidedAsFarAsKnown)
                .description("Alarms that wait for a person; their logs are not cosigned")
                .register(meters);
        Gauge.builder("iop.witness.lag", this, Witness::lagAsFarAsKnown)
                .description("Entries that have arrived and are not cosigned, of all logs; NaN where not known")
                .register(meters);
        this.lead = new Lead("witness", direct, this::witnessWhileLeading, meters);
    }

    void start() {
        lead.start();
    }

    Health health() {
        Failure cannotTakeOver = lead.isLeading() ? null : lead.failure();
        return cannotTakeOver == null ? health : new Health(true, cannotTakeOver);
    }

    /** Ends after what is under way. */
    @Override
    public void close() {
        lead.close();
    }

    /** The largest checkpoint of a log that was cosigned, with the cosignature; empty also while its keys are not there. */
    Optional<SignedNote> cosigned(String source) throws SQLException {
        return cosigned(source, Long.MAX_VALUE);
    }

    /** The same, the largest of at most this size. */
    Optional<SignedNote> cosigned(String source, long atMost) throws SQLException {
        Optional<WitnessedLog> log = logOf(source);
        return log.isEmpty() ? Optional.empty() : checkpoints.cosigned(log.get().origin(), atMost);
    }

    private Optional<WitnessedLog> logOf(String source) {
        return logsAsFarAsKnown().stream()
                .filter(log -> log.source().equals(source))
                .findFirst();
    }

    private List<WitnessedLog> logsAsFarAsKnown() {
        try {
            // An instance that stands by has not begun, and answers all the same.
            return known.isEmpty() ? logs.get() : known;
        } catch (IllegalStateException keysNotThere) {
            LOG.debug("The logs' keys are not known yet.", keysNotThere);
            return List.of();
        }
    }

    AlarmTable alarms() {
        return alarms;
    }

    /**
     * The logs whose entries arrive and which sign nothing any more, each told for a person; also asked of an instance that
     * stands by. Not those with an undecided alarm: what such a log signs may be refused.
     */
    List<String> unsigned() throws SQLException {
        Set<String> alarmed = alarms.undecided().stream().map(Alarm::origin).collect(Collectors.toSet());
        List<String> unsigned = new ArrayList<>();
        for (WitnessedLog log : logsAsFarAsKnown()) {
            if (!alarmed.contains(log.origin()) && !alarmed.contains(log.source())) {
                checkpoints
                        .unsigned(log, signedWithin, alarms.lastDecisionOnMissing(log.origin()))
                        .ifPresent(unsigned::add);
            }
        }
        return unsigned;
    }

    private double undecidedAsFarAsKnown() {
        try {
            return alarms.undecided().size();
        } catch (SQLException away) {
            LOG.debug("How many alarms there are cannot be read.", away);
            return Double.NaN;
        }
    }

    private double lagAsFarAsKnown() {
        try {
            return judges.stream().mapToLong(Judge::lag).sum();
        } catch (RuntimeException away) {
            LOG.debug("What is cosigned cannot be read.", away);
            return Double.NaN;
        }
    }

    @Override
    public void differs(String source, long position, Hash kept, Hash received, Connection connection)
            throws SQLException {
        String origin = originOf(source);
        String what = "Position " + position + " of " + source + " arrived with leaf hash " + received.hex()
                + ", but the journal has received " + kept.hex() + " there before.";
        alarms.raise(new Alarm.Raised(origin, Alarm.Kind.ENTRY_DIFFERS, what, position, null, null), connection);
    }

    @Override
    public void missing(String source, long first, long last, long lacking, Connection connection) throws SQLException {
        String what = "Position " + last + " of " + source
                + " did not arrive, though later ones did. The journal lacks "
                + lacking + " of the positions " + first + " to " + last + ", and takes nothing behind them in their"
                + " partition until they are published again.";
        alarms.raise(
                new Alarm.Raised(originOf(source), Alarm.Kind.ENTRIES_ARE_MISSING, what, first, null, null),
                connection);
    }

    private String originOf(String source) {
        return logOf(source).map(WitnessedLog::origin).orElse(source);
    }

    private void witnessWhileLeading(Term term) throws InterruptedException {
        try {
            while (!term.isOver()) {
                witnessUntilItFails(term);
            }
        } finally {
            // Who stands by does not fail, whatever it failed at before.
            health = new Health(false, health.lastFailure());
            judges = List.of();
        }
    }

    private void witnessUntilItFails(Term term) throws InterruptedException {
        try {
            witness(term);
        } catch (InterruptException end) {
            LOG.debug("The witness was interrupted.", end);
        } catch (SQLException | RuntimeException problem) {
            failed(problem, term);
        }
    }

    private void failed(Exception problem, Term term) throws InterruptedException {
        if (term.isOver()) {
            return;
        }
        health = new Health(true, Failure.of("Witnessing broke off", problem));
        LOG.warn("Witnessing broke off; trying again.", problem);
        Thread.sleep(AFTER_FAILURE);
    }

    /** From learning the keys to the first failure or the end of the term. */
    private void witness(Term term) throws SQLException, InterruptedException {
        known = logs.get();
        judges = known.stream().map(this::judgeOf).toList();
        long kept = checkpoints.nextOffset(topic, topicId());
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(List.of(partition));
            try {
                long next = present(kept, consumer, partition);
                consumer.seek(partition, next);
                receiveAndJudge(consumer, partition, next, term);
            } finally {
                // The term is over then, and a consumer cannot close while its thread is interrupted.
                boolean interrupted = Thread.interrupted();
                LOG.debug("Witnessing ends{}.", interrupted ? ", interrupted" : "");
            }
        }
    }

    /**
     * The offset to go on from. One that the broker no longer has means that it lost its tail, or its oldest records: what
     * is read already must not be read as if it were news, and the next checkpoint covers all before it.
     */
    private long present(long kept, KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition)
            throws SQLException {
        long first = offset(consumer.beginningOffsets(List.of(partition)), partition);
        long end = offset(consumer.endOffsets(List.of(partition)), partition);
        long next = Math.clamp(kept, first, end);
        if (next != kept) {
            LOG.warn("{} has the offsets {} to {}, but was read up to {}.", topic, first, end, kept);
            checkpoints.inTransaction(transaction -> checkpoints.advance(topic, kept, next, transaction));
        }
        return next;
    }

    private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return Objects.requireNonNull(offsets.get(partition));
    }

    private void receiveAndJudge(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long from, Term term)
            throws SQLException {
        long next = from;
        boolean more = true;
        while (!term.isOver()) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(more ? Duration.ZERO : LOOK_EVERY);
            if (!records.isEmpty()) {
                long position = consumer.position(partition);
                receive(records, next, position);
                next = position;
            }
            more = false;
            for (Judge judge : judges) {
                more |= judge.work();
            }
            health = new Health(false, health.lastFailure());
        }
    }

    private Judge judgeOf(WitnessedLog log) {
        return new Judge(
                log,
                new JournalTree(pool, log.source()),
                checkpoints,
                alarms,
                key,
                entriesWithin,
                journalHasAllThatIsPublished,
                clock);
    }

    private Uuid topicId() throws InterruptedException {
        try (Admin admin = Admin.create(kafka)) {
            TopicSetup.ensure(admin, topic, PARTITIONS);
            return Objects.requireNonNull(admin.describeTopics(List.of(topic))
                            .allTopicNames()
                            .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                            .get(topic))
                    .topicId();
        } catch (ExecutionException | TimeoutException problem) {
            throw new KafkaException("The id of the topic " + topic + " cannot be read.", problem);
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // An offset that the broker no longer has breaks reading off. It is begun anew then, by the topic's id, since
        // it may
        // be another topic of the same name.
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Takes checkpoints in, and how far the topic is read, both or neither. */
    private void receive(ConsumerRecords<byte[], byte[]> records, long from, long to) throws SQLException {
        Map<String, WitnessedLog> byOrigin =
                known.stream().collect(Collectors.toMap(WitnessedLog::origin, Function.identity()));
        checkpoints.inTransaction(transaction -> {
            checkpoints.advance(topic, from, to, transaction);
            for (ConsumerRecord<byte[], byte[]> record : records) {
                receive(record, byOrigin, transaction);
            }
        });
    }

    private void receive(
            ConsumerRecord<byte[], byte[]> record, Map<String, WitnessedLog> byOrigin, Connection transaction)
            throws SQLException {
        String origin = quoted(record.key());
        try {
            SignedNote note = SignedNote.parse(record.value() == null ? new byte[0] : record.value());
            Checkpoint stated = Checkpoint.parse(note.text());
            origin = stated.origin();
            WitnessedLog log = byOrigin.get(origin);
            if (log == null) {
                String what = "A checkpoint of " + stated.size() + " entries came in the name of a log that is not"
                        + " witnessed here.";
                raise(origin, Alarm.Kind.ORIGIN_IS_UNKNOWN, what, stated.size(), transaction);
                return;
            }
            Checkpoint opened = Checkpoint.open(note, log.keys());
            checkpoints.received(opened, note.only(log.keys()), clock.instant(), transaction);
        } catch (Malformed | DoesNotHold refused) {
            LOG.debug("The record at offset {} of {} is no signed checkpoint.", record.offset(), topic, refused);
            String what = "What came at offset " + record.offset() + " of " + topic + " is not signed by the log: "
                    + refused.getMessage();
            raise(origin, Alarm.Kind.NOT_SIGNED_BY_THE_LOG, what, null, transaction);
        }
    }

    private void raise(String origin, Alarm.Kind kind, String what, @Nullable Long statedSize, Connection transaction)
            throws SQLException {
        boolean witnessed = known.stream().anyMatch(log -> log.origin().equals(origin));
        String place = witnessed ? origin : alarms.placeOfStranger(origin, kind, transaction);
        alarms.raise(new Alarm.Raised(place, kind, what, null, null, statedSize), transaction);
    }

    /** What a stranger may have written, so that the database and a person can take it. */
    private static String quoted(byte @Nullable [] key) {
        String text = key == null ? "" : new String(key, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE);
    }
}
