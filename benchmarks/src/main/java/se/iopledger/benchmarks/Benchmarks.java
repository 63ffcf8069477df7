package se.iopledger.benchmarks;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import se.iopledger.benchmarks.append.AppendBenchmark;
import se.iopledger.benchmarks.server.BenchmarkServer;

/** Runs the measurements and prints their table. */
public final class Benchmarks {

    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final PrintStream PROGRESS = new PrintStream(System.err, true, StandardCharsets.UTF_8);

    private Benchmarks() {}

    public static void main(String[] arguments) throws Exception {
        int seconds = Integer.getInteger("seconds", 5);
        int turns = Integer.getInteger("turns", 4);
        try (BenchmarkServer server = BenchmarkServer.start()) {
            List<AppendBenchmark.Row> rows = AppendBenchmark.run(
                    server,
                    Duration.ofSeconds(seconds),
                    turns,
                    Pattern.compile(System.getProperty("only", "")),
                    Stream.of(System.getProperty("callers", "1,16,64,256").split(","))
                            .map(Integer::valueOf)
                            .toList(),
                    PROGRESS::println);
            OUT.println("| callers | what | per second | p50 ms | p99 ms |");
            OUT.println("|---:|---|---:|---:|---:|");
            rows.forEach(row -> OUT.printf(
                    "| %d | %s | %,.0f | %.2f | %.2f |%n",
                    row.callers(),
                    row.contender(),
                    row.median().perSecond(),
                    row.median().p50().toNanos() / 1e6,
                    row.median().p99().toNanos() / 1e6));
        }
        // Pekko and Axon leave threads behind that do not end by themselves.
        System.exit(0);
    }
}
