package se.iopledger.proofs.tile;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import se.iopledger.proofs.Malformed;
import se.iopledger.proofs.merkle.Hash;
import se.iopledger.proofs.merkle.MerkleTree;
import se.iopledger.proofs.merkle.TreeHasher;

/**
 * The growing tree as tiles: takes leaf hashes, gives away each tile that is complete, and keeps the partial ones at the
 * right edge. Serves one thread.
 */
public final class TileTree {

    private final TreeHasher hasher = new TreeHasher();
    private final byte[] scratch = new byte[TilePath.FULL_WIDTH * Hash.BYTES];

    /** The partial tile of each level; room for a full one. */
    private final List<byte[]> edge = new ArrayList<>();

    private long size;

    /** The empty tree. */
    public TileTree() {
        this.size = 0;
    }

    /** Takes tiles that are complete and will not change. */
    @FunctionalInterface
    public interface Completed {
        /** @param hashes 256 hashes one after another; the receiver's own */
        void take(TilePath.Hashes tile, byte[] hashes);
    }

    /**
     * The tree whose tiles are kept somewhere, to go on from.
     *
     * @param size in leaves
     * @throws Malformed if a tile at the right edge is missing or too short
     */
    @CheckReturnValue
    public static TileTree of(long size, TileSource tiles) {
        TileTree tree = new TileTree();
        tree.size = size;
        for (int level = 0; level < 8 && size >>> (8 * level) > 0; level++) {
            byte[] room = new byte[TilePath.FULL_WIDTH * Hash.BYTES];
            long number = size >>> (8 * level) >>> 8;
            int width = TilePath.widthIn(size, level, number);
            if (width > 0) {
                byte[] tile = tiles.read(new TilePath.Hashes(level, number, width));
                if (tile.length != width * Hash.BYTES) {
                    throw new Malformed("the tile at the right edge of level " + level + " has " + tile.length
                            + " bytes, not " + width + " times " + Hash.BYTES);
                }
                System.arraycopy(tile, 0, room, 0, tile.length);
            }
            tree.edge.add(room);
        }
        return tree;
    }

    /** In leaves. */
    public long size() {
        return size;
    }

    /**
     * Appends the next leaf.
     *
     * @param completed takes each tile that this leaf completes, from the lowest level upwards
     */
    public void append(Hash leafHash, Completed completed) {
        Hash hash = leafHash;
        int level = 0;
        while (true) {
            if (edge.size() == level) {
                edge.add(new byte[TilePath.FULL_WIDTH * Hash.BYTES]);
            }
            byte[] tile = edge.get(level);
            long index = size >>> (8 * level);
            int offset = (int) (index % TilePath.FULL_WIDTH);
            hash.copyTo(tile, offset * Hash.BYTES);
            if (offset < TilePath.FULL_WIDTH - 1) {
                break;
            }
            completed.take(new TilePath.Hashes(level, index / TilePath.FULL_WIDTH, TilePath.FULL_WIDTH), tile.clone());
            hash = hasher.rootOfPerfect(tile, 0, TilePath.FULL_WIDTH, scratch);
            level++;
        }
        size = Math.incrementExact(size);
    }

    /** The partial tiles at the right edge, from the lowest level upwards; none where a level has only full ones. */
    @CheckReturnValue
    public List<TilePath.Hashes> partialTiles() {
        List<TilePath.Hashes> partial = new ArrayList<>();
        for (int level = 0; level < edge.size(); level++) {
            long hashes = size >>> (8 * level);
            int width = (int) (hashes % TilePath.FULL_WIDTH);
            if (width > 0) {
                partial.add(new TilePath.Hashes(level, hashes / TilePath.FULL_WIDTH, width));
            }
        }
        return partial;
    }

    /** The hashes of a partial tile at the right edge. A copy. */
    @CheckReturnValue
    public byte[] hashes(TilePath.Hashes partialTile) {
        if (!partialTiles().contains(partialTile)) {
            throw new IllegalArgumentException("not at the right edge: " + partialTile);
        }
        return Arrays.copyOf(edge.get(partialTile.level()), partialTile.width() * Hash.BYTES);
    }

    /**
     * The partial tiles that hold more than they did when the tree was of another size, with their hashes. One of a
     * higher level often stays as it is for hundreds of leaves, and a store takes only what has grown.
     *
     * @param before an earlier size of this tree, in leaves
     */
    @CheckReturnValue
    public Map<TilePath.Hashes, byte[]> partialTilesGrownSince(long before) {
        Map<TilePath.Hashes, byte[]> grown = new HashMap<>();
        for (TilePath.Hashes partial : partialTiles()) {
            if (!partial.isWithin(before)) {
                grown.put(partial, hashes(partial));
            }
        }
        return grown;
    }

    /** The root of all leaves so far (RFC 6962 §2.1). */
    @CheckReturnValue
    public Hash root() {
        // Everything left of the edge is in the edge's higher levels, so no other tile is read.
        return new MerkleTree(new TileHashes(this::hashes, size)).root(size);
    }
}
