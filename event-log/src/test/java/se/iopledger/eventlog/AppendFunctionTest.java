package se.iopledger.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

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

    private static final String APPEND = "SELECT verdict FROM eventlog.append_batch(ARRAY[0], ARRAY[?],"
            + " ARRAY[?], ARRAY[gen_random_uuid()], ARRAY['t'], ARRAY['0380'], ARRAY['actor'], ARRAY[?],"
            + " ARRAY['\"id\":\"x\"}'::bytea])";

    private final TestLog stored = new TestLog("appendfunction");

    @AfterEach
    void close() {
        stored.close();
    }

    @Test
    void a_batch_with_nothing_wrong_is_stored_without_reading_the_whole_table() throws SQLException {
        inOneTransaction(append -> {
            for (int n = 0; n < 20; n++) {
                assertThat(append.verdict("stream", n, "key-" + n)).isEqualTo("ALL_STORED");
            }
            assertThat(append.scans("seq_scan")).isZero();
            // Each but the first looks for its predecessor.
            assertThat(append.scans("idx_scan")).isGreaterThanOrEqualTo(19);
        });
    }

    @Test
    void a_batch_that_is_judged_append_by_append_does_not_read_the_whole_table_either() throws SQLException {
        inOneTransaction(append -> {
            assertThat(append.verdict("stream", 0, "key")).isEqualTo("ALL_STORED");
            for (int n = 0; n < 20; n++) {
                assertThat(append.verdict("stream", 0, "another key")).isEqualTo("CONFLICT");
                assertThat(append.verdict("stream", 2, "another key")).isEqualTo("CONFLICT");
                assertThat(append.verdict("another stream", 0, "key")).isEqualTo("KEY_USED");
            }
            assertThat(append.scans("seq_scan")).isZero();
            assertThat(append.scans("idx_scan")).isGreaterThanOrEqualTo(120);
        });
    }

    /** The counts are of one transaction; here nobody else appends. */
    private void inOneTransaction(Work work) throws SQLException {
        try (Connection connection = stored.database().app().getConnection();
                PreparedStatement statement = connection.prepareStatement(APPEND)) {
            connection.setAutoCommit(false);
            work.on(new Appending(statement));
            connection.rollback();
        }
    }

    private interface Work {
        void on(Appending append) throws SQLException;
    }

    private record Appending(PreparedStatement statement) {

        String verdict(String stream, long sequence, String key) throws SQLException {
            statement.setString(1, stream);
            statement.setLong(2, sequence);
            statement.setString(3, key);
            try (ResultSet verdict = statement.executeQuery()) {
                assertThat(verdict.next()).isTrue();
                return verdict.getString(1);
            }
        }

        long scans(String kind) throws SQLException {
            try (Statement counts = statement.getConnection().createStatement();
                    ResultSet row = counts.executeQuery("SELECT " + kind
                            + " FROM pg_stat_xact_user_tables WHERE schemaname = 'eventlog' AND relname = 'entry'")) {
                assertThat(row.next()).isTrue();
                return row.getLong(1);
            }
        }
    }
}
