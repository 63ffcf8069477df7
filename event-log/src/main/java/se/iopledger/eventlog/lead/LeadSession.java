package se.iopledger.eventlog.lead;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/** The database session that may hold the lead. The server releases the lock when the session ends, however it ends. */
final class LeadSession implements AutoCloseable {

    private static final Duration ANSWER = Duration.ofSeconds(5);

    /**
     * The server ends the session of a machine that has vanished after about 10 seconds, instead of the two hours that
     * are usual for TCP.
     */
    private static final String NOTICE_A_VANISHED_CLIENT =
            "SET tcp_keepalives_idle = 4; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3;"
                    + " SET tcp_user_timeout = 10000";

    private final Connection connection;

    private LeadSession(Connection connection) {
        this.connection = connection;
    }

    static LeadSession open(DataSource direct) throws SQLException {
        Connection connection = direct.getConnection();
        try {
            connection.setAutoCommit(true);
            connection.setNetworkTimeout(Runnable::run, (int) ANSWER.toMillis());
            try (Statement statement = connection.createStatement()) {
                statement.execute(NOTICE_A_VANISHED_CLIENT);
            }
            return new LeadSession(connection);
        } catch (SQLException unusable) {
            connection.close();
            throw unusable;
        }
    }

    /**
     * Takes the lock if nobody holds it. Asked now and then rather than waited for: a session that waits inside a
     * statement keeps a snapshot, and the server could not clean up the row that every append rewrites.
     */
    boolean tryToLead(String duty) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT pg_try_advisory_lock(hashtextextended('se.iopledger.eventlog.lead:' || ?, 0))")) {
            statement.setString(1, duty);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /**
     * Asks the server for a sign of life.
     *
     * @throws SQLException if the session has ended, and the lock with it, or the server does not answer in time
     */
    void mustBeAlive() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
