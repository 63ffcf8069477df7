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
    private static final int EVENTS_PER_STREAM = 10;
    private static final int CALLERS = 16;

    private GrowthBenchmark() {}

    /** @param sizes how many entries the log has at each step, rising */
    public static Report run(BenchmarkServer server, List<Long> sizes, Duration time, Consumer<String> progress)
            throws SQLException, InterruptedException {
        FilledLog.create(server, DATABASE);
        List<List<String>> rows = new ArrayList<>();
        for (long size : sizes) {
            progress.accept("filling a log up to %,d entries".formatted(size));
            FilledLog.fill(server, DATABASE, size, size / EVENTS_PER_STREAM);
            try (HikariDataSource pool = server.pool(DATABASE, CALLERS);
                    PostgresEventLog log =
                            PostgresEventLog.open(pool, server.simple(DATABASE), new SimpleMeterRegistry())) {
                append(log, time);
                Measured appends = append(log, time);
                load(log, size, time);
                Measured loads = load(log, size, time);
                progress.accept("%,d entries: %s; %s".formatted(size, appends, loads));
                rows.add(List.of(
                        "%,d".formatted(size),
                        millis(appends.p50()),
                        millis(appends.p99()),
                        millis(loads.p50()),
                        millis(loads.p99())));
            }
        }
        return new Report(
                "A log that grows, %d callers".formatted(CALLERS),
                List.of("entries", "append p50 ms", "append p99 ms", "load p50 ms", "load p99 ms"),
                rows);
    }

    private static Measured append(PostgresEventLog log, Duration time) throws InterruptedException {
        byte[] data = ("{\"note\":\"" + "Simulated for a measurement, without meaning. ".repeat(12) + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        return Callers.run(CALLERS, time, (caller, turn) -> {
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

    private static Measured load(PostgresEventLog log, long size, Duration time) throws InterruptedException {
        return Callers.run(CALLERS, time, (caller, turn) -> {
            long streams = size / EVENTS_PER_STREAM;
            String stream =
                    "account-" + streams + "-" + ThreadLocalRandom.current().nextLong(streams);
            if (log.readStream(stream, 0, 100).isEmpty()) {
                throw new IllegalStateException("The stream " + stream + " is empty.");
            }
            return true;
        });
    }

    private static String millis(Duration duration) {
        return "%.2f".formatted(duration.toNanos() / 1e6);
    }
}
