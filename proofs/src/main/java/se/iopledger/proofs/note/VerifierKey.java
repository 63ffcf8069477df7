package se.iopledger.proofs.note;

import com.google.errorprone.annotations.CheckReturnValue;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import se.iopledger.proofs.Malformed;

/**
 * A public key, with the name and the id by which notes refer to it, and what it may sign. Its text form is the
 * <em>vkey</em> of C2SP signed-note, "Verifier keys": {@code <name>+<id>+<base64 of type and key>}. Immutable.
 */
@CheckReturnValue
public final class VerifierKey {

    private static final int LONGEST = 400;

    private final String name;
    private final int id;
    private final SignatureType type;
    private final byte[] raw;
    private final PublicKey key;

    private VerifierKey(String name, SignatureType type, byte[] raw) {
        this.name = name;
        this.id = KeyName.id(name, type, raw);
        this.type = type;
        this.raw = raw;
        this.key = Ed25519.publicKey(raw);
    }

    static VerifierKey of(String name, SignatureType type, byte[] raw) {
        KeyName.check(name);
        return new VerifierKey(name, type, raw.clone());
    }

    /**
     * Reads a vkey.
     *
     * @throws Malformed if it is none, or its id does not follow from the rest
     */
    public static VerifierKey parse(String text) {
        if (text.startsWith(SigningKey.OPENING)) {
            throw new Malformed(
                    "this is a signing key, which nobody else should see: give the public key that goes with it");
        }
        int first = text.indexOf('+');
        int second = text.indexOf('+', first + 1);
        if (text.length() > LONGEST || first < 0 || second < 0) {
            throw new Malformed("a public key is written <name>+<id>+<base64>");
        }
        byte[] material = KeyName.parseBase64("the public key", text.substring(second + 1));
        if (material.length != 1 + Ed25519.KEY_BYTES) {
            throw new Malformed("the public key has " + material.length + " bytes, not 33");
        }
        VerifierKey key = of(
                text.substring(0, first),
                SignatureType.of(material[0]),
                Arrays.copyOfRange(material, 1, material.length));
        if (KeyName.parseHex(text.substring(first + 1, second)) != key.id) {
            throw new Malformed("the public key's id is " + KeyName.hex(key.id) + ", not as its text says");
        }
        return key;
    }

    public String name() {
        return name;
    }

    public int id() {
        return id;
    }

    public SignatureType type() {
        return type;
    }

    boolean verifies(byte[] message, byte[] signature) {
        return signature.length == Ed25519.SIGNATURE_BYTES && Ed25519.verifies(key, message, signature);
    }

    /** Whether a signature line names this key. */
    boolean isNamedBy(NoteSignature signature) {
        return signature.keyId() == id && signature.name().equals(name);
    }

    /** The vkey. */
    public String text() {
        byte[] material = new byte[1 + raw.length];
        material[0] = type.identifier();
        System.arraycopy(raw, 0, material, 1, raw.length);
        return name + "+" + KeyName.hex(id) + "+" + Base64.getEncoder().encodeToString(material);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VerifierKey that
                && name.equals(that.name)
                && type == that.type
                && Arrays.equals(raw, that.raw);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, type, Arrays.hashCode(raw));
    }

    /** Name and id, as a person tells keys apart. */
    @Override
    public String toString() {
        return name + "+" + KeyName.hex(id);
    }
}
