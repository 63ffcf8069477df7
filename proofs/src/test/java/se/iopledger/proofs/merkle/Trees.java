package se.iopledger.proofs.merkle;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/** Trees worked out straight from RFC 6962's definition, which the code under test must agree with. */
public final class Trees {

    private static final TreeHasher HASHER = new TreeHasher();

    private Trees() {}

    /** MTH(D[n]) as §2.1 writes it. */
    public static Hash root(List<Hash> leaves) {
        if (leaves.isEmpty()) {
            return Hash.OF_EMPTY_TREE;
        }
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        return HASHER.node(root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
    }

    /** Leaf hashes of so many small entries, each different. */
    public static List<Hash> leaves(int count) {
        List<Hash> leaves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            leaves.add(HASHER.leaf(new byte[] {(byte) (i >>> 16), (byte) (i >>> 8), (byte) i}));
        }
        return leaves;
    }

    /** Perfect subtrees of these leaves. */
    public static HashSource source(List<Hash> leaves) {
        List<List<Hash>> levels = new ArrayList<>();
        for (List<Hash> level = leaves; !level.isEmpty(); level = above(level)) {
            levels.add(level);
        }
        return (height, index) -> levels.get(height).get(Math.toIntExact(index));
    }

    private static List<Hash> above(List<Hash> level) {
        return IntStream.range(0, level.size() / 2)
                .mapToObj(pair -> HASHER.node(level.get(2 * pair), level.get(2 * pair + 1)))
                .toList();
    }

    /** Not of 32 bytes where a vector has none there: of such there is no hash. */
    static Hash hash(String hex) {
        return Hash.of(
                hex.equals("-") || hex.equals("empty")
                        ? new byte[0]
                        : HexFormat.of().parseHex(hex));
    }
}
