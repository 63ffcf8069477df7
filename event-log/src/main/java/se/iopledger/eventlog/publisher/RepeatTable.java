package se.iopledger.eventlog.publisher;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import se.iopledger.eventlog.topic.Link;

/**
 * What operators asked to have published again. It is asked of any instance and done by the one that leads, so it goes
 * through the database.
 */
final class RepeatTable {

    private static final String ASK =
            "INSERT INTO eventlog.publisher_repeat (topic, from_position, asked_by, reason) VALUES (?, ?, ?, ?)";

    private static final String ASKED =
            "SELECT min(from_position) FROM eventlog.publisher_repeat WHERE topic = ? AND begun_at IS NULL";

    private static final String BEGIN = "UPDATE eventlog.publisher_repeat SET begun_at = clock_timestamp()"
            + " WHERE topic = ? AND begun_at IS NULL AND from_position >= ?";

    private static final String LOWER = """
            UPDATE eventlog.publisher_checkpoint c
            SET position = i.position, leaf_hash = i.leaf_hash, complete_to = ?
            FROM unnest(?, ?, ?) AS i (partition, position, leaf_hash)
            WHERE c.topic = ? AND c.partition = i.partition AND c.complete_to > ?""";

    private final DataSource pool;
    private final String topic;

    RepeatTable(DataSource pool, String topic) {
        this.pool = pool;
        this.topic = topic;
    }

    void ask(long fromPosition, String askedBy, String reason) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(ASK)) {
            statement.setString(1, topic);
            statement.setLong(2, fromPosition);
            statement.setString(3, askedBy);
            statement.setString(4, reason);
            statement.executeUpdate();
        }
    }

    /** The lowest position that was asked for and not gone back to yet. */
    OptionalLong asked() throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(ASKED)) {
            statement.setString(1, topic);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getObject(1) != null ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    /**
     * Sets the checkpoints back, and marks what is answered by it, both or neither.
     *
     * @param lasts the last entry before the position in each partition, by its number
     */
    void begin(long fromPosition, List<Link> lasts) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try {
                lower(connection, fromPosition - 1, lasts);
                mark(connection, fromPosition);
                connection.commit();
            } finally {
                // Rolls back what was not committed.
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private void lower(Connection connection, long completeTo, List<Link> lasts) throws SQLException {
        Integer[] partitions = new Integer[lasts.size()];
        Long[] positions = new Long[lasts.size()];
        byte[] @Nullable [] leafHashes = new byte[lasts.size()][];
        for (int partition = 0; partition < lasts.size(); partition++) {
            partitions[partition] = partition;
            positions[partition] = lasts.get(partition).position();
            leafHashes[partition] = lasts.get(partition).leafHashBytes();
        }
        try (PreparedStatement statement = connection.prepareStatement(LOWER)) {
            statement.setLong(1, completeTo);
            statement.setArray(2, connection.createArrayOf("int4", partitions));
            statement.setArray(3, connection.createArrayOf("int8", positions));
            statement.setArray(4, connection.createArrayOf("bytea", leafHashes));
            statement.setString(5, topic);
            statement.setLong(6, completeTo);
            statement.executeUpdate();
        }
    }

    private void mark(Connection connection, long fromPosition) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BEGIN)) {
            statement.setString(1, topic);
            statement.setLong(2, fromPosition);
            statement.executeUpdate();
        }
    }
}
