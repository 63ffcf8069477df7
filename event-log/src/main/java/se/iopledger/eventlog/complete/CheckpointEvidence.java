package se.iopledger.eventlog.complete;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.iopledger.proofs.DoesNotHold;
import se.iopledger.proofs.Malformed;
import se.iopledger.proofs.note.Checkpoint;
import se.iopledger.proofs.note.SignedNote;
import se.iopledger.proofs.note.VerifierKey;

/**
 * What the log itself has signed: the last of its checkpoints in the topic that all logs share. One that is not signed with
 * the log's key says nothing.
 */
public final class CheckpointEvidence implements Evidence {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointEvidence.class);

    /** Read backwards in steps that grow: of a log that rests the last one lies far behind those of the others. */
    private static final long FIRST_STEP = 500;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(200);

    private final String topic;
    private final String origin;
    private final List<VerifierKey> keys;
    private final Map<String, Object> kafka;

    /**
     * @param origin of the log
     * @param keys with which its checkpoints are, or were, signed
     * @param kafka client properties: {@code bootstrap.servers} and, where needed, security
     */
    public CheckpointEvidence(String topic, String origin, List<VerifierKey> keys, Map<String, Object> kafka) {
        this.topic = topic;
        this.origin = origin;
        this.keys = List.copyOf(keys);
        this.kafka = new HashMap<>(TopicEvidence.patient(kafka));
        this.kafka.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.kafka.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        this.kafka.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    }

    @Override
    public String name() {
        return "the checkpoints in " + topic;
    }

    @Override
    public boolean isAwaited() {
        return true;
    }

    @Override
    public Memory ask() throws Exception {
        if (TopicEvidence.partitions(topic, kafka) == 0) {
            return Memory.NONE;
        }
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            long beginning = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
            long to = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            long largest = -1;
            for (long step = FIRST_STEP; largest < 0 && to > beginning; step *= 2) {
                long from = Math.max(beginning, to - step);
                consumer.seek(partition, from);
                largest = largest(consumer, partition, to);
                to = from;
            }
            return Memory.of(Math.max(0, largest));
        }
    }

    /** The largest size that the log signed, from where the consumer stands up to an offset; -1: none. */
    private long largest(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long to) {
        long largest = -1;
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(partition) < to) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                giveUpAt = System.nanoTime() + PATIENCE.toNanos();
                if (record.offset() < to) {
                    largest = Math.max(largest, signedSize(record));
                }
            }
            if (System.nanoTime() > giveUpAt) {
                throw new KafkaException("The last checkpoints of " + topic + " did not come.");
            }
        }
        return largest;
    }

    /** -1 where the record is another log's, or nobody's. */
    private long signedSize(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value();
        if (value == null || !Arrays.equals(origin.getBytes(StandardCharsets.UTF_8), record.key())) {
            return -1;
        }
        try {
            Checkpoint stated = Checkpoint.open(SignedNote.parse(value), keys);
            return stated.origin().equals(origin) ? stated.size() : -1;
        } catch (Malformed | DoesNotHold notTheLogs) {
            LOG.warn(
                    "The record at offset {} of {} is no checkpoint of {}.",
                    record.offset(),
                    topic,
                    origin,
                    notTheLogs);
            return -1;
        }
    }
}
