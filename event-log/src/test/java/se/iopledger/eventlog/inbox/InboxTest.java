package se.iopledger.eventlog.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.iopledger.eventlog.testing.Events.append;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.publisher.KafkaPublisher;
import se.iopledger.eventlog.testing.Eventually;
import se.iopledger.eventlog.testing.TestLog;
import se.iopledger.eventlog.testing.TestTopic;
import se.iopledger.eventlog.topic.EntryRecords;
import se.iopledger.eventlog.topic.Link;
import se.iopledger.eventlog.topic.Partitions;

class InboxTest {

    private static final int PARTITIONS = 2;

    /** By murmur2, in partition 0 and 1 of two. */
    private static final String STREAM_IN_0 = streamIn(0);

    private static final String STREAM_IN_1 = streamIn(1);

    private final TestLog origin = new TestLog("origin");
    private final TestLog receiver = new TestLog("receiver");
    private final TestTopic topic = new TestTopic("received", PARTITIONS);
    private final Notes notes = new Notes();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<AutoCloseable> running = new ArrayList<>();
    private final String inboxName = topic.name() + ".inbox";

    @BeforeEach
    void createTable() throws SQLException {
        Notes.createTable(receiver.database());
    }

    @AfterEach
    void close() throws Exception {
        notes.goOn();
        for (AutoCloseable each : running) {
            each.close();
        }
        origin.close();
        receiver.close();
    }

    @Test
    void every_entry_takes_effect_once_and_its_commands_come_first() {
        store(20);
        publish();
        Inbox inbox = receive();
        awaitEffects(20);
        assertThat(notes.commands()).containsExactlyInAnyOrderElementsOf(positions(20));
        Eventually.await("no lag", () -> inbox.lag() == 0);
        assertThat(inbox.health().failing()).isFalse();
        assertThat(inbox.health().partitions()).hasSize(PARTITIONS);
    }

    @Test
    void an_inbox_may_start_before_its_topic_exists() {
        receive();
        store(2);
        publish();
        awaitEffects(2);
    }

    @Test
    void what_a_publisher_repeats_takes_effect_once() throws Exception {
        store(10);
        publishAgainFromTheStart();
        publishAgainFromTheStart();
        assertThat(topic.records(20)).hasSize(20);
        receive();
        awaitEffects(10);
        store(1);
        publish();
        awaitEffects(11);
        assertThat(notes.commands()).doesNotHaveDuplicates();
    }

    @Test
    void a_failure_between_commands_and_commit_repeats_the_commands_and_not_the_effects() {
        notes.failOnceAt(3);
        store(6);
        publish();
        Inbox inbox = receive();
        awaitEffects(6);
        assertThat(notes.commands())
                .filteredOn(position -> position == 3)
                .as("commands are repeated, so they must be idempotent by their cause")
                .hasSize(2);
        assertThat(inbox.health().lastFailure()).isNotNull();
        Eventually.await(
                "health says that it is overcome", () -> !inbox.health().failing());
    }

    @Test
    void what_waits_takes_effect_together() throws Exception {
        store(100);
        publish();
        topic.records(100);
        receive();
        awaitEffects(100);
        assertThat(Notes.transactions(receiver.database())).isLessThanOrEqualTo(20);
    }

    @Test
    void entries_of_one_stream_take_effect_together_and_in_order_where_no_commands_follow() throws Exception {
        notes.giveNoCommands();
        origin.stored(append(STREAM_IN_0, 0, 100));
        publish();
        topic.records(100);
        receive();
        awaitEffects(100);
        assertThat(Notes.transactions(receiver.database())).isLessThanOrEqualTo(20);
        assertThat(Notes.inOrderOfEffect(receiver.database(), STREAM_IN_0)).isEqualTo(positions(100));
        assertThat(notes.commands()).isEmpty();
    }

