package se.iopledger.eventlog;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * The event log in PostgreSQL, schema {@code eventlog} ({@link LogSchema}). Any number of instances may append to the
 * same database.
 */
public final class PostgresEventLog implements EventLog, AutoCloseable {

    private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final DataSource pool;
    private final WritePermit permit;
    private final GroupCommitWriter writer;
    private final AppendSignal signal;

    private PostgresEventLog(
            DataSource pool, DataSource direct, MeterRegistry meters, Duration patience, WritePermit permit) {
        this.pool = pool;
        this.permit = permit;
        this.signal = new AppendSignal(direct, this::head, LOOK_EVERY);
        this.writer = new GroupCommitWriter(direct, patience, signal::appendedHere, meters);
    }

    /**
     * Opens the log and starts its threads; {@link #close} ends them.
     *
     * @param pool pooled connections for reading
     * @param direct opens a new connection per call, for the threads that keep theirs ({@link DirectConnections})
     */
    public static PostgresEventLog open(DataSource pool, DataSource direct, MeterRegistry meters) {
        return open(pool, direct, meters, DEFAULT_PATIENCE);
    }

    /**
     * As above.
     *
     * @param patience how long an append whose connection is lost is sent again before its outcome is called unknown
     */
    public static PostgresEventLog open(DataSource pool, DataSource direct, MeterRegistry meters, Duration patience) {
        return new PostgresEventLog(pool, direct, meters, patience, WritePermit.ALWAYS);
    }

    /**
     * As above, for a log that takes writes only while somebody permits it.
     *
     * @param permit asked before every append
     */
    public static PostgresEventLog open(DataSource pool, DataSource direct, MeterRegistry meters, WritePermit permit) {
        return new PostgresEventLog(pool, direct, meters, DEFAULT_PATIENCE, permit);
    }

    /** Takes no more appends, stores those submitted, and ends the log's threads. The data sources stay open. */
    @Override
    public void close() {
        writer.close();
        signal.close();
    }

    /**
     * By how much the last recorded time of an append from here was ahead of this machine's clock, if that is more than
     * clocks that are kept in time differ: then the database's clock, or this machine's, has jumped. Empty when all is
     * well.
     */
    public Optional<Duration> clockAhead() {
        return Optional.of(writer.clockAhead())
                .filter(ahead -> ahead.compareTo(GroupCommitWriter.TOLERATED_DIFFERENCE) > 0);
    }

    @Override
    public CompletableFuture<AppendResult> append(Append append) {
        try {
            mustTakeWrites();
        } catch (WritesRefused refused) {
            return CompletableFuture.failedFuture(refused);
        }
        return writer.submit(append);
    }

    /** Why no append is taken, and what an operator has to do; empty when appends are. */
    public Optional<String> refusal() {
        return permit.refusal().or(writer::setBack);
    }

    @Override
    public void mustTakeWrites() {
        Optional<String> refusal = refusal();
        if (refusal.isPresent()) {
            throw new WritesRefused(refusal.get());
        }
    }

    @Override
    public List<Entry> readStream(String streamId, long fromSequence, int limit) {
        return query(
                "SELECT entry FROM eventlog.entry WHERE stream_id = ? AND stream_sequence >= ?"
                        + " ORDER BY stream_sequence LIMIT ?",
                statement -> {
                    statement.setString(1, streamId);
                    statement.setLong(2, fromSequence);
                    statement.setInt(3, limit);
                },
                PostgresEventLog::entries);
    }

    @Override
    public Map<String, List<Entry>> readStreams(Collection<String> streamIds, int limit) {
        List<Entry> entries = query(
                "SELECT entry FROM eventlog.entry WHERE stream_id = ANY (?) ORDER BY stream_id, stream_sequence LIMIT ?",
                statement -> {
                    statement.setArray(1, statement.getConnection().createArrayOf("text", streamIds.toArray()));
                    // One more than is wanted shows that there is more.
                    statement.setLong(2, limit + 1L);
                },
                PostgresEventLog::entries);
        Map<String, List<Entry>> streams = entries.stream().collect(Collectors.groupingBy(Entry::streamId));
        if (entries.size() > limit) {
            streams.remove(entries.getLast().streamId());
        }
        return streams;
    }

    @Override
    public List<Entry> readFrom(long position, int limit) {
        return query(
                "SELECT entry FROM eventlog.entry WHERE position >= ? ORDER BY position LIMIT ?",
                statement -> {
                    statement.setLong(1, position);
                    statement.setInt(2, limit);
                },
                PostgresEventLog::entries);
    }

    @Override
    public List<Entry> readFrom(long position, int limit, Set<String> passedOver) {
        if (passedOver.isEmpty()) {
            return readFrom(position, limit);
        }
        long first = Math.max(0, position);
        // Positions have no gaps: as many as they span are looked at, or as far as the log goes.
        long end = first + Math.min(limit, Long.MAX_VALUE - first);
        return query(
                """
                SELECT entry FROM eventlog.entry
                WHERE position >= ? AND position < ? AND (type <> ALL (?)
                    OR position = (SELECT least(next_position, ?) - 1 FROM eventlog.log_head))
                ORDER BY position""",
                statement -> {
                    statement.setLong(1, first);
                    statement.setLong(2, end);
                    statement.setArray(3, statement.getConnection().createArrayOf("text", passedOver.toArray()));
                    statement.setLong(4, end);
                },
                PostgresEventLog::entries);
    }

    @Override
    public OptionalLong lastSequenceOf(String streamId) {
        return query(
                "SELECT stream_sequence FROM eventlog.entry WHERE stream_id = ? ORDER BY stream_sequence DESC LIMIT 1",
                statement -> statement.setString(1, streamId),
                rows -> rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty());
    }

    @Override
    public long head() {
        return query("SELECT next_position - 1 FROM eventlog.log_head", statement -> {}, PostgresEventLog::oneLong);
    }

    @Override
    public long positionAt(Instant time) {
        return query(
                "SELECT eventlog.position_at(?)",
                // Cut to the database's microseconds; the driver would round, and so reach into the future.
                statement -> statement.setObject(
                        1, time.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC)),
                PostgresEventLog::oneLong);
    }

    @Override
    public Optional<Entry> findByIdempotencyKey(String municipality, String actor, String key) {
        return query(
                "SELECT entry FROM eventlog.entry WHERE municipality = ? AND actor = ? AND idempotency_key = ?",
                statement -> {
                    statement.setString(1, municipality);
                    statement.setString(2, actor);
                    statement.setString(3, key);
                },
                rows -> entries(rows).stream().findFirst());
    }

    @Override
    public Subscription onAppended(Runnable callback) {
        return signal.subscribe(callback);
    }

    private static List<Entry> entries(ResultSet rows) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        while (rows.next()) {
            entries.add(Entry.stored(rows.getBytes(1)));
        }
        return entries;
    }

    private static long oneLong(ResultSet rows) throws SQLException {
        if (!rows.next()) {
            throw new SQLException("The log has no head: its schema is not whole.");
        }
        return rows.getLong(1);
    }

    private <T> T query(String sql, Parameters parameters, Result<T> result) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            parameters.bind(statement);
            try (ResultSet rows = statement.executeQuery()) {
                return result.read(rows);
            }
        } catch (SQLException failure) {
            throw new LogUnavailable("The event log cannot be read: " + failure.getMessage(), failure);
        }
    }

    private interface Parameters {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private interface Result<T> {
        T read(ResultSet rows) throws SQLException;
    }
}
