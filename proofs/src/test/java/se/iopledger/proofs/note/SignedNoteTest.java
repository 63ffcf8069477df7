package se.iopledger.proofs.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.iopledger.proofs.DoesNotHold;
import se.iopledger.proofs.Malformed;

class SignedNoteTest {

    /** The example of C2SP signed-note, "Verifier keys". */
    private static final String PUBLISHED_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    private static final String PUBLISHED_NOTE = """
            This is an example message.

            — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
            """;

    @Test
    void the_published_example_verifies() {
        SignedNote note = SignedNote.parse(utf8(PUBLISHED_NOTE));
        assertThat(note.text()).isEqualTo("This is an example message.\n");
        VerifierKey key = VerifierKey.parse(PUBLISHED_KEY);
        assertThat(key.text()).isEqualTo(PUBLISHED_KEY);
        assertThat(note.verify(List.of(key)))
                .extracting(verified -> verified.key().toString())
                .containsExactly("example.com/foo+530d903a");
        assertThat(note.bytes()).isEqualTo(utf8(PUBLISHED_NOTE));
    }

    @Test
    void what_strangers_put_under_a_note_can_be_left_out() {
        SigningKey known = SigningKey.generate("known", SignatureType.ED25519, new SecureRandom());
        SigningKey stranger = SigningKey.generate("stranger", SignatureType.ED25519, new SecureRandom());
        SigningKey namesake = SigningKey.generate("known", SignatureType.ED25519, new SecureRandom());
        SignedNote alone = new SignedNote("text\n", List.of(known.sign("text\n")));
        SignedNote crowded = alone.with(stranger.sign("text\n"))
                .with(namesake.sign("text\n"))
                .with(known.sign("text\n"));
        assertThat(crowded.only(List.of(known.verifier()))).isEqualTo(alone);
        assertThatThrownBy(() -> alone.only(List.of(stranger.verifier()))).isInstanceOf(Malformed.class);
    }

