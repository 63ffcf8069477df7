package se.iopledger.eventlog.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import se.iopledger.eventlog.Entry;

/**
 * The dead letters of a service's inboxes. There is no limit to their number. Within a stream of a topic they are kept in
 * order: a later one is neither handled nor discarded before an earlier one.
 */
public final class DeadLetters {

    /** Longer failures say no more; they end in stack frames. */
    private static final int LONGEST_FAILURE = 4_000;

    private static final String COLUMNS =
            "SELECT id, inbox, topic, partition, entry, attempts, failure, parked_at, state,"
                    + " decided_at, decided_by, decision_reason FROM eventlog.dead_letter";

    private static final String OF_STREAM = " WHERE inbox = ? AND topic = ? AND stream_id = ? AND state = 'PARKED'";

    private final DataSource pool;

    /** @param pool the service's own database, with the schema {@code eventlog} */
    public DeadLetters(DataSource pool) {
        this.pool = pool;
    }

    /**
     * Dead letters in the order of their ids.
     *
     * @param state only those in this state; null for all
     * @param afterId only those with a higher id
     * @param limit at most this many
     */
    public List<DeadLetter> list(DeadLetter.@Nullable State state, long afterId, int limit) throws SQLException {
        return query(COLUMNS + " WHERE id > ? AND (?::text IS NULL OR state = ?) ORDER BY id LIMIT ?", statement -> {
            statement.setLong(1, afterId);
            statement.setString(2, state == null ? null : state.name());
            statement.setString(3, state == null ? null : state.name());
            statement.setInt(4, limit);
        });
    }

    public Optional<DeadLetter> find(long id) throws SQLException {
        return query(COLUMNS + " WHERE id = ?", statement -> statement.setLong(1, id)).stream()
                .findFirst();
    }

