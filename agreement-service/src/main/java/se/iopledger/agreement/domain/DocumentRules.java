package se.iopledger.agreement.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import se.iopledger.contracts.agreement.DocumentReference;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;

/** What every reference to a document must keep. */
@CheckReturnValue
public final class DocumentRules {
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    /** RFC 6838, section 4.2: type and subtype, each of at most 127 characters. */
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}");

    private DocumentRules() {}

    /** @param pointer JSON pointer to the reference */
    public static Optional<Rejection> referenceMustHold(String pointer, DocumentReference document, Mandate mandate) {
        return Refusals.first(List.of(
                digestMustBeSha256(pointer, document),
                mediaTypeMustBeOne(pointer, document),
                document.dated() == null
                        ? Optional.empty()
                        : DateRules.dateMustNotBeInTheFuture(pointer + "/dated", document.dated(), mandate)));
    }

    private static Optional<Rejection> digestMustBeSha256(String pointer, DocumentReference document) {
        return Refusals.when(
                !SHA_256.matcher(document.sha256()).matches(),
                () -> Rejection.at(
                        pointer + "/sha256",
                        "DigestMustBeSha256",
                        "a digest is SHA-256 in 64 hexadecimal digits, in lower case"));
    }

    private static Optional<Rejection> mediaTypeMustBeOne(String pointer, DocumentReference document) {
        return Refusals.when(
                !MEDIA_TYPE.matcher(document.mediaType()).matches(),
                () -> Rejection.at(
                        pointer + "/mediaType",
                        "MediaTypeMustBeOne",
                        "a media type is type/subtype, as application/pdf"));
    }
}