    @Test
    void every_byte_of_the_published_example_that_is_changed_is_noticed() {
        VerifierKey key = VerifierKey.parse(PUBLISHED_KEY);
        byte[] whole = utf8(PUBLISHED_NOTE);
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] changed = whole.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(isAccepted(changed, key)).as("bit %d", bit).isFalse();
        }
        for (int length = 0; length < whole.length; length++) {
            assertThat(isAccepted(Arrays.copyOf(whole, length), key))
                    .as("cut off at %d", length)
                    .isFalse();
        }
    }

    private static boolean isAccepted(byte[] bytes, VerifierKey key) {
        try {
            return !SignedNote.parse(bytes).verify(List.of(key)).isEmpty();
        } catch (Malformed | DoesNotHold refused) {
            return false;
        }
    }

    /** RFC 8032 §7.1, tests 1 to 3. */
    @ParameterizedTest
    @CsvSource({
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
                + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
                + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
                + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"
    })
    void a_public_key_follows_from_its_seed_as_published(String seed, String publicKey) {
        HexFormat hex = HexFormat.of();
        assertThat(Ed25519.publicKeyOf(hex.parseHex(seed))).isEqualTo(hex.parseHex(publicKey));
    }

    /** RFC 8032 §7.1, test 3. */
    @Test
    void a_signature_is_made_as_published() {
        HexFormat hex = HexFormat.of();
        byte[] signature = Ed25519.sign(
                Ed25519.privateKey(hex.parseHex("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7")),
                hex.parseHex("af82"));
        assertThat(hex.formatHex(signature))
                .isEqualTo("6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                        + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a");
    }

    @Test
    void a_signing_key_is_read_as_it_was_written_and_tells_nobody_its_secret() {
        SigningKey key = SigningKey.generate("log.example/a", SignatureType.ED25519, new SecureRandom());
        SigningKey again = SigningKey.parse(key.secretText());
        assertThat(again.verifier()).isEqualTo(key.verifier());
        SignedNote note = new SignedNote("a text\n", List.of(again.sign("a text\n")));
        assertThat(SignedNote.parse(note.bytes()).verify(List.of(key.verifier())))
                .hasSize(1);
        assertThat(key.toString()).isEqualTo("SigningKey " + key.verifier());

        String otherId = key.secretText().replaceFirst("\\+[0-9a-f]{8}\\+", "+00000000+");
        assertThatThrownBy(() -> SigningKey.parse(otherId))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("id")
                .satisfies(refused -> assertThat(String.valueOf(refused.getMessage()))
                        .doesNotContain(otherId.substring(otherId.lastIndexOf('+'))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com/foo",
                "example.com/foo+530d903a",
                "example.com/foo+530d903a+",
                "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/bar+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3Q==",
                "exam ple.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
            })
    void a_public_key_that_is_not_whole_or_not_its_own_is_refused(String text) {
        assertThatThrownBy(() -> VerifierKey.parse(text)).isInstanceOf(Malformed.class);
    }

    @Test
    void signatures_of_unknown_keys_are_ignored_and_a_false_one_of_a_known_key_refuses_the_note() {
        SigningKey known = SigningKey.generate("log.example/a", SignatureType.ED25519, new SecureRandom());
        SigningKey sameName = SigningKey.generate("log.example/a", SignatureType.ED25519, new SecureRandom());
        SignedNote both = new SignedNote("a text\n", List.of(sameName.sign("a text\n"), known.sign("a text\n")));
        assertThat(both.verify(List.of(known.verifier()))).hasSize(1);
        assertThat(new SignedNote("a text\n", List.of(sameName.sign("a text\n"))).verify(List.of(known.verifier())))
                .isEmpty();
        SignedNote oneFalse = new SignedNote("a text\n", List.of(sameName.sign("a text\n"), known.sign("other\n")));
        List<VerifierKey> keys = List.of(known.verifier(), sameName.verifier());
        assertThatThrownBy(() -> assertThat(oneFalse.verify(keys)).isEmpty()).isInstanceOf(DoesNotHold.class);
    }

    @Test
    void sixteen_signatures_are_read_and_too_many_are_not() {
        SigningKey key = SigningKey.generate("log.example/a", SignatureType.ED25519, new SecureRandom());
        SignedNote note = new SignedNote("a text\n", List.of(key.sign("a text\n")));
        for (int i = 1; i < SignedNote.MOST_SIGNATURES; i++) {
            note = note.with(key.sign("a text\n"));
        }
        byte[] most = note.bytes();
        assertThat(SignedNote.parse(most).signatures()).hasSize(SignedNote.MOST_SIGNATURES);
        byte[] more = Arrays.copyOf(most, most.length * 2);
        int line = note.signatures().getFirst().line().getBytes(StandardCharsets.UTF_8).length + 1;
        System.arraycopy(most, most.length - line, more, most.length, line);
        assertThatThrownBy(() -> SignedNote.parse(Arrays.copyOf(more, most.length + line)))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("at most 32 signatures");
        assertThatThrownBy(() -> SignedNote.parse(new byte[SignedNote.MOST_BYTES + 1]))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("131072 bytes");
    }

    @Test
    void text_may_have_empty_lines_and_no_control_characters() {
        SigningKey key = SigningKey.generate("log.example/a", SignatureType.ED25519, new SecureRandom());
        String text = "one\n\n\ntwo: ed è subito\n";
        SignedNote note = SignedNote.parse(new SignedNote(text, List.of(key.sign(text))).bytes());
        assertThat(note.text()).isEqualTo(text);
        assertThat(note.verify(List.of(key.verifier()))).hasSize(1);
        assertThatThrownBy(() -> new SignedNote("a\ttab\n", List.of(key.sign("a\ttab\n"))))
                .isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> SignedNote.parse(new byte[] {(byte) 0xc3, '\n', '\n'}))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("UTF-8");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
