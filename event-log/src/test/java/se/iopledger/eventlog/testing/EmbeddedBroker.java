package se.iopledger.eventlog.testing;

import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.utils.Exit;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** One Kafka broker per JVM. Tests keep apart by topics of their own. */
public final class EmbeddedBroker {

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);
    private static final AtomicInteger NAMED = new AtomicInteger();

    private EmbeddedBroker() {}

    /** Where clients connect; the broker is started when first asked for. */
    public static String bootstrapServers() {
        return Broker.RUNNING.getBrokersAsString();
    }

    /** A topic name that no other test of this run has. The topic is not created. */
    public static String topicName(String purpose) {
        return "test." + purpose + "." + NAMED.incrementAndGet();
    }

    private static final class Broker {

        static final EmbeddedKafkaKraftBroker RUNNING = start();

        private static EmbeddedKafkaKraftBroker start() {
            // Kafka's own hooks remove its files, also while the broker still writes to them, which then hangs.
            Queue<Runnable> afterStopping = new ConcurrentLinkedQueue<>();
            Exit.setShutdownHookAdder((name, hook) -> afterStopping.add(hook));
            EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1);
            broker.brokerProperties(Map.of(
                    "auto.create.topics.enable", "false",
                    "group.initial.rebalance.delay.ms", "0",
                    "group.min.session.timeout.ms", "1000",
                    "delete.topic.enable", "true"));
            broker.afterPropertiesSet();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(broker, afterStopping), "test-broker-stop"));
            return broker;
        }

        /** A broker that does not stop in time must not keep the test run from ending. */
        private static void stop(EmbeddedKafkaKraftBroker broker, Queue<Runnable> afterwards) {
            Thread stopping = Thread.ofPlatform().daemon().start(broker::destroy);
            try {
                if (stopping.join(STOP_PATIENCE)) {
                    afterwards.forEach(Runnable::run);
                }
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
