package se.iopledger.reporting.journal;

import com.google.errorprone.annotations.CheckReturnValue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import se.iopledger.eventlog.LogUnavailable;
import se.iopledger.proofs.Malformed;
import se.iopledger.proofs.bundle.TlogProof;
import se.iopledger.proofs.merkle.ConsistencyProof;
import se.iopledger.proofs.merkle.Hash;
import se.iopledger.proofs.merkle.InclusionProof;
import se.iopledger.proofs.merkle.MerkleTree;
import se.iopledger.proofs.note.Checkpoint;
import se.iopledger.proofs.note.SignedNote;
import se.iopledger.proofs.tile.EntryBundles;
import se.iopledger.proofs.tile.TileHashes;
import se.iopledger.proofs.tile.TilePath;
import se.iopledger.proofs.tile.TileSource;
import se.iopledger.proofs.tile.TileTree;

/**
 * The Merkle tree over the journal's entries of one log, from position 0 to the first that is missing, kept as tiles. One
 * thread lets it grow ({@link #advance}); any number read it. Reads throw {@link LogUnavailable} when the database does
 * not answer.
 */
@CheckReturnValue
public final class JournalTree implements TileSource {
    /** Large enough for the speed of reading, small enough for a step that fails to lose little. */
    private static final int STEP = 50_000;

    private final DataSource pool;
    private final String source;

    /**
     * @param pool the service's own database
     * @param source which log, as its entries name it
     */
    public JournalTree(DataSource pool, String source) {
        this.pool = pool;
        this.source = source;
    }

