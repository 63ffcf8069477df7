package se.iopledger.proofs.merkle;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import se.iopledger.proofs.Malformed;

/**
 * The growing tree, of which only the right edge is kept: the roots of the perfect subtrees into which its leaves fall,
 * one per one-bit of its size. Enough to append leaves and to tell the root, not to make proofs. Its state is small
 * (at most 63 hashes) and can be kept anywhere. Serves one thread.
 */
public final class Frontier {

    private static final int MOST_HEIGHTS = 63;

    private final TreeHasher hasher = new TreeHasher();

    /** The subtree of height h stands in slot h, and is there if bit h of the size is set. */
    private final byte[] slots = new byte[MOST_HEIGHTS * Hash.BYTES];

    private final byte[] carried = new byte[Hash.BYTES];
    private long size;

    /** The empty tree. */
    public Frontier() {
        this.size = 0;
    }

    /**
     * The tree as {@link #subtrees} told it.
     *
     * @param size in leaves
     * @param subtrees from the largest, which is leftmost, to the smallest
     * @throws Malformed if so many subtrees do not make up that size
     */
    @CheckReturnValue
    public static Frontier of(long size, List<Hash> subtrees) {
        if (size < 0 || subtrees.size() != Long.bitCount(size)) {
            throw new Malformed("a tree of " + size + " leaves has " + Long.bitCount(size) + " perfect subtrees, not "
                    + subtrees.size());
        }
        Frontier frontier = new Frontier();
        frontier.size = size;
        long rest = size;
        for (Hash subtree : subtrees) {
            long width = Long.highestOneBit(rest);
            subtree.copyTo(frontier.slots, Long.numberOfTrailingZeros(width) * Hash.BYTES);
            rest -= width;
        }
        return frontier;
    }

    /** In leaves. */
    public long size() {
        return size;
    }

    /** The roots of the perfect subtrees, from the largest, which is leftmost, to the smallest. */
    @CheckReturnValue
    public List<Hash> subtrees() {
        List<Hash> subtrees = new ArrayList<>();
        for (int height = MOST_HEIGHTS - 1; height >= 0; height--) {
            if (((size >>> height) & 1) == 1) {
                subtrees.add(Hash.at(slots, height * Hash.BYTES));
            }
        }
        return subtrees;
    }

    public void append(Hash leafHash) {
        leafHash.copyTo(carried, 0);
        appendCarried();
    }

    /** Appends an entry that stands in part of an array, without allocating anything: for a pass through a whole log. */
    public void appendEntry(byte[] source, int offset, int length) {
        hasher.leaf(source, offset, length, carried, 0);
        appendCarried();
    }

    private void appendCarried() {
        int height = 0;
        while (((size >>> height) & 1) == 1) {
            hasher.node(slots, height * Hash.BYTES, carried, 0, carried, 0);
            height++;
        }
        System.arraycopy(carried, 0, slots, height * Hash.BYTES, Hash.BYTES);
        size = Math.incrementExact(size);
    }

    /** The root of all leaves so far (RFC 6962 §2.1). */
    @CheckReturnValue
    public Hash root() {
        if (size == 0) {
            return Hash.OF_EMPTY_TREE;
        }
        int height = Long.numberOfTrailingZeros(size);
        byte[] root = Arrays.copyOfRange(slots, height * Hash.BYTES, (height + 1) * Hash.BYTES);
        for (height++; height < MOST_HEIGHTS; height++) {
            if (((size >>> height) & 1) == 1) {
                hasher.node(slots, height * Hash.BYTES, root, 0, root, 0);
            }
        }
        return Hash.at(root, 0);
    }
}
