package se.iopledger.reporting.witness;

import java.util.OptionalLong;
import se.iopledger.proofs.merkle.Hash;
import se.iopledger.proofs.tile.TilePath;
import se.iopledger.proofs.tile.TileSource;

/** Finds the first leaf in which two trees of one size differ, by reading one tile of either per level. */
final class FirstDifference {
    private static final int HIGHEST_LEVEL = 7;

    private FirstDifference() {}

    /**
     * @param size of both trees, in leaves
     * @return empty if all their leaf hashes are equal
     * @throws se.iopledger.proofs.Malformed if a tile is missing or too short
     */
    static OptionalLong between(TileSource one, TileSource other, long size) {
        long equal = 0;
        for (int level = HIGHEST_LEVEL; level >= 0; level--) {
            equal = equalUpTo(one, other, size, level, equal);
        }
        return equal < size ? OptionalLong.of(equal) : OptionalLong.empty();
    }

    /**
     * @param from so many leaves are equal; a multiple of what one hash of the level above covers, so that the tile which
     *     begins there tells all that this level can tell
     * @return how many leaves are equal as far as this level tells
     */
    private static long equalUpTo(TileSource one, TileSource other, long size, int level, long from) {
        int shift = 8 * level;
        long number = (from >>> shift) / TilePath.FULL_WIDTH;
        int width = TilePath.widthIn(size, level, number);
        if (width == 0) {
            return from;
        }
        TilePath.Hashes tile = new TilePath.Hashes(level, number, width);
        byte[] ours = one.read(tile);
        byte[] theirs = other.read(tile);
        int same = 0;
        while (same < width && Hash.at(ours, same * Hash.BYTES).equals(Hash.at(theirs, same * Hash.BYTES))) {
            same++;
        }
        return (number * TilePath.FULL_WIDTH + same) << shift;
    }
}
