package se.iopledger.proofs.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.iopledger.proofs.DoesNotHold;
import se.iopledger.proofs.Malformed;

class ProofsTest {

    private static final int LARGEST = 300;
    private static final List<Hash> LEAVES = Trees.leaves(LARGEST);
    private static final List<Hash> ROOTS = roots();

    private final MerkleTree tree = new MerkleTree(Trees.source(LEAVES));

    private static List<Hash> roots() {
        List<Hash> roots = new ArrayList<>();
        for (int size = 0; size <= LARGEST; size++) {
            roots.add(Trees.root(LEAVES.subList(0, size)));
        }
        return roots;
    }

    @Test
    void a_growing_tree_has_the_root_of_the_definition_and_goes_on_from_its_kept_state() {
        Frontier grown = new Frontier();
        for (int size = 1; size <= LARGEST; size++) {
            grown = Frontier.of(grown.size(), grown.subtrees());
            grown.append(LEAVES.get(size - 1));
            assertThat(grown.root()).as("size %d", size).isEqualTo(ROOTS.get(size));
            assertThat(tree.root(size)).as("size %d", size).isEqualTo(ROOTS.get(size));
        }
    }

    @Test
    void an_entry_appended_from_the_middle_of_an_array_counts_as_itself() {
        Frontier grown = new Frontier();
        byte[] around = {9, 1, 2, 3, 9};
        grown.appendEntry(around, 1, 3);
        assertThat(grown.root()).isEqualTo(TreeHasher.leafHash(new byte[] {1, 2, 3}));
    }

    @Test
    void kept_state_of_another_size_is_refused() {
        assertThatThrownBy(() -> Frontier.of(3, LEAVES.subList(0, 1))).isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> Frontier.of(-1, List.of())).isInstanceOf(Malformed.class);
    }

    @Test
    void every_inclusion_proof_of_every_size_up_to_300_verifies() {
        int proofs = 0;
        for (int size = 1; size <= LARGEST; size++) {
            for (int index = 0; index < size; index++) {
                tree.inclusion(index, size).verify(LEAVES.get(index), ROOTS.get(size));
                proofs++;
            }
        }
        assertThat(proofs).isEqualTo(LARGEST * (LARGEST + 1) / 2);
    }

    @Test
    void every_consistency_proof_of_every_size_up_to_300_verifies() {
        int proofs = 0;
        for (int to = 1; to <= LARGEST; to++) {
            for (int from = 1; from <= to; from++) {
                tree.consistency(from, to).verify(ROOTS.get(from), ROOTS.get(to));
                proofs++;
            }
        }
        assertThat(proofs).isEqualTo(LARGEST * (LARGEST + 1) / 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9})
    void an_inclusion_proof_with_one_bit_changed_is_refused(int size) {
        for (int index = 0; index < size; index++) {
            InclusionProof proof = tree.inclusion(index, size);
            Hash leaf = LEAVES.get(index);
            Hash root = ROOTS.get(size);
            for (Hash other : withOneBitChanged(leaf)) {
                assertRefused(() -> proof.verify(other, root));
            }
            for (Hash other : withOneBitChanged(root)) {
                assertRefused(() -> proof.verify(leaf, other));
            }
            for (List<Hash> other : pathsWithOneBitChanged(proof.path())) {
                assertRefused(() -> new InclusionProof(proof.index(), size, other).verify(leaf, root));
            }
            for (int bit = 0; bit < Long.SIZE; bit++) {
                InclusionProof moved = new InclusionProof(proof.index() ^ (1L << bit), size, proof.path());
                assertRefused(() -> moved.verify(leaf, root));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 7, 8, 9})
    void a_consistency_proof_with_one_bit_changed_is_refused(int to) {
        for (int from = 1; from < to; from++) {
            ConsistencyProof proof = tree.consistency(from, to);
            Hash older = ROOTS.get(from);
            Hash newer = ROOTS.get(to);
            for (Hash other : withOneBitChanged(older)) {
                assertRefused(() -> proof.verify(other, newer));
            }
            for (Hash other : withOneBitChanged(newer)) {
                assertRefused(() -> proof.verify(older, other));
            }
            for (List<Hash> other : pathsWithOneBitChanged(proof.path())) {
                assertRefused(() -> new ConsistencyProof(proof.from(), proof.to(), other).verify(older, newer));
            }
        }
    }

    /** Sizes are bound to roots by the checkpoint's signature; a path alone tells them apart where shapes differ. */
    @Test
    void a_proof_in_a_tree_of_another_shape_is_refused() {
        InclusionProof proof = tree.inclusion(5, 8);
        for (long size : new long[] {-1, 0, 1, 5, 6, 9, 16, 17, Long.MAX_VALUE}) {
            InclusionProof other = new InclusionProof(5, size, proof.path());
            assertRefused(() -> other.verify(LEAVES.get(5), ROOTS.get(8)));
        }
        ConsistencyProof grown = tree.consistency(3, 8);
        for (long from : new long[] {-1, 0, 1, 2, 4, 5, 6, 7, 8, 9, Long.MAX_VALUE}) {
            ConsistencyProof other = new ConsistencyProof(from, 8, grown.path());
            assertRefused(() -> other.verify(ROOTS.get(3), ROOTS.get(8)));
        }
    }

    @Test
    void a_path_that_is_too_long_or_too_short_is_refused() {
        for (int size = 1; size <= 40; size++) {
            for (int index = 0; index < size; index++) {
                InclusionProof proof = tree.inclusion(index, size);
                Hash leaf = LEAVES.get(index);
                Hash root = ROOTS.get(size);
                List<Hash> longer = new ArrayList<>(proof.path());
                longer.add(root);
                assertRefused(() -> new InclusionProof(proof.index(), proof.size(), longer).verify(leaf, root));
                if (!proof.path().isEmpty()) {
                    List<Hash> shorter = proof.path().subList(0, proof.path().size() - 1);
                    assertRefused(() -> new InclusionProof(proof.index(), proof.size(), shorter).verify(leaf, root));
                }
            }
        }
    }

    @Test
    void there_is_no_proof_of_what_is_not_there() {
        assertThatThrownBy(() -> tree.inclusion(3, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.inclusion(-1, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.consistency(0, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.consistency(4, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.root(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertRefused(Runnable verification) {
        try {
            verification.run();
        } catch (DoesNotHold refused) {
            return;
        }
        throw new AssertionError("a changed proof was accepted");
    }

    private static List<Hash> withOneBitChanged(Hash hash) {
        List<Hash> changed = new ArrayList<>();
        for (int bit = 0; bit < Hash.BYTES * 8; bit++) {
            byte[] bytes = hash.bytes();
            bytes[bit / 8] ^= (byte) (1 << (bit % 8));
            changed.add(Hash.of(bytes));
        }
        return changed;
    }

    private static List<List<Hash>> pathsWithOneBitChanged(List<Hash> path) {
        List<List<Hash>> changed = new ArrayList<>();
        for (int i = 0; i < path.size(); i++) {
            for (Hash other : withOneBitChanged(path.get(i))) {
                List<Hash> copy = new ArrayList<>(path);
                copy.set(i, other);
                changed.add(copy);
            }
        }
        return changed;
    }
}
