package se.iopledger.eventlog.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import se.iopledger.eventlog.topic.Link;

/** How far an inbox has come in each partition. */
final class InboxTable {

    private static final String CLAIM = """
            INSERT INTO eventlog.inbox_partition AS old
                (inbox, topic, partition, topic_id, next_offset, position, leaf_hash, epoch)
            VALUES (?, ?, ?, ?, 0, -1, NULL, 1)
            ON CONFLICT (inbox, topic, partition) DO UPDATE SET
                epoch = old.epoch + 1,
                next_offset = CASE WHEN old.topic_id = excluded.topic_id THEN old.next_offset ELSE 0 END,
                topic_id = excluded.topic_id
            RETURNING next_offset, position, leaf_hash, epoch""";

    private static final String ADVANCE = """
            UPDATE eventlog.inbox_partition SET next_offset = ?, position = ?, leaf_hash = ?
            WHERE inbox = ? AND topic = ? AND partition = ? AND epoch = ?""";

    private static final String LOAD = """
            SELECT next_offset, position, leaf_hash, epoch FROM eventlog.inbox_partition
            WHERE inbox = ? AND topic = ? AND partition = ?""";

    private static final String NEXT_OFFSET = """
            SELECT next_offset FROM eventlog.inbox_partition
            WHERE inbox = ? AND topic = ? AND partition = ? AND topic_id = ?""";

    private final DataSource pool;
    private final String inbox;

    InboxTable(DataSource pool, String inbox) {
        this.pool = pool;
        this.inbox = inbox;
    }

    /**
     * Where a partition stands.
     *
     * @param nextOffset the offset to go on from
     * @param highest the entry with the highest position accepted
     * @param epoch given to the consumer that claimed the partition
     */
    record State(long nextOffset, Link highest, long epoch) {

        State at(long offset, Link link) {
            return new State(offset, link, epoch);
        }
    }

    /** What is done in the transaction that advances. */
    interface Effects {
        void in(Connection transaction) throws Exception;
    }

    /**
     * Takes a partition over; whoever had it is fenced from now on. Offsets are those of one topic: a topic that was
     * rebuilt, under another id, is read from its beginning, and what has been accepted already is skipped by position.
     */
    State claim(TopicPartition partition, Uuid topicId) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(CLAIM)) {
            statement.setString(1, inbox);
            statement.setString(2, partition.topic());
            statement.setInt(3, partition.partition());
            statement.setString(4, topicId.toString());
            return only(statement, partition);
        }
    }

    /**
     * Where the partition stands, for the consumer that claimed it.
     *
     * @throws Fenced if another consumer has claimed it since
     */
    State load(TopicPartition partition, long epoch) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(LOAD)) {
            statement.setString(1, inbox);
            statement.setString(2, partition.topic());
            statement.setInt(3, partition.partition());
            State state = only(statement, partition);
            if (state.epoch() != epoch) {
                throw new Fenced(partition);
            }
            return state;
        }
    }

    private static State only(PreparedStatement statement, TopicPartition partition) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                throw new Fenced(partition);
            }
            return new State(
                    row.getLong("next_offset"),
                    Link.of(row.getLong("position"), row.getBytes("leaf_hash")),
                    row.getLong("epoch"));
        }
    }

    /** The offset that a partition goes on from, whoever has it; 0 for one that nobody has claimed. */
    long nextOffset(TopicPartition partition, Uuid topicId) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(NEXT_OFFSET)) {
            statement.setString(1, inbox);
            statement.setString(2, partition.topic());
            statement.setInt(3, partition.partition());
            statement.setString(4, topicId.toString());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong("next_offset") : 0;
            }
        }
    }

    /**
     * Commits effects and progress, both or neither.
     *
     * @throws Fenced if another consumer has claimed the partition; nothing is committed
     */
    void advance(TopicPartition partition, State to, Effects effects) throws Exception {
        Transactions.run(pool, transaction -> {
            // Before the effects, so that whoever lost the partition waits or fails before doing anything.
            update(transaction, partition, to);
            effects.in(transaction);
        });
    }

    private void update(Connection connection, TopicPartition partition, State to) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADVANCE)) {
            statement.setLong(1, to.nextOffset());
            statement.setLong(2, to.highest().position());
            statement.setBytes(3, to.highest().leafHashBytes());
            statement.setString(4, inbox);
            statement.setString(5, partition.topic());
            statement.setInt(6, partition.partition());
            statement.setLong(7, to.epoch());
            if (statement.executeUpdate() != 1) {
                throw new Fenced(partition);
            }
        }
    }
}
