package se.iopledger.proofs.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.iopledger.proofs.DoesNotHold;
import se.iopledger.proofs.Malformed;

/** What others have published as right and wrong: the eight-leaf tree of Certificate Transparency, and proofs in it. */
class PublishedVectorsTest {

    private static final List<Hash> EIGHT = Stream.of(
                    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
            .map(hex -> TreeHasher.leafHash(HexFormat.of().parseHex(hex)))
            .toList();

    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void the_empty_tree_and_the_empty_leaf_have_the_hashes_of_rfc_6962() {
        assertThat(Hash.OF_EMPTY_TREE.hex()).isEqualTo(ROOTS.getFirst());
        assertThat(TreeHasher.leafHash(new byte[0]).hex()).isEqualTo(ROOTS.get(1));
    }

    @Test
    void a_growing_tree_has_the_published_root_at_each_size() {
        Frontier tree = new Frontier();
        assertThat(tree.root().hex()).isEqualTo(ROOTS.getFirst());
        for (int size = 1; size <= EIGHT.size(); size++) {
            tree.append(EIGHT.get(size - 1));
            assertThat(tree.root().hex()).as("size %d", size).isEqualTo(ROOTS.get(size));
            assertThat(new MerkleTree(Trees.source(EIGHT)).root(size).hex()).isEqualTo(ROOTS.get(size));
        }
    }

    @Test
    void the_proofs_made_are_the_published_ones() {
        MerkleTree tree = new MerkleTree(Trees.source(EIGHT));
        lines("inclusion")
                .filter(Vector::holds)
                .forEach(vector -> assertThat(
                                tree.inclusion(vector.first(), vector.second()).path())
                        .as(vector.name())
                        .isEqualTo(vector.path()));
        lines("consistency")
                .filter(Vector::holds)
                .forEach(vector -> assertThat(tree.consistency(vector.first(), vector.second())
                                .path())
                        .as(vector.name())
                        .isEqualTo(vector.path()));
    }

    @ParameterizedTest
    @MethodSource("inclusion")
    void an_inclusion_proof_is_judged_as_published(Vector vector) {
        if (vector.holds()) {
            vector.inclusion();
        } else {
            assertThatThrownBy(vector::inclusion).isInstanceOfAny(DoesNotHold.class, Malformed.class);
        }
        assertThat(lines("inclusion").filter(Vector::holds)).hasSize(6);
    }

    @ParameterizedTest
    @MethodSource("consistency")
    void a_consistency_proof_is_judged_as_published(Vector vector) {
        if (vector.holds()) {
            vector.consistency();
        } else {
            assertThatThrownBy(vector::consistency).isInstanceOfAny(DoesNotHold.class, Malformed.class);
        }
        assertThat(lines("consistency").filter(Vector::holds)).hasSize(5);
    }

    static Stream<Vector> inclusion() {
        return lines("inclusion");
    }

    static Stream<Vector> consistency() {
        return lines("consistency");
    }

    private static Stream<Vector> lines(String kind) {
        try (InputStream vectors = Objects.requireNonNull(
                PublishedVectorsTest.class.getResourceAsStream(kind + "-vectors.txt"), "no vectors")) {
            return new String(vectors.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.startsWith("#"))
                            .map(line -> new Vector(List.of(line.split(" "))))
                            .toList()
                            .stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** One line of a file of vectors. */
    record Vector(List<String> words) {

        String name() {
            return words.get(0);
        }

        boolean holds() {
            return words.get(1).equals("holds");
        }

        /** Sizes of 2^63 and more read as negative ones. */
        long first() {
            return Long.parseUnsignedLong(words.get(2));
        }

        long second() {
            return Long.parseUnsignedLong(words.get(3));
        }

        List<Hash> path() {
            return words.get(6).equals("-")
                    ? List.of()
                    : Arrays.stream(words.get(6).split(",", -1))
                            .map(Trees::hash)
                            .toList();
        }

        private Hash hash(int index) {
            return Trees.hash(words.get(index));
        }

        void inclusion() {
            new InclusionProof(first(), second(), path()).verify(hash(4), hash(5));
        }

        void consistency() {
            new ConsistencyProof(first(), second(), path()).verify(hash(4), hash(5));
        }

        @Override
        public String toString() {
            return name();
        }
    }

    @Test
    void the_definition_that_other_tests_measure_by_has_the_published_roots() {
        assertThat(IntStream.rangeClosed(0, 8)
                        .mapToObj(size -> Trees.root(EIGHT.subList(0, size)).hex()))
                .isEqualTo(ROOTS);
    }
}
