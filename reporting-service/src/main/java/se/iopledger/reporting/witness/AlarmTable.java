package se.iopledger.reporting.witness;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The alarms. One is open per origin and kind; the same again is counted, and told in the service's log. */
final class AlarmTable {
    private static final Logger LOG = LoggerFactory.getLogger(AlarmTable.class);

    /** What strangers wrote may be quoted in it. */
    private static final int LONGEST_TEXT = 2_000;

    private static final int MOST_STRANGERS = 20;

    /** Has spaces, so that no log can be called so. */
    static final String MORE_STRANGERS = "more origins that nobody named";

    private static final String COLUMNS = "SELECT id, origin, kind, what, position, agreed_size, stated_size, times,"
            + " raised_at, last_raised_at, decided_at, decided_by, reason FROM witness_alarm";

    private final DataSource pool;

    AlarmTable(DataSource pool) {
        this.pool = pool;
    }

    /** Raises an alarm, or counts it to the open one of its origin and kind; committed by the caller. */
    void raise(Alarm.Raised alarm, Connection connection) throws SQLException {
        LOG.error("ALARM {} of {}: {}", alarm.kind(), alarm.origin(), alarm.what());
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO witness_alarm AS old"
                + " (origin, kind, what, position, agreed_size, stated_size) VALUES (?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (origin, kind) WHERE decided_at IS NULL"
                + " DO UPDATE SET times = old.times + 1, last_raised_at = clock_timestamp()")) {
            statement.setString(1, alarm.origin());
            statement.setString(2, alarm.kind().name());
            statement.setString(3, shortened(alarm.what()));
            setLong(statement, 4, alarm.position());
            setLong(statement, 5, alarm.agreedSize());
            setLong(statement, 6, alarm.statedSize());
            statement.executeUpdate();
        }
    }

    /**
     * Under which origin an alarm of a stranger stands: its own, or one for all of them where many are open already.
     * Strangers choose their names, and no person reads ten thousand alarms.
     */
    String placeOfStranger(String origin, Alarm.Kind kind, Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT count(*) >= ? AND NOT bool_or(origin = ?)"
                        + " FROM witness_alarm WHERE kind = ? AND decided_at IS NULL")) {
            statement.setInt(1, MOST_STRANGERS);
            statement.setString(2, origin);
            statement.setString(3, kind.name());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1) ? MORE_STRANGERS : origin;
            }
        }
    }

    /** Whether one is open. */
    boolean isRaised(String origin, Alarm.Kind kind) throws SQLException {
        return undecided().stream().anyMatch(alarm -> alarm.origin().equals(origin) && alarm.kind() == kind);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
    }

    private static void setLong(PreparedStatement statement, int index, @Nullable Long value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.BIGINT);
        } else {
            statement.setLong(index, value);
        }
    }

    /** Those that nobody has decided on. */
    List<Alarm> undecided() throws SQLException {
        return query(COLUMNS + " WHERE decided_at IS NULL ORDER BY id", statement -> {});
    }

    /** In the order in which they were raised. */
    List<Alarm> list(long afterId, int limit) throws SQLException {
        return query(COLUMNS + " WHERE id > ? ORDER BY id LIMIT ?", statement -> {
            statement.setLong(1, afterId);
            statement.setInt(2, limit);
        });
    }

    Optional<Alarm> find(long id) throws SQLException {
        return query(COLUMNS + " WHERE id = ?", statement -> statement.setLong(1, id)).stream()
                .findFirst();
    }

    /** When a person last decided that entries of a log are missing; the beginning of time where nobody has. */
    Instant lastDecisionOnMissing(String origin) throws SQLException {
        return query(
                        COLUMNS + " WHERE origin = ? AND kind = ? AND decided_at IS NOT NULL"
                                + " ORDER BY decided_at DESC LIMIT 1",
                        statement -> {
                            statement.setString(1, origin);
                            statement.setString(2, Alarm.Kind.ENTRIES_ARE_WITHHELD.name());
                        })
                .stream()
                .map(alarm -> Objects.requireNonNull(alarm.decision()).at())
                .findFirst()
                .orElse(Instant.EPOCH);
    }

    /** False if it was decided before, or there is no such alarm. */
    boolean decide(long id, String by, String reason) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement("UPDATE witness_alarm"
                        + " SET decided_at = clock_timestamp(), decided_by = ?, reason = ?"
                        + " WHERE id = ? AND decided_at IS NULL")) {
            statement.setString(1, by);
            statement.setString(2, reason);
            statement.setLong(3, id);
            boolean decided = statement.executeUpdate() == 1;
            if (decided) {
                LOG.info("{} decided on alarm {}: {}", by, id, reason);
            }
            return decided;
        }
    }

    private List<Alarm> query(String sql, Parameters parameters) throws SQLException {
        List<Alarm> alarms = new ArrayList<>();
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            parameters.bind(statement);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    alarms.add(alarm(rows));
                }
            }
        }
        return alarms;
    }

    private static Alarm alarm(ResultSet row) throws SQLException {
        OffsetDateTime decidedAt = row.getObject("decided_at", OffsetDateTime.class);
        return new Alarm(
                row.getLong("id"),
                row.getString("origin"),
                Alarm.Kind.valueOf(row.getString("kind")),
                row.getString("what"),
                row.getObject("position", Long.class),
                row.getObject("agreed_size", Long.class),
                row.getObject("stated_size", Long.class),
                row.getLong("times"),
                row.getObject("raised_at", OffsetDateTime.class).toInstant(),
                row.getObject("last_raised_at", OffsetDateTime.class).toInstant(),
                decidedAt == null
                        ? null
                        : new Alarm.Decision(
                                decidedAt.toInstant(), row.getString("decided_by"), row.getString("reason")));
    }

    /** Sets a statement's parameters. */
    @FunctionalInterface
    private interface Parameters {
        void bind(PreparedStatement statement) throws SQLException;
    }
}
