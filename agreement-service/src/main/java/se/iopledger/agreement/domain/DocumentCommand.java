package se.iopledger.agreement.domain;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.agreement.DocumentEvent.EvidencedSignature;
import se.iopledger.contracts.agreement.DocumentEvent.Kind;
import se.iopledger.contracts.agreement.DocumentReference;
import se.iopledger.contracts.model.Mandate;

/** What is recorded of the documents of an agreement. The documents themselves stay in the archive. */
public sealed interface DocumentCommand extends AgreementCommand {
    /**
     * Record that a document belongs to the agreement.
     *
     * @param label what the agreement calls it
     * @param replaces the document whose place it takes; the mandate's reason says why
     */
    record FileDocument(
            String agreementId,
            Kind kind,
            @Nullable String label,
            DocumentReference document,
            LocalDate filedOn,
            @Nullable String replaces,
            Mandate mandate)
            implements DocumentCommand {}

    /** Record that a document belongs to it no more; the mandate's reason says why. */
    record WithdrawDocument(String agreementId, String documentId, LocalDate withdrawnOn, Mandate mandate)
            implements DocumentCommand {}

    /**
     * Record what a signing service's evidence says.
     *
     * @param documentId the document that holds the evidence
     * @param signatures none without an organisation; of a party, or of nobody in the agreement
     */
    record EvidenceSignatures(
            String agreementId,
            String documentId,
            String transactionId,
            OffsetDateTime startedAt,
            List<EvidencedSignature> signatures,
            Mandate mandate)
            implements DocumentCommand {
        public EvidenceSignatures {
            signatures = List.copyOf(signatures);
        }
    }
}
