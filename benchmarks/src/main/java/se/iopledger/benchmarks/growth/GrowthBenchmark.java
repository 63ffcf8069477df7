package se.iopledger.benchmarks.growth;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
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

/** Appends to new streams, and loads of streams of ten events picked at random, in a log that grows. */
public final class GrowthBenchmark {

    private static final String DATABASE = "growth_log";
    private static final String WARM_UP = "growth_warm_up";
    private static final int EVENTS_PER_STREAM = 10;
    private static final int CALLERS = 16;

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
                List.of("entries", "append p50 ms", "append p99 ms", "load p50 ms", "load p99 ms"),
                rows);
    }

    private static List<String> step(BenchmarkServer server, String database, long size, Consumer<String> progress)
            throws SQLException, InterruptedException {
        progress.accept("filling %s up to %,d entries".formatted(database, size));
        FilledLog.fill(server, database, size, size / EVENTS_PER_STREAM);
        try (HikariDataSource pool = server.pool(database, CALLERS);
                PostgresEventLog log =
                        PostgresEventLog.open(pool, server.simple(database), new SimpleMeterRegistry())) {
            // Few enough that the log is still of about that size when they are done.
            Measured appends = append(log, (int) Math.min(MOST_CALLS, size / 2 / CALLERS));
            Measured loads = load(log, size);
            progress.accept("%,d entries: %s; %s".formatted(size, appends, loads));
            return List.of(
                    "%,d".formatted(size),
                    Report.millis(appends.p50()),
                    Report.millis(appends.p99()),
                    Report.millis(loads.p50()),
                    Report.millis(loads.p99()));
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

    private static Measured load(PostgresEventLog log, long size) throws InterruptedException {
        return Callers.run(CALLERS, PATIENCE, (caller, turn) -> {
            if (turn == MOST_CALLS) {
                return false;
            }
            long streams = size / EVENTS_PER_STREAM;
            String stream =
                    "account-" + streams + "-" + ThreadLocalRandom.current().nextLong(streams);
            if (log.readStream(stream, 0, 100).isEmpty()) {
                throw new IllegalStateException("The stream " + stream + " is empty.");
            }
            return true;
        });
    }
}
