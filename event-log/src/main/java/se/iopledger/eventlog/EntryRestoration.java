package se.iopledger.eventlog;

import com.google.errorprone.annotations.CheckReturnValue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Puts entries back that a log once had: with their bytes, positions and recorded times, and the columns beside the bytes
 * made anew from them. Works as the role that owns the schema; the service's own role cannot do any of it.
 *
 * <p>Whether they are the log's entries is for the caller to have verified. Here they must follow on the last one, each on
 * the one before it in its stream, and in time.
 */
@CheckReturnValue
public final class EntryRestoration {

    private static final String HEAD = "SELECT next_position, last_recorded_at FROM eventlog.log_head";

    private static final String INSERT = """
            INSERT INTO eventlog.entry (position, stream_id, stream_sequence, event_id, type, recorded_at,
                                        municipality, actor, idempotency_key, entry)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String WITHOUT_PREDECESSOR = """
            SELECT e.position FROM eventlog.entry e
            WHERE e.position >= ? AND e.stream_sequence > 0 AND NOT EXISTS (
                SELECT FROM eventlog.entry p
                WHERE p.stream_id = e.stream_id AND p.stream_sequence = e.stream_sequence - 1
                  AND p.position < e.position)
            ORDER BY e.position LIMIT 1""";

    private final DataSource owner;

    /** @param owner connects as the role that owns the schema {@code eventlog} */
    public EntryRestoration(DataSource owner) {
        this.owner = owner;
    }

    /** How many entries the log has. */
    public long size() throws SQLException {
        try (Connection connection = owner.getConnection()) {
            return head(connection, HEAD).nextPosition();
        }
    }

    /**
     * The bytes of the log's entries from a position on, up to the first that is missing.
     *
     * @param limit at most this many
     */
    public List<byte[]> bytesFrom(long position, int limit) throws SQLException {
        List<byte[]> found = new ArrayList<>();
        try (Connection connection = owner.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT position, entry FROM eventlog.entry WHERE position >= ? ORDER BY position LIMIT ?")) {
            statement.setLong(1, position);
            statement.setInt(2, limit);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next() && rows.getLong(1) == position + found.size()) {
                    found.add(rows.getBytes(2));
                }
            }
        }
        return found;
    }

    /**
     * Puts entries back, all or none. Holds up appends for as long as it takes.
     *
     * @param entries one after the other, the first at the log's end
     * @throws IllegalStateException if they do not follow on what the log holds; nothing is changed
     * @throws SQLException if the database refuses or does not answer
     */
    public void restore(List<Entry> entries) throws SQLException {
        try (Connection connection = owner.getConnection()) {
            connection.setAutoCommit(false);
            try {
                restore(entries, connection);
                connection.commit();
            } finally {
                // After a commit there is nothing left to roll back.
                connection.rollback();
            }
        }
    }

    private static void restore(List<Entry> entries, Connection transaction) throws SQLException {
        // The lock of appends: whoever appended before is seen, whoever comes later waits.
        Head head = head(transaction, HEAD + " FOR UPDATE");
        mustFollow(entries, head);
        insert(entries, before(head.nextPosition(), transaction), transaction);
        mustHavePredecessors(head.nextPosition(), transaction);
        Entry last = entries.getLast();
        try (PreparedStatement statement =
                transaction.prepareStatement("UPDATE eventlog.log_head SET next_position = ?, last_recorded_at = ?")) {
            statement.setLong(1, last.position() + 1);
            statement.setObject(2, last.recordedTime().atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }

    private static void mustFollow(List<Entry> entries, Head head) {
        long next = head.nextPosition();
        OffsetDateTime time = head.lastRecordedAt();
        for (Entry entry : entries) {
            if (entry.position() != next) {
                throw new IllegalStateException("The log goes on at position " + next + ", not at " + entry.position()
                        + ": somebody else has written to it.");
            }
            OffsetDateTime recorded = entry.recordedTime().atOffset(ZoneOffset.UTC);
            if (recorded.isBefore(time)) {
                throw new IllegalStateException("Position " + next + " was recorded at " + recorded
                        + ", before the one in front of it, recorded at " + time + ".");
            }
            next++;
            time = recorded;
        }
    }

    private static Optional<Entry> before(long position, Connection transaction) throws SQLException {
        try (PreparedStatement statement =
                transaction.prepareStatement("SELECT entry FROM eventlog.entry WHERE position = ?")) {
            statement.setLong(1, position - 1);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(Entry.stored(row.getBytes(1))) : Optional.empty();
            }
        }
    }

    private static void insert(List<Entry> entries, Optional<Entry> before, Connection transaction)
            throws SQLException {
        @Nullable Key last = before.map(Key::of).orElse(null);
        try (PreparedStatement statement = transaction.prepareStatement(INSERT)) {
            for (Entry entry : entries) {
                Key key = Key.of(entry);
                statement.setLong(1, entry.position());
                statement.setString(2, entry.streamId());
                statement.setLong(3, entry.streamSequence());
                statement.setObject(4, AppendStatement.eventKey(entry.eventId()));
                statement.setString(5, entry.type());
                statement.setObject(6, entry.recordedTime().atOffset(ZoneOffset.UTC));
                setText(7, entry.attribute(EntryAttributes.MUNICIPALITY).orElse(null), statement);
                setText(8, entry.attribute(EntryAttributes.ACTOR).orElse(null), statement);
                setText(9, key.isOfTheSameAppendAs(last) ? null : key.value(), statement);
                statement.setBytes(10, entry.bytes());
                statement.addBatch();
                last = key;
            }
            statement.executeBatch();
        }
    }

    private static void setText(int column, @Nullable String text, PreparedStatement statement) throws SQLException {
        if (text == null) {
            statement.setNull(column, Types.VARCHAR);
        } else {
            statement.setString(column, text);
        }
    }

    private static void mustHavePredecessors(long from, Connection transaction) throws SQLException {
        try (PreparedStatement statement = transaction.prepareStatement(WITHOUT_PREDECESSOR)) {
            statement.setLong(1, from);
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    throw new IllegalStateException("Position " + row.getLong(1)
                            + " does not follow on an entry of its stream: one is missing before it.");
                }
            }
        }
    }

    private static Head head(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("The log has no head: its schema is not whole.");
            }
            return new Head(row.getLong(1), row.getObject(2, OffsetDateTime.class));
        }
    }

    /** @param lastRecordedAt {@link OffsetDateTime#MIN} before the first entry */
    private record Head(long nextPosition, OffsetDateTime lastRecordedAt) {}

    /** An idempotency key as it stands in the document of each event of its append; the column has it on the first. */
    private record Key(
            @Nullable String municipality,
            @Nullable String actor,
            @Nullable String value) {

        static Key of(Entry entry) {
            return new Key(
                    entry.attribute(EntryAttributes.MUNICIPALITY).orElse(null),
                    entry.attribute(EntryAttributes.ACTOR).orElse(null),
                    entry.attribute(EntryAttributes.IDEMPOTENCY_KEY).orElse(null));
        }

        /** No two appends of one municipality and actor have the same key, and the events of one stand together. */
        boolean isOfTheSameAppendAs(@Nullable Key before) {
            return value != null && Objects.equals(this, before);
        }
    }
}
