package se.iopledger.reporting.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.eventlog.Entry;
import se.iopledger.shell.subscription.ReceivedEntries;

/** What the journal has, for whoever makes of it anew what it made of it before. */
@Component
class JournalEntries implements ReceivedEntries {
    private static final int ROWS_AT_ONCE = 500;

    /** Who publishes on a topic, as its entries name it. */
    private static final Map<String, String> SOURCES = Map.of(
            EventCatalogue.AGREEMENTS_TOPIC, "/agreement-service",
            EventCatalogue.PAYMENTS_TOPIC, "/finance-service",
            EventCatalogue.REPORTS_TOPIC, "/reporting-service");

    private final DataSource pool;

    JournalEntries(DataSource pool) {
        this.pool = pool;
    }

    @Override
    public void read(String topic, long first, long last, Taker taker) throws SQLException {
        String source = SOURCES.get(topic);
        if (source == null) {
            throw new IllegalArgumentException("nothing is kept of the topic " + topic);
        }
        long next = first;
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement query = connection.prepareStatement("SELECT position, bytes FROM journal_entry"
                    + " WHERE source = ? AND position BETWEEN ? AND ? ORDER BY position")) {
                query.setFetchSize(ROWS_AT_ONCE);
                query.setString(1, source);
                query.setLong(2, first);
                query.setLong(3, last);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next() && row.getLong(1) == next) {
                        taker.take(Entry.parse(row.getBytes(2)));
                        next++;
                    }
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
        if (next <= last) {
            throw new NotAllReceived(topic, next);
        }
    }
}
