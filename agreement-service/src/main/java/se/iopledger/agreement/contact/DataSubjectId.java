package se.iopledger.agreement.contact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import se.iopledger.shell.command.RequestKey;

/**
 * The id of a person who is named: opaque, and the same when the same request is repeated, so that the repeat meets the
 * same key and is recognised by it. Nothing of the person goes into it. A UUID of version 8 (RFC 9562, section 5.8).
 */
final class DataSubjectId {
    private DataSubjectId() {}

    static String of(String agreementId, String municipality, RequestKey request) {
        String name = String.join("\n", "data subject", agreementId, municipality, request.actor(), request.key());
        ByteBuffer hash = ByteBuffer.wrap(sha256().digest(name.getBytes(UTF_8)));
        long most = (hash.getLong() & 0xffff_ffff_ffff_0fffL) | 0x8000L;
        long least = (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(most, least).toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaPlatformHasIt) {
            throw new IllegalStateException(everyJavaPlatformHasIt);
        }
    }
}
