package se.iopledger.proofs.note;

import com.google.errorprone.annotations.CheckReturnValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.iopledger.proofs.DoesNotHold;
import se.iopledger.proofs.Malformed;

/** One signature line of a note: who signed, and the signature, not verified yet. Immutable. */
@CheckReturnValue
public final class NoteSignature {

    static final String OPENING = "\u2014 ";

    private static final int ID_BYTES = 4;

    private final String name;
    private final int keyId;
    private final byte[] signature;

    private NoteSignature(String name, int keyId, byte[] signature) {
        this.name = name;
        this.keyId = keyId;
        this.signature = signature;
    }

    static NoteSignature of(VerifierKey key, byte[] signature) {
        return new NoteSignature(key.name(), key.id(), signature);
    }

    /**
     * Reads a signature line, without its newline.
     *
     * @throws Malformed if it is none
     */
    public static NoteSignature parse(String line) {
        int nameEnd = line.indexOf(' ', OPENING.length());
        if (!line.startsWith(OPENING) || nameEnd < 0) {
            throw new Malformed("a signature line is written: em dash, space, key name, space, base64");
        }
        String name = line.substring(OPENING.length(), nameEnd);
        KeyName.check(name);
        byte[] bytes = KeyName.parseBase64("the signature", line.substring(nameEnd + 1));
        if (bytes.length <= ID_BYTES) {
            throw new Malformed("a signature has more than " + bytes.length + " bytes");
        }
        return new NoteSignature(
                name, ByteBuffer.wrap(bytes).getInt(), Arrays.copyOfRange(bytes, ID_BYTES, bytes.length));
    }

    public String name() {
        return name;
    }

    public int keyId() {
        return keyId;
    }

    /** The line, without its newline. */
    public String line() {
        byte[] bytes = ByteBuffer.allocate(ID_BYTES + signature.length)
                .putInt(keyId)
                .put(signature)
                .array();
        return OPENING + name + " " + Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * Verifies this signature of a text by the key that it names.
     *
     * @return the time that a cosignature states; empty for a signature of a log
     * @throws DoesNotHold if the key did not sign this
     */
    Optional<Instant> verify(VerifierKey key, String text) {
        return switch (key.type()) {
            case ED25519 -> {
                mustVerify(key, text.getBytes(StandardCharsets.UTF_8), signature);
                yield Optional.empty();
            }
            case COSIGNATURE_V1 -> {
                if (signature.length != Long.BYTES + Ed25519.SIGNATURE_BYTES) {
                    throw new DoesNotHold("the cosignature of " + key + " has " + signature.length + " bytes, not 72");
                }
                long second = ByteBuffer.wrap(signature).getLong();
                if (second < 0 || second > Instant.MAX.getEpochSecond()) {
                    throw new DoesNotHold("the cosignature of " + key + " states no time that there is");
                }
                mustVerify(key, cosigned(text, second), Arrays.copyOfRange(signature, Long.BYTES, signature.length));
                yield Optional.of(Instant.ofEpochSecond(second));
            }
        };
    }

    private static void mustVerify(VerifierKey key, byte[] message, byte[] signature) {
        if (!key.verifies(message, signature)) {
            throw new DoesNotHold("the signature in the name of " + key + " is not of this text by that key");
        }
    }

    /** The message under a cosignature (C2SP tlog-cosignature, "Ed25519 signed message"). */
    static byte[] cosigned(String checkpointText, long second) {
        return ("cosignature/v1\ntime " + second + "\n" + checkpointText).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NoteSignature that
                && name.equals(that.name)
                && keyId == that.keyId
                && Arrays.equals(signature, that.signature);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, keyId, Arrays.hashCode(signature));
    }

    @Override
    public String toString() {
        return name + "+" + KeyName.hex(keyId);
    }
}
