package se.iopledger.eventlog.complete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.iopledger.eventlog.testing.Events.append;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import se.iopledger.eventlog.AppendResult;
import se.iopledger.eventlog.EntryRestoration;
import se.iopledger.eventlog.OutcomeUnknown;
import se.iopledger.eventlog.WritesRefused;
import se.iopledger.eventlog.testing.Eventually;
import se.iopledger.eventlog.testing.KeptCopy;
import se.iopledger.eventlog.testing.TestDatabase;
import se.iopledger.eventlog.testing.TestTopic;
import se.iopledger.proofs.merkle.Hash;
import se.iopledger.proofs.note.Checkpoint;
import se.iopledger.proofs.note.SignatureType;
import se.iopledger.proofs.note.SigningKey;

/** A log takes writes only when it has all that others remember of it. */
class CompletenessTest {

    private final RememberedLog remembered = new RememberedLog();
    private final TestTopic entries = new TestTopic("entries", 3);
    private final TestTopic checkpoints = new TestTopic("checkpoints", 1);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Completeness> begun = new ArrayList<>();

    @AfterEach
    void close() {
        begun.forEach(Completeness::close);
        remembered.close();
    }

    @Test
    void a_fresh_log_takes_writes_at_once() {
        assertThat(begin().refusal()).isEmpty();
        assertThat(meters.get("iop.log.refusing").gauge().value()).isZero();
        AtomicBoolean begun = new AtomicBoolean();
        begin().whenOpen(() -> begun.set(true));
        assertThat(begun).isTrue();
    }

    @Test
    void a_log_that_has_all_that_was_published_and_signed_takes_writes() {
        remembered.store(10);
        remembered.seal();
        remembered.publish(entries);
        remembered.publishCheckpoints(checkpoints);
        assertThat(begin().refusal()).isEmpty();
    }

    @Test
    void a_log_that_was_put_back_takes_no_writes_until_it_is_complete_and_then_by_itself() throws Exception {
        remembered.store(10);
        TestDatabase yesterday = remembered.backUp();
        remembered.store(20);
        remembered.seal();
        remembered.publish(entries);
        remembered.publishCheckpoints(checkpoints);
        KeptCopy copy = remembered.copy();
        LogCompletion.Whose whose = remembered.whose();
        remembered.putBack(yesterday);

        Completeness completeness = begin();
        AtomicInteger opened = new AtomicInteger();
        completeness.whenOpen(opened::incrementAndGet);
        remembered.reopen(completeness);
        assertRefused("it has 10 entries, but the topic " + entries.name() + " has 30", "Do what is right.");
        assertThat(remembered.log().head()).isEqualTo(9);
        assertThat(meters.get("iop.log.refusing").gauge().value()).isEqualTo(1);
        assertThat(opened).hasValue(0);

        assertThat(new LogCompletion(new EntryRestoration(yesterday.owner()), copy, whose, said -> {})
                        .complete(false)
                        .after())
                .isEqualTo(30);
        Eventually.await("it opens", () -> completeness.refusal().isEmpty());
        Eventually.await("what waited begins", () -> opened.get() == 1);
        assertThat(((AppendResult.Stored)
                                remembered.log().append(append("next", 0, 1)).join())
                        .firstPosition())
                .isEqualTo(30);
    }

    @Test
    void entries_that_were_signed_and_not_published_are_missed_too() {
        remembered.store(10);
        TestDatabase yesterday = remembered.backUp();
        remembered.store(20);
        remembered.seal();
        remembered.publishCheckpoints(checkpoints);
        remembered.putBack(yesterday);

        assertThat(begin().refusal())
                .hasValueSatisfying(why -> assertThat(why)
                        .contains("it has 10 entries, but the checkpoints in " + checkpoints.name() + " has 30"));
    }

    @Test
    void the_last_checkpoint_of_a_log_that_rests_is_found_behind_those_of_others_and_of_strangers() throws Exception {
        remembered.store(12);
        remembered.seal();
        remembered.publishCheckpoints(checkpoints);
        checkpoints.send(Collections.nCopies(
                1_200, new ProducerRecord<>(checkpoints.name(), 0, key("test.example/other"), new byte[] {1})));
        SigningKey stranger = SigningKey.generate(RememberedLog.ORIGIN, SignatureType.ED25519, new SecureRandom());
        checkpoints.send(new ProducerRecord<>(
                checkpoints.name(),
                0,
                key(RememberedLog.ORIGIN),
                new Checkpoint(RememberedLog.ORIGIN, 1_000_000, Hash.OF_EMPTY_TREE)
                        .signedBy(List.of(stranger))
                        .bytes()));

        assertThat(signed().ask().size()).isEqualTo(12);
    }

