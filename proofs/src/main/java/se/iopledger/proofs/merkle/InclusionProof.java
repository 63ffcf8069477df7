package se.iopledger.proofs.merkle;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import se.iopledger.proofs.DoesNotHold;

/**
 * The proof that one leaf stands at an index of a tree (RFC 6962 §2.1.1).
 *
 * <p>The path fixes leaf and index. The size it fixes only as far as another size would give a path of another shape:
 * what binds size to root is the checkpoint that states both.
 *
 * @param index of the leaf, from 0
 * @param size of the tree, in leaves
 * @param path the hashes from the leaf's sibling to the root's child
 */
public record InclusionProof(long index, long size, List<Hash> path) {

    /** No path is longer: sizes are below 2^63. */
    public static final int LONGEST_PATH = 63;

    public InclusionProof {
        path = List.copyOf(path);
    }

    /**
     * Verifies as RFC 9162 §2.1.3.2 says.
     *
     * @throws DoesNotHold if leaf, index, size, path and root do not belong together
     */
    public void verify(Hash leaf, Hash root) {
        Hash computed = rootOver(leaf);
        if (!computed.equals(root)) {
            throw new DoesNotHold("the path from leaf " + index + " ends in root " + computed.base64()
                    + ", but the root of the tree of " + size + " is " + root.base64());
        }
    }

    /**
     * The root in which the path ends.
     *
     * @throws DoesNotHold if the path is not as long as the way from the leaf to the root
     */
    @CheckReturnValue
    public Hash rootOver(Hash leaf) {
        if (index < 0 || index >= size) {
            throw new DoesNotHold("there is no leaf " + index + " in a tree of " + size);
        }
        TreeHasher hasher = new TreeHasher();
        Hash hash = leaf;
        long node = index;
        long last = size - 1;
        for (Hash sibling : path) {
            if (last == 0) {
                throw wrongLength();
            }
            if ((node & 1) == 1 || node == last) {
                hash = hasher.node(sibling, hash);
                // Levels where this node has no sibling: it moves up unchanged.
                while ((node & 1) == 0 && node != 0) {
                    node >>>= 1;
                    last >>>= 1;
                }
            } else {
                hash = hasher.node(hash, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        if (last != 0) {
            throw wrongLength();
        }
        return hash;
    }

    private DoesNotHold wrongLength() {
        return new DoesNotHold(
                "a path of " + path.size() + " hashes does not lead from leaf " + index + " to the root of " + size);
    }
}
