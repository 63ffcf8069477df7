package se.iopledger.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import se.iopledger.eventlog.testing.TestLog;

/** How the append function goes about its work, under the lock that all appends share. */
class AppendFunctionTest {

    private static final String APPEND = "SELECT verdict FROM eventlog.append_entries(ARRAY[0], ARRAY[?],"
            + " ARRAY[0::bigint], ARRAY[gen_random_uuid()], ARRAY['t'], ARRAY['0380'], ARRAY['actor'], ARRAY[?],"
            + " ARRAY['\"id\":\"x\"}'::bytea])";

    private final TestLog stored = new TestLog("appendfunction");

    @AfterEach
    void close() {
        stored.close();
    }

    @Test
    void it_never_reads_the_whole_table() throws SQLException {
        try (Connection connection = stored.database().app().getConnection();
                PreparedStatement append = connection.prepareStatement(APPEND)) {
            // The counts below are of one transaction; here nobody else appends.
            connection.setAutoCommit(false);
            for (int n = 0; n < 20; n++) {
                append.setString(1, "stream-" + n);
                append.setString(2, "key-" + n);
                try (ResultSet verdict = append.executeQuery()) {
                    assertThat(verdict.next()).isTrue();
                    assertThat(verdict.getString(1)).isEqualTo("STORED");
                }
            }
            assertThat(scans(connection, "seq_scan")).isZero();
            assertThat(scans(connection, "idx_scan")).isGreaterThanOrEqualTo(60);
            connection.rollback();
        }
    }

    @Test
    void it_stores_an_entry_of_65535_bytes_and_refuses_one_of_65536() throws SQLException {
        String opening =
                "{\"specversion\":\"1.0\",\"sequence\":\"0\",\"recordedtime\":\"2021-12-20T12:00:00.000000Z\",";
        String append = "SELECT verdict FROM eventlog.append_entries(ARRAY[0], ARRAY['A'], ARRAY[0::bigint],"
                + " ARRAY[gen_random_uuid()], ARRAY['t'], ARRAY[NULL::text], ARRAY[NULL::text], ARRAY[NULL::text],"
                + " ARRAY[?::bytea])";
        try (Connection connection = stored.database().app().getConnection();
                PreparedStatement statement = connection.prepareStatement(append)) {
            statement.setBytes(1, new byte[65_536 - opening.length()]);
            assertThatThrownBy(statement::executeQuery)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("entry_entry_check");
            statement.setBytes(1, new byte[65_535 - opening.length()]);
            try (ResultSet verdict = statement.executeQuery()) {
                assertThat(verdict.next()).isTrue();
                assertThat(verdict.getString(1)).isEqualTo("STORED");
            }
        }
        try (Connection connection = stored.database().app().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT octet_length(entry) FROM eventlog.entry")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt(1)).isEqualTo(65_535);
        }
    }

    private static long scans(Connection connection, String kind) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + kind
                        + " FROM pg_stat_xact_user_tables WHERE schemaname = 'eventlog' AND relname = 'entry'")) {
            assertThat(row.next()).isTrue();
            return row.getLong(1);
        }
    }
}
