package se.iopledger.eventlog.personal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of one data subject, opened for one answer: closing it overwrites it. What it is used for has keys of its own,
 * derived from it by HKDF with SHA-256 (RFC 5869).
 */
public final class SubjectKey implements AutoCloseable {

    /** Texts are padded to a multiple of this, so that the length of a ciphertext says little of the name in it. */
    private static final int BLOCK_BYTES = 64;

    /** The padding of ISO/IEC 7816-4: this byte, and then zeros. */
    private static final byte PADDING_STARTS = (byte) 0x80;

    private final String dataSubject;
    private final byte[] encryption;
    private final byte[] digest;

    SubjectKey(String dataSubject, byte[] key) {
        this.dataSubject = dataSubject;
        this.encryption = derived(key, "iop-ledger personal text");
        this.digest = derived(key, "iop-ledger request digest");
        Arrays.fill(key, (byte) 0);
    }

    public String dataSubject() {
        return dataSubject;
    }

    /**
     * A text, encrypted for one place.
     *
     * @param nonce 12 bytes
     * @param ciphertext with its tag
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed on at once, never compared.
    public record Encrypted(byte[] nonce, byte[] ciphertext) {}

    public Encrypted encrypt(String text, Place place) {
        byte[] nonce = Aes.random(Aes.NONCE_BYTES);
        byte[] padded = padded(text.getBytes(UTF_8));
        byte[] ciphertext = Aes.encrypt(encryption, nonce, padded, place.bytes());
        Arrays.fill(padded, (byte) 0);
        return new Encrypted(nonce, ciphertext);
    }

    /** The text; empty if it is another subject's, was written for another place, or has been altered. */
    public Optional<String> decrypt(Encrypted encrypted, Place place) {
        return Aes.decrypt(encryption, encrypted.nonce(), encrypted.ciphertext(), place.bytes())
                .flatMap(SubjectKey::unpadded);
    }

    /**
     * A digest by which a repeated request is recognised and which, once the key is gone, says nothing of what was
     * requested: HMAC with SHA-256 (RFC 2104).
     *
     * @param requestDigest SHA-256 of the request
     * @return as {@code hmac-sha256:} and 64 hexadecimal digits
     */
    public String digestOf(String requestDigest) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(digest, "HmacSHA256"));
            return "hmac-sha256:" + HexFormat.of().formatHex(mac.doFinal(requestDigest.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HMAC with SHA-256", impossible);
        }
    }

    @Override
    public void close() {
        Arrays.fill(encryption, (byte) 0);
        Arrays.fill(digest, (byte) 0);
    }

    @Override
    public String toString() {
        return "SubjectKey of " + dataSubject;
    }

    private static byte[] derived(byte[] key, String purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract()
                            .addIKM(key)
                            .thenExpand(purpose.getBytes(UTF_8), Aes.KEY_BYTES));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("JDK 25 has HKDF", impossible);
        }
    }

    private static byte[] padded(byte[] text) {
        byte[] padded = Arrays.copyOf(text, (text.length / BLOCK_BYTES + 1) * BLOCK_BYTES);
        padded[text.length] = PADDING_STARTS;
        return padded;
    }

    private static Optional<String> unpadded(byte[] padded) {
        int end = padded.length - 1;
        while (end >= 0 && padded[end] == 0) {
            end--;
        }
        return end >= 0 && padded[end] == PADDING_STARTS
                ? Optional.of(new String(padded, 0, end, UTF_8))
                : Optional.empty();
    }
}
