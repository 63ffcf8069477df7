package se.iopledger.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.iopledger.local.testing.FreePorts;

class KafkaBrokerTest {

    private static final TopicPartition PARTITION = new TopicPartition("iop.agreements", 0);

    @TempDir
    Path folder;

    @Test
    void records_survive_a_restart_also_on_other_ports() throws Exception {
        List<Integer> ports = FreePorts.find(4);
        try (KafkaBroker broker = KafkaBroker.start(folder.resolve("kafka"), ports.get(0), ports.get(1))) {
            assertThat(broker).isNotNull();
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + ports.get(0)))) {
                admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1)))
                        .all()
                        .get();
            }
            send(ports.get(0), PARTITION.topic(), "registered", 30_000);
        }
        try (KafkaBroker broker = KafkaBroker.start(folder.resolve("kafka"), ports.get(2), ports.get(3))) {
            assertThat(broker).isNotNull();
            assertThat(firstRecord(ports.get(2))).isEqualTo("registered", 30_000);
        }
    }

    @Test
    void a_topic_that_nobody_set_up_is_not_made_by_accident() {
        List<Integer> ports = FreePorts.find(2);
        try (KafkaBroker broker = KafkaBroker.start(folder.resolve("kafka"), ports.get(0), ports.get(1))) {
            assertThat(broker).isNotNull();
            assertThatThrownBy(() -> send(ports.get(0), "iop.mistyped", "lost", 1_000))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TimeoutException.class);
        }
    }

    private static void send(int port, String topic, String value, int blockMillis) throws Exception {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", "127.0.0.1:" + port, "acks", "all", "max.block.ms", blockMillis);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            var _ = producer.send(new ProducerRecord<>(topic, value)).get();
        }
    }

    private static String firstRecord(int port) {
        Map<String, Object> settings = Map.of("bootstrap.servers", "127.0.0.1:" + port);
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            ConsumerRecords<String, String> records = consumer.poll(Duration.ofSeconds(30));
            return records.iterator().next().value();
        }
    }
}
