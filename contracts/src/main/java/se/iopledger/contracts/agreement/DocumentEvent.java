package se.iopledger.contracts.agreement;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event of the documents of the agreement, told as references with a digest. */
public sealed interface DocumentEvent extends FactEvent {
    /**
     * A document belongs to the agreement.
     *
     * @param documentId names the document inside the agreement, as document-1
     * @param label what the agreement calls it, as annex 1, where it does
     * @param filedOn day from which it does
     * @param replaces the document whose place it takes
     * @param filedBy opaque id of who filed it; left out where that was not told
     */
    record DocumentFiled(
            String agreementId,
            String documentId,
            Kind documentKind,
            @Nullable String label,
            DocumentReference document,
            LocalDate filedOn,
            @Nullable String replaces,
            @Nullable String filedBy)
            implements DocumentEvent {}

    /** What a document is. */
    enum Kind {
        /** A proposal to the board (tjänsteskrivelse). */
        MEMO,
        /** The minutes of the decision to enter the agreement. */
        DECISION,
        AGREEMENT,
        ANNEX,
        /** Of a meeting of a group. */
        MINUTES,
        SIGNATURE_EVIDENCE,
        OTHER
    }

    /**
     * A document belongs to the agreement no more. The reason stands in the entry.
     *
     * @param documentId the document
     * @param withdrawnOn first day on which it does not
     */
    record DocumentWithdrawn(String agreementId, String documentId, LocalDate withdrawnOn) implements DocumentEvent {}

    /**
     * What a signing service's evidence says, without saying who the persons were: which organisation signed when (NOR-13).
     *
     * @param evidenceId names the evidence inside the agreement, as evidence-of-signatures-1
     * @param documentId the document that holds the evidence
     * @param transactionId the signing service's reference
     * @param startedAt when the signing began, with the offset as written
     * @param signatures in the order in which they were given
     */
    record SignaturesEvidenced(
            String agreementId,
            String evidenceId,
            String documentId,
            String transactionId,
            OffsetDateTime startedAt,
            List<EvidencedSignature> signatures)
            implements DocumentEvent {
        public SignaturesEvidenced {
            signatures = List.copyOf(signatures);
        }
    }

    /**
     * One signature of a signing service's evidence.
     *
     * @param organisation name of the signing organisation as written
     * @param party id of the party in the terms; left out where the organisation is no party, which is a finding
     * @param signedAt when, with the offset as written
     */
    record EvidencedSignature(String organisation, @Nullable String party, OffsetDateTime signedAt) {}
}