    @Test
    void commands_find_the_effects_of_what_came_before_in_their_stream() {
        List<String> tooEarly = new CopyOnWriteArrayList<>();
        for (int sequence = 0; sequence < 20; sequence++) {
            for (int stream = 0; stream < 5; stream++) {
                origin.stored(append("stream-" + stream, sequence, 1));
            }
        }
        publish();
        topic.records(100);
        receive(receiver.pool(), new InboxHandler() {
            @Override
            public void command(Entry received) throws SQLException {
                List<Long> before = Notes.inOrderOfEffect(receiver.database(), received.streamId());
                // Of five streams that take turns, one of five positions is of this stream.
                if (before.size() != received.position() / 5) {
                    tooEarly.add(received + " after " + before);
                }
            }

            @Override
            public void apply(Entry received, Connection transaction) throws Exception {
                notes.apply(received, transaction);
            }
        });
        awaitEffects(100);
        assertThat(tooEarly).isEmpty();
    }

    @Test
    void a_commit_of_many_whose_answer_is_lost_takes_effect_once() {
        AtomicBoolean loseNext = new AtomicBoolean(true);
        store(100);
        publish();
        topic.records(100);
        receive(losingTheAnswerOfOneCommit(loseNext));
        awaitEffects(100);
        assertThat(loseNext).isFalse();
        assertThat(notes.commands()).doesNotHaveDuplicates();
    }

    @Test
    void one_that_fails_among_many_is_parked_and_harms_no_other() throws Exception {
        notes.poison("stream-50");
        store(100);
        publish();
        topic.records(100);
        Inbox inbox = receive();
        Eventually.await("it is parked", () -> inbox.parked() == 1);
        Eventually.await("the others", () -> effects().size() >= 99);
        assertThat(effects())
                .isEqualTo(positions(100).stream()
                        .filter(position -> position != 50)
                        .toList());
        Eventually.await("nothing fails any more", () -> !inbox.health().failing());
        assertThat(String.valueOf(inbox.health().lastFailure())).contains("as told");
    }

    @Test
    void an_entry_that_nobody_survives_is_found_and_parked_and_may_be_retried() throws Exception {
        notes.dieAt(13);
        store(40);
        publish();
        topic.records(40);
        Inbox inbox = receive();
        Eventually.await("it is parked", () -> inbox.parked() == 1);
        Eventually.await("the others", () -> effects().size() >= 39);
        assertThat(effects()).doesNotHaveDuplicates().doesNotContain(13L);
        assertThat(notes.commands())
                .filteredOn(position -> position == 13)
                .as("with others, and three times alone")
                .hasSize(4);
        DeadLetter letter = new DeadLetters(receiver.pool())
                .list(DeadLetter.State.PARKED, 0, 10)
                .getFirst();
        assertThat(letter.entry().position()).isEqualTo(13);
        assertThat(letter.attempts()).isEqualTo(3);
        assertThat(letter.failure()).contains("3 times without coming to an end");

        notes.dieNoMore();
        assertThat(inbox.retry(letter, "operator-1").retried()).isEqualTo(1);
        assertThat(effects()).isEqualTo(positions(40));
    }

    @Test
    void who_ends_in_order_leaves_nothing_to_look_for() throws Exception {
        InboxTable table = new InboxTable(receiver.pool(), inboxName);
        TopicPartition partition = new TopicPartition("t", 0);
        Uuid topicId = Uuid.randomUuid();
        InboxTable.Claim first = table.claim(partition, topicId);
        assertThat(first.heldBefore()).isFalse();
        table.attempt(partition, first.state(), 5);
        table.release(Map.of(partition, first.state()));
        InboxTable.Claim second = table.claim(partition, topicId);
        assertThat(second).isEqualTo(new InboxTable.Claim(second.state(), false, -1, 0));

        table.attempt(partition, second.state(), 5);
        InboxTable.Claim third = table.claim(partition, topicId);
        assertThat(third).isEqualTo(new InboxTable.Claim(third.state(), true, 5, 1));
        table.release(Map.of(partition, second.state()));
        table.attempt(partition, third.state(), 5);
        InboxTable.Claim fourth = table.claim(partition, topicId);
        assertThat(fourth)
                .as("the deposed one gave nothing back")
                .isEqualTo(new InboxTable.Claim(fourth.state(), true, 5, 2));

        table.attempted(partition, fourth.state());
        InboxTable.Claim fifth = table.claim(partition, topicId);
        assertThat(fifth.deaths()).as("it failed, but nobody died of it").isZero();
        table.attempt(partition, fifth.state(), 5);
        table.advance(partition, fifth.state().at(1, new Link(5, "ab")), transaction -> {});
        InboxTable.Claim sixth = table.claim(partition, topicId);
        assertThat(sixth).isEqualTo(new InboxTable.Claim(sixth.state(), true, -1, 0));
    }

