package se.iopledger.finance.domain.invoice;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.errorprone.annotations.CheckReturnValue;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.UUID;
import se.iopledger.contracts.OrganisationNumber;

/**
 * Which invoice it is: one that is sent twice, on whatever way, gets the same id and meets itself. A name-based UUID
 * (RFC 9562, version 5) of municipality, seller and invoice number, in a namespace of this system's own.
 */
@CheckReturnValue
public final class InvoiceId {
    private static final UUID NAMESPACE = UUID.fromString("c1f0b3a2-6d1e-4a56-9a0b-27d45a1e9c38");

    private InvoiceId() {}

    /** The id of a seller's invoice. Letter case, spaces and leading zeros do tell two numbers apart here. */
    public static String of(String municipality, OrganisationNumber seller, String number) {
        return nameBased("invoice\n" + municipality + "\n" + seller + "\n" + asWritten(number));
    }

    /** The id of a document that cannot be read, by its bytes. */
    public static String ofDocument(String municipality, String sha256) {
        return nameBased("document\n" + municipality + "\n" + sha256);
    }

    /** A number in one Unicode form, without the spaces around it. */
    static String asWritten(String number) {
        return Normalizer.normalize(number, Normalizer.Form.NFKC).strip();
    }

    /**
     * What is left of a number when one looks past how it is written: letters in upper case and digits, without leading
     * zeros. Two invoices of one seller that agree in it may be the same.
     */
    public static String plain(String number) {
        String letters = asWritten(number).toUpperCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{Nd}]", "");
        String plain = letters.replaceAll("(?<![\\p{Nd}])0+(?=[\\p{Nd}])", "");
        return plain.isEmpty() ? letters : plain;
    }

    private static String nameBased(String name) {
        MessageDigest digest = sha1();
        digest.update(ByteBuffer.allocate(16)
                .putLong(NAMESPACE.getMostSignificantBits())
                .putLong(NAMESPACE.getLeastSignificantBits())
                .array());
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(name.getBytes(UTF_8)));
        long most = (hash.getLong() & 0xffff_ffff_ffff_0fffL) | 0x5000L;
        long least = (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(most, least).toString();
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException everyJavaPlatformHasIt) {
            throw new IllegalStateException(everyJavaPlatformHasIt);
        }
    }
}
