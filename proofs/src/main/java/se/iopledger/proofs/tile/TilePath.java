package se.iopledger.proofs.tile;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.iopledger.proofs.Malformed;

/**
 * The path of a tile or an entry bundle below a log's prefix (C2SP tlog-tiles, "Merkle Tree" and "Log entries"), such as
 * {@code tile/0/x001/x234/067} or {@code tile/entries/003.p/17}. There is one way to write each.
 */
@CheckReturnValue
public sealed interface TilePath {

    /** Hashes or entries in a full tile: the tile height is 8. */
    int FULL_WIDTH = 256;

    int HIGHEST_LEVEL = 63;

    /**
     * A tile of hashes.
     *
     * @param level 0 for leaf hashes; on level L each hash is over 256^L leaves
     * @param number of the tile within its level, from 0
     * @param width hashes in it, 1 to 256; below 256 the tile is partial
     */
    record Hashes(int level, long number, int width) implements TilePath {
        public Hashes {
            if (level < 0 || level > HIGHEST_LEVEL) {
                throw new Malformed("a tile's level is 0 to 63, not " + level);
            }
            check(number, width);
        }

        @Override
        public String text() {
            return "tile/" + level + "/" + encode(number, width);
        }

        @Override
        public String toString() {
            return text();
        }
    }

    /**
     * A bundle of entries, beside the tile of level 0 with the same number.
     *
     * @param number of the bundle, from 0
     * @param width entries in it, 1 to 256; below 256 the bundle is partial
     */
    record Entries(long number, int width) implements TilePath {
        public Entries {
            check(number, width);
        }

        @Override
        public int level() {
            return 0;
        }

        /** The position of the bundle's first entry. */
        public long firstPosition() {
            return number * FULL_WIDTH;
        }

        @Override
        public String text() {
            return "tile/entries/" + encode(number, width);
        }

        @Override
        public String toString() {
            return text();
        }
    }

    int level();

    long number();

    int width();

    /** The path, without a slash before it. */
    String text();

    default boolean isFull() {
        return width() == FULL_WIDTH;
    }

    /** Whether a tree of so many leaves has all that this path promises. */
    default boolean isWithin(long treeSize) {
        return width() <= widthIn(treeSize, level(), number());
    }

    /**
     * How many hashes a tile has in a tree: 0 if the tree does not reach it.
     *
     * @param treeSize in leaves
     */
    static int widthIn(long treeSize, int level, long number) {
        int shift = 8 * level;
        long hashes = shift >= Long.SIZE - 1 ? 0 : treeSize >>> shift;
        if (number > hashes / FULL_WIDTH) {
            return 0;
        }
        return (int) Math.min(FULL_WIDTH, hashes - number * FULL_WIDTH);
    }

    /** All tiles of a tree, from its leaves upwards, each as wide as the tree makes it. */
    static List<Hashes> tilesOf(long treeSize) {
        List<Hashes> tiles = new ArrayList<>();
        for (int level = 0; treeSize >>> (8 * level) > 0; level++) {
            for (long number = 0; widthIn(treeSize, level, number) > 0; number++) {
                tiles.add(new Hashes(level, number, widthIn(treeSize, level, number)));
            }
            if (level == 7) {
                break;
            }
        }
        return tiles;
    }

    /**
     * Reads a path.
     *
     * @param path without a slash before it
     * @throws Malformed if it is not the one way to write a tile's or a bundle's path
     */
    static TilePath parse(String path) {
        Matcher parts = Syntax.PATH.matcher(path);
        if (path.length() > Syntax.LONGEST || !parts.matches()) {
            throw notAPath();
        }
        String kind = parts.group(1);
        String width = parts.group(3);
        int hashes = width == null ? FULL_WIDTH : Integer.parseInt(width);
        if (width != null && hashes >= FULL_WIDTH) {
            throw new Malformed("a partial tile has 1 to 255 hashes, not " + hashes);
        }
        long number;
        try {
            number = Long.parseLong(parts.group(2).replace("x", "").replace("/", ""));
        } catch (NumberFormatException tooLarge) {
            throw new Malformed("no log has so many tiles", tooLarge);
        }
        TilePath parsed = kind.equals("entries")
                ? new Entries(number, hashes)
                : new Hashes(Integer.parseInt(kind), number, hashes);
        if (!parsed.text().equals(path)) {
            throw notAPath();
        }
        return parsed;
    }

    private static Malformed notAPath() {
        return new Malformed("not a tile path as C2SP tlog-tiles writes it, such as tile/0/x001/x234/067.p/9");
    }

    private static void check(long number, int width) {
        if (number < 0 || number > Long.MAX_VALUE / FULL_WIDTH) {
            throw new Malformed("no log has a tile " + number);
        }
        if (width < 1 || width > FULL_WIDTH) {
            throw new Malformed("a tile has 1 to 256 hashes, not " + width);
        }
    }

    private static String encode(long number, int width) {
        StringBuilder text = new StringBuilder(threeDigits(number));
        for (long rest = number / 1000; rest > 0; rest /= 1000) {
            text.insert(0, "x" + threeDigits(rest) + "/");
        }
        return width == FULL_WIDTH
                ? text.toString()
                : text.append(".p/").append(width).toString();
    }

    private static String threeDigits(long number) {
        return Long.toString(1000 + number % 1000).substring(1);
    }

    /** How paths are written. */
    final class Syntax {
        private static final Pattern PATH =
                Pattern.compile("tile/(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/)*[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

        /** Seven groups of a number below 2^63, and what stands around them. */
        private static final int LONGEST = 60;

        private Syntax() {}
    }
}
