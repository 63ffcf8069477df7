package se.iopledger.eventlog.personal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.iopledger.eventlog.personal.SubjectKey.Encrypted;

/** What the cipher refuses: everything but the same subject, the same place and the same bytes. */
class SubjectKeyTest {
    private static final Place PLACE = new Place("agreement", "event", "name");
    private static final String NAME = "Contact A (invented)";

    private final byte[] secret = Aes.random(Aes.KEY_BYTES);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                NAME,
                "Åsa Öst (invented)",
                "a text of exactly sixty-four bytes, as a block of padding has it.."
            })
    void aTextIsReadAgainInItsPlace(String text) {
        try (SubjectKey key = key()) {
            assertThat(key.decrypt(key.encrypt(text, PLACE), PLACE)).contains(text);
        }
    }

    @Test
    void anotherSubjectsKeyReadsNothing() {
        Encrypted encrypted = key().encrypt(NAME, PLACE);
        assertThat(new SubjectKey("other", Aes.random(Aes.KEY_BYTES)).decrypt(encrypted, PLACE))
                .isEmpty();
    }

    @Test
    void aMovedCiphertextIsRefused() {
        SubjectKey key = key();
        Encrypted encrypted = key.encrypt(NAME, PLACE);
        assertThat(key.decrypt(encrypted, new Place("another agreement", "event", "name")))
                .isEmpty();
        assertThat(key.decrypt(encrypted, new Place("agreement", "another event", "name")))
                .isEmpty();
        assertThat(key.decrypt(encrypted, new Place("agreement", "event", "title")))
                .isEmpty();
        assertThat(key.decrypt(encrypted, new Place("agreemen", "tevent", "name")))
                .isEmpty();
    }

    @Test
    void everyChangedByteIsRefused() {
        SubjectKey key = key();
        Encrypted encrypted = key.encrypt(NAME, PLACE);
        for (int index = 0; index < encrypted.ciphertext().length; index++) {
            byte[] changed = encrypted.ciphertext().clone();
            changed[index] ^= 1;
            assertThat(key.decrypt(new Encrypted(encrypted.nonce(), changed), PLACE))
                    .isEmpty();
        }
        for (int index = 0; index < encrypted.nonce().length; index++) {
            byte[] changed = encrypted.nonce().clone();
            changed[index] ^= 1;
            assertThat(key.decrypt(new Encrypted(changed, encrypted.ciphertext()), PLACE))
                    .isEmpty();
        }
    }

    @Test
    void whatIsTooShortOrTooLongIsRefused() {
        SubjectKey key = key();
        Encrypted encrypted = key.encrypt(NAME, PLACE);
        byte[] ciphertext = encrypted.ciphertext();
        assertThat(key.decrypt(new Encrypted(encrypted.nonce(), new byte[0]), PLACE))
                .isEmpty();
        assertThat(key.decrypt(new Encrypted(new byte[0], ciphertext), PLACE)).isEmpty();
        assertThat(key.decrypt(
                        new Encrypted(encrypted.nonce(), Arrays.copyOf(ciphertext, ciphertext.length - 1)), PLACE))
                .isEmpty();
        assertThat(key.decrypt(
                        new Encrypted(encrypted.nonce(), Arrays.copyOf(ciphertext, ciphertext.length + 1)), PLACE))
                .isEmpty();
    }

    @Test
    void aClosedKeyReadsNothing() {
        SubjectKey key = key();
        Encrypted encrypted = key.encrypt(NAME, PLACE);
        key.close();
        assertThat(key.decrypt(encrypted, PLACE)).isEmpty();
    }

    @Test
    void theSameTextIsNeverTheSameCiphertextAndShortNamesAreAsLongAsLongOnes() {
        SubjectKey key = key();
        Encrypted one = key.encrypt("A (invented)", PLACE);
        Encrypted other = key.encrypt("A (invented)", PLACE);
        assertThat(one.nonce()).isNotEqualTo(other.nonce());
        assertThat(one.ciphertext())
                .isNotEqualTo(other.ciphertext())
                .hasSameSizeAs(key.encrypt("Contact with a longer name (invented)", PLACE)
                        .ciphertext());
    }

    @Test
    void aRequestsDigestIsTheSameUnderTheSameKeyAndSaysNothingWithoutIt() {
        String digest = key().digestOf("00ff");
        assertThat(digest)
                .matches("hmac-sha256:[0-9a-f]{64}")
                .isEqualTo(key().digestOf("00ff"))
                .isNotEqualTo(key().digestOf("00fe"))
                .isNotEqualTo(new SubjectKey("subject", Aes.random(Aes.KEY_BYTES)).digestOf("00ff"));
    }

    private SubjectKey key() {
        return new SubjectKey("subject", secret.clone());
    }
}
