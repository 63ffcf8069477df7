package se.iopledger.eventlog.publisher;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import se.iopledger.eventlog.topic.Link;

/**
 * The publisher's checkpoints, one per partition. They never go backwards, whoever advances them; an operator can have
 * them set back ({@link RepeatTable}).
 */
final class CheckpointTable {

    private static final String ADVANCE = """
            INSERT INTO eventlog.publisher_checkpoint AS old (topic, partition, position, leaf_hash, complete_to)
            SELECT ?, i.partition, i.position, i.leaf_hash, ?
            FROM unnest(?, ?, ?) AS i (partition, position, leaf_hash) WHERE i.position <= ?
            ON CONFLICT (topic, partition) DO UPDATE SET
                position = excluded.position, leaf_hash = excluded.leaf_hash, complete_to = excluded.complete_to
            WHERE old.complete_to < excluded.complete_to AND old.position <= excluded.position""";

    private final DataSource pool;
    private final String topic;

    CheckpointTable(DataSource pool, String topic) {
        this.pool = pool;
        this.topic = topic;
    }

    /** The checkpoint of each partition, by its number. */
    List<Progress> load(int partitions) throws SQLException {
        List<Progress> progress = new ArrayList<>(Collections.nCopies(partitions, Progress.NONE));
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT partition, position, leaf_hash,"
                        + " complete_to FROM eventlog.publisher_checkpoint WHERE topic = ?")) {
            statement.setString(1, topic);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Link last = Link.of(rows.getLong("position"), rows.getBytes("leaf_hash"));
                    progress.set(rows.getInt("partition"), new Progress(last, rows.getLong("complete_to")));
                }
            }
        }
        return progress;
    }

    /** All partitions have come to this position of the log; each one's last entry is at its index. */
    void advance(List<Link> lasts, long completeTo) throws SQLException {
        Integer[] partitions = new Integer[lasts.size()];
        Long[] positions = new Long[lasts.size()];
        byte[] @Nullable [] leafHashes = new byte[lasts.size()][];
        for (int partition = 0; partition < lasts.size(); partition++) {
            partitions[partition] = partition;
            positions[partition] = lasts.get(partition).position();
            leafHashes[partition] = lasts.get(partition).leafHashBytes();
        }
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(ADVANCE)) {
            statement.setString(1, topic);
            statement.setLong(2, completeTo);
            statement.setArray(3, connection.createArrayOf("int4", partitions));
            statement.setArray(4, connection.createArrayOf("int8", positions));
            statement.setArray(5, connection.createArrayOf("bytea", leafHashes));
            // A partition that was ahead already when publishing started keeps its checkpoint.
            statement.setLong(6, completeTo);
            statement.executeUpdate();
        }
    }
}
