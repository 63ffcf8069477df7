package se.iopledger.eventlog.publisher;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends records in order with one request in flight, and stops at the first that fails: nothing that was to follow it
 * is sent any more. After a failure it is of no further use.
 */
final class OrderedProducer implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    OrderedProducer(Map<String, Object> kafka) {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        // Kafka's own default makes a lone record wait for company.
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        // A request carries one batch per partition: as much as waits, so that one in flight is enough.
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
        properties.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        properties.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        properties.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Sends all, and returns when the broker has acknowledged all.
     *
     * @throws KafkaException at the first failure; some of the records may have been taken
     */
    void send(List<ProducerRecord<byte[], byte[]>> records) throws InterruptedException {
        List<Future<RecordMetadata>> answers = new ArrayList<>(records.size());
        for (ProducerRecord<byte[], byte[]> record : records) {
            if (failure.get() != null) {
                break;
            }
            answers.add(producer.send(record, (metadata, problem) -> stopAt(problem)));
        }
        for (Future<RecordMetadata> answer : answers) {
            try {
                answer.get();
            } catch (ExecutionException refused) {
                throw new KafkaException("A record was not acknowledged: " + reason(refused), reason(refused));
            }
        }
        Exception problem = failure.get();
        if (problem != null) {
            throw new KafkaException("A record was not acknowledged.", problem);
        }
    }

    private Throwable reason(ExecutionException refused) {
        // Those that were stopped fail too; the first failure is the one that says why.
        Exception first = failure.get();
        return first != null ? first : refused;
    }

    /** Runs on the thread that sends, which therefore sends nothing after the record that failed. */
    private void stopAt(@Nullable Exception problem) {
        if (problem != null && failure.compareAndSet(null, problem)) {
            producer.close(Duration.ZERO);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
