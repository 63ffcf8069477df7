package se.iopledger.eventlog.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import se.iopledger.eventlog.testing.EmbeddedBroker;
import se.iopledger.eventlog.testing.TestTopic;

class TopicSetupTest {

    private final Admin admin = Admin.create(TestTopic.kafka());
    private final String topic = EmbeddedBroker.topicName("setup");

    @AfterEach
    void close() {
        admin.close();
    }

    @Test
    void a_topic_is_created_once_and_keeps_everything() throws Exception {
        TopicSetup.ensure(admin, topic, 3);
        TopicSetup.ensure(admin, topic, 3);
        assertThat(admin.describeTopics(List.of(topic)).allTopicNames().get().values())
                .singleElement()
                .satisfies(there -> assertThat(there.partitions()).hasSize(3));
    }

    @Test
    void another_number_of_partitions_is_refused() throws Exception {
        TopicSetup.ensure(admin, topic, 3);
        assertThatThrownBy(() -> TopicSetup.ensure(admin, topic, 4)).hasMessageContaining("3 partitions, not 4");
    }

    @Test
    void a_topic_that_forgets_is_refused() throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.<Short>empty())
                        .configs(Map.of("retention.ms", "86400000"))))
                .all()
                .get();
        assertThatThrownBy(() -> TopicSetup.ensure(admin, topic, 1)).hasMessageContaining("retention");
    }
}
