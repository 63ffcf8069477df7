package se.iopledger.eventlog.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import se.iopledger.eventlog.topic.TopicSetup;

/** A topic of one test, as an operator or a stranger handles it. */
public final class TestTopic {

    private static final Duration POLL = Duration.ofMillis(100);

    private final String name;
    private final int partitions;

    /** The topic is not created yet. */
    public TestTopic(String purpose, int partitions) {
        this.name = EmbeddedBroker.topicName(purpose);
        this.partitions = partitions;
    }

    public String name() {
        return name;
    }

    public int partitions() {
        return partitions;
    }

    /** What clients need in order to connect. */
    public static Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", EmbeddedBroker.bootstrapServers());
    }

    /** Waits until the topic holds at least so many records, and returns all, partition by partition in order. */
    public List<ConsumerRecord<byte[], byte[]>> records(int atLeast) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        Eventually.await(atLeast + " records in " + name, () -> {
            records.clear();
            records.addAll(records());
            return records.size() >= atLeast;
        });
        return records;
    }

    /** All records that the topic holds now; none if there is no such topic. */
    public List<ConsumerRecord<byte[], byte[]>> records() throws InterruptedException, ExecutionException {
        if (!exists()) {
            return List.of();
        }
        List<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(name, partition))
                .toList();
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(kafka(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            for (TopicPartition partition : all) {
                long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
                consumer.assign(List.of(partition));
                consumer.seekToBeginning(List.of(partition));
                while (consumer.position(partition) < end) {
                    consumer.poll(POLL).forEach(records::add);
                }
            }
        }
        return records;
    }

    private static boolean exists(String name) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(kafka())) {
            return admin.listTopics().names().get().contains(name);
        }
    }

    private boolean exists() throws InterruptedException, ExecutionException {
        return exists(name);
    }

    /** Creates the topic as the ledger does. */
    public void create() throws InterruptedException {
        try (Admin admin = Admin.create(kafka())) {
            TopicSetup.ensure(admin, name, partitions);
        }
    }

    /** Deletes the topic and waits until it is gone. */
    public void delete() throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(kafka())) {
            admin.deleteTopics(List.of(name)).all().get();
        } catch (ExecutionException failure) {
            if (!(failure.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw failure;
            }
        }
        Eventually.await(name + " is gone", () -> !exists());
    }

    /** As a broker does that keeps records for a time only, or too few of them. */
    public void deleteRecordsBefore(int partition, long offset) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(kafka())) {
            admin.deleteRecords(Map.of(new TopicPartition(name, partition), RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get();
        }
    }

    /** Sets the largest record that the topic takes. */
    public void limitRecordsTo(int bytes) throws InterruptedException, ExecutionException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
        AlterConfigOp set = new AlterConfigOp(
                new ConfigEntry("max.message.bytes", Integer.toString(bytes)), AlterConfigOp.OpType.SET);
        try (Admin admin = Admin.create(kafka())) {
            admin.incrementalAlterConfigs(Map.of(resource, List.of(set))).all().get();
        }
    }

    /** Sends a record as anybody with access to the broker could. */
    public void send(ProducerRecord<byte[], byte[]> record) throws InterruptedException, ExecutionException {
        send(List.of(record));
    }

    /** As above, so many in their order. */
    public void send(List<ProducerRecord<byte[], byte[]>> records) throws InterruptedException, ExecutionException {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka(), new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<?>> sent = new ArrayList<>();
            for (ProducerRecord<byte[], byte[]> record : records) {
                sent.add(producer.send(record));
            }
            for (Future<?> each : sent) {
                each.get();
            }
        }
    }
}
