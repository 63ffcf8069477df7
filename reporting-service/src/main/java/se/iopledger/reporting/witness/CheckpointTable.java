package se.iopledger.reporting.witness;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.kafka.common.Uuid;
import se.iopledger.proofs.note.Checkpoint;
import se.iopledger.proofs.note.SignedNote;

/** The checkpoints that were received with their log's signature, and how far their topic is read. */
final class CheckpointTable {
    private final DataSource pool;

    CheckpointTable(DataSource pool) {
        this.pool = pool;
    }

    /** A checkpoint that is to be judged. */
    record Waiting(long id, SignedNote note, Checkpoint checkpoint, Instant receivedAt) {}

    /** How a checkpoint was judged, unless it was cosigned. */
    enum Outcome {
        /** It is the one that was cosigned last. */
        REPEATED,
        /** It is not so. */
        REFUSED
    }

    /** What one transaction does. */
    @FunctionalInterface
    interface Work {
        void in(Connection transaction) throws SQLException;
    }

    /** All or nothing. */
    void inTransaction(Work work) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try {
                work.in(connection);
                connection.commit();
            } finally {
                // After a commit there is nothing left to roll back.
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    /** The offset from which to read; 0 for a topic that is new, also where it has the name of an earlier one. */
    long nextOffset(String topic, Uuid topicId) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement("INSERT INTO witness_progress AS old"
                        + " (topic, topic_id, next_offset) VALUES (?, ?, 0) ON CONFLICT (topic) DO UPDATE SET"
                        + " next_offset = CASE WHEN old.topic_id = excluded.topic_id THEN old.next_offset ELSE 0 END,"
                        + " topic_id = excluded.topic_id RETURNING next_offset")) {
            statement.setString(1, topic);
            statement.setString(2, topicId.toString());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** @throws SQLException if another instance has read on from there meanwhile */
    void advance(String topic, long from, long to, Connection transaction) throws SQLException {
        try (PreparedStatement statement = transaction.prepareStatement(
                "UPDATE witness_progress SET next_offset = ? WHERE topic = ? AND next_offset = ?")) {
            statement.setLong(1, to);
            statement.setString(2, topic);
            statement.setLong(3, from);
            if (statement.executeUpdate() != 1) {
                throw new SQLException("Another instance reads " + topic + " too.");
            }
        }
    }

    void received(Checkpoint checkpoint, SignedNote note, Instant at, Connection transaction) throws SQLException {
        try (PreparedStatement statement = transaction.prepareStatement(
                "INSERT INTO witness_checkpoint (origin, size, note, received_at) VALUES (?, ?, ?, ?)")) {
            statement.setString(1, checkpoint.origin());
            statement.setLong(2, checkpoint.size());
            statement.setString(3, text(note));
            statement.setObject(4, at.atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }

    /**
     * The one to be judged next: of each log in the order in which they came. One that the journal does not reach, and that
     * had come when a person decided on missing entries, is passed over until the journal reaches it: whoever signs a size
     * that never comes must not stop a log for ever.
     *
     * @param size of the journal's tree
     * @param decided when a person last decided on missing entries of the log
     */
    Optional<Waiting> next(String origin, long size, Instant decided) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT id, note, received_at"
                        + " FROM witness_checkpoint WHERE origin = ? AND outcome = 'WAITING'"
                        + " AND NOT (size > ? AND received_at <= ?) ORDER BY id LIMIT 1")) {
            statement.setString(1, origin);
            statement.setLong(2, size);
            statement.setObject(3, decided.atOffset(ZoneOffset.UTC));
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                SignedNote note = note(row.getString("note"));
                Instant receivedAt =
                        row.getObject("received_at", OffsetDateTime.class).toInstant();
                return Optional.of(new Waiting(row.getLong("id"), note, Checkpoint.parse(note.text()), receivedAt));
            }
        }
    }

    /**
     * Tells of a log whose entries arrived so long ago that a checkpoint should have followed. By the database's clock
     * alone.
     *
     * @param decided as for {@link #next}: a checkpoint that is passed over covers nothing
     */
    Optional<String> unsigned(WitnessedLog log, Duration within, Instant decided) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT position, received_at"
                        + " FROM journal_entry WHERE source = ? AND position = (SELECT coalesce(greatest("
                        + "(SELECT max(size) FROM witness_checkpoint WHERE origin = ? AND outcome = 'COSIGNED'),"
                        + " (SELECT max(size) FROM witness_checkpoint WHERE origin = ? AND outcome = 'WAITING'"
                        + " AND received_at > ?)), 0))"
                        + " AND received_at < clock_timestamp() - make_interval(secs => ?)")) {
            statement.setString(1, log.source());
            statement.setString(2, log.origin());
            statement.setString(3, log.origin());
            statement.setObject(4, decided.atOffset(ZoneOffset.UTC));
            statement.setDouble(5, within.toMillis() / 1_000.0);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(log.origin() + " signs nothing more: position " + row.getLong(1) + " arrived at "
                                + row.getObject(2, OffsetDateTime.class).toInstant()
                                + ", and no checkpoint that covers it has come; /actuator/health of "
                                + log.source().substring(1) + " says how its sealer fares")
                        : Optional.empty();
            }
        }
    }

    /** The largest that was cosigned, with the cosignature. */
    Optional<SignedNote> cosigned(String origin) throws SQLException {
        return cosigned(origin, Long.MAX_VALUE);
    }

    /** The largest of at most this size that was cosigned, with the cosignature. */
    Optional<SignedNote> cosigned(String origin, long atMost) throws SQLException {
        List<SignedNote> notes = new ArrayList<>(1);
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT cosigned FROM witness_checkpoint"
                        + " WHERE origin = ? AND outcome = 'COSIGNED' AND size <= ? ORDER BY size DESC LIMIT 1")) {
            statement.setString(1, origin);
            statement.setLong(2, atMost);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    notes.add(note(row.getString(1)));
                }
            }
        }
        return notes.stream().findFirst();
    }

    /**
     * Keeps the cosignature; false if an alarm of this log is undecided, or the checkpoint was judged already.
     *
     * @param source under which an alarm stands that was raised before the log's origin was known
     */
    boolean cosign(Waiting waiting, SignedNote cosigned, String source) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("UPDATE witness_checkpoint SET outcome = 'COSIGNED', cosigned = ?"
                                + " WHERE id = ? AND outcome = 'WAITING' AND NOT EXISTS (SELECT FROM witness_alarm a"
                                + " WHERE a.origin IN (witness_checkpoint.origin, ?) AND a.decided_at IS NULL)")) {
            statement.setString(1, text(cosigned));
            statement.setLong(2, waiting.id());
            statement.setString(3, source);
            return statement.executeUpdate() == 1;
        }
    }

    void judged(Waiting waiting, Outcome outcome, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "UPDATE witness_checkpoint SET outcome = ? WHERE id = ? AND outcome = 'WAITING'")) {
            statement.setString(1, outcome.name());
            statement.setLong(2, waiting.id());
            if (statement.executeUpdate() != 1) {
                throw new SQLException("Another instance has judged checkpoint " + waiting.id() + ".");
            }
        }
    }

    private static SignedNote note(String text) {
        return SignedNote.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(SignedNote note) {
        return new String(note.bytes(), StandardCharsets.UTF_8);
    }
}
