package se.iopledger.eventlog.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import se.iopledger.eventlog.topic.Link;

/** How far an inbox has come in each partition. */
final class InboxTable {

    private static final String CLAIM = """
            INSERT INTO eventlog.inbox_partition AS known
                (inbox, topic, partition, topic_id, next_offset, position, leaf_hash, epoch, held)
            VALUES (?, ?, ?, ?, 0, -1, NULL, 1, true)
            ON CONFLICT (inbox, topic, partition) DO UPDATE SET
                epoch = known.epoch + 1,
                next_offset = CASE WHEN known.topic_id = excluded.topic_id THEN known.next_offset ELSE 0 END,
                topic_id = excluded.topic_id,
                held = true,
                deaths = CASE WHEN known.held AND known.attempting IS NOT NULL THEN known.deaths + 1 ELSE 0 END
            RETURNING next_offset, position, leaf_hash, epoch, attempting, deaths,
                      coalesce(old.held, false) AS held_before""";

    private static final String ADVANCE = """
            UPDATE eventlog.inbox_partition SET next_offset = ?, position = ?, leaf_hash = ?, attempting = NULL, deaths = 0
            WHERE inbox = ? AND topic = ? AND partition = ? AND epoch = ?""";

    private static final String ATTEMPT = """
            UPDATE eventlog.inbox_partition
            SET deaths = CASE WHEN attempting = ? THEN deaths ELSE 0 END, attempting = ?
            WHERE inbox = ? AND topic = ? AND partition = ? AND epoch = ?""";

    private static final String RELEASE = """
            UPDATE eventlog.inbox_partition SET held = false, attempting = NULL, deaths = 0
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

    /**
     * A partition that was taken over.
     *
     * @param heldBefore whether whoever had it before did not give it back: its process died, or it lost the partition
     * @param attempting the position that was being handled then; -1 if that is not known
     * @param deaths how often in a row it ended so while that position was being handled
     */
    record Claim(State state, boolean heldBefore, long attempting, int deaths) {}

    /** What is done in the transaction that advances. */
    interface Effects {
        void in(Connection transaction) throws Exception;
    }

    /**
     * Takes a partition over; whoever had it is fenced from now on. Offsets are those of one topic: a topic that was
     * rebuilt, under another id, is read from its beginning, and what has been accepted already is skipped by position.
     */
    Claim claim(TopicPartition partition, Uuid topicId) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(CLAIM)) {
            statement.setString(1, inbox);
            statement.setString(2, partition.topic());
            statement.setInt(3, partition.partition());
            statement.setString(4, topicId.toString());
            try (ResultSet row = statement.executeQuery()) {
                State state = only(row, partition);
                Long attempting = row.getObject("attempting", Long.class);
                return new Claim(
                        state,
                        row.getBoolean("held_before"),
                        attempting == null ? -1 : attempting,
                        row.getInt("deaths"));
            }
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
            try (ResultSet row = statement.executeQuery()) {
                State state = only(row, partition);
                if (state.epoch() != epoch) {
                    throw new Fenced(partition);
                }
                return state;
            }
        }
    }

    private static State only(ResultSet row, TopicPartition partition) throws SQLException {
        if (!row.next()) {
            throw new Fenced(partition);
        }
        return new State(
                row.getLong("next_offset"),
                Link.of(row.getLong("position"), row.getBytes("leaf_hash")),
                row.getLong("epoch"));
    }

    /**
     * Notes that a position is going to be handled, so that it is known if the process ends by it.
     *
     * @throws Fenced if another consumer has claimed the partition
     */
    void attempt(TopicPartition partition, State state, long position) throws SQLException {
        note(partition, state, position);
    }

    /** Notes that handling ended, though not well. */
    void attempted(TopicPartition partition, State state) throws SQLException {
        note(partition, state, null);
    }

    private void note(TopicPartition partition, State state, @Nullable Long position) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(ATTEMPT)) {
            statement.setObject(1, position, Types.BIGINT);
            statement.setObject(2, position, Types.BIGINT);
            where(statement, 3, partition, state);
            if (statement.executeUpdate() != 1) {
                throw new Fenced(partition);
            }
        }
    }

    /** Gives partitions back in order; whoever has lost one meanwhile changes nothing. */
    void release(Map<TopicPartition, State> held) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(RELEASE)) {
            for (Map.Entry<TopicPartition, State> each : held.entrySet()) {
                where(statement, 1, each.getKey(), each.getValue());
                statement.addBatch();
            }
            statement.executeBatch();
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
        advance(Map.of(partition, to), effects);
    }

    /**
     * Commits effects and the progress of several partitions, all or nothing.
     *
     * @throws Fenced if another consumer has claimed one of the partitions; nothing is committed
     */
    void advance(Map<TopicPartition, State> to, Effects effects) throws Exception {
        Transactions.run(pool, transaction -> {
            // Before the effects, so that whoever lost a partition waits or fails before doing anything.
            update(transaction, to);
            effects.in(transaction);
        });
    }

    private void update(Connection connection, Map<TopicPartition, State> to) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADVANCE)) {
            List<TopicPartition> inOrder = new ArrayList<>();
            for (Map.Entry<TopicPartition, State> each : to.entrySet()) {
                statement.setLong(1, each.getValue().nextOffset());
                statement.setLong(2, each.getValue().highest().position());
                statement.setBytes(3, each.getValue().highest().leafHashBytes());
                where(statement, 4, each.getKey(), each.getValue());
                statement.addBatch();
                inOrder.add(each.getKey());
            }
            int[] updated = statement.executeBatch();
            for (int index = 0; index < updated.length; index++) {
                if (updated[index] != 1) {
                    throw new Fenced(inOrder.get(index));
                }
            }
        }
    }

    private void where(PreparedStatement statement, int first, TopicPartition partition, State state)
            throws SQLException {
        statement.setString(first, inbox);
        statement.setString(first + 1, partition.topic());
        statement.setInt(first + 2, partition.partition());
        statement.setLong(first + 3, state.epoch());
    }
}
