package se.iopledger.eventlog;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The one statement that appends a batch, on one connection in autocommit: one round trip, one transaction. */
final class AppendStatement implements AutoCloseable {

    private static final String SQL = "SELECT append_number, verdict, stream_id, last_sequence, first_position,"
            + " last_position, recorded_at FROM eventlog.append_batch(?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final Connection connection;
    private final PreparedStatement statement;

    AppendStatement(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        this.statement = connection.prepareStatement(SQL);
    }

    /**
     * Appends a batch; each append's fate is its own.
     *
     * @param batch appends that share neither stream nor idempotency key
     * @return one result per append, in the same order
     * @throws SQLException if the batch failed as a whole: nothing is stored, or nothing is known
     */
    List<AppendResult> execute(List<Append> batch) throws SQLException {
        Columns columns = new Columns(batch);
        columns.bind(statement, connection);
        @Nullable AppendResult[] results = new AppendResult[batch.size()];
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                if ("ALL_STORED".equals(rows.getString("verdict"))) {
                    return allStored(batch, rows.getLong("first_position"), recordedTime(rows));
                }
                int number = rows.getInt("append_number");
                results[number] = result(batch.get(number), rows);
            }
        }
        return Arrays.stream(results).map(Objects::requireNonNull).toList();
    }

    /** The log's last position; -1 if it is empty. */
    long head() throws SQLException {
        try (Statement asking = connection.createStatement();
                ResultSet row = asking.executeQuery("SELECT next_position - 1 FROM eventlog.log_head")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** One after the other, in the order in which they were sent. */
    private static List<AppendResult> allStored(List<Append> batch, long firstPosition, Instant recordedTime) {
        List<AppendResult> results = new ArrayList<>(batch.size());
        long next = firstPosition;
        for (Append append : batch) {
            int events = append.events().size();
            results.add(new AppendResult.Stored(next, next + events - 1, recordedTime));
            next += events;
        }
        return results;
    }

    private static Instant recordedTime(ResultSet row) throws SQLException {
        return row.getObject("recorded_at", OffsetDateTime.class).toInstant();
    }

    private static AppendResult result(Append append, ResultSet row) throws SQLException {
        String verdict = row.getString("verdict");
        return switch (verdict) {
            case "STORED" ->
                new AppendResult.Stored(row.getLong("first_position"), row.getLong("last_position"), recordedTime(row));
            case "CONFLICT" -> new AppendResult.Conflict(row.getString("stream_id"), row.getLong("last_sequence"));
            case "KEY_USED" -> {
                Append.Key key = Objects.requireNonNull(append.key());
                yield new AppendResult.KeyAlreadyUsed(key.municipality(), key.actor(), key.value());
            }
            default -> throw new SQLException("append_batch answered " + verdict);
        };
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** CloudEvents allows any text as an id; one that is no UUID is indexed by a UUID made from it. */
    static UUID eventKey(String eventId) {
        return UUID_FORM.matcher(eventId).matches()
                ? UUID.fromString(eventId)
                : UUID.nameUUIDFromBytes(eventId.getBytes(StandardCharsets.UTF_8));
    }

    /** The batch turned into columns, as the server takes them. */
    private static final class Columns {

        private final List<Integer> appendNumbers = new ArrayList<>();
        private final List<NewEvent> events = new ArrayList<>();
        private final List<@Nullable String> keys = new ArrayList<>();

        Columns(List<Append> batch) {
            for (int number = 0; number < batch.size(); number++) {
                Append append = batch.get(number);
                Append.Key key = append.key();
                for (int index = 0; index < append.events().size(); index++) {
                    appendNumbers.add(number);
                    events.add(append.events().get(index));
                    keys.add(index == 0 && key != null ? key.value() : null);
                }
            }
        }

        // On the writer's own connections all of these go over the wire in binary form.
        void bind(PreparedStatement statement, Connection connection) throws SQLException {
            int column = 0;
            int[] numbers = appendNumbers.stream().mapToInt(Integer::intValue).toArray();
            long[] sequences =
                    events.stream().mapToLong(NewEvent::streamSequence).toArray();
            List<UUID> ids =
                    events.stream().map(event -> eventKey(event.eventId())).toList();
            byte[][] tails = events.stream().map(NewEvent::tail).toArray(byte[][]::new);
            statement.setArray(++column, connection.createArrayOf("int4", boxed(numbers)));
            statement.setArray(++column, connection.createArrayOf("text", texts(NewEvent::streamId)));
            statement.setArray(++column, connection.createArrayOf("int8", boxed(sequences)));
            statement.setObject(++column, new UuidArray(ids));
            statement.setArray(++column, connection.createArrayOf("text", texts(NewEvent::type)));
            statement.setArray(
                    ++column, connection.createArrayOf("text", texts(e -> e.extension(EntryAttributes.MUNICIPALITY))));
            statement.setArray(
                    ++column, connection.createArrayOf("text", texts(e -> e.extension(EntryAttributes.ACTOR))));
            statement.setArray(++column, connection.createArrayOf("text", keys.toArray(String[]::new)));
            statement.setArray(++column, connection.createArrayOf("bytea", tails));
        }

        private @Nullable String[] texts(Text text) {
            return events.stream().map(text::of).toArray(String[]::new);
        }

        private static Integer[] boxed(int[] values) {
            return Arrays.stream(values).boxed().toArray(Integer[]::new);
        }

        private static Long[] boxed(long[] values) {
            return Arrays.stream(values).boxed().toArray(Long[]::new);
        }

        private interface Text {
            @Nullable String of(NewEvent event);
        }
    }
}
