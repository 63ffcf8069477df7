package se.iopledger.proofs.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.iopledger.proofs.DoesNotHold;
import se.iopledger.proofs.Malformed;
import se.iopledger.proofs.merkle.Hash;
import se.iopledger.proofs.merkle.Trees;

class CheckpointTest {

    private static final SigningKey LOG =
            SigningKey.generate("log.example/a", SignatureType.ED25519, new SecureRandom());
    private static final SigningKey WITNESS =
            SigningKey.generate("witness.example", SignatureType.COSIGNATURE_V1, new SecureRandom());
    private static final Checkpoint CHECKPOINT = new Checkpoint("log.example/a", 9, Trees.root(Trees.leaves(9)));

    @Test
    void a_checkpoint_is_written_as_the_specification_does() {
        Checkpoint published = Checkpoint.parse("""
                example.com/behind-the-sofa
                20852163
                CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
                """);
        assertThat(published.origin()).isEqualTo("example.com/behind-the-sofa");
        assertThat(published.size()).isEqualTo(20_852_163);
        assertThat(published.root()).isEqualTo(Hash.parseBase64("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="));
        assertThat(published.text()).hasLineCount(3).endsWith("q2I=\n");
    }

    @Test
    void the_published_checkpoint_with_a_cosignature_is_read_whole() {
        String published = """
                example.com/behind-the-sofa
                20852163
                CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

                — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
                — witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
                """;
        SignedNote note = SignedNote.parse(published.getBytes(StandardCharsets.UTF_8));
        assertThat(note.signatures())
                .extracting(NoteSignature::toString)
                .containsExactly("example.com/behind-the-sofa+033de0ae", "witness.example.com/w1+8d66cf3f");
        assertThat(new String(note.bytes(), StandardCharsets.UTF_8)).isEqualTo(published);
    }

    @Test
    void extension_lines_are_kept_and_covered_by_signatures() {
        Checkpoint extended = new Checkpoint("log.example/a", 1, Trees.root(Trees.leaves(1)), List.of("one", "two"));
        SignedNote note = extended.signedBy(List.of(LOG));
        assertThat(Checkpoint.open(note, List.of(LOG.verifier()))).isEqualTo(extended);
        SignedNote without =
                new SignedNote(new Checkpoint("log.example/a", 1, extended.root()).text(), note.signatures());
        assertThatThrownBy(() -> open(without)).isInstanceOf(DoesNotHold.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=",
                "o\n1\n",
                "\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "o\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "o\n+1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "o\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "o\n-0\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "o\n9223372036854775808\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "o\n0\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
                "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n",
                "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jx\n",
                "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n",
                "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\nextension\n"
            })
    void what_is_written_otherwise_is_no_checkpoint(String text) {
        assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(Malformed.class);
    }

    @Test
    void a_checkpoint_signed_with_another_key_is_not_opened() {
        SigningKey other = SigningKey.generate("log.example/a", SignatureType.ED25519, new SecureRandom());
        assertThatThrownBy(() -> open(CHECKPOINT.signedBy(List.of(other))))
                .isInstanceOf(DoesNotHold.class)
                .hasMessageContaining("no given key of the log log.example/a");
    }

    @Test
    void a_log_does_not_sign_for_another() {
        Checkpoint foreign = new Checkpoint("log.example/b", 9, CHECKPOINT.root());
        assertThatThrownBy(() -> open(foreign.signedBy(List.of(LOG)))).isInstanceOf(DoesNotHold.class);
    }

    @Test
    void while_keys_change_either_signature_is_enough() {
        SigningKey next = SigningKey.generate("log.example/a", SignatureType.ED25519, new SecureRandom());
        SignedNote note = CHECKPOINT.signedBy(List.of(LOG, next));
        assertThat(open(note)).isEqualTo(CHECKPOINT);
        assertThat(Checkpoint.open(note, List.of(next.verifier()))).isEqualTo(CHECKPOINT);
    }

    @Test
    void a_cosignature_states_its_time_and_covers_it() {
        Instant at = Instant.parse("2026-11-24T02:00:00Z");
        NoteSignature cosignature = WITNESS.cosign(CHECKPOINT, at);
        SignedNote note = CHECKPOINT.signedBy(List.of(LOG)).with(cosignature);
        assertThat(note.verify(List.of(WITNESS.verifier())))
                .extracting(SignedNote.Verified::at)
                .containsExactly(Optional.of(at));
        byte[] bytes = Base64.getDecoder()
                .decode(cosignature.line().substring(cosignature.line().lastIndexOf(' ') + 1));
        for (int bit = 32; bit < bytes.length * 8; bit++) {
            byte[] changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            NoteSignature other = NoteSignature.parse(
                    "— witness.example " + Base64.getEncoder().encodeToString(changed));
            SignedNote forged = CHECKPOINT.signedBy(List.of(LOG)).with(other);
            assertThatThrownBy(() -> assertThat(forged.verify(List.of(WITNESS.verifier())))
                            .isEmpty())
                    .as("bit %d", bit)
                    .isInstanceOf(DoesNotHold.class);
        }
    }

    @Test
    void a_witness_cosigns_and_a_log_signs_and_neither_does_what_the_other_does() {
        assertThatThrownBy(() -> assertThat(WITNESS.sign("text\n")).isNull()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(
                        () -> assertThat(LOG.cosign(CHECKPOINT, Instant.EPOCH)).isNull())
                .isInstanceOf(IllegalStateException.class);
        SignedNote cosignedOnly = new SignedNote(CHECKPOINT.text(), List.of(WITNESS.cosign(CHECKPOINT, Instant.EPOCH)));
        assertThatThrownBy(() -> assertThat(Checkpoint.open(cosignedOnly, List.of(LOG.verifier(), WITNESS.verifier())))
                        .isNull())
                .isInstanceOf(DoesNotHold.class);
    }

    private static Checkpoint open(SignedNote note) {
        return Checkpoint.open(note, List.of(LOG.verifier()));
    }
}
