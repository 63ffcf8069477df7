package se.iopledger.proofs.merkle;

import java.util.Iterator;
import java.util.List;
import se.iopledger.proofs.DoesNotHold;

/**
 * The proof that a tree begins with an older one (RFC 6962 §2.1.2). There is none from the empty tree, with which
 * every tree begins: such a proof would say nothing.
 *
 * @param from size of the older tree, in leaves
 * @param to size of the newer tree, in leaves
 * @param path the hashes that both roots can be computed from
 */
public record ConsistencyProof(long from, long to, List<Hash> path) {

    /** No path is longer: one hash per level, and the subtree in which the older tree ends. */
    public static final int LONGEST_PATH = InclusionProof.LONGEST_PATH + 1;

    public ConsistencyProof {
        path = List.copyOf(path);
    }

    /**
     * Verifies as RFC 9162 §2.1.4.2 says.
     *
     * @throws DoesNotHold if sizes, path and roots do not belong together
     */
    public void verify(Hash oldRoot, Hash newRoot) {
        if (from <= 0 || from > to) {
            throw new DoesNotHold("no tree of " + to + " follows from one of " + from + " by a proof");
        }
        if (from == to) {
            verifySame(oldRoot, newRoot);
        } else {
            verifyGrown(oldRoot, newRoot);
        }
    }

    private void verifySame(Hash oldRoot, Hash newRoot) {
        if (!path.isEmpty()) {
            throw wrongLength();
        }
        if (!oldRoot.equals(newRoot)) {
            throw new DoesNotHold("two trees of " + from + " leaves have different roots: " + oldRoot.base64() + " and "
                    + newRoot.base64());
        }
    }

    private void verifyGrown(Hash oldRoot, Hash newRoot) {
        TreeHasher hasher = new TreeHasher();
        long node = from - 1;
        long last = to - 1;
        while ((node & 1) == 1) {
            node >>>= 1;
            last >>>= 1;
        }
        Iterator<Hash> hashes = path.iterator();
        // The older tree may be one perfect subtree; its root is then where both computations begin.
        Hash first = node == 0 ? oldRoot : next(hashes);
        Hash older = first;
        Hash newer = first;
        while (hashes.hasNext()) {
            Hash hash = hashes.next();
            if (last == 0) {
                throw wrongLength();
            }
            if ((node & 1) == 1 || node == last) {
                older = hasher.node(hash, older);
                newer = hasher.node(hash, newer);
                while ((node & 1) == 0 && node != 0) {
                    node >>>= 1;
                    last >>>= 1;
                }
            } else {
                newer = hasher.node(newer, hash);
            }
            node >>>= 1;
            last >>>= 1;
        }
        if (last != 0) {
            throw wrongLength();
        }
        mustBe(older, oldRoot, from);
        mustBe(newer, newRoot, to);
    }

    private Hash next(Iterator<Hash> hashes) {
        if (!hashes.hasNext()) {
            throw wrongLength();
        }
        return hashes.next();
    }

    private void mustBe(Hash computed, Hash root, long size) {
        if (!computed.equals(root)) {
            throw new DoesNotHold("the consistency proof from " + from + " to " + to + " gives root "
                    + computed.base64() + " of the tree of " + size + ", but that root is " + root.base64());
        }
    }

    private DoesNotHold wrongLength() {
        return new DoesNotHold(
                "a path of " + path.size() + " hashes is no consistency proof from " + from + " to " + to);
    }
}
