package se.iopledger.benchmarks.server;

import java.sql.SQLException;
import se.iopledger.eventlog.LogSchema;

/** A log with many entries, written by one statement of the server's superuser instead of by appending each. */
public final class FilledLog {

    private FilledLog() {}

    /** Creates a database with an empty log. */
    public static void create(BenchmarkServer server, String database) throws SQLException {
        server.create(database);
        LogSchema.migrate(server.simple(database), server.user());
    }

    /**
     * Fills the log up to so many entries, dealt out over so many new streams, {@code account-<streams>-<number>}.
     *
     * @param entries how many the log holds afterwards
     * @param streams how many streams; another number at each filling of one log
     */
    public static void fill(BenchmarkServer server, String database, long entries, long streams) throws SQLException {
        long held = server.count(database, "SELECT next_position FROM eventlog.log_head");
        if (held >= entries) {
            throw new IllegalArgumentException(
                    "The log holds " + held + " entries already, so it cannot be filled up to " + entries + ".");
        }
        server.run(
                database,
                """
            INSERT INTO eventlog.entry (position, stream_id, stream_sequence, event_id, type, recorded_at,
                                        municipality, actor, idempotency_key, entry)
            SELECT p, 'account-%2$d-' || s, n, id, 'se.iopledger.benchmarks.noted.v1', at, '9999', 'caller', NULL,
                   convert_to('{"specversion":"1.0","sequence":"' || p || '","recordedtime":"'
                       || to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '","id":"' || id
                       || '","source":"/benchmarks","type":"se.iopledger.benchmarks.noted.v1","subject":"account-%2$d-' || s
                       || '","streamsequence":"' || n || '","datacontenttype":"application/json","actor":"caller",'
                       || '"aggregatetype":"Account","municipality":"9999","data":{"account":"account-%2$d-' || s
                       || '","number":' || n || ',"note":"' || repeat('Simulated for a measurement, without meaning. ', 12)
                       || '"}}', 'UTF8')
            FROM (SELECT p, p %% %2$d AS s, p / %2$d AS n, uuidv7() AS id, clock_timestamp() AS at
                  FROM generate_series((SELECT next_position FROM eventlog.log_head), %1$d - 1) p) made""".formatted(entries, streams),
                "UPDATE eventlog.log_head SET next_position = %d, last_recorded_at = clock_timestamp()"
                        .formatted(entries),
                "VACUUM ANALYZE eventlog.entry",
                "CHECKPOINT");
    }
}
