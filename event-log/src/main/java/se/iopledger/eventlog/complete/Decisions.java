package se.iopledger.eventlog.complete;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.OptionalLong;
import javax.sql.DataSource;

/** What operators decided about a log that took no writes, in the log's own database. */
final class Decisions {

    private final DataSource pool;

    Decisions(DataSource pool) {
        this.pool = pool;
    }

    /** @param statedSize empty where it was not known how long the log had been */
    void keep(String refusal, long logSize, OptionalLong statedSize, String by, String reason) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement("INSERT INTO eventlog.write_decision"
                        + " (refusal, log_size, stated_size, decided_by, reason) VALUES (?, ?, ?, ?, ?)")) {
            statement.setString(1, refusal);
            statement.setLong(2, logSize);
            if (statedSize.isPresent()) {
                statement.setLong(3, statedSize.getAsLong());
            } else {
                statement.setNull(3, Types.BIGINT);
            }
            statement.setString(4, by);
            statement.setString(5, reason);
            statement.executeUpdate();
        }
    }

    /** Up to this size of the log whatever is missing was given up; 0: nothing was. */
    long givenUpTo() throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT coalesce(max(stated_size), 0) FROM eventlog.write_decision");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
