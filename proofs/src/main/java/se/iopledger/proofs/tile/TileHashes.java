package se.iopledger.proofs.tile;

import java.util.HashMap;
import java.util.Map;
import se.iopledger.proofs.Malformed;
import se.iopledger.proofs.merkle.Hash;
import se.iopledger.proofs.merkle.HashSource;
import se.iopledger.proofs.merkle.TreeHasher;

/**
 * The hashes of a tree, from its tiles; those between the levels of tiles are computed. Keeps the tiles of one proof
 * or two, so a new one is made for each. Serves one thread.
 */
public final class TileHashes implements HashSource {

    private static final int TILE_HEIGHT = 8;
    private static final int KEPT_TILES = 64;

    private final TileSource tiles;
    private final long treeSize;
    private final TreeHasher hasher = new TreeHasher();
    private final byte[] scratch = new byte[TilePath.FULL_WIDTH * Hash.BYTES];
    private final Map<TilePath.Hashes, byte[]> kept = new HashMap<>();

    /**
     * @param treeSize in leaves; no hash beyond it is read
     */
    public TileHashes(TileSource tiles, long treeSize) {
        this.tiles = tiles;
        this.treeSize = treeSize;
    }

    @Override
    public Hash read(int height, long index) {
        int level = height / TILE_HEIGHT;
        int above = height % TILE_HEIGHT;
        long first = index << above;
        long number = first / TilePath.FULL_WIDTH;
        int offset = (int) (first % TilePath.FULL_WIDTH);
        int count = 1 << above;
        int width = TilePath.widthIn(treeSize, level, number);
        if (index < 0 || offset + count > width) {
            throw new IllegalArgumentException(
                    "a tree of " + treeSize + " has no perfect subtree " + index + " of height " + height);
        }
        byte[] tile = tile(new TilePath.Hashes(level, number, width));
        return hasher.rootOfPerfect(tile, offset * Hash.BYTES, count, scratch);
    }

    private byte[] tile(TilePath.Hashes path) {
        if (kept.size() >= KEPT_TILES) {
            kept.clear();
        }
        return kept.computeIfAbsent(path, wanted -> {
            byte[] tile = tiles.read(wanted);
            if (tile.length != wanted.width() * Hash.BYTES) {
                throw new Malformed(wanted.text() + ": has " + tile.length + " bytes, not " + wanted.width() + " times "
                        + Hash.BYTES);
            }
            return tile;
        });
    }
}
