package se.iopledger.proofs.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import se.iopledger.proofs.Malformed;

/** What a key is called: its name and its id, which is the opening of a hash over name, type and key. */
final class KeyName {

    private static final int LONGEST = 255;
    private static final int HEX_DIGITS = 8;

    private KeyName() {}

    /** @throws Malformed unless it is as C2SP signed-note, "Format", has it */
    static void check(String name) {
        if (name.isEmpty() || name.length() > LONGEST) {
            throw new Malformed("a key's name has 1 to " + LONGEST + " characters");
        }
        boolean plain = name.codePoints()
                .noneMatch(c ->
                        c < 0x20 || c == '+' || Character.isSpaceChar(c) || Character.isWhitespace(c) || c == 0x85);
        if (!plain) {
            throw new Malformed("a key's name has no spaces, plus signs or control characters");
        }
    }

    /** C2SP signed-note, "Signatures": the first four bytes of SHA-256(name ‖ 0x0A ‖ type ‖ public key). */
    static int id(String name, SignatureType type, byte[] publicKey) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
            digest.update(type.identifier());
            byte[] hash = digest.digest(publicKey);
            return ByteBuffer.wrap(hash).getInt();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }

    /** Eight lower-case hexadecimal digits. */
    static String hex(int id) {
        return HexFormat.of().toHexDigits(id);
    }

    /** @throws Malformed if the text is not eight lower-case hexadecimal digits */
    static int parseHex(String text) {
        if (text.length() == HEX_DIGITS
                && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
            return HexFormat.fromHexDigits(text);
        }
        throw new Malformed("a key's id is eight lower-case hexadecimal digits");
    }

    /** @throws Malformed if the text is not the one way to write some bytes (RFC 4648 §4, with padding) */
    static byte[] parseBase64(String what, String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException notBase64) {
            throw new Malformed(what + " is not base64", notBase64);
        }
        throw new Malformed(what + " is not base64 as RFC 4648 writes it");
    }
}
