package se.iopledger.eventlog.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.eventlog.testing.Events.append;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.publisher.KafkaPublisher;
import se.iopledger.eventlog.testing.EmbeddedBroker;
import se.iopledger.eventlog.testing.Eventually;
import se.iopledger.eventlog.testing.TestLog;
import se.iopledger.eventlog.testing.TestTopic;

/** An instance that receives, parks and retries is killed again and again in the middle of it. */
class KilledReceiversTest {

    private static final int STREAMS = 8;
    private static final int EACH = 150;
    private static final int KILLS = 3;

    private final TestLog origin = new TestLog("origin");
    private final TestLog receiver = new TestLog("receiver");
    private final TestTopic topic = new TestTopic("killed", 2);
    private final DeadLetters letters = new DeadLetters(receiver.pool());
    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void close() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
        origin.close();
        receiver.close();
    }

    @Test
    void everything_takes_effect_once_or_is_parked_once_and_a_retry_keeps_the_order() throws Exception {
        Notes.createTable(receiver.database());
        publishAll();
        for (int kill = 1; kill <= KILLS; kill++) {
            Process process = start("receive");
            int enough = kill * STREAMS * EACH / (KILLS + 1);
            Eventually.await("some effects", () -> effects().size() + parked().size() >= enough);
            process.destroyForcibly().waitFor();
        }
        Process last = start("receive");
        Eventually.await("all accepted", () -> effects().size() + parked().size() == (STREAMS + 1) * EACH);
        last.destroyForcibly().waitFor();

        assertThat(effects()).containsExactlyElementsOf(positionsOf(false));
        assertThat(parked())
                .extracting(letter -> letter.entry().position())
                .containsExactlyElementsOf(positionsOf(true));
        for (int stream = 0; stream < STREAMS; stream++) {
            assertThat(Notes.inOrderOfEffect(receiver.database(), "good-" + stream))
                    .isSorted();
        }

        for (int kill = 1; kill <= KILLS; kill++) {
            Process process = start("retry");
            int enough = kill * EACH / (KILLS + 1);
            Eventually.await("some retried", () -> EACH - parked().size() >= enough);
            process.destroyForcibly().waitFor();
        }
        start("retry");
        Eventually.await("all retried", () -> parked().isEmpty());
        assertThat(Notes.inOrderOfEffect(receiver.database(), "bad")).containsExactlyElementsOf(positionsOf(true));
    }

    @Test
    void an_entry_that_ends_the_process_is_parked_after_three_more_deaths_and_no_other_is_harmed() throws Exception {
        Notes.createTable(receiver.database());
        for (int stream = 0; stream < 40; stream++) {
            origin.stored(append("good-" + stream, 0, 1));
        }
        origin.stored(append("deadly", 0, 2));
        for (int stream = 0; stream < 40; stream++) {
            origin.stored(append("good-" + stream, 1, 1));
        }
        publish();
        int deaths = 0;
        Process process = start("receive");
        while (parked().size() + effects().size() < 82) {
            if (process.waitFor(10, TimeUnit.MILLISECONDS)) {
                deaths++;
                assertThat(deaths).as("once with others, and three times alone").isLessThanOrEqualTo(4);
                process = start("receive");
            }
        }
        assertThat(deaths).isEqualTo(4);
        assertThat(parked()).extracting(letter -> letter.entry().position()).containsExactly(40L, 41L);
        assertThat(parked().getFirst().attempts()).isEqualTo(3);
        assertThat(parked().getFirst().failure()).contains("ended", "3 times");
        assertThat(effects()).hasSize(80).doesNotHaveDuplicates();
    }

    private void publishAll() {
        for (int sequence = 0; sequence < EACH; sequence++) {
            origin.stored(append("bad", sequence, 1));
            for (int stream = 0; stream < STREAMS; stream++) {
                origin.stored(append("good-" + stream, sequence, 1));
            }
        }
        publish();
    }

    private void publish() {
        try (KafkaPublisher publisher = new KafkaPublisher(
                origin.log(),
                origin.pool(),
                origin.database().app(),
                topic.name(),
                topic.partitions(),
                TestTopic.kafka(),
                new SimpleMeterRegistry())) {
            publisher.start();
            Eventually.await(
                    "all published",
                    () -> publisher.health().publishedTo() == origin.log().head());
        }
    }

    private List<Long> positionsOf(boolean bad) {
        return origin.log().readFrom(0, 100_000).stream()
                .filter(entry -> entry.streamId().equals("bad") == bad)
                .map(Entry::position)
                .toList();
    }

    private List<Long> effects() throws SQLException {
        return Notes.positions(receiver.database());
    }

    private List<DeadLetter> parked() throws SQLException {
        return letters.list(DeadLetter.State.PARKED, 0, 100_000);
    }

    private Process start(String what) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReceiverProcess.class.getName(),
                        receiver.database().url(),
                        receiver.database().appRole(),
                        EmbeddedBroker.bootstrapServers(),
                        topic.name(),
                        topic.name() + ".inbox",
                        what)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        processes.add(process);
        return process;
    }
}