    @Test
    void a_commit_whose_answer_is_lost_takes_effect_once() {
        AtomicBoolean loseNext = new AtomicBoolean(true);
        store(4);
        publish();
        receive(losingTheAnswerOfOneCommit(loseNext));
        awaitEffects(4);
        assertThat(loseNext).isFalse();
    }

    @Test
    void a_restart_goes_on_after_what_was_accepted() {
        store(10);
        publish();
        Inbox first = receive();
        awaitEffects(10);
        first.close();
        store(10);
        receive();
        awaitEffects(20);
        assertThat(notes.commands()).doesNotHaveDuplicates();
    }

    @Test
    void two_instances_share_the_partitions() {
        receive();
        receive();
        store(40);
        publish();
        awaitEffects(40);
    }

    @Test
    void a_database_that_is_away_parks_nothing_and_holds_up_its_partition_and_no_other() throws Exception {
        notes.failEverythingWith(new SQLException("The server is shutting down.", "57P01"));
        origin.stored(append(STREAM_IN_0, 0, 2));
        publish();
        Inbox inbox = receive();
        // More often than an entry may fail by its own fault.
        Eventually.await("many attempts", () -> attemptsIn(inbox, 0) > 5);
        PartitionHealth health = health(inbox, 0);
        assertThat(health.stopped()).isFalse();
        assertThat(health.lag()).isEqualTo(2);
        assertThat(String.valueOf(health.failure())).contains("shutting down");
        assertThat(inbox.health().failing()).isTrue();
        assertThat(inbox.parked()).isZero();
        assertThat(meters.get("iop.inbox.failures").counter().count()).isGreaterThan(5);

        notes.succeedAgain();
        awaitEffects(2);
        Eventually.await("health", () -> !inbox.health().failing());
    }

    @Test
    void a_consumer_that_lost_its_partition_cannot_commit() throws Exception {
        notes.waitAt(0);
        origin.stored(append(STREAM_IN_0, 0, 1));
        publish();
        Inbox inbox = receive();
        Eventually.await("the handler is at work", () -> notes.commands().size() == 1);

        InboxTable.Claim claimed = claimAsAnother();
        assertThat(claimed.state().highest()).isEqualTo(Link.NONE);
        notes.goOn();
        // It notices, joins again, takes the partition back, and only then takes effect.
        awaitEffects(1);
        assertThat(notes.commands()).containsExactly(0L, 0L);
        assertThat(String.valueOf(inbox.health().lastFailure())).contains("Fenced");
    }

