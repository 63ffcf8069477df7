package se.iopledger.eventlog.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All or nothing, on a pooled connection. */
final class Transactions {

    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

    private Transactions() {}

    /** Commits what the effects did, unless they throw. */
    static void run(DataSource pool, InboxTable.Effects effects) throws Exception {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            boolean committed = false;
            try {
                effects.in(connection);
                connection.commit();
                committed = true;
            } finally {
                if (!committed) {
                    rollback(connection);
                }
                connection.setAutoCommit(true);
            }
        }
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException lost) {
            // The server rolls back what is not committed; what went wrong before is what is told.
            LOG.debug("Rolling back failed.", lost);
        }
    }
}
