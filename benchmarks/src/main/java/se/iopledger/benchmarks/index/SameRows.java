package se.iopledger.benchmarks.index;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import se.iopledger.benchmarks.server.BenchmarkServer;

/**
 * What PostgreSQL needs for the rows alone, by COPY in binary, over one connection: to give those that the recalculation
 * starts from to a client once, and to take those that it makes once, in one transaction, into empty tables with the same
 * indexes.
 */
final class SameRows {
    private static final int BUFFER = 1 << 20;

    private final BenchmarkServer server;
    private final String database;

    SameRows(BenchmarkServer server, String database) {
        this.server = server;
        this.database = database;
    }

    /** @param rows a query for the rows that one recalculation makes of the table */
    private record Made(String table, String rows) {}

    /**
     * Reads and writes once.
     *
     * @param before the log's entries before this position are read, the others written
     */
    Taken readAndWrite(long before) throws SQLException, IOException {
        List<Made> all = List.of(
                new Made("eventlog.entry", "SELECT * FROM eventlog.entry WHERE position >= " + before),
                new Made("service.tranche", told("service.tranche", before)),
                new Made("service.followed_index", "SELECT * FROM service.followed_index"));
        Path files = Files.createTempDirectory("index-rows");
        try (Connection connection = server.simple(database).getConnection();
                Statement statement = connection.createStatement()) {
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            statement.execute("DROP SCHEMA IF EXISTS same CASCADE");
            statement.execute("CREATE SCHEMA same");
            for (Made made : all) {
                statement.execute("CREATE TABLE same." + name(made) + " (LIKE " + made.table() + " INCLUDING ALL)");
                try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(file(files, made)), BUFFER)) {
                    copy.copyOut("COPY (" + made.rows() + ") TO STDOUT (FORMAT binary)", file);
                }
            }
            server.settle();
            connection.setAutoCommit(false);
            long start = System.nanoTime();
            long read = copy.copyOut(
                    "COPY (SELECT * FROM eventlog.entry WHERE position < " + before + ") TO STDOUT (FORMAT binary)",
                    OutputStream.nullOutputStream());
            for (Made made : all.subList(1, all.size())) {
                read += copy.copyOut(
                        "COPY " + made.table() + " TO STDOUT (FORMAT binary)", OutputStream.nullOutputStream());
            }
            double reading = seconds(start);
            long written = 0;
            for (Made made : all) {
                try (InputStream file = new BufferedInputStream(Files.newInputStream(file(files, made)), BUFFER)) {
                    written += copy.copyIn("COPY same." + name(made) + " FROM STDIN (FORMAT binary)", file, BUFFER);
                }
            }
            connection.commit();
            double whole = seconds(start);
            connection.setAutoCommit(true);
            statement.execute("DROP SCHEMA same CASCADE");
            return new Taken(reading, whole - reading, read, written);
        } finally {
            for (Made made : all) {
                Files.deleteIfExists(file(files, made));
            }
            Files.delete(files);
        }
    }

    /** @param reading, writing seconds */
    record Taken(double reading, double writing, long rowsRead, long rowsWritten) {
        double seconds() {
            return reading + writing;
        }
    }

    /** Rows of the tranches that entries from a position on tell anew. */
    private static String told(String table, long from) {
        return """
                SELECT t.* FROM %s t JOIN (
                    SELECT DISTINCT stream_id AS agreement_id,
                        convert_from(entry, 'UTF8')::jsonb #>> '{data,planned,tranche,trancheId}' AS tranche_id
                    FROM eventlog.entry WHERE position >= %d
                      AND type IN ('se.iopledger.finance.tranche-scheduled.v1', 'se.iopledger.finance.tranche-rescheduled.v1')
                ) told USING (agreement_id, tranche_id)""".formatted(table, from);
    }

    private static String name(Made made) {
        return made.table().replace('.', '_');
    }

    private static Path file(Path files, Made made) {
        return files.resolve(name(made));
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
