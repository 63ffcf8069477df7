package se.iopledger.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.eventlog.testing.Events.append;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import se.iopledger.eventlog.AppendResult.Stored;
import se.iopledger.eventlog.testing.TestLog;

/** The connection is cut between request and commit, and between commit and answer. */
class CutConnectionsTest {

    private static final int CALLERS = 6;
    private static final int EACH = 60;

    private final TestLog stored = new TestLog("cut");

    @AfterEach
    void close() {
        stored.close();
    }

    @Test
    void a_connection_cut_at_commit_loses_nothing_and_doubles_nothing() throws Exception {
        URI server = URI.create(stored.database().url().substring("jdbc:".length()));
        Map<Long, String> acknowledged = new ConcurrentHashMap<>();
        // An odd number, so that requests and answers take turns.
        try (CuttingRelay relay = new CuttingRelay(server.getPort(), 37);
                PostgresEventLog log = openThrough(relay)) {
            try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> done = new ArrayList<>();
                for (int caller = 0; caller < CALLERS; caller++) {
                    String stream = "stream-" + caller;
                    done.add(callers.submit(() -> LongStream.range(0, EACH).forEach(sequence -> {
                        Append append = append(stream, sequence, 1);
                        Stored result = (Stored) log.append(append).join();
                        acknowledged.put(
                                result.firstPosition(),
                                append.events().getFirst().eventId());
                    })));
                }
                for (Future<?> each : done) {
                    each.get();
                }
            }
            assertThat(relay.requestsCut()).isPositive();
            assertThat(relay.answersCut()).isPositive();
        }
        List<Entry> entries = stored.log().readFrom(0, 10_000);
        assertThat(entries).hasSize(CALLERS * EACH);
        assertThat(acknowledged).hasSize(CALLERS * EACH);
        assertThat(entries)
                .allSatisfy(entry -> assertThat(acknowledged).containsEntry(entry.position(), entry.eventId()));
    }

    private PostgresEventLog openThrough(CuttingRelay relay) {
        String address = stored.database().url().replaceFirst(":\\d+/", ":" + relay.port() + "/");
        String role = stored.database().appRole();
        return PostgresEventLog.open(
                stored.pool(), DirectConnections.of(address, role, role), new SimpleMeterRegistry());
    }
}
