package se.iopledger.reporting.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.inbox.InboxHandler;
import se.iopledger.proofs.merkle.Hash;

/**
 * Takes every entry that any of the logs publishes, byte for byte. What it has is never overwritten: another entry at the
 * same position, whether it arrives as new or as a repetition, is a difference; and one that does not arrive, though later
 * ones did, is a gap. What lies behind a gap in its partition is not taken before the gap is closed.
 */
public final class Journal implements InboxHandler {
    private final DataSource pool;
    private final Differences differences;
    private final Gaps gaps;

    /** @param pool the service's own database */
    public Journal(DataSource pool, Differences differences, Gaps gaps) {
        this.pool = pool;
        this.differences = differences;
        this.gaps = gaps;
    }

    @Override
    public boolean mayCommand(Entry received) {
        return false;
    }

    @Override
    public void apply(Entry received, Connection transaction) throws SQLException {
        if (!insert(received, transaction)) {
            compare(received, transaction);
        }
    }

    @Override
    public void repeated(Entry received) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            compare(received, connection);
        }
    }

    @Override
    public void missing(Entry beyond, long after, long upTo) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT min(p), count(*)"
                        + " FROM generate_series(?, ?) AS p WHERE NOT EXISTS (SELECT FROM journal_entry"
                        + " WHERE source = ? AND position = p)")) {
            statement.setLong(1, after + 1);
            statement.setLong(2, upTo);
            statement.setString(3, beyond.source());
            try (ResultSet row = statement.executeQuery()) {
                if (row.next() && row.getLong(2) > 0) {
                    gaps.missing(beyond.source(), row.getLong(1), upTo, row.getLong(2), connection);
                }
            }
        }
    }

    private static boolean insert(Entry received, Connection transaction) throws SQLException {
        try (PreparedStatement statement =
                transaction.prepareStatement("INSERT INTO journal_entry (source, position, bytes, leaf_hash)"
                        + " VALUES (?, ?, ?, ?) ON CONFLICT (source, position) DO NOTHING")) {
            statement.setString(1, received.source());
            statement.setLong(2, received.position());
            statement.setBytes(3, received.bytes());
            statement.setBytes(4, received.leafHash());
            return statement.executeUpdate() == 1;
        }
    }

    private void compare(Entry received, Connection connection) throws SQLException {
        Optional<Hash> kept = kept(received.source(), received.position(), connection);
        if (kept.isPresent() && !kept.get().equals(received.leaf())) {
            differences.differs(received.source(), received.position(), kept.get(), received.leaf(), connection);
        }
    }

    private static Optional<Hash> kept(String source, long position, Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT leaf_hash FROM journal_entry WHERE source = ? AND position = ?")) {
            statement.setString(1, source);
            statement.setLong(2, position);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(Hash.of(row.getBytes(1))) : Optional.empty();
            }
        }
    }
}
