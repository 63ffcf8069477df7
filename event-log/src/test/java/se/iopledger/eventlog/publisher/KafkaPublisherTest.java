package se.iopledger.eventlog.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.iopledger.eventlog.testing.Events.append;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.testing.Events;
import se.iopledger.eventlog.testing.Eventually;
import se.iopledger.eventlog.testing.TestLog;
import se.iopledger.eventlog.testing.TestTopic;
import se.iopledger.eventlog.topic.EntryRecords;
import se.iopledger.eventlog.topic.Link;
import se.iopledger.eventlog.topic.Partitions;

class KafkaPublisherTest {

    private final TestLog source = new TestLog("publisher");
    private final TestTopic topic = new TestTopic("published", 3);
    private final List<KafkaPublisher> publishers = new ArrayList<>();

    @AfterEach
    void close() {
        publishers.forEach(KafkaPublisher::close);
        source.close();
    }

    @Test
    void every_entry_is_published_in_order_unchanged_and_chained() {
        KafkaPublisher publisher = publisher();
        storeStreams(0, 20);
        List<ConsumerRecord<byte[], byte[]>> records = topic.records(40);

        assertThat(records).hasSize(40);
        assertChained(records);
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Entry entry = Entry.parse(record.value());
            assertThat(source.log().readFrom(entry.position(), 1)).containsExactly(entry);
            assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo(entry.streamId());
            assertThat(record.partition()).isEqualTo(Partitions.of(entry.streamId(), 3));
            assertThat(header(record, "content-type")).isEqualTo("application/cloudevents+json; charset=utf-8");
            assertThat(header(record, "leafhash")).isEqualTo(entry.leafHashHex());
        }
        Eventually.await("the checkpoint", () -> publisher.health().publishedTo() == 39);
        assertThat(publisher.health().lag()).isZero();
        assertThat(publisher.health().failing()).isFalse();
    }

    @Test
    void a_restart_goes_on_where_it_was() {
        KafkaPublisher first = publisher();
        storeStreams(0, 10);
        Eventually.await("the checkpoint", () -> first.health().publishedTo() == 19);
        first.close();
        storeStreams(10, 20);
        KafkaPublisher second = publisher();
        Eventually.await("the checkpoint", () -> second.health().publishedTo() == 39);

        List<ConsumerRecord<byte[], byte[]>> records = topic.records(40);
        assertThat(records).hasSize(40);
        assertChained(records);
    }

    @Test
    void a_checkpoint_that_is_behind_the_topic_repeats_and_leaves_nothing_out() throws Exception {
        KafkaPublisher first = publisher();
        storeStreams(0, 10);
        Eventually.await("the checkpoint", () -> first.health().publishedTo() == 19);
        first.close();
        source.database().asApp("DELETE FROM eventlog.publisher_checkpoint");
        storeStreams(10, 11);
        publisher();
        List<ConsumerRecord<byte[], byte[]>> records = topic.records(20 + 22);
        assertChained(withoutRepeats(records));
        assertThat(withoutRepeats(records)).hasSize(22);
    }

    @Test
    void a_topic_that_lost_everything_is_filled_again() throws Exception {
        KafkaPublisher first = publisher();
        storeStreams(0, 10);
        Eventually.await("the checkpoint", () -> first.health().publishedTo() == 19);
        first.close();
        topic.delete();
        storeStreams(10, 11);
        KafkaPublisher second = publisher();
        Eventually.await("the checkpoint", () -> second.health().publishedTo() == 21);
        List<ConsumerRecord<byte[], byte[]>> records = topic.records(22);
        assertThat(records).hasSize(22);
        assertChained(records);
    }

    @Test
    void one_record_that_the_broker_refuses_stops_all_after_it_until_it_is_taken() throws Exception {
        topic.create();
        topic.limitRecordsTo(3_000);
        KafkaPublisher publisher = publisher();
        source.stored(append(Events.event("A", 0)));
        source.stored(append(Events.unfinished("A", 1).data(Events.json("\"" + "x".repeat(5_000) + "\""))));
        for (int sequence = 2; sequence < 10; sequence++) {
            source.stored(append(Events.event("A", sequence)));
        }
        Eventually.await("a failure", () -> publisher.health().failing());
        assertThat(publisher.health().lastFailure()).isNotNull();
        assertThat(topic.records())
                .allMatch(record -> Entry.parse(record.value()).position() == 0);
        Eventually.await("a known lag", () -> publisher.health().lag() >= 9);

        topic.limitRecordsTo(100_000);
        Eventually.await("the checkpoint", () -> publisher.health().publishedTo() == 9);
        assertChained(withoutRepeats(topic.records(10)));
        assertThat(publisher.health().failing()).isFalse();
    }

    @Test
    void a_broker_that_is_away_shows_in_health_and_not_in_the_log() {
        Map<String, Object> nowhere = new HashMap<>(TestTopic.kafka());
        nowhere.put("bootstrap.servers", "127.0.0.1:1");
        nowhere.put("default.api.timeout.ms", "1000");
        nowhere.put("request.timeout.ms", "1000");
        KafkaPublisher publisher = publisher(nowhere);
        storeStreams(0, 1);
        Eventually.await("a failure", () -> publisher.health().failing());
        assertThat(publisher.health().lag()).isEqualTo(2);
    }

    @Test
    void a_topic_of_another_log_is_not_written_to() throws Exception {
        try (TestLog stranger = new TestLog("stranger")) {
            stranger.stored(append("A", 0, 1));
            Entry foreign = stranger.log().readFrom(0, 1).getFirst();
            topic.create();
            topic.send(EntryRecords.write(topic.name(), Partitions.of("A", 3), foreign, Link.NONE));
        }
        storeStreams(0, 1);
        KafkaPublisher publisher = publisher();
        Eventually.await("a failure", () -> publisher.health().failing());
        assertThat(String.valueOf(publisher.health().lastFailure())).contains("not what the log holds");
        assertThat(topic.records()).hasSize(1);
    }

    @Test
    void of_two_publishers_one_publishes_and_the_other_takes_over_when_it_is_closed() {
        KafkaPublisher first = publisher();
        Eventually.await("the first leads", () -> first.health().leading());
        KafkaPublisher second = publisher();
        storeStreams(0, 10);
        Eventually.await("the checkpoint", () -> first.health().publishedTo() == 19);
        assertThat(second.health().leading()).isFalse();
        assertThat(second.health().failing()).isFalse();
        Eventually.await("the other knows", () -> second.publishedTo() == 19);

        first.close();
        storeStreams(10, 20);
        Eventually.await("the second leads", () -> second.health().leading());
        Eventually.await("the checkpoint", () -> second.health().publishedTo() == 39);
        List<ConsumerRecord<byte[], byte[]>> records = topic.records(40);
        assertThat(records).as("nothing is repeated without need").hasSize(40);
        assertChained(records);
    }

    @Test
    void whatever_breaks_every_receiver_ends_with_the_whole_history_in_order() throws Exception {
        topic.create();
        Random chance = new Random(4711);
        int streams = 0;
        publisher();
        publisher();
        for (int round = 0; round < 25; round++) {
            storeStreams(streams, streams + 8);
            streams += 8;
            switch (chance.nextInt(4)) {
                // Smaller than any entry: the broker refuses whatever is sent next.
                case 0 -> topic.limitRecordsTo(150);
                case 1 -> topic.limitRecordsTo(100_000);
                case 2 -> source.database().cutConnections();
                case 3 -> replaceTheLeader();
                default -> throw new AssertionError();
            }
            source.pool().getHikariPoolMXBean().softEvictConnections();
        }
        topic.limitRecordsTo(100_000);
        long head = source.log().head();
        Eventually.await(
                "all published",
                () -> publishers.stream().anyMatch(each -> each.health().publishedTo() == head));
        List<ConsumerRecord<byte[], byte[]>> once = withoutRepeats(topic.records((int) head + 1));
        assertThat(once).hasSize((int) head + 1);
        assertChained(once);
    }

    private void replaceTheLeader() {
        publishers.stream().filter(each -> each.health().leading()).findFirst().ifPresent(leader -> {
            leader.close();
            publishers.remove(leader);
            publisher();
        });
    }

    @Test
    void an_operator_has_entries_published_again_from_a_position() throws Exception {
        KafkaPublisher leader = publisher();
        Eventually.await("one leads", () -> leader.health().leading());
        KafkaPublisher standby = publisher();
        storeStreams(0, 10);
        Eventually.await("the checkpoint", () -> leader.health().publishedTo() == 19);

        standby.publishAgain(7, "operator-1", "the topic was truncated");
        List<ConsumerRecord<byte[], byte[]>> records = topic.records(20 + 13);
        assertThat(records).hasSize(33);
        assertThat(withoutRepeats(records)).hasSize(20);
        assertChained(withoutRepeats(records));
        assertChainedWithin(records);
        assertThat(leader.health().lastFailure()).isNull();

        leader.publishAgain(0, "operator-1", "once more, from the start");
        assertThat(topic.records(33 + 20)).hasSize(53);
        storeStreams(10, 11);
        assertChained(withoutRepeats(topic.records(55)));
    }

    @Test
    void what_the_log_does_not_hold_cannot_be_published_again() {
        KafkaPublisher publisher = publisher();
        storeStreams(0, 1);
        assertThatThrownBy(() -> publisher.publishAgain(2, "operator-1", "a mistake"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 to 1");
        assertThatThrownBy(() -> publisher.publishAgain(-1, "operator-1", "a mistake"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private KafkaPublisher publisher() {
        return publisher(TestTopic.kafka());
    }

    private KafkaPublisher publisher(Map<String, Object> kafka) {
        KafkaPublisher publisher = new KafkaPublisher(
                source.log(),
                source.pool(),
                source.database().app(),
                topic.name(),
                3,
                kafka,
                new SimpleMeterRegistry());
        publishers.add(publisher);
        publisher.start();
        return publisher;
    }

    /** Two events for each of the streams. */
    private void storeStreams(int from, int to) {
        IntStream.range(from, to).forEach(stream -> source.stored(append("stream-" + stream, 0, 2)));
    }

    /** As a receiver does: what is not above the highest position of its partition is a repeat. */
    private static List<ConsumerRecord<byte[], byte[]>> withoutRepeats(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<Integer, Long> highest = new HashMap<>();
        return records.stream()
                .filter(record -> {
                    long position = Entry.parse(record.value()).position();
                    long before = highest.getOrDefault(record.partition(), -1L);
                    highest.put(record.partition(), Math.max(position, before));
                    return position > before;
                })
                .toList();
    }

    private static void assertChained(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<Integer, Link> lasts = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            EntryRecords.Received received = EntryRecords.read(record);
            assertThat(received.previous()).isEqualTo(lasts.getOrDefault(record.partition(), Link.NONE));
            lasts.put(record.partition(), received.own());
        }
    }

    /** Each record, repeated or not, names as its predecessor what the log holds before it in its partition. */
    private void assertChainedWithin(List<ConsumerRecord<byte[], byte[]>> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            EntryRecords.Received received = EntryRecords.read(record);
            Link before = source.log().readFrom(0, (int) received.own().position()).stream()
                    .filter(entry -> Partitions.of(entry.streamId(), 3) == record.partition())
                    .reduce((earlier, later) -> later)
                    .map(Link::to)
                    .orElse(Link.NONE);
            assertThat(received.previous()).isEqualTo(before);
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
