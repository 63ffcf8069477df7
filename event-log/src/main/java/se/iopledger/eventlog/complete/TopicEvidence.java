package se.iopledger.eventlog.complete;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import se.iopledger.eventlog.publisher.TopicTail;
import se.iopledger.eventlog.topic.Link;

/** What the log's own topic holds: the last record of each partition, whoever published it. */
public final class TopicEvidence implements Evidence {

    private static final long ANSWER_SECONDS = 10;

    private final String topic;
    private final Map<String, Object> kafka;

    /** @param kafka client properties: {@code bootstrap.servers} and, where needed, security */
    public TopicEvidence(String topic, Map<String, Object> kafka) {
        this.topic = topic;
        this.kafka = patient(kafka);
    }

    /** Not for longer than a person waits for a service to start. */
    static Map<String, Object> patient(Map<String, Object> kafka) {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.putIfAbsent("request.timeout.ms", (int) TimeUnit.SECONDS.toMillis(ANSWER_SECONDS / 2));
        properties.putIfAbsent("default.api.timeout.ms", (int) TimeUnit.SECONDS.toMillis(ANSWER_SECONDS));
        return properties;
    }

    @Override
    public String name() {
        return "the topic " + topic;
    }

    @Override
    public boolean isAwaited() {
        return true;
    }

    @Override
    public Memory ask() throws Exception {
        int partitions = partitions(topic, kafka);
        if (partitions == 0) {
            return Memory.NONE;
        }
        List<Link> lasts = new TopicTail(kafka)
                .read(topic, partitions).stream()
                        .filter(last -> last.position() >= 0)
                        .toList();
        return new Memory(1 + lasts.stream().mapToLong(Link::position).max().orElse(-1), lasts);
    }

    /** How many partitions a topic has; 0 if there is none of that name. */
    static int partitions(String topic, Map<String, Object> kafka) throws Exception {
        try (Admin admin = Admin.create(kafka)) {
            TopicDescription found = admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                    .get(topic);
            return found == null ? 0 : found.partitions().size();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
                return 0;
            }
            throw failure;
        }
    }
}