    /** How many wait for a person, of all partitions; those that the inbox itself still tries do not. */
    public long parked(String inbox) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return count(
                    connection,
                    "SELECT count(*) FROM eventlog.dead_letter WHERE inbox = ? AND state = 'PARKED'"
                            + " AND left_to = 'PERSON'",
                    inbox);
        }
    }

    /** How many of a stream are parked, of all inboxes and topics, whether for a person or for the inbox itself. */
    public long parkedOf(String streamId) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return count(
                    connection,
                    "SELECT count(*) FROM eventlog.dead_letter WHERE stream_id = ? AND state = 'PARKED'",
                    streamId);
        }
    }

    /** Who is to try a parked entry next. */
    enum LeftTo {
        /** Set aside after a failure: the inbox itself, soon. */
        INBOX,
        PERSON
    }

    /** The streams of a partition that have something parked. */
    Set<String> parkedStreams(String inbox, TopicPartition partition) throws SQLException {
        return streams(inbox, partition, "");
    }

    /** The streams of a partition that the inbox itself has to try again. */
    Set<String> streamsSetAside(String inbox, TopicPartition partition) throws SQLException {
        return streams(inbox, partition, " AND left_to = 'INBOX'");
    }

    private Set<String> streams(String inbox, TopicPartition partition, String which) throws SQLException {
        Set<String> streams = new HashSet<>();
        try (Connection connection = pool.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT DISTINCT stream_id FROM eventlog.dead_letter"
                                + " WHERE inbox = ? AND topic = ? AND partition = ? AND state = 'PARKED'" + which)) {
            statement.setString(1, inbox);
            statement.setString(2, partition.topic());
            statement.setInt(3, partition.partition());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    streams.add(rows.getString(1));
                }
            }
        }
        return streams;
    }

    /** Parks an entry that failed so often. */
    void park(
            Connection transaction,
            String inbox,
            TopicPartition partition,
            Entry entry,
            LeftTo leftTo,
            int attempts,
            String failure)
            throws SQLException {
        lock(transaction, inbox, partition.topic(), entry.streamId());
        insert(transaction, inbox, partition, entry, leftTo, attempts, failure);
    }

    /** Parks an entry if one of its stream is parked already; false if none is, any more. */
    boolean parkBehind(Connection transaction, String inbox, TopicPartition partition, Entry entry, LeftTo leftTo)
            throws SQLException {
        lock(transaction, inbox, partition.topic(), entry.streamId());
        if (parkedOf(transaction, inbox, partition.topic(), entry.streamId()) == 0) {
            return false;
        }
        insert(transaction, inbox, partition, entry, leftTo, 0, null);
        return true;
    }

    private static void insert(
            Connection transaction,
            String inbox,
            TopicPartition partition,
            Entry entry,
            LeftTo leftTo,
            int attempts,
            @Nullable String failure)
            throws SQLException {
        try (PreparedStatement statement = transaction.prepareStatement(
                "INSERT INTO eventlog.dead_letter (inbox, topic, partition, stream_id, position, entry, attempts, failure,"
                        + " left_to) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            statement.setString(1, inbox);
            statement.setString(2, partition.topic());
            statement.setInt(3, partition.partition());
            statement.setString(4, entry.streamId());
            statement.setLong(5, entry.position());
            statement.setBytes(6, entry.bytes());
            statement.setInt(7, attempts);
            statement.setString(8, failure == null ? null : shortened(failure));
            statement.setString(9, leftTo.name());
            statement.executeUpdate();
        }
    }

    /** The parked one of a stream that comes first. */
    Optional<DeadLetter> first(String inbox, String topic, String streamId) throws SQLException {
        return query(COLUMNS + OF_STREAM + " ORDER BY position LIMIT 1", statement -> {
                    statement.setString(1, inbox);
                    statement.setString(2, topic);
                    statement.setString(3, streamId);
                })
                .stream()
                .findFirst();
    }

    long parkedOf(String inbox, String topic, String streamId) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return parkedOf(connection, inbox, topic, streamId);
        }
    }

    private static long parkedOf(Connection connection, String inbox, String topic, String streamId)
            throws SQLException {
        return count(connection, "SELECT count(*) FROM eventlog.dead_letter" + OF_STREAM, inbox, topic, streamId);
    }

    /**
     * Handles a parked one and marks it so, both or neither. Does nothing if it is not parked any more: somebody else was
     * quicker.
     */
    void retry(DeadLetter letter, String by, InboxTable.Effects effects) throws Exception {
        Transactions.run(pool, transaction -> {
            lock(transaction, letter.inbox(), letter.topic(), letter.entry().streamId());
            if (decide(transaction, letter.id(), DeadLetter.State.RETRIED, by, null)) {
                effects.in(transaction);
            }
        });
    }

    /** Notes that the inbox is going to try one again: beforehand, so that it counts also if the process ends by it. */
    void tryAgain(long id) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement("UPDATE eventlog.dead_letter"
                        + " SET attempts = attempts + 1 WHERE id = ? AND state = 'PARKED'")) {
            statement.setLong(1, id);
            statement.executeUpdate();
        }
    }

    /** Notes why the inbox failed when it tried one again. */
    void failed(long id, int attempts, String failure) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "UPDATE eventlog.dead_letter SET attempts = ?, failure = ? WHERE id = ? AND state = 'PARKED'")) {
            statement.setInt(1, attempts);
            statement.setString(2, shortened(failure));
            statement.setLong(3, id);
            statement.executeUpdate();
        }
    }

    /** The inbox gives up on a stream: what is parked of it waits for a person from now on. */
    void leaveToPerson(String inbox, String topic, String streamId) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("UPDATE eventlog.dead_letter SET left_to = 'PERSON'" + OF_STREAM)) {
            statement.setString(1, inbox);
            statement.setString(2, topic);
            statement.setString(3, streamId);
            statement.executeUpdate();
        }
    }

    /** Notes that a retry that a person asked for failed. */
    void failedAgain(long id, String failure) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement("UPDATE eventlog.dead_letter"
                        + " SET attempts = attempts + 1, failure = ? WHERE id = ? AND state = 'PARKED'")) {
            statement.setString(1, shortened(failure));
            statement.setLong(2, id);
            statement.executeUpdate();
        }
    }

    DeadLetter.Discarded discard(DeadLetter letter, String by, String reason) throws Exception {
        List<DeadLetter.Discarded> outcome = new ArrayList<>(1);
        Transactions.run(pool, transaction -> {
            lock(transaction, letter.inbox(), letter.topic(), letter.entry().streamId());
            outcome.add(discard(transaction, letter, by, reason));
        });
        return outcome.getFirst();
    }

    private static DeadLetter.Discarded discard(Connection transaction, DeadLetter letter, String by, String reason)
            throws SQLException {
        DeadLetter.State state = stateOf(transaction, letter.id());
        return switch (state) {
            case DISCARDED -> DeadLetter.Discarded.DONE;
            case RETRIED -> DeadLetter.Discarded.ALREADY_HANDLED;
            case PARKED -> {
                long earlier = count(
                        transaction,
                        "SELECT count(*) FROM eventlog.dead_letter" + OF_STREAM + " AND position < "
                                + letter.entry().position(),
                        letter.inbox(),
                        letter.topic(),
                        letter.entry().streamId());
                if (earlier > 0) {
                    yield DeadLetter.Discarded.NOT_THE_FIRST;
                }
                decide(transaction, letter.id(), DeadLetter.State.DISCARDED, by, reason);
                yield DeadLetter.Discarded.DONE;
            }
        };
    }

    private static DeadLetter.State stateOf(Connection transaction, long id) throws SQLException {
        try (PreparedStatement statement =
                transaction.prepareStatement("SELECT state FROM eventlog.dead_letter WHERE id = ?")) {
            statement.setLong(1, id);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("There is no dead letter " + id + ".");
                }
                return DeadLetter.State.valueOf(row.getString(1));
            }
        }
    }

    /** False if it is not parked. */
    private static boolean decide(
            Connection transaction, long id, DeadLetter.State state, String by, @Nullable String reason)
            throws SQLException {
        try (PreparedStatement statement = transaction.prepareStatement(
                "UPDATE eventlog.dead_letter SET state = ?, decided_at = clock_timestamp(), decided_by = ?,"
                        + " decision_reason = ? WHERE id = ? AND state = 'PARKED'")) {
            statement.setString(1, state.name());
            statement.setString(2, by);
            statement.setString(3, reason);
            statement.setLong(4, id);
            return statement.executeUpdate() == 1;
        }
    }

    /**
     * Keeps whoever parks and whoever decides on the same stream apart until the transaction ends: otherwise one could be
     * parked behind the last that is just being retried, and wait for nothing.
     */
    private static void lock(Connection transaction, String inbox, String topic, String streamId) throws SQLException {
        try (PreparedStatement statement = transaction.prepareStatement(
                "SELECT pg_advisory_xact_lock(hashtextextended('se.iopledger.eventlog.inbox:' || ?, 0))")) {
            statement.setString(1, inbox + "\n" + topic + "\n" + streamId);
            statement.execute();
        }
    }

    private static long count(Connection connection, String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < parameters.length; index++) {
                statement.setString(index + 1, parameters[index]);
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private List<DeadLetter> query(String sql, Parameters parameters) throws SQLException {
        List<DeadLetter> letters = new ArrayList<>();
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            parameters.bind(statement);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    letters.add(letter(rows));
                }
            }
        }
        return letters;
    }

    private static DeadLetter letter(ResultSet row) throws SQLException {
        OffsetDateTime decidedAt = row.getObject("decided_at", OffsetDateTime.class);
        return new DeadLetter(
                row.getLong("id"),
                row.getString("inbox"),
                row.getString("topic"),
                row.getInt("partition"),
                Entry.parse(row.getBytes("entry")),
                row.getInt("attempts"),
                row.getString("failure"),
                row.getObject("parked_at", OffsetDateTime.class).toInstant(),
                DeadLetter.State.valueOf(row.getString("state")),
                decidedAt == null
                        ? null
                        : new DeadLetter.Decision(
                                decidedAt.toInstant(), row.getString("decided_by"), row.getString("decision_reason")));
    }

    private static String shortened(String failure) {
        // The database takes no NUL in a text, and a failure may quote anything.
        String text = failure.replace('\0', ' ');
        return text.length() <= LONGEST_FAILURE ? text : text.substring(0, LONGEST_FAILURE) + "…";
    }

    private interface Parameters {
        void bind(PreparedStatement statement) throws SQLException;
    }
}