    private static byte[] key(String origin) {
        return origin.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_log_that_was_put_back_and_written_to_is_told_where_it_differs() {
        remembered.store(9);
        TestDatabase yesterday = remembered.backUp();
        remembered.store(3);
        remembered.publish(entries);
        remembered.putBack(yesterday);
        remembered.store(9);

        assertThat(begin().refusal())
                .hasValueSatisfying(why -> assertThat(why)
                        .contains("at position 11 it has an entry of leaf hash", "Put back a copy from before that"));
    }

    @Test
    void while_a_broker_is_away_at_the_start_nothing_is_written_until_an_operator_says_why_it_may() throws Exception {
        Map<String, Object> nowhere = Map.of(
                "bootstrap.servers", "127.0.0.1:1", "default.api.timeout.ms", "300", "request.timeout.ms", "200");
        Completeness completeness = begin(new TopicEvidence("nowhere", nowhere));
        remembered.reopen(completeness);
        assertRefused("it is not known whether it has all its entries", "the topic nowhere cannot be read");

        AtomicBoolean begun = new AtomicBoolean();
        completeness.whenOpen(() -> begun.set(true));
        assertThat(completeness.open("operator-1", "the broker moves, and nothing was put back"))
                .isTrue();
        assertThat(completeness.open("operator-1", "again")).isFalse();
        assertThat(begun).isTrue();
        assertThat(remembered.log().append(append("a", 0, 1)).join()).isInstanceOf(AppendResult.Stored.class);
        assertThat(decisions()).containsExactly("operator-1: the broker moves, and nothing was put back");
    }

    @Test
    void a_log_whose_broker_comes_back_takes_writes_by_itself() {
        AtomicBoolean away = new AtomicBoolean(true);
        Completeness completeness = begin(evidence(true, () -> {
            if (away.get()) {
                throw new IllegalStateException("away");
            }
            return Evidence.Memory.NONE;
        }));
        assertThat(completeness.refusal()).isPresent();
        away.set(false);
        Eventually.await("it opens", () -> completeness.refusal().isEmpty());
    }

    @Test
    void a_witness_that_is_away_holds_nothing_up_and_one_that_remembers_more_does() {
        remembered.store(3);
        assertThat(begin(evidence(false, () -> {
                            throw new IllegalStateException("away");
                        }))
                        .refusal())
                .isEmpty();
        assertThat(begin(evidence(false, () -> Evidence.Memory.of(4))).refusal())
                .hasValueSatisfying(why -> assertThat(why).contains("it has 3 entries, but somebody has 4"));
    }

    @Test
    void what_nobody_has_any_more_is_given_up_by_a_decision_that_holds_for_no_larger_loss() throws Exception {
        remembered.store(6);
        TestDatabase backup = remembered.backUp();
        remembered.store(3);
        remembered.publish(entries);
        remembered.putBack(backup);
        Completeness refusing = begin();
        assertThat(refusing.refusal()).isPresent();
        assertThat(refusing.open("operator-1", "the journal is lost too")).isTrue();

        assertThat(begin().refusal()).as("at the next start").isEmpty();
        remembered.store(1);
        assertThat(begin(evidence(true, () -> Evidence.Memory.of(10))).refusal())
                .as("a larger loss")
                .isPresent();
    }

    @Test
    void a_log_that_is_put_back_while_the_service_runs_takes_no_writes_on_a_new_connection() throws Exception {
        remembered.store(9);
        remembered
                .database()
                .asSuperuser(
                        "DELETE FROM eventlog.entry WHERE position >= 6",
                        "UPDATE eventlog.log_head SET next_position = 6");
        remembered.database().cutConnections();

        assertThatThrownBy(() -> remembered.log().append(append("sent", 0, 1)).join())
                .as("the one that was under way when the connection broke")
                .hasCauseInstanceOf(OutcomeUnknown.class);
        assertRefused("The log ends at position 5, but position 8 was stored", "Start the service again");
        assertThat(new EntryRestoration(remembered.database().owner()).size()).isEqualTo(6);
        assertThat(remembered.log().refusal()).as("shown to an operator").isPresent();
    }

    @Test
    void whoever_closes_it_begins_nothing_any_more() {
        Completeness completeness = begin(evidence(true, () -> Evidence.Memory.of(5)));
        AtomicBoolean begun = new AtomicBoolean();
        completeness.whenOpen(() -> begun.set(true));
        completeness.close();
        assertThat(completeness.refusal()).isPresent();
        assertThat(begun).isFalse();
    }

    private interface Asked {
        Evidence.Memory ask();
    }

    private static Evidence evidence(boolean awaited, Asked asked) {
        return new Evidence() {
            @Override
            public String name() {
                return "somebody";
            }

            @Override
            public boolean isAwaited() {
                return awaited;
            }

            @Override
            public Memory ask() {
                return asked.ask();
            }
        };
    }

    private Completeness begin() {
        return begin(new TopicEvidence(entries.name(), TestTopic.kafka()), signed());
    }

    private CheckpointEvidence signed() {
        return new CheckpointEvidence(
                checkpoints.name(),
                RememberedLog.ORIGIN,
                List.of(remembered.key().verifier()),
                TestTopic.kafka());
    }

    private Completeness begin(Evidence... evidence) {
        Completeness completeness =
                Completeness.begin(remembered.database().app(), List.of(evidence), "Do what is right.", meters);
        begun.add(completeness);
        return completeness;
    }

    private void assertRefused(String... said) {
        assertThatThrownBy(
                        () -> remembered.log().append(append("refused", 0, 1)).join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(WritesRefused.class)
                .hasMessageContainingAll(said);
    }

    private List<String> decisions() throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = remembered.pool().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT decided_by || ': ' || reason FROM eventlog.write_decision ORDER BY id")) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
