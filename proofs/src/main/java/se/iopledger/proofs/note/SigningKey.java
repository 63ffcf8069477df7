package se.iopledger.proofs.note;

import com.google.errorprone.annotations.CheckReturnValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import se.iopledger.proofs.Malformed;

/**
 * A private key with its name, and what it may sign. Its text form is one line:
 *
 * <pre>PRIVATE+KEY+&lt;name&gt;+&lt;id&gt;+&lt;base64 of one type byte and the 32-byte seed of RFC 8032&gt;</pre>
 *
 * <p>with the id of the public key; for signature type 1 that is what other tools for signed notes write too. Whoever
 * holds the text can sign: keep it where only the signer reads. Immutable.
 */
@CheckReturnValue
public final class SigningKey {

    static final String OPENING = "PRIVATE+KEY+";
    private static final int LONGEST = 400;

    private final VerifierKey verifier;
    private final PrivateKey key;
    private final byte[] seed;

    private SigningKey(String name, SignatureType type, byte[] seed) {
        this.verifier = VerifierKey.of(name, type, Ed25519.publicKeyOf(seed));
        this.key = Ed25519.privateKey(seed);
        this.seed = seed;
        byte[] probe = {0};
        if (!verifier.verifies(probe, Ed25519.sign(key, probe))) {
            throw new IllegalStateException("The public key that the JDK derived is not this key's.");
        }
    }

    /**
     * A new key.
     *
     * @param name of a log's key: the log's origin; of a witness's: the witness
     * @throws Malformed if the name has spaces, plus signs or control characters
     */
    public static SigningKey generate(String name, SignatureType type, SecureRandom random) {
        byte[] seed = new byte[Ed25519.KEY_BYTES];
        random.nextBytes(seed);
        return new SigningKey(name, type, seed);
    }

    /**
     * Reads the text form.
     *
     * @throws Malformed if it is none, or its id does not follow from the rest; the message tells nothing of the key
     */
    public static SigningKey parse(String text) {
        int first = text.indexOf('+', OPENING.length());
        int second = text.indexOf('+', first + 1);
        if (text.length() > LONGEST || !text.startsWith(OPENING) || first < 0 || second < 0) {
            throw new Malformed("a signing key is written " + OPENING + "<name>+<id>+<base64>");
        }
        byte[] material = KeyName.parseBase64("the signing key", text.substring(second + 1));
        if (material.length != 1 + Ed25519.KEY_BYTES) {
            throw new Malformed("the signing key has " + material.length + " bytes, not 33");
        }
        SigningKey key = new SigningKey(
                text.substring(OPENING.length(), first),
                SignatureType.of(material[0]),
                Arrays.copyOfRange(material, 1, material.length));
        if (KeyName.parseHex(text.substring(first + 1, second)) != key.verifier.id()) {
            throw new Malformed("the signing key's id is not the one that its text says");
        }
        return key;
    }

    public VerifierKey verifier() {
        return verifier;
    }

    /** The text form, with the secret in it. */
    public String secretText() {
        byte[] material = new byte[1 + seed.length];
        material[0] = verifier.type().identifier();
        System.arraycopy(seed, 0, material, 1, seed.length);
        return OPENING + verifier.name() + "+" + KeyName.hex(verifier.id()) + "+"
                + Base64.getEncoder().encodeToString(material);
    }

    /**
     * Signs a note's text.
     *
     * @throws IllegalStateException if this is a witness's key
     */
    public NoteSignature sign(String text) {
        mustBe(SignatureType.ED25519);
        return NoteSignature.of(verifier, Ed25519.sign(key, text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Cosigns a checkpoint (C2SP tlog-cosignature, "Ed25519 signed message"): states that at this time it was the
     * largest consistent one of its log that the witness had seen.
     *
     * @param at whole seconds count
     * @throws IllegalStateException if this is a log's key
     */
    public NoteSignature cosign(Checkpoint checkpoint, Instant at) {
        mustBe(SignatureType.COSIGNATURE_V1);
        long second = at.getEpochSecond();
        if (second < 0) {
            throw new IllegalArgumentException("a cosignature's time does not lie before 1970");
        }
        byte[] signature = Ed25519.sign(key, NoteSignature.cosigned(checkpoint.text(), second));
        return NoteSignature.of(
                verifier,
                ByteBuffer.allocate(Long.BYTES + signature.length)
                        .putLong(second)
                        .put(signature)
                        .array());
    }

    private void mustBe(SignatureType type) {
        if (verifier.type() != type) {
            throw new IllegalStateException(this + " signs as " + verifier.type() + ", not as " + type + ".");
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "SigningKey " + verifier;
    }
}
