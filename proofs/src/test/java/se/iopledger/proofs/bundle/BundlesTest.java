package se.iopledger.proofs.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import se.iopledger.proofs.DoesNotHold;
import se.iopledger.proofs.Malformed;
import se.iopledger.proofs.merkle.Hash;
import se.iopledger.proofs.merkle.MerkleTree;
import se.iopledger.proofs.merkle.TreeHasher;
import se.iopledger.proofs.merkle.Trees;
import se.iopledger.proofs.note.Checkpoint;
import se.iopledger.proofs.note.SignatureType;
import se.iopledger.proofs.note.SignedNote;
import se.iopledger.proofs.note.SigningKey;
import se.iopledger.proofs.note.VerifierKey;

class BundlesTest {

    private static final SigningKey KEY =
            SigningKey.generate("log.example/a", SignatureType.ED25519, new SecureRandom());
    private static final List<VerifierKey> KNOWN = List.of(KEY.verifier());
    private static final List<byte[]> ENTRIES = IntStream.range(0, 11)
            .mapToObj(n -> ("entry " + n).getBytes(StandardCharsets.UTF_8))
            .toList();
    private static final List<Hash> LEAVES =
            ENTRIES.stream().map(TreeHasher::leafHash).toList();

    private final MerkleTree tree = new MerkleTree(Trees.source(LEAVES));
    private final TlogProof proof =
            TlogProof.of(tree.inclusion(6, 11), checkpoint(11)).carrying(ENTRIES.get(6));
    private final ConsistencyBundle grown =
            new ConsistencyBundle(tree.consistency(6, 11).path(), checkpoint(6), checkpoint(11));

    private static SignedNote checkpoint(int size) {
        return new Checkpoint("log.example/a", size, Trees.root(LEAVES.subList(0, size))).signedBy(List.of(KEY));
    }

    @Test
    void a_proof_is_written_as_the_specification_does() {
        List<String> lines =
                new String(proof.bytes(), StandardCharsets.UTF_8).lines().toList();
        assertThat(lines)
                .hasSize(3 + 4 + 1 + 3 + 1 + 1)
                .startsWith(
                        "c2sp.org/tlog-proof@v1",
                        "extra ZW50cnkgNg==",
                        "index 6",
                        LEAVES.get(7).base64())
                .contains("log.example/a", "11");
        TlogProof bare = TlogProof.of(tree.inclusion(0, 1), checkpoint(1));
        assertThat(new String(bare.bytes(), StandardCharsets.UTF_8))
                .startsWith("c2sp.org/tlog-proof@v1\nindex 0\n\nlog.example/a\n1\n");
    }

    @Test
    void a_proof_read_again_verifies_its_entry_and_no_other() {
        TlogProof read = TlogProof.parse(proof.bytes());
        assertThat(read).isEqualTo(proof);
        byte[] entry = read.entry().orElseThrow();
        assertThat(read.verify(entry, KNOWN).size()).isEqualTo(11);
        assertThatThrownBy(() -> assertThat(read.verify(ENTRIES.get(5), KNOWN)).isNull())
                .isInstanceOf(DoesNotHold.class);
    }

    @Test
    void a_proof_with_any_bit_changed_is_refused() {
        byte[] whole = proof.bytes();
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] changed = whole.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(proves(changed)).as("bit %d", bit).isFalse();
        }
    }

    private static boolean proves(byte[] bytes) {
        try {
            TlogProof read = TlogProof.parse(bytes);
            // What travels in the proof is what is proven; without it there is nothing.
            return read.entry()
                    .map(entry -> read.verify(entry, KNOWN).size() > 0)
                    .orElse(false);
        } catch (Malformed | DoesNotHold refused) {
            return false;
        }
    }

    @Test
    void a_proof_cut_off_at_any_byte_is_refused_with_its_place() {
        byte[] whole = proof.bytes();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> assertThat(TlogProof.parse(cut)).isNull())
                    .as("cut off at %d", length)
                    .isInstanceOf(Malformed.class)
                    .hasMessageMatching("(?s).*(line|byte) \\d+.*");
        }
    }

    @Test
    void growth_read_again_verifies() {
        ConsistencyBundle read = ConsistencyBundle.parse(grown.bytes());
        assertThat(read).isEqualTo(grown);
        assertThat(read.verify(KNOWN).size()).isEqualTo(11);
    }

    @Test
    void growth_with_any_bit_changed_or_cut_off_at_any_byte_is_refused() {
        byte[] whole = grown.bytes();
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] changed = whole.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(provesGrowth(changed)).as("bit %d", bit).isFalse();
        }
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> assertThat(ConsistencyBundle.parse(cut)).isNull())
                    .as("cut off at %d", length)
                    .isInstanceOf(Malformed.class)
                    .hasMessageMatching("(?s).*(line|byte) \\d+.*");
        }
    }

    private static boolean provesGrowth(byte[] bytes) {
        try {
            return ConsistencyBundle.parse(bytes).verify(KNOWN).size() > 0;
        } catch (Malformed | DoesNotHold refused) {
            return false;
        }
    }

    @Test
    void a_log_that_shrank_or_another_log_did_not_grow() {
        ConsistencyBundle shrunk = new ConsistencyBundle(grown.path(), checkpoint(11), checkpoint(6));
        assertThatThrownBy(() -> assertThat(shrunk.verify(KNOWN)).isNull()).isInstanceOf(DoesNotHold.class);

        SigningKey other = SigningKey.generate("log.example/b", SignatureType.ED25519, new SecureRandom());
        SignedNote foreign = new Checkpoint("log.example/b", 11, Trees.root(LEAVES)).signedBy(List.of(other));
        ConsistencyBundle mixed = new ConsistencyBundle(grown.path(), checkpoint(6), foreign);
        assertThatThrownBy(() -> assertThat(mixed.verify(List.of(KEY.verifier(), other.verifier())))
                        .isNull())
                .isInstanceOf(DoesNotHold.class)
                .hasMessageContaining("two logs");
    }

    @Test
    void every_log_has_grown_from_the_empty_one() {
        SignedNote empty = new Checkpoint("log.example/a", 0, Hash.OF_EMPTY_TREE).signedBy(List.of(KEY));
        assertThat(new ConsistencyBundle(List.of(), empty, checkpoint(6))
                        .verify(KNOWN)
                        .size())
                .isEqualTo(6);
    }
}