    @Test
    void of_two_that_claim_a_partition_the_first_is_fenced() throws Exception {
        InboxTable table = new InboxTable(receiver.pool(), inboxName);
        TopicPartition partition = new TopicPartition("t", 0);
        Uuid topicId = Uuid.randomUuid();
        InboxTable.State first = table.claim(partition, topicId).state();
        InboxTable.State second = table.claim(partition, topicId).state();
        Link link = new Link(7, "ab");

        AtomicBoolean took = new AtomicBoolean();
        assertThatThrownBy(() -> table.advance(partition, first.at(1, link), transaction -> took.set(true)))
                .isInstanceOf(Fenced.class);
        assertThat(took).isFalse();
        assertThatThrownBy(() -> table.load(partition, first.epoch())).isInstanceOf(Fenced.class);

        table.advance(partition, second.at(1, link), transaction -> took.set(true));
        assertThat(took).isTrue();
        assertThat(table.load(partition, second.epoch())).isEqualTo(second.at(1, link));
        InboxTable.State ofTheRebuilt =
                table.claim(partition, Uuid.randomUuid()).state();
        assertThat(ofTheRebuilt.nextOffset()).isZero();
        assertThat(ofTheRebuilt.highest()).isEqualTo(link);
    }

    @Test
    void a_rebuilt_topic_is_read_from_its_beginning_without_effects_for_what_is_known() throws Exception {
        store(10);
        KafkaPublisher publisher = publish();
        Inbox inbox = receive();
        awaitEffects(10);
        inbox.close();
        publisher.close();

        topic.delete();
        store(4);
        publish();
        receive();
        awaitEffects(14);
        assertThat(notes.commands()).doesNotHaveDuplicates();
    }

    @Test
    void a_topic_rebuilt_while_it_is_read_takes_effect_once() throws Exception {
        store(10);
        KafkaPublisher publisher = publish();
        receive();
        awaitEffects(10);
        publisher.close();
        topic.delete();
        store(4);
        publish();
        awaitEffects(14);
        assertThat(notes.commands()).doesNotHaveDuplicates();
    }

    @Test
    void records_under_other_offsets_are_found_by_reading_again() throws Exception {
        origin.stored(append(STREAM_IN_0, 0, 4));
        publish();
        Inbox first = receive();
        awaitEffects(4);
        first.close();
        // As if the broker had lost its tail and been filled again with fewer repeats than before.
        receiver.database().asApp("UPDATE eventlog.inbox_partition SET next_offset = next_offset + 2");
        origin.stored(append(STREAM_IN_0, 4, 4));
        topic.records(8);
        receive();
        awaitEffects(8);
        assertThat(notes.commands()).doesNotHaveDuplicates();
    }

    @Test
    void nothing_behind_a_missing_record_takes_effect_until_it_is_sent_again() throws Exception {
        origin.stored(append(STREAM_IN_0, 0, 3));
        origin.stored(append(STREAM_IN_1, 0, 1));
        topic.create();
        List<Entry> entries = origin.log().readFrom(0, 10);
        send(0, entries.get(0), Link.NONE);
        send(0, entries.get(2), Link.to(entries.get(1)));
        send(1, entries.get(3), Link.NONE);
        Inbox inbox = receive();
        awaitStopped(inbox, "follows on");
        Eventually.await("the other partition", () -> effects().equals(List.of(0L, 3L)));
        assertThat(meters.get("iop.inbox.stopped").gauge().value()).isEqualTo(1);
        assertThat(notes.missing()).containsExactly("2 came, missing after 0 up to 1");

        send(0, entries.get(1), Link.to(entries.get(0)));
        awaitEffects(4);
        Eventually.await(
                "nothing is missing",
                () -> meters.get("iop.inbox.stopped").gauge().value() == 0);
        assertThat(inbox.health().failing()).isFalse();
        assertThat(notes.commands()).doesNotHaveDuplicates();
    }

    @Test
    void several_gaps_are_told_one_after_another_and_closed_by_publishing_again() throws Exception {
        origin.stored(append(STREAM_IN_0, 0, 9));
        topic.create();
        List<Entry> entries = origin.log().readFrom(0, 10);
        send(0, entries.get(0), Link.NONE);
        send(0, entries.get(3), Link.to(entries.get(2)));
        send(0, entries.get(6), Link.to(entries.get(5)));
        Inbox inbox = receive();
        awaitStopped(inbox, "Missing is position 2, with those of this partition from 1 on");
        send(0, entries.get(1), Link.to(entries.get(0)));
        send(0, entries.get(2), Link.to(entries.get(1)));
        Eventually.await("the second gap", () -> notes.missing().contains("6 came, missing after 3 up to 5"));
        assertThat(effects()).isEqualTo(positions(4));

        publishAgainFromTheStart();
        awaitEffects(9);
        assertThat(notes.commands()).doesNotHaveDuplicates();
        Eventually.await("nothing is missing", () -> !inbox.health().failing());
    }

