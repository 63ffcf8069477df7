package se.iopledger.eventlog.seal;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import se.iopledger.eventlog.LogUnavailable;
import se.iopledger.proofs.Malformed;
import se.iopledger.proofs.merkle.Hash;
import se.iopledger.proofs.note.Checkpoint;
import se.iopledger.proofs.note.SignedNote;
import se.iopledger.proofs.tile.TilePath;
import se.iopledger.proofs.tile.TileSource;

/** Tiles and checkpoints in the database; the function {@code eventlog.seal} alone writes them. */
final class SealTable implements TileSource {

    private final DataSource pool;

    SealTable(DataSource pool) {
        this.pool = pool;
    }

    /** The newest checkpoint's note; empty before the first seal. */
    Optional<SignedNote> newest() throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT note FROM eventlog.checkpoint ORDER BY size DESC LIMIT 1");
                ResultSet row = statement.executeQuery()) {
            return row.next()
                    ? Optional.of(SignedNote.parse(row.getString(1).getBytes(StandardCharsets.UTF_8)))
                    : Optional.empty();
        }
    }

    @Override
    public byte[] read(TilePath.Hashes tile) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT hashes FROM eventlog.tile WHERE level = ? AND number = ?")) {
            statement.setInt(1, tile.level());
            statement.setLong(2, tile.number());
            try (ResultSet row = statement.executeQuery()) {
                byte[] hashes = row.next() ? row.getBytes(1) : new byte[0];
                int wanted = tile.width() * Hash.BYTES;
                if (hashes.length < wanted) {
                    throw new Malformed(tile + " is stored with " + hashes.length + " bytes instead of " + wanted);
                }
                return Arrays.copyOf(hashes, wanted);
            }
        } catch (SQLException failure) {
            throw new LogUnavailable("The tree cannot be read: " + failure.getMessage(), failure);
        }
    }

    /**
     * Stores what a seal adds.
     *
     * @param previousSize of the checkpoint that this one follows; -1: none
     * @param tiles complete, or as far as they go
     * @return false if another sealer has stored one meanwhile
     */
    boolean seal(long previousSize, Map<TilePath.Hashes, byte[]> tiles, Checkpoint checkpoint, SignedNote note)
            throws SQLException {
        List<TilePath.Hashes> paths = List.copyOf(tiles.keySet());
        Short[] levels = paths.stream().map(path -> (short) path.level()).toArray(Short[]::new);
        Long[] numbers = paths.stream().map(TilePath::number).toArray(Long[]::new);
        byte[][] hashes = paths.stream().map(tiles::get).toArray(byte[][]::new);
        try (Connection connection = pool.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT eventlog.seal(?, ?, ?, ?, ?, ?, ?)")) {
            statement.setLong(1, previousSize);
            statement.setArray(2, connection.createArrayOf("int2", levels));
            statement.setArray(3, connection.createArrayOf("int8", numbers));
            statement.setArray(4, connection.createArrayOf("bytea", hashes));
            statement.setLong(5, checkpoint.size());
            statement.setBytes(6, checkpoint.root().bytes());
            statement.setString(7, new String(note.bytes(), StandardCharsets.UTF_8));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
