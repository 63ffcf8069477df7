package se.iopledger.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import se.iopledger.eventlog.testing.Eventually;
import se.iopledger.eventlog.testing.TestLog;

/** Two instances in two processes append at once, and each is killed several times in the middle of it. */
class KilledWritersTest {

    private static final int KILLS = 4;
    private static final int APPENDS_BETWEEN_KILLS = 150;

    private final TestLog stored = new TestLog("killed");
    private final List<Writer> running = new ArrayList<>();
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() throws InterruptedException {
        for (Writer writer : running) {
            writer.kill();
        }
        stored.close();
    }

    @Test
    void nothing_acknowledged_is_missing_and_nothing_is_there_twice_or_by_half() throws Exception {
        Writer one = start("one");
        Writer other = start("other");
        for (int kill = 0; kill < KILLS; kill++) {
            one.awaitMore(APPENDS_BETWEEN_KILLS);
            one.kill();
            one = start("one");
            other.awaitMore(APPENDS_BETWEEN_KILLS);
            other.kill();
            other = start("other");
        }
        one.kill();
        other.kill();

        List<Entry> entries = settledEntries();
        assertThat(entries)
                .extracting(Entry::position)
                .containsExactlyElementsOf(
                        LongStream.range(0, entries.size()).boxed().toList());
        assertThat(entries).extracting(Entry::eventId).doesNotHaveDuplicates();
        assertStreamsAreDense(entries);
        Map<String, List<Long>> byAppend = new LinkedHashMap<>();
        entries.forEach(entry -> byAppend.computeIfAbsent(
                        new String(entry.data(), StandardCharsets.UTF_8), append -> new ArrayList<>())
                .add(entry.position()));
        assertThat(byAppend)
                .as("each append is there whole, its entries one after the other")
                .allSatisfy((append, positions) -> assertThat(positions)
                        .containsExactlyElementsOf(
                                LongStream.range(positions.getFirst(), positions.getFirst() + sizeOf(append))
                                        .boxed()
                                        .toList()));
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(2 * KILLS * APPENDS_BETWEEN_KILLS);
        assertThat(acknowledged).allSatisfy(line -> {
            String[] said = line.split(" ");
            assertThat(byAppend.get("\"" + said[2] + "\""))
                    .isNotNull()
                    .startsWith(Long.parseLong(said[0]))
                    .endsWith(Long.parseLong(said[1]));
        });
    }

    /** What the server had begun for a killed writer it may still finish. */
    private List<Entry> settledEntries() {
        Eventually.await("the server has noticed that the writers are gone", () -> {
            try (var connection = stored.database().app().getConnection();
                    var statement = connection.createStatement();
                    var row = statement.executeQuery("SELECT count(*) FROM pg_stat_activity WHERE datname ="
                            + " current_database() AND query LIKE '%append_batch(%' AND pid <> pg_backend_pid()")) {
                return row.next() && row.getLong(1) == 0;
            }
        });
        return stored.log().readFrom(0, 1_000_000);
    }

    private static int sizeOf(String append) {
        return Integer.parseInt(append.substring(append.indexOf(':') + 1, append.lastIndexOf('"')));
    }

    private static void assertStreamsAreDense(List<Entry> entries) {
        Map<String, Long> lasts = new LinkedHashMap<>();
        for (Entry entry : entries) {
            long last = lasts.getOrDefault(entry.streamId(), -1L);
            assertThat(entry.streamSequence()).as(entry.streamId()).isEqualTo(last + 1);
            lasts.put(entry.streamId(), entry.streamSequence());
        }
        assertThat(lasts).containsKeys("one-0", "other-0", "shared");
    }

    private Writer start(String name) throws IOException {
        Writer writer = new Writer(name);
        running.add(writer);
        return writer;
    }

    /** A child process, and what it has said so far. */
    private final class Writer {

        private final Process process;
        private final Queue<String> said = new ConcurrentLinkedQueue<>();
        private final Thread listener;

        Writer(String name) throws IOException {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx128m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            WriterProcess.class.getName(),
                            stored.database().url(),
                            stored.database().appRole(),
                            name)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            listener = Thread.ofPlatform().daemon().start(this::listen);
        }

        private void listen() {
            try (BufferedReader lines = process.inputReader()) {
                String line = lines.readLine();
                while (line != null) {
                    // A line of the log's own logging is no acknowledgement; half a line is not one either.
                    if (line.matches("\\d+ \\d+ [0-9a-f-]{36}:\\d")) {
                        said.add(line);
                        acknowledged.add(line);
                    }
                    line = lines.readLine();
                }
            } catch (IOException killed) {
                assertThat(process.isAlive()).isFalse();
            }
        }

        void awaitMore(int appends) {
            Eventually.await(appends + " appends", () -> said.size() >= appends);
        }

        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
            listener.join();
        }
    }
}
