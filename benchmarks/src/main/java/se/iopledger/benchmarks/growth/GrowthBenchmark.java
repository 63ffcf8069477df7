package se.iopledger.benchmarks.growth;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import se.iopledger.benchmarks.Report;
import se.iopledger.benchmarks.load.Callers;
import se.iopledger.benchmarks.load.Measured;
import se.iopledger.benchmarks.server.BenchmarkServer;
import se.iopledger.benchmarks.server.FilledLog;
import se.iopledger.eventlog.Append;
import se.iopledger.eventlog.AppendResult;
import se.iopledger.eventlog.NewEvent;
import se.iopledger.eventlog.PostgresEventLog;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Appends to new streams, and loads of streams of ten events picked at random, in a log that grows. Loads are measured
 * twice: among as many streams at every size, so that what differs is the log's size alone; and among all streams, of
 * which a larger log has more, so that what the processor and the server keep at hand counts too.
 */
public final class GrowthBenchmark {

    private static final String DATABASE = "growth_log";
    private static final String WARM_UP = "growth_warm_up";
    private static final int EVENTS_PER_STREAM = 10;
    private static final int CALLERS = 16;

    /** All that the smallest log has. */
    private static final long SAME_STREAMS = 1_000;

    /** Loads alternate so often, so that both kinds meet the same noise. */
    private static final int TURNS = 5;

    /** Calls of each caller. */
    private static final int MOST_CALLS = 2_000;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private GrowthBenchmark() {}

    /** @param sizes how many entries the log has when each step begins, rising, at least twice the one before */
    public static Report run(BenchmarkServer server, List<Long> sizes, Consumer<String> progress)
            throws SQLException, InterruptedException {
        FilledLog.create(server, WARM_UP);
        step(server, WARM_UP, sizes.getFirst(), progress);
        FilledLog.create(server, DATABASE);
        List<List<String>> rows = new ArrayList<>();
        for (long size : sizes) {
            rows.add(step(server, DATABASE, size, progress));
        }
        return new Report(
                "A log that grows, %d callers".formatted(CALLERS),
                List.of(
                        "entries",
                        "append p50 ms",
                        "append p99 ms",
                        "loads/s of 1,000 streams",
                        "their p50 ms",
                        "loads/s of all streams",
                        "p50 ms of all",
                        "pages a load reads",
                        "table and index MiB"),
                rows);
    }

    private static List<String> step(BenchmarkServer server, String database, long size, Consumer<String> progress)
            throws SQLException, InterruptedException {
        progress.accept("filling %s up to %,d entries".formatted(database, size));
        FilledLog.fill(server, database, size, size / EVENTS_PER_STREAM);
        try (HikariDataSource pool = server.pool(database, CALLERS);
                PostgresEventLog log =
                        PostgresEventLog.open(pool, server.direct(database), new SimpleMeterRegistry())) {
            // Few enough that the log is still of about that size when they are done.
            Measured appends = append(log, (int) Math.min(MOST_CALLS, size / 2 / CALLERS));
            List<Measured> same = new ArrayList<>();
            List<Measured> all = new ArrayList<>();
            for (int turn = 0; turn < TURNS; turn++) {
                same.add(load(log, size, Math.min(SAME_STREAMS, size / EVENTS_PER_STREAM)));
                all.add(load(log, size, size / EVENTS_PER_STREAM));
            }
            // The first of each brings the pages in.
            Measured ofSame = Measured.median(same.subList(1, TURNS));
            Measured ofAll = Measured.median(all.subList(1, TURNS));
            progress.accept("%,d entries: %s; same streams %s; all streams %s".formatted(size, appends, same, all));
            return List.of(
                    "%,d".formatted(size),
                    Report.millis(appends.p50()),
                    Report.millis(appends.p99()),
                    "%,.0f".formatted(ofSame.perSecond()),
                    Report.millis(ofSame.p50()),
                    "%,.0f".formatted(ofAll.perSecond()),
                    Report.millis(ofAll.p50()),
                    Long.toString(pages(server, database, size)),
                    "%,d"
                            .formatted(server.count(
                                    database, "SELECT pg_total_relation_size('eventlog.entry') / 1048576")));
        }
    }

    private static Measured append(PostgresEventLog log, int each) throws InterruptedException {
        byte[] data = ("{\"note\":\"" + "Simulated for a measurement, without meaning. ".repeat(12) + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        return Callers.run(CALLERS, PATIENCE, (caller, turn) -> {
            if (turn == each) {
                return false;
            }
            NewEvent event = NewEvent.of(
                            "/benchmarks",
                            "se.iopledger.benchmarks.noted.v1",
                            "new-" + UUID.randomUUID(),
                            0,
                            UUID.randomUUID().toString())
                    .data(data);
            if (log.append(new Append(List.of(event))).join() instanceof AppendResult.Stored) {
                return true;
            }
            throw new IllegalStateException("The append was not stored.");
        });
    }

    /** Index and table pages that one load looks at, as the server counts them. */
    private static long pages(BenchmarkServer server, String database, long size) throws SQLException {
        String stream = stream(size, size / EVENTS_PER_STREAM / 2);
        try (Connection connection = server.simple(database).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) SELECT entry"
                        + " FROM eventlog.entry WHERE stream_id = '" + stream
                        + "' AND stream_sequence >= 0 ORDER BY stream_sequence LIMIT 100")) {
            row.next();
            JsonNode plan =
                    JsonMapper.shared().readTree(row.getString(1)).get(0).get("Plan");
            return plan.get("Shared Hit Blocks").asLong()
                    + plan.get("Shared Read Blocks").asLong();
        }
    }

    private static String stream(long size, long number) {
        return "account-" + size / EVENTS_PER_STREAM + "-" + number;
    }

    /** @param among how many streams of the log are loaded from, evenly spread over all that the last filling made */
    private static Measured load(PostgresEventLog log, long size, long among) throws InterruptedException {
        return Callers.run(CALLERS, PATIENCE, (caller, turn) -> {
            if (turn == MOST_CALLS) {
                return false;
            }
            long streams = size / EVENTS_PER_STREAM;
            String stream = stream(size, ThreadLocalRandom.current().nextLong(among) * (streams / among));
            if (log.readStream(stream, 0, 100).isEmpty()) {
                throw new IllegalStateException("The stream " + stream + " is empty.");
            }
            return true;
        });
    }
}
