package se.iopledger.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.iopledger.eventlog.testing.Events.append;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.iopledger.eventlog.testing.Eventually;
import se.iopledger.eventlog.testing.TestLog;

/** What the database itself refuses, whoever asks. */
class AppendOnlyTest {

    private final TestLog stored = new TestLog("appendonly");

    @BeforeEach
    void storeTwo() {
        stored.stored(append("A", 0, 2));
    }

    @AfterEach
    void close() {
        stored.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE eventlog.entry SET entry = entry",
                "UPDATE eventlog.entry SET type = 'x' WHERE position = 0",
                "DELETE FROM eventlog.entry",
                "DELETE FROM eventlog.entry WHERE false",
                "TRUNCATE eventlog.entry",
                "DELETE FROM eventlog.log_head",
                "TRUNCATE eventlog.log_head",
                "DELETE FROM eventlog.tile",
                "TRUNCATE eventlog.tile",
                "UPDATE eventlog.checkpoint SET note = note",
                "DELETE FROM eventlog.checkpoint",
                "TRUNCATE eventlog.checkpoint"
            })
    void nobody_changes_or_removes_what_is_stored(String statement) {
        assertThatThrownBy(() -> stored.database().asApp(statement)).hasMessageContaining("permission denied");
        assertThatThrownBy(() -> stored.database().asOwner(statement)).hasMessageContaining("append-only");
        assertThat(stored.log().readFrom(0, 10)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO eventlog.entry SELECT 2, 'B', 0, gen_random_uuid(), 't', now(), NULL, NULL, NULL, 'xx'",
                "UPDATE eventlog.log_head SET next_position = 0",
                "INSERT INTO eventlog.log_head VALUES (false, 0, now())",
                "INSERT INTO eventlog.tile VALUES (0, 0, decode(repeat('00', 32), 'hex'))",
                "UPDATE eventlog.tile SET hashes = hashes",
                "INSERT INTO eventlog.checkpoint VALUES (0, decode(repeat('00', 32), 'hex'), 'note')",
                "ALTER TABLE eventlog.entry DISABLE TRIGGER ALL",
                "DROP TRIGGER entry_is_append_only ON eventlog.entry",
                "CREATE TABLE eventlog.own (id int)",
                "DROP FUNCTION eventlog.append_batch"
            })
    void the_service_writes_through_the_function_only(String statement) {
        assertThatThrownBy(() -> stored.database().asApp(statement))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
    }

    @Test
    void the_service_owns_nothing() throws SQLException {
        try (Connection connection = stored.database().app().getConnection();
                Statement statement = connection.createStatement();
                ResultSet owned =
                        statement.executeQuery("SELECT count(*) FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner"
                                + " WHERE r.rolname = current_user")) {
            assertThat(owned.next()).isTrue();
            assertThat(owned.getInt(1)).isZero();
        }
    }

    @Test
    void the_function_refuses_a_document_of_more_than_65535_bytes() throws SQLException {
        int prefix = "{\"specversion\":\"1.0\",\"sequence\":\"2\",\"recordedtime\":\"2000-01-01T00:00:00.000000Z\","
                .length();
        assertThatThrownBy(() -> appendRaw("B", new byte[65_536 - prefix]))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo("23514"));
        appendRaw("B", new byte[65_535 - prefix]);
        assertThat(stored.log().head()).isEqualTo(2);
    }

    private void appendRaw(String stream, byte[] tail) throws SQLException {
        try (Connection connection = stored.database().app().getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT * FROM eventlog.append_batch("
                        + "ARRAY[0], ARRAY[?], ARRAY[0::bigint], ARRAY[gen_random_uuid()], ARRAY['t'],"
                        + " ARRAY[NULL]::text[], ARRAY[NULL]::text[], ARRAY[NULL]::text[], ARRAY[?])")) {
            statement.setString(1, stream);
            statement.setBytes(2, tail);
            statement.execute();
        }
    }

    @Test
    void a_clock_that_is_set_back_does_not_set_the_log_back() throws SQLException {
        stored.database().asOwner("UPDATE eventlog.log_head SET last_recorded_at = '2999-12-31T23:59:59.123456Z'");
        stored.stored(append("B", 0, 1));
        stored.stored(append("C", 0, 1));
        Instant future = Instant.parse("2999-12-31T23:59:59.123456Z");
        assertThat(stored.log().readFrom(2, 10)).extracting(Entry::recordedTime).containsExactly(future, future);
    }

    @Test
    void a_clock_that_jumped_forward_is_told_of() throws SQLException {
        stored.stored(append("B", 0, 1));
        Eventually.await("all is well", () -> stored.log().clockAhead().isEmpty());
        stored.database().asOwner("UPDATE eventlog.log_head SET last_recorded_at = now() + interval '1 hour'");
        stored.stored(append("C", 0, 1));
        Eventually.await(
                "the hour is told",
                () -> stored.log()
                        .clockAhead()
                        .filter(ahead -> ahead.toMinutes() >= 59)
                        .isPresent());
        assertThat(stored.meters().get("iop.log.clock.ahead").gauge().value()).isBetween(3_500.0, 3_600.0);
    }

    @Test
    void columns_say_what_the_document_says() throws SQLException {
        try (Connection connection = stored.database().app().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT bool_and(position = (doc->>'sequence')::bigint AND stream_id = doc->>'subject'"
                                + " AND stream_sequence = (doc->>'streamsequence')::bigint"
                                + " AND event_id = (doc->>'id')::uuid AND type = doc->>'type'"
                                + " AND recorded_at = (doc->>'recordedtime')::timestamptz)"
                                + " FROM (SELECT *, convert_from(entry, 'UTF8')::jsonb AS doc FROM eventlog.entry) e")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getBoolean(1)).isTrue();
        }
    }
}
