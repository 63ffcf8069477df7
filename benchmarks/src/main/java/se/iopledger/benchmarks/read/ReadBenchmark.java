package se.iopledger.benchmarks.read;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import se.iopledger.benchmarks.Report;
import se.iopledger.benchmarks.server.BenchmarkServer;
import se.iopledger.benchmarks.server.FilledLog;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.PostgresEventLog;
import se.iopledger.eventlog.ReadAhead;

/** The whole log by position, every entry decoded, against {@code COPY … TO STDOUT} of the same column. */
public final class ReadBenchmark {

    private static final String DATABASE = "read_log";
    private static final int STREAMS = 1_000;
    private static final int PAGE = 1_000;

    private ReadBenchmark() {}

    /**
     * Measures.
     *
     * @param entries how many the log has
     * @param turns of each, the first of which is for warming up and not counted
     */
    public static Report run(BenchmarkServer server, long entries, int turns, Consumer<String> progress)
            throws SQLException, IOException, InterruptedException {
        progress.accept("filling a log with %,d entries".formatted(entries));
        FilledLog.create(server, DATABASE);
        FilledLog.fill(server, DATABASE, entries, STREAMS);
        List<Double> copies = new ArrayList<>();
        List<Double> reads = new ArrayList<>();
        try (HikariDataSource pool = server.pool(DATABASE, 4);
                PostgresEventLog log =
                        PostgresEventLog.open(pool, server.direct(DATABASE), new SimpleMeterRegistry())) {
            for (int turn = 0; turn < turns; turn++) {
                double copied = perSecond(entries, copy(server));
                double read = perSecond(entries, read(log, entries));
                progress.accept("turn %d of %d: COPY %,.0f, decoded %,.0f entries per second"
                        .formatted(turn + 1, turns, copied, read));
                if (turn > 0 || turns == 1) {
                    copies.add(copied);
                    reads.add(read);
                }
            }
        }
        double copy = Report.median(copies);
        double read = Report.median(reads);
        return new Report(
                "Reading a log of %,d entries".formatted(entries),
                List.of("what", "entries per second", "of COPY"),
                List.of(
                        List.of("COPY of the entries to the client, thrown away", "%,.0f".formatted(copy), "1.00"),
                        List.of(
                                "the log by position, each entry decoded",
                                "%,.0f".formatted(read),
                                "%.2f".formatted(read / copy))));
    }

    private static long copy(BenchmarkServer server) throws SQLException, IOException {
        try (Connection connection = server.simple(DATABASE).getConnection()) {
            long start = System.nanoTime();
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "COPY (SELECT entry FROM eventlog.entry ORDER BY position) TO STDOUT (FORMAT binary)",
                            OutputStream.nullOutputStream());
            return System.nanoTime() - start;
        }
    }

    private static long read(PostgresEventLog log, long entries) throws InterruptedException {
        long start = System.nanoTime();
        long expected = 0;
        try (ReadAhead pages = new ReadAhead(log, 0, PAGE)) {
            List<Entry> page = pages.next();
            while (!page.isEmpty()) {
                for (Entry entry : page) {
                    if (entry.position() != expected++) {
                        throw new IllegalStateException("Position " + entry.position() + " is out of order.");
                    }
                }
                page = pages.next();
            }
        }
        if (expected != entries) {
            throw new IllegalStateException("The log has " + entries + " entries; " + expected + " were read.");
        }
        return System.nanoTime() - start;
    }

    private static double perSecond(long count, long nanos) {
        return count / (nanos / 1e9);
    }
}
