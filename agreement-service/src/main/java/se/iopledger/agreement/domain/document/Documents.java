package se.iopledger.agreement.domain.document;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.Numbered;
import se.iopledger.contracts.agreement.DocumentEvent.EvidencedSignature;
import se.iopledger.contracts.agreement.DocumentEvent.Kind;
import se.iopledger.contracts.agreement.DocumentReference;

/** The documents and the evidence of signatures, each list in the order in which it was recorded. */
public record Documents(List<Filed> filed, List<SignatureEvidence> signatures) {
    public static final Documents NONE = new Documents(List.of(), List.of());

    public Documents {
        filed = List.copyOf(filed);
        signatures = List.copyOf(signatures);
    }

    /**
     * A document.
     *
     * @param replacedBy id of the document that took its place; null where none did
     * @param withdrawnOn null where it was not withdrawn
     * @param filedBy opaque id of who filed it; null where that was not told
     */
    public record Filed(
            String id,
            Kind kind,
            @Nullable String label,
            DocumentReference document,
            LocalDate filedOn,
            @Nullable String replacedBy,
            @Nullable LocalDate withdrawnOn,
            @Nullable String filedBy)
            implements Numbered {
        /** Whether it belongs to the agreement: neither replaced nor withdrawn. */
        public boolean stands() {
            return replacedBy == null && withdrawnOn == null;
        }

        Filed replaced(String by) {
            return new Filed(id, kind, label, document, filedOn, by, withdrawnOn, filedBy);
        }

        Filed withdrawn(LocalDate on) {
            return new Filed(id, kind, label, document, filedOn, replacedBy, on, filedBy);
        }
    }

    /** What a signing service's evidence says. */
    public record SignatureEvidence(
            String id,
            String documentId,
            String transactionId,
            OffsetDateTime startedAt,
            List<EvidencedSignature> signatures)
            implements Numbered {
        public SignatureEvidence {
            signatures = List.copyOf(signatures);
        }
    }

    /** The document with this id, whether it still belongs to the agreement or not. */
    public Optional<Filed> find(String id) {
        return Numbered.find(filed, id);
    }

    /** The document that stands in the place of one, however often it was replaced. */
    Optional<Filed> inThePlaceOf(String id) {
        return find(id).flatMap(one -> one.replacedBy() == null ? Optional.of(one) : inThePlaceOf(one.replacedBy()));
    }

    Documents withFiled(List<Filed> changed) {
        return new Documents(changed, signatures);
    }

    Documents withSignatures(List<SignatureEvidence> changed) {
        return new Documents(filed, changed);
    }
}
