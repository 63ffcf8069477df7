package se.iopledger.benchmarks.passing;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.LongSerializer;

/** A record that is sent and received, with nothing before, between or after. */
final class BareRoundTrip {

    private static final Duration POLL = Duration.ofMillis(100);

    private BareRoundTrip() {}

    static Steady.Latencies run(Map<String, Object> kafka, String topic, int rate, Duration time, int bytes)
            throws InterruptedException {
        try (Admin admin = Admin.create(kafka)) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("The topic cannot be created.", failed.getCause());
        }
        Steady steady = new Steady(rate, time, 0);
        AtomicBoolean done = new AtomicBoolean();
        Map<String, Object> sending = new HashMap<>(kafka);
        sending.put("acks", "all");
        sending.put("linger.ms", 0);
        sending.put("max.in.flight.requests.per.connection", 1);
        try (KafkaProducer<Long, byte[]> producer =
                new KafkaProducer<>(sending, new LongSerializer(), new ByteArraySerializer())) {
            Thread receiver = Thread.ofPlatform().daemon().start(() -> receive(kafka, topic, steady, done));
            // From the moment it is handed over: what is measured is the whole way, as far as Kafka has a part in it.
            Steady.Latencies latencies = steady.run(number -> {
                long handedOver = number;
                // One that fails is never seen, which ends the measurement.
                Future<RecordMetadata> _ = producer.send(new ProducerRecord<>(topic, handedOver, new byte[bytes]));
                return handedOver;
            });
            done.set(true);
            receiver.join();
            return latencies;
        }
    }

    private static void receive(Map<String, Object> kafka, String topic, Steady steady, AtomicBoolean done) {
        try (KafkaConsumer<Long, byte[]> consumer =
                new KafkaConsumer<>(kafka, new LongDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            while (!done.get()) {
                consumer.poll(POLL).forEach(record -> steady.seen(record.key()));
            }
        }
    }
}
