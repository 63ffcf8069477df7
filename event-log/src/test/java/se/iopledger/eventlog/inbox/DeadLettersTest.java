package se.iopledger.eventlog.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.eventlog.testing.Events.append;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.iopledger.eventlog.publisher.KafkaPublisher;
import se.iopledger.eventlog.testing.Eventually;
import se.iopledger.eventlog.testing.TestLog;
import se.iopledger.eventlog.testing.TestTopic;

/** What cannot be handled is parked with all that follow it in its agreement, and a person decides. */
class DeadLettersTest {

    private final TestLog origin = new TestLog("origin");
    private final TestLog receiver = new TestLog("receiver");
    /** One partition, so that all agreements share it. */
    private final TestTopic topic = new TestTopic("parked", 1);

    private final String inboxName = topic.name() + ".inbox";
    private final Notes notes = new Notes();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DeadLetters letters = new DeadLetters(receiver.pool());
    private final List<AutoCloseable> running = new ArrayList<>();

    @BeforeEach
    void createTable() throws SQLException {
        Notes.createTable(receiver.database());
        KafkaPublisher publisher = new KafkaPublisher(
                origin.log(),
                origin.pool(),
                origin.database().app(),
                topic.name(),
                1,
                TestTopic.kafka(),
                new SimpleMeterRegistry());
        running.add(publisher);
        publisher.start();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : running.reversed()) {
            each.close();
        }
        origin.close();
        receiver.close();
    }

    @Test
    void a_poisoned_entry_is_parked_with_all_later_ones_of_its_agreement_and_no_other_agreement_waits()
            throws Exception {
        notes.poison("bad");
        origin.stored(append("good", 0, 1));
        origin.stored(append("bad", 0, 2));
        origin.stored(append("good", 1, 2));
        origin.stored(append("bad", 2, 1));
        topic.records(6);
        Inbox inbox = receive();
        Eventually.await("the good ones", () -> effects().equals(List.of(0L, 3L, 4L)));
        Eventually.await("all accepted", () -> inbox.behind() == 0);
        Eventually.await("they wait for a person", () -> inbox.parked() == 3);
        assertThat(notes.commands().indexOf(4L))
                .as("the others went on before the bad one was tried for the last time")
                .isLessThan(notes.commands().lastIndexOf(1L));

        assertThat(parked()).extracting(letter -> letter.entry().position()).containsExactly(1L, 2L, 5L);
        DeadLetter first = parked().getFirst();
        assertThat(first.entry()).isEqualTo(origin.log().readFrom(1, 1).getFirst());
        assertThat(first.attempts()).isEqualTo(5);
        assertThat(first.failure()).contains("as told");
        assertThat(first.topic()).isEqualTo(topic.name());
        assertThat(parked().getLast().attempts()).isZero();
        assertThat(parked().getLast().failure()).isNull();
        assertThat(notes.commands())
                .as("nothing is done for those that wait behind it")
                .doesNotContain(2L, 5L);
        assertThat(inbox.parked()).isEqualTo(3);
        assertThat(meters.get("iop.inbox.parked").gauge().value()).isEqualTo(3);
        Eventually.await("nothing fails any more", () -> !inbox.health().failing());

        // What comes later waits too, also after a restart.
        inbox.close();
        origin.stored(append("bad", 3, 1));
        origin.stored(append("good", 3, 1));
        receive();
        Eventually.await("the good one", () -> effects().equals(List.of(0L, 3L, 4L, 7L)));
        assertThat(parked()).extracting(letter -> letter.entry().position()).containsExactly(1L, 2L, 5L, 6L);
    }

    @Test
    void what_fails_for_a_moment_is_handled_in_order_without_a_person() throws Exception {
        notes.failOnceAt(0);
        origin.stored(append("briefly-bad", 0, 10));
        Inbox inbox = receive();
        Eventually.await("all", () -> effects().size() == 10);
        assertThat(Notes.inOrderOfEffect(receiver.database(), "briefly-bad"))
                .hasSize(10)
                .isSorted();
        assertThat(letters.list(DeadLetter.State.RETRIED, 0, 10))
                .isNotEmpty()
                .allSatisfy(
                        letter -> assertThat(String.valueOf(letter.decision())).contains(inboxName));
        Eventually.await("nothing fails any more", () -> !inbox.health().failing());
        assertThat(inbox.parked()).isZero();
    }

    @Test
    void what_an_instance_has_set_aside_the_next_one_tries_again() throws Exception {
        Inbox inbox = receivePoisoned(3);
        inbox.close();
        // As if it had died between the attempts.
        receiver.database().asApp("UPDATE eventlog.dead_letter SET left_to = 'INBOX'", attempts(1));
        notes.heal("bad");
        receive();
        Eventually.await("all three", () -> inOrderOfEffect().equals(List.of(0L, 1L, 2L)));
        Eventually.await("none left", () -> parked().isEmpty());
    }

    @Test
    void what_was_being_tried_again_at_each_of_too_many_deaths_is_left_to_a_person() throws Exception {
        Inbox inbox = receivePoisoned(2);
        inbox.close();
        receiver.database().asApp("UPDATE eventlog.dead_letter SET left_to = 'INBOX'", attempts(5));
        notes.heal("bad");
        Inbox next = receive();
        Eventually.await("left to a person", () -> next.parked() == 2);
        assertThat(effects()).isEmpty();
    }

    @Test
    void an_agreements_order_is_kept_in_each_topic_and_not_across_topics() throws Exception {
        Inbox inbox = receivePoisoned(2);
        inbox.close();
        notes.heal("bad");
        try (TestLog other = new TestLog("other")) {
            TestTopic otherTopic = new TestTopic("other", 1);
            try (KafkaPublisher publisher = new KafkaPublisher(
                    other.log(),
                    other.pool(),
                    other.database().app(),
                    otherTopic.name(),
                    1,
                    TestTopic.kafka(),
                    new SimpleMeterRegistry())) {
                publisher.start();
                // Positions of the other log, apart from those parked.
                other.stored(append("another", 0, 7));
                other.stored(append("bad", 0, 1));
                Inbox both = receive(Set.of(topic.name(), otherTopic.name()));
                Eventually.await(
                        "what the other topic tells of it",
                        () -> inOrderOfEffect().equals(List.of(7L)));
                assertThat(both.retry(parked().getFirst(), "operator-1").retried())
                        .isEqualTo(2);
                assertThat(inOrderOfEffect()).containsExactly(7L, 0L, 1L);
            }
        }
    }

    @Test
    void a_retry_handles_the_agreement_in_order_and_what_comes_then_is_handled_at_once() throws Exception {
        Inbox inbox = receivePoisoned(3);
        notes.heal("bad");

        assertThat(inbox.retry(parked().getLast(), "operator-1")).isEqualTo(new DeadLetter.Retried(3, 0, null));
        assertThat(inOrderOfEffect()).containsExactly(0L, 1L, 2L);
        assertThat(parked()).isEmpty();
        assertThat(letters.list(DeadLetter.State.RETRIED, 0, 10))
                .allSatisfy(letter -> assertThat(letter.decision())
                        .satisfies(
                                decision -> assertThat(String.valueOf(decision)).contains("operator-1")));

        origin.stored(append("bad", 3, 2));
        Eventually.await("the later ones", () -> effects().size() == 5);
        assertThat(inOrderOfEffect()).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(parked()).isEmpty();
    }

    @Test
    void a_retry_that_fails_again_changes_nothing_but_says_so() throws Exception {
        Inbox inbox = receivePoisoned(2);
        DeadLetter.Retried again = inbox.retry(parked().getFirst(), "operator-1");
        assertThat(again.retried()).isZero();
        assertThat(again.left()).isEqualTo(2);
        assertThat(again.failure()).contains("as told");
        assertThat(parked().getFirst().attempts()).isEqualTo(6);
        assertThat(effects()).isEmpty();

        notes.heal("bad");
        assertThat(inbox.retry(parked().getFirst(), "operator-1").retried()).isEqualTo(2);
        assertThat(inbox.retry(letters.find(1).orElseThrow(), "operator-1"))
                .as("repeated, it finds nothing to do")
                .isEqualTo(new DeadLetter.Retried(0, 0, null));
        assertThat(effects()).containsExactly(0L, 1L);
    }

    @Test
    void after_one_is_discarded_the_later_ones_go_on_in_order() throws Exception {
        Inbox inbox = receivePoisoned(3);
        notes.heal("bad");
        List<DeadLetter> three = parked();
        assertThat(inbox.discard(three.get(1), "operator-1", "a mistake"))
                .isEqualTo(DeadLetter.Discarded.NOT_THE_FIRST);
        assertThat(inbox.discard(three.getFirst(), "operator-1", "registered twice"))
                .isEqualTo(DeadLetter.Discarded.DONE);
        assertThat(inbox.discard(three.getFirst(), "operator-2", "again")).isEqualTo(DeadLetter.Discarded.DONE);
        DeadLetter discarded = letters.find(three.getFirst().id()).orElseThrow();
        assertThat(discarded.state()).isEqualTo(DeadLetter.State.DISCARDED);
        assertThat(String.valueOf(discarded.decision())).contains("operator-1", "registered twice");

        assertThat(inbox.retry(three.get(1), "operator-1").retried()).isEqualTo(2);
        assertThat(inOrderOfEffect()).containsExactly(1L, 2L);
        assertThat(inbox.discard(three.get(1), "operator-1", "too late"))
                .isEqualTo(DeadLetter.Discarded.ALREADY_HANDLED);
    }

    @Test
    void a_fault_of_all_parks_few_of_them() throws Exception {
        List<String> agreements =
                IntStream.range(0, 30).mapToObj(n -> "agreement-" + n).toList();
        agreements.forEach(notes::poison);
        agreements.forEach(agreement -> origin.stored(append(agreement, 0, 1)));
        Inbox inbox = receive();
        Eventually.await(
                "more attempts than one that fails alone is given",
                () -> inbox.health().partitions().stream().anyMatch(each -> each.attempts() > 5));
        assertThat(inbox.parked()).isLessThanOrEqualTo(3);

        agreements.forEach(notes::heal);
        Eventually.await("the others", () -> effects().size() + inbox.parked() == 30);
        for (DeadLetter letter : parked()) {
            inbox.retry(letter, "operator-1");
        }
        assertThat(effects()).hasSize(30);
    }

    @Test
    void more_than_a_thousand_of_one_agreement_are_kept() throws Exception {
        notes.poison("bad");
        origin.stored(append("bad", 0, 1_500));
        Inbox inbox = receive();
        Eventually.await("all parked", () -> inbox.parked() == 1_500);
        notes.heal("bad");
        DeadLetter any = parked().getFirst();
        DeadLetter.Retried first = inbox.retry(any, "operator-1");
        assertThat(first.retried() + first.left()).isEqualTo(1_500);
        assertThat(first.left()).as("one request does not go on for ever").isEqualTo(500);
        assertThat(inbox.retry(any, "operator-1")).isEqualTo(new DeadLetter.Retried(500, 0, null));
        assertThat(inOrderOfEffect()).hasSize(1_500).isSorted();
    }

    @Test
    void two_people_who_retry_at_once_while_more_arrives_handle_each_once_and_in_order() throws Exception {
        Inbox inbox = receivePoisoned(40);
        notes.heal("bad");
        DeadLetter any = parked().getFirst();
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> done = new ArrayList<>();
            for (String person : List.of("operator-1", "operator-2")) {
                done.add(people.submit(() -> inbox.retry(any, person)));
            }
            for (int sequence = 40; sequence < 80; sequence++) {
                origin.stored(append("bad", sequence, 1));
            }
            for (Future<?> each : done) {
                each.get();
            }
        }
        Eventually.await("all accepted", () -> inbox.behind() == 0);
        inbox.retry(any, "operator-1");
        Eventually.await("all", () -> effects().size() == 80);
        assertThat(inOrderOfEffect()).hasSize(80).isSorted();
        assertThat(inbox.parked()).isZero();
    }

    private Inbox receivePoisoned(int entries) {
        notes.poison("bad");
        origin.stored(append("bad", 0, entries));
        Inbox inbox = receive();
        Eventually.await("parked", () -> inbox.parked() == entries);
        return inbox;
    }

    private static String attempts(int attempts) {
        return "UPDATE eventlog.dead_letter SET attempts = " + attempts
                + " WHERE position = (SELECT min(position) FROM eventlog.dead_letter)";
    }

    private Inbox receive() {
        return receive(Set.of(topic.name()));
    }

    private Inbox receive(Set<String> topics) {
        Map<String, Object> kafka = new HashMap<>(TestTopic.kafka());
        kafka.put("metadata.max.age.ms", 300);
        Inbox inbox = new Inbox(inboxName, topics, notes, receiver.pool(), kafka, meters);
        running.add(inbox);
        inbox.start();
        return inbox;
    }

    private List<DeadLetter> parked() throws SQLException {
        return letters.list(DeadLetter.State.PARKED, 0, 10_000);
    }

    private List<Long> effects() throws SQLException {
        return Notes.positions(receiver.database());
    }

    private List<Long> inOrderOfEffect() throws SQLException {
        return Notes.inOrderOfEffect(receiver.database(), "bad");
    }
}
