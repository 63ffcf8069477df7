package se.iopledger.agreement.domain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import se.iopledger.contracts.terms.Party;
import se.iopledger.contracts.terms.Terms;

/**
 * Which agreement it is: the same paper gets the same id whoever registers it, so that a second registration meets the
 * first one.
 *
 * <p>Recognised by municipality and case number; without a case number (LUN, NOR) by municipality, the parties' names in
 * any order, and the period. A name-based UUID (RFC 9562, version 5) in a namespace of this system's own.
 */
public final class AgreementId {
    private static final UUID NAMESPACE = UUID.fromString("5b3e1f0a-9c52-4f0e-8a57-6f2f0c3d7e11");

    private AgreementId() {}

    /** The id of the agreement that these terms are of, as UUID text. */
    public static String of(Terms terms) {
        String caseNumber = terms.caseNumber();
        String name = caseNumber == null
                ? "parties\n" + terms.municipality() + "\n" + partiesInAnyOrder(terms) + "\n"
                        + terms.period().first() + "/" + terms.period().last()
                : "case\n" + terms.municipality() + "\n" + normalisedCaseNumber(caseNumber);
        return nameBased(name).toString();
    }

    private static String partiesInAnyOrder(Terms terms) {
        return terms.parties().stream()
                .map(Party::name)
                .map(AgreementId::normalisedName)
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    /** Names that differ only in case, spacing or Unicode form are one name. */
    public static String normalisedName(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .strip()
                .replaceAll("\\s+", " ")
                .toLowerCase(Locale.ROOT);
    }

    /** Case numbers are opaque, but spaces, letter case and the sort of dash do not tell two apart. */
    static String normalisedCaseNumber(String caseNumber) {
        return Normalizer.normalize(caseNumber, Normalizer.Form.NFKC)
                .replaceAll("\\s+", "")
                .replaceAll("\\p{Pd}", "-")
                .toUpperCase(Locale.ROOT);
    }

    private static UUID nameBased(String name) {
        MessageDigest digest = sha1();
        digest.update(ByteBuffer.allocate(16)
                .putLong(NAMESPACE.getMostSignificantBits())
                .putLong(NAMESPACE.getLeastSignificantBits())
                .array());
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(name.getBytes(UTF_8)));
        long most = (hash.getLong() & 0xffff_ffff_ffff_0fffL) | 0x5000L;
        long least = (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(most, least);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException everyJavaPlatformHasIt) {
            throw new IllegalStateException(everyJavaPlatformHasIt);
        }
    }
}
