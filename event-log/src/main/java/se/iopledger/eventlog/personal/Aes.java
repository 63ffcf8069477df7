package se.iopledger.eventlog.personal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256 in Galois/Counter Mode: a random nonce of 96 bits, a tag of 128 (NIST SP 800-38D, sections 5.2.1 and 8.2.2). */
final class Aes {

    static final int KEY_BYTES = 32;
    static final int NONCE_BYTES = 12;

    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Aes() {}

    static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    /** Ciphertext and tag. */
    static byte[] encrypt(byte[] key, byte[] nonce, byte[] plain, byte[] associated) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, key, nonce, associated).doFinal(plain);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM did not encrypt", impossible);
        }
    }

    /** The plain bytes; empty if key, nonce, ciphertext or associated data is not that of the encryption. */
    static Optional<byte[]> decrypt(byte[] key, byte[] nonce, byte[] ciphertext, byte[] associated) {
        if (nonce.length != NONCE_BYTES || ciphertext.length < TAG_BITS / Byte.SIZE) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    cipher(Cipher.DECRYPT_MODE, key, nonce, associated).doFinal(ciphertext));
        } catch (AEADBadTagException notAuthentic) {
            return Optional.empty();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM did not decrypt", impossible);
        }
    }

    /** As {@link #encrypt}, with the nonce in front. */
    static byte[] wrap(byte[] key, byte[] plain, byte[] associated) {
        byte[] nonce = random(NONCE_BYTES);
        byte[] ciphertext = encrypt(key, nonce, plain, associated);
        return ByteBuffer.allocate(nonce.length + ciphertext.length)
                .put(nonce)
                .put(ciphertext)
                .array();
    }

    static Optional<byte[]> unwrap(byte[] key, byte[] wrapped, byte[] associated) {
        if (wrapped.length < NONCE_BYTES) {
            return Optional.empty();
        }
        ByteBuffer parts = ByteBuffer.wrap(wrapped);
        byte[] nonce = new byte[NONCE_BYTES];
        byte[] ciphertext = new byte[wrapped.length - NONCE_BYTES];
        parts.get(nonce).get(ciphertext);
        return decrypt(key, nonce, ciphertext, associated);
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] associated)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(associated);
        return cipher;
    }
}
