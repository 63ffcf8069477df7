package se.iopledger.eventlog.publisher;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import se.iopledger.eventlog.topic.EntryRecords;
import se.iopledger.eventlog.topic.Link;

/** Reads the last record of each partition: what the broker has, whatever it once acknowledged. */
public final class TopicTail {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Object> kafka;

    /** @param kafka client properties: {@code bootstrap.servers} and, where needed, security */
    public TopicTail(Map<String, Object> kafka) {
        this.kafka = new HashMap<>(kafka);
        this.kafka.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.kafka.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        this.kafka.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        this.kafka.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        // Only the last record is wanted.
        this.kafka.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 100_000);
    }

    /**
     * The last entry in each partition, by the partition's number.
     *
     * @throws EntryRecords.ForeignRecord if a partition ends with a record that is not one of this ledger
     */
    public List<Link> read(String topic, int partitions) {
        List<Link> lasts = new ArrayList<>(Collections.nCopies(partitions, Link.NONE));
        List<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            // Assigned before asked, or the client warns that it cannot keep what it learns.
            consumer.assign(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(all);
            Set<TopicPartition> toRead = new HashSet<>(all);
            toRead.removeIf(partition -> ends.getOrDefault(partition, 0L) <= beginnings.getOrDefault(partition, 0L));
            consumer.assign(toRead);
            toRead.forEach(partition -> consumer.seek(partition, ends.getOrDefault(partition, 0L) - 1));
            long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
            while (!toRead.isEmpty()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    lasts.set(record.partition(), EntryRecords.read(record).own());
                    toRead.remove(new TopicPartition(topic, record.partition()));
                }
                if (System.nanoTime() > giveUpAt) {
                    throw new KafkaException("The last records of " + toRead + " did not come.");
                }
            }
        }
        return lasts;
    }
}
