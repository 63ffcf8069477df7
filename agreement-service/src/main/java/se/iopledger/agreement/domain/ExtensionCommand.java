package se.iopledger.agreement.domain;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.agreement.ExtensionEvent.Outcome;
import se.iopledger.contracts.agreement.ExtensionEvent.Signature;
import se.iopledger.contracts.agreement.Resolution;
import se.iopledger.contracts.model.Mandate;

/** What is done for an agreement to go on beyond its last day. */
public sealed interface ExtensionCommand extends AgreementCommand {
    /**
     * Record that the parties agreed in writing to go on.
     *
     * @param documentId the document that they signed, filed by another person
     * @param lastDay the new last day; null where it follows from the terms
     * @param signatures of all parties
     */
    record AgreeExtension(
            String agreementId,
            String documentId,
            @Nullable LocalDate lastDay,
            List<Signature> signatures,
            Mandate mandate)
            implements ExtensionCommand {
        public AgreeExtension {
            signatures = List.copyOf(signatures);
        }
    }

    /**
     * Record whether funds exist for an extension that follows by the agreement's own rule.
     *
     * @param extensionFrom first day of the extension
     * @param exist whether they do
     */
    record CheckFunds(
            String agreementId, LocalDate extensionFrom, boolean exist, Resolution resolution, Mandate mandate)
            implements ExtensionCommand {}

    /**
     * Record that the parties reviewed whether to go on.
     *
     * @param reference case number or paragraph of the minutes
     */
    record RecordReview(
            String agreementId,
            LocalDate reviewedOn,
            Outcome outcome,
            @Nullable String reference,
            Mandate mandate) implements ExtensionCommand {}
}