    @Test
    void who_restarts_before_a_gap_is_closed_loses_nothing_behind_it() throws Exception {
        origin.stored(append(STREAM_IN_0, 0, 5));
        topic.create();
        List<Entry> entries = origin.log().readFrom(0, 10);
        send(0, entries.get(0), Link.NONE);
        send(0, entries.get(2), Link.to(entries.get(1)));
        send(0, entries.get(3), Link.to(entries.get(2)));
        send(0, entries.get(0), Link.NONE);
        Inbox first = receive();
        awaitStopped(first, "follows on");
        first.close();

        Inbox second = receive();
        awaitStopped(second, "follows on");
        send(0, entries.get(1), Link.to(entries.get(0)));
        awaitEffects(4);
        send(0, entries.get(4), Link.to(entries.get(3)));
        awaitEffects(5);
    }

    @Test
    void what_a_broker_has_deleted_is_missing_until_it_is_published_again() throws Exception {
        origin.stored(append(STREAM_IN_0, 0, 6));
        publishAgainFromTheStart();
        topic.deleteRecordsBefore(0, 4);
        Inbox inbox = receive();
        awaitStopped(inbox, "Missing is position 3");
        assertThat(effects()).isEmpty();

        publishAgainFromTheStart();
        awaitEffects(6);
        Eventually.await("nothing is missing", () -> !inbox.health().failing());
    }

    @Test
    void an_entry_that_was_altered_stops_the_partition() throws Exception {
        origin.stored(append(STREAM_IN_0, 0, 1));
        topic.create();
        Entry entry = origin.log().readFrom(0, 1).getFirst();
        ProducerRecord<byte[], byte[]> genuine = EntryRecords.write(topic.name(), 0, entry, Link.NONE);
        byte[] altered = new String(entry.bytes(), StandardCharsets.UTF_8)
                .replace("{\"n\":0}", "{\"n\":1}")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(altered).isNotEqualTo(entry.bytes());
        topic.send(new ProducerRecord<>(topic.name(), 0, genuine.key(), altered, genuine.headers()));
        awaitStopped(receive(), "leaf hash");
        assertThat(effects()).isEmpty();
    }

    @Test
    void a_record_of_a_stranger_stops_the_partition() throws Exception {
        topic.create();
        topic.send(new ProducerRecord<>(topic.name(), 0, bytes("A"), bytes("not an entry")));
        awaitStopped(receive(), "no entry");
    }

    @Test
    void a_position_used_twice_stops_the_partition() throws Exception {
        origin.stored(append(STREAM_IN_0, 0, 1));
        topic.create();
        send(0, origin.log().readFrom(0, 1).getFirst(), Link.NONE);
        // As after a restore from a backup that lacked the last entries.
        try (TestLog restored = new TestLog("restored")) {
            restored.stored(append(STREAM_IN_0, 0, 1));
            send(0, restored.log().readFrom(0, 1).getFirst(), Link.NONE);
        }
        awaitStopped(receive(), "used before");
        assertThat(effects()).containsExactly(0L);
    }

    private static void awaitStopped(Inbox inbox, String why) {
        Eventually.await(
                "partition 0 is stopped",
                () -> inbox.health().partitions().stream()
                        .anyMatch(partition -> partition.partition() == 0 && partition.stopped()));
        PartitionHealth health = health(inbox, 0);
        assertThat(String.valueOf(health.failure())).contains(why);
        assertThat(inbox.health().failing()).isTrue();
    }

