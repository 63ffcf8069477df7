package se.iopledger.benchmarks;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import se.iopledger.benchmarks.append.AppendBenchmark;
import se.iopledger.benchmarks.append.ContenderMain;
import se.iopledger.benchmarks.append.SnapshotBenchmark;
import se.iopledger.benchmarks.growth.GrowthBenchmark;
import se.iopledger.benchmarks.index.IndexBenchmark;
import se.iopledger.benchmarks.passing.PassingBenchmark;
import se.iopledger.benchmarks.read.ReadBenchmark;
import se.iopledger.benchmarks.seal.SealBenchmark;
import se.iopledger.benchmarks.server.BenchmarkServer;

/**
 * Runs the measurements named as arguments, or all, and prints their tables. Progress goes to standard error.
 *
 * <p>System properties, for a shorter or longer run: {@code seconds} of a turn, {@code turns} of each contender (the
 * first warms up), {@code callers}, {@code only} (a regular expression of contenders' names), {@code entries} of the log
 * that is read and sealed, {@code sizes} of the log that grows, {@code events} of a long agreement, {@code rates} per second at which entries
 * are passed on, {@code verifier}, the jar of the module proofs, {@code agreements} that follow an index.
 */
public final class Benchmarks {

    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final PrintStream PROGRESS = new PrintStream(System.err, true, StandardCharsets.UTF_8);

    private Benchmarks() {}

    private interface Benchmark {
        Report run(BenchmarkServer server, Consumer<String> progress) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 3 && arguments[0].equals(ContenderMain.ARGUMENT)) {
            ContenderMain.runAndExit(arguments[1], Integer.parseInt(arguments[2]));
        }
        Duration time = Duration.ofSeconds(Integer.getInteger("seconds", 5));
        int turns = Integer.getInteger("turns", 4);
        Map<String, Benchmark> all = new LinkedHashMap<>();
        all.put(
                "append",
                (server, progress) -> AppendBenchmark.run(
                        server,
                        time,
                        turns,
                        System.getProperty("only", ""),
                        numbers("callers", "1,16,64,256").map(Long::intValue).toList(),
                        progress));
        all.put(
                "read",
                (server, progress) -> ReadBenchmark.run(server, Long.getLong("entries", 1_000_000), turns, progress));
        all.put(
                "growth",
                (server, progress) -> GrowthBenchmark.run(
                        server, numbers("sizes", "10000,1000000").toList(), progress));
        all.put(
                "snapshot",
                (server, progress) -> SnapshotBenchmark.run(server, Integer.getInteger("events", 10_000), progress));
        all.put(
                "seal",
                (server, progress) -> SealBenchmark.run(
                        server,
                        Path.of(System.getProperty("verifier", "proofs/target/proofs-1.0.0-SNAPSHOT.jar")),
                        Long.getLong("entries", 1_000_000),
                        turns,
                        time,
                        progress));
        all.put(
                "passing",
                (server, progress) -> PassingBenchmark.run(
                        server, numbers("rates", "200,2000").map(Long::intValue).toList(), time, progress));
        all.put(
                "index",
                (server, progress) ->
                        IndexBenchmark.run(server, Integer.getInteger("agreements", 100_000), turns, progress));
        List<String> wanted = arguments.length == 0 ? List.copyOf(all.keySet()) : Arrays.asList(arguments);
        for (String name : wanted) {
            if (!all.containsKey(name)) {
                PROGRESS.println("There is no measurement " + name + ", only " + String.join(", ", all.keySet()) + ".");
                System.exit(2);
            }
        }
        try (BenchmarkServer server = BenchmarkServer.start()) {
            OUT.println(Machine.describe(server));
            for (Map.Entry<String, Benchmark> benchmark : all.entrySet()) {
                if (wanted.contains(benchmark.getKey())) {
                    OUT.println(benchmark.getValue().run(server, PROGRESS::println));
                }
            }
        }
        // Axon leaves threads behind that do not end by themselves.
        System.exit(0);
    }

    private static Stream<Long> numbers(String property, String otherwise) {
        return Arrays.stream(System.getProperty(property, otherwise).split(",", -1))
                .map(Long::valueOf);
    }
}
