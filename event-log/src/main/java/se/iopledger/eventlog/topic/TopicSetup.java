package se.iopledger.eventlog.topic;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Sets up a topic as the ledger needs it: a fixed number of partitions, since another number would spread streams
 * anew, and unlimited retention, so that a new subscriber can start from the beginning.
 */
public final class TopicSetup {

    private static final long ANSWER_SECONDS = 20;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final Map<String, String> CONFIG = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.RETENTION_MS_CONFIG,
            "-1",
            TopicConfig.RETENTION_BYTES_CONFIG,
            "-1");

    private TopicSetup() {}

    /**
     * Creates the topic, or checks the one that is there.
     *
     * @param partitions how many the topic has for ever
     * @throws IllegalStateException if the topic is there with another number of partitions or a limited retention
     * @throws KafkaException if the broker does not do it, or does not answer in 20 seconds
     */
    public static void ensure(Admin admin, String topic, int partitions) throws InterruptedException {
        boolean created = create(admin, topic, partitions);
        TopicDescription there = visible(admin, topic);
        if (created) {
            return;
        }
        if (there.partitions().size() != partitions) {
            throw new IllegalStateException("The topic " + topic + " has "
                    + there.partitions().size() + " partitions, not " + partitions
                    + ". Their number cannot change: rebuild the topic instead.");
        }
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = Objects.requireNonNull(
                await(admin.describeConfigs(List.of(resource)).all()).get(resource));
        CONFIG.forEach((name, wanted) -> {
            String is = Optional.ofNullable(config.get(name))
                    .map(ConfigEntry::value)
                    .orElse("not set");
            if (!wanted.equals(is)) {
                throw new IllegalStateException("The topic " + topic + " has " + name + "=" + is + ", not " + wanted
                        + ": it would lose entries that new subscribers need.");
            }
        });
    }

    private static boolean create(Admin admin, String topic, int partitions) throws InterruptedException {
        NewTopic wanted = new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(CONFIG);
        try {
            await(admin.createTopics(List.of(wanted)).all());
            return true;
        } catch (TopicExistsException there) {
            return false;
        }
    }

    /** The controller has made the topic before the brokers tell of it; whoever uses it waits for the latter. */
    private static TopicDescription visible(Admin admin, String topic) throws InterruptedException {
        long giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(ANSWER_SECONDS);
        while (true) {
            try {
                return Objects.requireNonNull(
                        await(admin.describeTopics(List.of(topic)).allTopicNames())
                                .get(topic));
            } catch (UnknownTopicOrPartitionException notYet) {
                if (System.nanoTime() > giveUpAt) {
                    throw notYet;
                }
                Thread.sleep(BETWEEN_LOOKS);
            }
        }
    }

    private static <T> T await(KafkaFuture<T> future) throws InterruptedException {
        try {
            return future.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException noAnswer) {
            throw new KafkaException("The broker did not answer in " + ANSWER_SECONDS + " seconds.", noAnswer);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new KafkaException("The broker refused.", failure);
        }
    }
}