    private void send(int partition, Entry entry, Link previous) throws Exception {
        topic.send(EntryRecords.write(topic.name(), partition, entry, previous));
    }

    /** As another instance does that is given the partition while this one is at work. */
    private InboxTable.Claim claimAsAnother() throws Exception {
        try (Admin admin = Admin.create(TestTopic.kafka())) {
            Uuid topicId = admin.describeTopics(List.of(topic.name())).allTopicNames().get().values().stream()
                    .findFirst()
                    .orElseThrow()
                    .topicId();
            return new InboxTable(receiver.pool(), inboxName).claim(new TopicPartition(topic.name(), 0), topicId);
        }
    }

    /** One entry in each of so many new streams. */
    private void store(int streams) {
        long first = origin.log().head() + 1;
        LongStream.range(first, first + streams).forEach(n -> origin.stored(append("stream-" + n, 0, 1)));
    }

    private KafkaPublisher publish() {
        KafkaPublisher publisher = new KafkaPublisher(
                origin.log(),
                origin.pool(),
                origin.database().app(),
                topic.name(),
                PARTITIONS,
                TestTopic.kafka(),
                new SimpleMeterRegistry());
        running.add(publisher);
        publisher.start();
        return publisher;
    }

    private void publishAgainFromTheStart() throws SQLException {
        origin.database().asApp("DELETE FROM eventlog.publisher_checkpoint");
        KafkaPublisher publisher = publish();
        Eventually.await(
                "all published",
                () -> publisher.health().publishedTo() == origin.log().head());
        publisher.close();
    }

    private Inbox receive() {
        return receive(receiver.pool());
    }

    private Inbox receive(DataSource pool) {
        return receive(pool, notes);
    }

    private Inbox receive(DataSource pool, InboxHandler handler) {
        Map<String, Object> kafka = new HashMap<>(TestTopic.kafka());
        kafka.put("metadata.max.age.ms", 300);
        Inbox inbox = new Inbox(inboxName, Set.of(topic.name()), handler, pool, kafka, meters);
        running.add(inbox);
        inbox.start();
        return inbox;
    }

    private void awaitEffects(int entries) {
        Eventually.await(entries + " effects", () -> effects().size() >= entries);
        assertThat(effects()).isEqualTo(positions(entries));
    }

    private List<Long> effects() {
        try {
            return Notes.positions(receiver.database());
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static List<Long> positions(int count) {
        return LongStream.range(0, count).boxed().toList();
    }

    private static int attemptsIn(Inbox inbox, int partition) {
        return inbox.health().partitions().stream()
                .filter(each -> each.partition() == partition)
                .mapToInt(PartitionHealth::attempts)
                .findFirst()
                .orElse(0);
    }

    private static PartitionHealth health(Inbox inbox, int partition) {
        return inbox.health().partitions().stream()
                .filter(each -> each.partition() == partition)
                .findFirst()
                .orElseThrow();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Commits, and then behaves as if the connection had broken before the answer came. */
    private DataSource losingTheAnswerOfOneCommit(AtomicBoolean loseNext) {
        DataSource real = receiver.pool();
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    Object result = call(real, method, arguments);
                    return result instanceof Connection connection ? losing(connection, loseNext) : result;
                });
    }

    private static Connection losing(Connection real, AtomicBoolean loseNext) {
        return (Connection) Proxy.newProxyInstance(
                InboxTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    Object result = call(real, method, arguments);
                    if (method.getName().equals("commit") && loseNext.compareAndSet(true, false)) {
                        throw new SQLException("The connection broke.", "08006");
                    }
                    return result;
                });
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw Objects.requireNonNull(thrown.getCause());
        }
    }

    private static String streamIn(int partition) {
        return IntStream.range(0, 100)
                .mapToObj(n -> "stream-" + n)
                .filter(stream -> Partitions.of(stream, PARTITIONS) == partition)
                .findFirst()
                .orElseThrow();
    }
}
