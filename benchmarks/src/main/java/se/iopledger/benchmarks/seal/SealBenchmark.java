package se.iopledger.benchmarks.seal;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import se.iopledger.benchmarks.Report;
import se.iopledger.benchmarks.load.Callers;
import se.iopledger.benchmarks.load.Measured;
import se.iopledger.benchmarks.server.BenchmarkServer;
import se.iopledger.benchmarks.server.FilledLog;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.PostgresEventLog;
import se.iopledger.eventlog.ReadAhead;
import se.iopledger.eventlog.seal.LogTiles;
import se.iopledger.eventlog.seal.Sealer;
import se.iopledger.proofs.note.SignatureType;
import se.iopledger.proofs.note.SigningKey;

/** A filled log is sealed from its beginning, written out as a dump, and the dump verified; and entries are proved. */
public final class SealBenchmark {

    private static final String DATABASE = "seal_log";
    private static final String ORIGIN = "benchmarks.example/log";
    private static final int PAGE = 1_000;

    private SealBenchmark() {}

    /**
     * Measures.
     *
     * @param verifier the jar of the module {@code proofs}, which an auditor runs
     * @param turns of verifying, the first of which is for warming up the disk's cache and not counted
     * @param time for proving entries
     */
    public static Report run(
            BenchmarkServer server, Path verifier, long entries, int turns, Duration time, Consumer<String> progress)
            throws SQLException, IOException, InterruptedException {
        progress.accept("filling a log with %,d entries".formatted(entries));
        FilledLog.create(server, DATABASE);
        FilledLog.fill(server, DATABASE, entries, entries / 10);
        SigningKey key = SigningKey.generate(ORIGIN, SignatureType.ED25519, new SecureRandom());
        Path folder = Files.createTempDirectory("seal");
        List<List<String>> rows = new ArrayList<>();
        try (HikariDataSource pool = server.pool(DATABASE, 8);
                PostgresEventLog log =
                        PostgresEventLog.open(pool, server.direct(DATABASE), new SimpleMeterRegistry())) {
            double sealed = seal(server, pool, log, key, entries);
            progress.accept("sealed %,.0f entries per second".formatted(sealed));
            rows.add(List.of("sealing, entries per second", "%,.0f".formatted(sealed)));
            LogTiles tiles = new LogTiles(log, pool);
            prove(tiles, entries, time);
            Measured proofs = prove(tiles, entries, time);
            rows.add(List.of("an inclusion proof, made from the tiles, p50 ms", Report.millis(proofs.p50())));
            rows.add(List.of("… p99 ms", Report.millis(proofs.p99())));
            Path dump = folder.resolve("log.dump");
            Path checkpoint = folder.resolve("checkpoint");
            dump(log, dump);
            Files.write(checkpoint, tiles.checkpoint().orElseThrow().bytes());
            rows.addAll(verify(verifier, dump, checkpoint, key, turns, progress));
        } finally {
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
        return new Report("Sealing and verifying %,d entries".formatted(entries), List.of("what", "figure"), rows);
    }

    private static double seal(
            BenchmarkServer server, HikariDataSource pool, PostgresEventLog log, SigningKey key, long entries)
            throws InterruptedException {
        Semaphore sealed = new Semaphore(0);
        LogTiles tiles = new LogTiles(log, pool);
        long start = System.nanoTime();
        try (Sealer sealer = new Sealer(
                log,
                pool,
                server.simple(DATABASE),
                ORIGIN,
                List.of(key),
                List.of(),
                sealed::release,
                new SimpleMeterRegistry())) {
            sealer.start();
            while (tiles.checkpoint().isEmpty() || tiles.size() < entries) {
                sealed.acquire();
            }
        }
        return entries / ((System.nanoTime() - start) / 1e9);
    }

    private static Measured prove(LogTiles tiles, long entries, Duration time) throws InterruptedException {
        return Callers.run(1, time, (caller, turn) -> {
            if (tiles.inclusion(ThreadLocalRandom.current().nextLong(entries)).isEmpty()) {
                throw new IllegalStateException("An entry that is sealed has no proof.");
            }
            return true;
        });
    }

    private static void dump(PostgresEventLog log, Path file) throws IOException, InterruptedException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
                ReadAhead pages = new ReadAhead(log, 0, PAGE)) {
            List<Entry> page = pages.next();
            while (!page.isEmpty()) {
                for (Entry entry : page) {
                    byte[] bytes = entry.bytes();
                    out.writeShort(bytes.length);
                    out.write(bytes);
                }
                page = pages.next();
            }
        }
    }

    private static List<List<String>> verify(
            Path verifier, Path dump, Path checkpoint, SigningKey key, int turns, Consumer<String> progress)
            throws IOException, InterruptedException {
        List<Double> verified = new ArrayList<>();
        List<Double> summed = new ArrayList<>();
        for (int turn = 0; turn < turns; turn++) {
            double verify = seconds(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-jar",
                    verifier.toString(),
                    "dump",
                    "--key",
                    key.verifier().text(),
                    dump.toString(),
                    checkpoint.toString()));
            double sum = seconds(List.of("sha256sum", dump.toString()));
            progress.accept(
                    "turn %d of %d: verified in %.2f s, sha256sum in %.2f s".formatted(turn + 1, turns, verify, sum));
            if (turn > 0 || turns == 1) {
                verified.add(verify);
                summed.add(sum);
            }
        }
        double verify = Report.median(verified);
        double sum = Report.median(summed);
        return List.of(
                List.of(
                        "verifying a dump of %,d MB, s".formatted(Files.size(dump) / 1_000_000),
                        "%.2f".formatted(verify)),
                List.of("sha256sum of the same file, s", "%.2f".formatted(sum)),
                List.of("verifying, of sha256sum", "%.2f".formatted(verify / sum)));
    }

    private static double seconds(List<String> command) throws IOException, InterruptedException {
        File output = File.createTempFile("verify", ".txt");
        try {
            long start = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output)
                    .start();
            int exit = process.waitFor();
            double seconds = (System.nanoTime() - start) / 1e9;
            if (exit != 0) {
                throw new IllegalStateException(command.getFirst() + " answered " + exit + ": "
                        + Files.readString(output.toPath(), StandardCharsets.UTF_8));
            }
            return seconds;
        } finally {
            Files.delete(output.toPath());
        }
    }
}
