package se.iopledger.benchmarks.append;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import se.iopledger.benchmarks.load.Measured;
import se.iopledger.benchmarks.server.BenchmarkServer;

/**
 * PostgreSQL's own load generator, which inserts the same row into a table with the indexes that any event store needs,
 * prepared: so many rows in one statement, which is one transaction. The rows' bytes come from the client.
 */
final class Pgbench implements Contender {

    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
    private static final String TABLE = """
            CREATE TABLE event (
                position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, stream_id text NOT NULL,
                stream_sequence bigint NOT NULL, event_id uuid NOT NULL, type text NOT NULL,
                recorded_at timestamptz NOT NULL, entry bytea NOT NULL, UNIQUE (stream_id, stream_sequence));
            ALTER TABLE event ALTER COLUMN entry SET STORAGE EXTERNAL""";

    private final BenchmarkServer server;
    private final String database;
    private final int rows;
    private final Path folder;

    /** @param rows how many are inserted in one transaction */
    Pgbench(BenchmarkServer server, int rows) throws SQLException, IOException {
        this.server = server;
        this.rows = rows;
        this.database = "pgbench_" + rows;
        this.folder = Files.createTempDirectory("pgbench");
        server.create(database);
        server.run(database, TABLE);
        String payloads = String.join(", ", Collections.nCopies(rows, ":payload"));
        Files.writeString(
                folder.resolve("insert.sql"),
                "INSERT INTO event (stream_id, stream_sequence, event_id, type, recorded_at, entry)"
                        + " SELECT gen_random_uuid()::text, 0, gen_random_uuid(), 'se.iopledger.benchmarks.noted.v1',"
                        + " clock_timestamp(), convert_to(p, 'UTF8') FROM unnest(ARRAY[" + payloads
                        + "]::text[]) AS i (p);\n",
                StandardCharsets.UTF_8);
    }

    @Override
    public Measured turn(int callers, Duration time) throws IOException, InterruptedException {
        deleteLogs();
        List<String> command = new ArrayList<>(List.of("pgbench", "-n", "-M", "prepared", "-l"));
        command.addAll(List.of("-h", "localhost", "-p", Integer.toString(server.port()), "-U", server.user()));
        command.addAll(List.of("-c", Integer.toString(callers), "-j", Integer.toString(Math.min(2, callers))));
        command.addAll(List.of("-T", Long.toString(time.toSeconds()), "-D", "payload=" + Payload.text()));
        command.addAll(List.of("-f", "insert.sql", database));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher rate = RATE.matcher(output);
        if (process.waitFor() != 0 || !rate.find()) {
            throw new IllegalStateException("pgbench failed: " + output);
        }
        long[] micros = latencies();
        return new Measured(
                Double.parseDouble(rate.group(1)) * rows,
                Duration.ofNanos(1_000 * micros[micros.length / 2]),
                Duration.ofNanos(1_000 * micros[micros.length * 99 / 100]));
    }

    /** Third field of each line of pgbench's transaction logs: microseconds; sorted. */
    private long[] latencies() throws IOException {
        List<Path> logs = logs();
        long[] all = new long[0];
        for (Path log : logs) {
            try (Stream<String> lines = Files.lines(log)) {
                long[] more = lines.mapToLong(line -> Long.parseLong(line.split(" ", 4)[2]))
                        .toArray();
                long[] both = Arrays.copyOf(all, all.length + more.length);
                System.arraycopy(more, 0, both, all.length, more.length);
                all = both;
            }
        }
        Arrays.sort(all);
        return all;
    }

    private List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("pgbench_log"))
                    .toList();
        }
    }

    private void deleteLogs() throws IOException {
        for (Path log : logs()) {
            Files.delete(log);
        }
    }

    @Override
    public void close() throws IOException {
        deleteLogs();
        Files.deleteIfExists(folder.resolve("insert.sql"));
        Files.deleteIfExists(folder);
    }
}
