package se.iopledger.proofs.tile;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import se.iopledger.proofs.Malformed;
import se.iopledger.proofs.merkle.Hash;

/** The tiles of a log that grows in memory. */
public final class MemoryTiles implements TileSource {

    private final TileTree tree = new TileTree();
    private final Map<TilePath.Hashes, byte[]> complete = new HashMap<>();

    public MemoryTiles(List<Hash> leaves) {
        leaves.forEach(this::append);
    }

    public void append(Hash leaf) {
        tree.append(leaf, complete::put);
    }

    public TileTree tree() {
        return tree;
    }

    @Override
    public byte[] read(TilePath.Hashes tile) {
        TilePath.Hashes full = new TilePath.Hashes(tile.level(), tile.number(), TilePath.FULL_WIDTH);
        if (complete.containsKey(full)) {
            return Arrays.copyOf(Objects.requireNonNull(complete.get(full)), tile.width() * Hash.BYTES);
        }
        return tree.partialTiles().stream()
                .filter(there -> there.level() == tile.level()
                        && there.number() == tile.number()
                        && there.width() >= tile.width())
                .findFirst()
                .map(there -> Arrays.copyOf(tree.hashes(there), tile.width() * Hash.BYTES))
                .orElseThrow(() -> new Malformed(tile + " is not there"));
    }
}
