package se.iopledger.proofs.merkle;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.ArrayList;
import java.util.List;

/** Roots and proofs of a tree whose hashes are kept elsewhere (RFC 6962 §2.1, §2.1.1, §2.1.2). Serves one thread. */
@CheckReturnValue
public final class MerkleTree {

    private final HashSource hashes;
    private final TreeHasher hasher = new TreeHasher();

    public MerkleTree(HashSource hashes) {
        this.hashes = hashes;
    }

    /**
     * The root of the first so many leaves.
     *
     * @throws IllegalArgumentException if the size is negative
     */
    public Hash root(long size) {
        if (size < 0) {
            throw new IllegalArgumentException("a tree has no negative size: " + size);
        }
        return size == 0 ? Hash.OF_EMPTY_TREE : range(0, size);
    }

    /**
     * The proof that a leaf is in the tree of the first so many leaves.
     *
     * @throws IllegalArgumentException unless 0 ≤ index &lt; size
     */
    public InclusionProof inclusion(long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("no leaf " + index + " in a tree of " + size);
        }
        List<Hash> path = new ArrayList<>();
        addInclusion(index, 0, size, path);
        return new InclusionProof(index, size, path);
    }

    /**
     * The proof that the tree of the first {@code from} leaves is what the tree of the first {@code to} began with.
     *
     * @throws IllegalArgumentException unless 0 &lt; from ≤ to
     */
    public ConsistencyProof consistency(long from, long to) {
        if (from <= 0 || from > to) {
            throw new IllegalArgumentException("no consistency proof from " + from + " to " + to);
        }
        List<Hash> path = new ArrayList<>();
        addConsistency(from, 0, to, true, path);
        return new ConsistencyProof(from, to, path);
    }

    /** PATH(m, D[start:end]). */
    private void addInclusion(long index, long start, long end, List<Hash> path) {
        if (end - start == 1) {
            return;
        }
        long split = start + largestPowerBelow(end - start);
        if (index < split) {
            addInclusion(index, start, split, path);
            path.add(range(split, end));
        } else {
            addInclusion(index, split, end, path);
            path.add(range(start, split));
        }
    }

    /** SUBPROOF(m, D[start:end], b): {@code whole} is b, whether the old tree's root is known to the verifier. */
    private void addConsistency(long from, long start, long end, boolean whole, List<Hash> path) {
        if (from == end) {
            if (!whole) {
                path.add(range(start, end));
            }
            return;
        }
        long split = start + largestPowerBelow(end - start);
        if (from <= split) {
            addConsistency(from, start, split, whole, path);
            path.add(range(split, end));
        } else {
            addConsistency(from, split, end, false, path);
            path.add(range(start, split));
        }
    }

    /** MTH(D[start:end]), where start is a multiple of a power of two that is not below the width. */
    private Hash range(long start, long end) {
        long width = end - start;
        if (Long.bitCount(width) == 1) {
            int height = Long.numberOfTrailingZeros(width);
            return hashes.read(height, start >>> height);
        }
        long split = start + largestPowerBelow(width);
        return hasher.node(range(start, split), range(split, end));
    }

    /** The largest power of two below a number above one. */
    static long largestPowerBelow(long number) {
        return Long.highestOneBit(number - 1);
    }
}
