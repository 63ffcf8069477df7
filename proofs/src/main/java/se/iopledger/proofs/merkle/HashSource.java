package se.iopledger.proofs.merkle;

/** Where the hashes of perfect subtrees are kept: those whose leaves are all there, and that are a power of two. */
@FunctionalInterface
public interface HashSource {

    /**
     * The root of the perfect subtree over the leaves {@code index·2^height} to {@code (index+1)·2^height - 1}.
     *
     * @param height 0 for a leaf hash
     */
    Hash read(int height, long index);
}