    /** How many entries the tree has. */
    public long size() {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT size FROM journal_tree WHERE source = ?")) {
            statement.setString(1, source);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        } catch (SQLException failure) {
            throw unavailable(failure);
        }
    }

    /**
     * The root over the first so many entries.
     *
     * @throws IllegalArgumentException if the tree has fewer
     */
    public Hash root(long size) {
        return new MerkleTree(new TileHashes(this, size)).root(size);
    }

    /**
     * The proof that the first {@code to} entries begin with the first {@code from}.
     *
     * @throws IllegalArgumentException unless 0 &lt; from ≤ to, and the tree has so many
     */
    public ConsistencyProof consistency(long from, long to) {
        return new MerkleTree(new TileHashes(this, to)).consistency(from, to);
    }

    /**
     * The offline proof of an entry, with the entry, in the tree of a checkpoint.
     *
     * @return empty if the checkpoint does not reach the entry
     * @throws IllegalArgumentException if the tree does not reach the checkpoint
     */
    public Optional<TlogProof> bundle(long position, SignedNote checkpoint) {
        long size = Checkpoint.parse(checkpoint.text()).size();
        if (position < 0 || position >= size) {
            return Optional.empty();
        }
        InclusionProof way = new MerkleTree(new TileHashes(this, size)).inclusion(position, size);
        return entry(position).map(bytes -> TlogProof.of(way, checkpoint).carrying(bytes));
    }

    private Optional<byte[]> entry(long position) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT bytes FROM journal_entry WHERE source = ? AND position = ?")) {
            statement.setString(1, source);
            statement.setLong(2, position);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
            }
        } catch (SQLException failure) {
            throw unavailable(failure);
        }
    }

    /** A tile's hashes, one after another; empty if the tree does not reach it. */
    public Optional<byte[]> tile(TilePath.Hashes tile) {
        return tile.isWithin(size()) ? Optional.of(read(tile)) : Optional.empty();
    }

    /** An entry bundle (C2SP tlog-tiles, "Log entries"); empty if the tree does not reach it. */
    public Optional<byte[]> entries(TilePath.Entries bundle) {
        if (!bundle.isWithin(size())) {
            return Optional.empty();
        }
        List<byte[]> entries = new ArrayList<>();
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT bytes FROM journal_entry"
                        + " WHERE source = ? AND position >= ? AND position < ? ORDER BY position")) {
            statement.setString(1, source);
            statement.setLong(2, bundle.firstPosition());
            statement.setLong(3, bundle.firstPosition() + bundle.width());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    entries.add(rows.getBytes(1));
                }
            }
        } catch (SQLException failure) {
            throw unavailable(failure);
        }
        return Optional.of(EntryBundles.encode(entries));
    }

    @Override
    public byte[] read(TilePath.Hashes tile) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT hashes FROM journal_tile WHERE source = ? AND level = ? AND number = ?")) {
            statement.setString(1, source);
            statement.setInt(2, tile.level());
            statement.setLong(3, tile.number());
            try (ResultSet row = statement.executeQuery()) {
                byte[] hashes = row.next() ? row.getBytes(1) : new byte[0];
                int wanted = tile.width() * Hash.BYTES;
                if (hashes.length < wanted) {
                    throw new Malformed(tile + " is stored with " + hashes.length + " bytes instead of " + wanted);
                }
                return Arrays.copyOf(hashes, wanted);
            }
        } catch (SQLException failure) {
            throw unavailable(failure);
        }
    }

    /**
     * Takes in what the journal has beyond the tree, up to the first gap or to the end of one step.
     *
     * @return the tree's size then
     * @throws SQLException if the database does not answer, or another instance lets the tree grow too
     */
    public long advance() throws SQLException {
        long size = size();
        List<Hash> leaves = leavesFrom(size);
        if (leaves.isEmpty()) {
            return size;
        }
        TileTree tree = TileTree.of(size, this);
        Map<TilePath.Hashes, byte[]> tiles = new HashMap<>();
        leaves.forEach(leaf -> tree.append(leaf, tiles::put));
        tiles.putAll(tree.partialTilesGrownSince(size));
        store(size, tree.size(), tiles);
        return tree.size();
    }

    private List<Hash> leavesFrom(long first) throws SQLException {
        List<Hash> leaves = new ArrayList<>();
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT position, leaf_hash"
                        + " FROM journal_entry WHERE source = ? AND position >= ? ORDER BY position LIMIT ?")) {
            statement.setString(1, source);
            statement.setLong(2, first);
            statement.setInt(3, STEP);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next() && rows.getLong(1) == first + leaves.size()) {
                    leaves.add(Hash.of(rows.getBytes(2)));
                }
            }
        }
        return leaves;
    }

    private void store(long from, long to, Map<TilePath.Hashes, byte[]> tiles) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try {
                storeSize(from, to, connection);
                storeTiles(tiles, connection);
                connection.commit();
            } finally {
                // After a commit there is nothing left to roll back.
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private void storeSize(long from, long to, Connection transaction) throws SQLException {
        try (PreparedStatement statement = transaction.prepareStatement("INSERT INTO journal_tree AS old"
                + " (source, size) VALUES (?, ?) ON CONFLICT (source) DO UPDATE SET size = excluded.size"
                + " WHERE old.size = ?")) {
            statement.setString(1, source);
            statement.setLong(2, to);
            statement.setLong(3, from);
            if (statement.executeUpdate() != 1) {
                throw new SQLException("The journal's tree of " + source + " is no longer of " + from
                        + " entries: another instance lets it grow.");
            }
        }
    }

    private void storeTiles(Map<TilePath.Hashes, byte[]> tiles, Connection transaction) throws SQLException {
        try (PreparedStatement statement = transaction.prepareStatement("INSERT INTO journal_tile AS old"
                + " (source, level, number, hashes) VALUES (?, ?, ?, ?)"
                + " ON CONFLICT (source, level, number) DO UPDATE SET hashes = excluded.hashes")) {
            for (Map.Entry<TilePath.Hashes, byte[]> tile : tiles.entrySet()) {
                statement.setString(1, source);
                statement.setInt(2, tile.getKey().level());
                statement.setLong(3, tile.getKey().number());
                statement.setBytes(4, tile.getValue());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private LogUnavailable unavailable(SQLException failure) {
        return new LogUnavailable("The journal of " + source + " cannot be read: " + failure.getMessage(), failure);
    }
}
