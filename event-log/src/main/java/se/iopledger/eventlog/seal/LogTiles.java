package se.iopledger.eventlog.seal;

import com.google.errorprone.annotations.CheckReturnValue;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.EventLog;
import se.iopledger.eventlog.LogUnavailable;
import se.iopledger.proofs.bundle.TlogProof;
import se.iopledger.proofs.merkle.ConsistencyProof;
import se.iopledger.proofs.merkle.MerkleTree;
import se.iopledger.proofs.note.Checkpoint;
import se.iopledger.proofs.note.SignedNote;
import se.iopledger.proofs.tile.EntryBundles;
import se.iopledger.proofs.tile.TileHashes;
import se.iopledger.proofs.tile.TilePath;

/**
 * A sealed log for those who verify it: its newest checkpoint, tiles and entry bundles as C2SP tlog-tiles has them, and
 * proofs. What is not sealed yet is not here. Safe for use by many threads; reads throw {@link LogUnavailable} when the
 * database does not answer.
 */
@CheckReturnValue
public final class LogTiles {

    private final EventLog log;
    private final SealTable table;

    /** @param pool the log's own database */
    public LogTiles(EventLog log, DataSource pool) {
        this.log = log;
        this.table = new SealTable(pool);
    }

    /** The newest checkpoint; empty before the log was sealed for the first time. */
    public Optional<SignedNote> checkpoint() {
        try {
            return table.newest();
        } catch (SQLException failure) {
            throw new LogUnavailable("The checkpoints cannot be read: " + failure.getMessage(), failure);
        }
    }

    /** How many entries are sealed. */
    public long size() {
        return checkpoint().map(LogTiles::sizeOf).orElse(0L);
    }

    private static long sizeOf(SignedNote note) {
        return Checkpoint.parse(note.text()).size();
    }

    /**
     * A tile's hashes, one after another.
     *
     * @param tile may be partial at any width that the log has reached, also where the tile is complete by now
     * @return empty if the log does not reach it
     */
    public Optional<byte[]> tile(TilePath.Hashes tile) {
        return tile.isWithin(size()) ? Optional.of(table.read(tile)) : Optional.empty();
    }

    /**
     * An entry bundle: entries straight from the log, each behind its length.
     *
     * @param bundle may be partial at any width that the log has reached, also where the bundle is complete by now
     * @return empty if the log does not reach it
     */
    public Optional<byte[]> entries(TilePath.Entries bundle) {
        if (!bundle.isWithin(size())) {
            return Optional.empty();
        }
        List<Entry> entries = log.readFrom(bundle.firstPosition(), bundle.width());
        return Optional.of(
                EntryBundles.encode(entries.stream().map(Entry::bytes).toList()));
    }

    /**
     * The proof that an entry is in the tree of the newest checkpoint.
     *
     * @return without the entry itself; empty if no entry at this position is sealed
     */
    public Optional<TlogProof> inclusion(long position) {
        return checkpoint().flatMap(note -> {
            long size = sizeOf(note);
            return position < 0 || position >= size
                    ? Optional.empty()
                    : Optional.of(TlogProof.of(tree(size).inclusion(position, size), note));
        });
    }

    /** As {@link #inclusion}, with the entry: all that is needed to verify it offline, but for the log's public key. */
    public Optional<TlogProof> bundle(long position) {
        return inclusion(position)
                .flatMap(proof ->
                        log.readFrom(position, 1).stream().findFirst().map(entry -> proof.carrying(entry.bytes())));
    }

    /**
     * The proof that the log of one size begins with the log of another.
     *
     * @return empty unless 0 &lt; from ≤ to, and so many entries are sealed
     */
    public Optional<ConsistencyProof> consistency(long from, long to) {
        return from <= 0 || from > to || to > size() ? Optional.empty() : Optional.of(tree(to).consistency(from, to));
    }

    private MerkleTree tree(long size) {
        return new MerkleTree(new TileHashes(table, size));
    }
}
