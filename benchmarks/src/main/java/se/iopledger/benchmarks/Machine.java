package se.iopledger.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.Stream;
import se.iopledger.benchmarks.server.BenchmarkServer;

/** What the figures were measured on. */
final class Machine {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private Machine() {}

    static String describe(BenchmarkServer server) throws SQLException, IOException {
        return "%s · %s, %d processors · %s %s · Java %s · PostgreSQL %s, fsync %s, synchronous_commit %s%n"
                .formatted(
                        LocalDate.now(ZoneId.of("Europe/Stockholm")),
                        processor(),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        System.getProperty("java.version"),
                        server.show("server_version"),
                        server.show("fsync"),
                        server.show("synchronous_commit"));
    }

    private static String processor() throws IOException {
        if (!Files.isReadable(CPU_INFO)) {
            return "a processor that is not named";
        }
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.replaceFirst(".*: ", ""))
                    .findFirst()
                    .orElse("a processor that is not named");
        }
    }
}
