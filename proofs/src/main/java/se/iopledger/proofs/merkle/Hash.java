package se.iopledger.proofs.merkle;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import se.iopledger.proofs.Malformed;

/** A SHA-256 hash: 32 bytes. Immutable. */
@CheckReturnValue
public final class Hash {

    public static final int BYTES = 32;

    /** The root of the tree without leaves (RFC 6962 §2.1): the hash of nothing. */
    public static final Hash OF_EMPTY_TREE =
            new Hash(HexFormat.of().parseHex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * @param bytes copied
     * @throws Malformed if they are not 32
     */
    public static Hash of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new Malformed("a hash has 32 bytes, not " + bytes.length);
        }
        return new Hash(bytes.clone());
    }

    /** The hash that stands at an offset of a larger array; the array must reach that far. */
    public static Hash at(byte[] bytes, int offset) {
        if (offset < 0 || offset > bytes.length - BYTES) {
            throw new IndexOutOfBoundsException("no hash at " + offset + " of " + bytes.length + " bytes");
        }
        return new Hash(Arrays.copyOfRange(bytes, offset, offset + BYTES));
    }

    /**
     * Reads standard base64 (RFC 4648 §4) with padding.
     *
     * @throws Malformed if the text is not the one way to write a hash
     */
    public static Hash parseBase64(String text) {
        try {
            Hash hash = of(Base64.getDecoder().decode(text));
            if (hash.base64().equals(text)) {
                return hash;
            }
        } catch (IllegalArgumentException notBase64) {
            throw new Malformed("not a hash in base64", notBase64);
        }
        throw new Malformed("not a hash in base64 as RFC 4648 writes it");
    }

    /** A copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Writes the 32 bytes to an offset of a larger array. */
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, BYTES);
    }

    /** Without a copy, for the hasher, which does not change it. */
    byte[] raw() {
        return bytes;
    }

    /** 44 characters. */
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** 64 lower-case characters. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Hash that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** As {@link #hex}. */
    @Override
    public String toString() {
        return hex();
    }
}
