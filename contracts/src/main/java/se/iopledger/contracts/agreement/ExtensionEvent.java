package se.iopledger.contracts.agreement;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event of whether an agreement goes on beyond its last day: by the parties' own decision, or by its own rule if what
 * that asks for holds. That it goes on is told as {@link AgreementEvent.AgreementExtended}.
 */
public sealed interface ExtensionEvent extends FactEvent {
    /**
     * The parties agreed in writing, before the agreement ended, that it goes on.
     *
     * @param extensionId names it inside the agreement, as extension-1
     * @param firstDay first day of the extension
     * @param lastDay the new last day
     * @param calculation how the last day was reckoned, for a person
     * @param signatures of all parties
     * @param boundOn day of the last signature
     * @param documentId the document that was signed, as document-2; left out where none was named
     */
    record ExtensionAgreed(
            String agreementId,
            String extensionId,
            LocalDate firstDay,
            LocalDate lastDay,
            String calculation,
            List<Signature> signatures,
            LocalDate boundOn,
            @Nullable String documentId,
            List<String> clauses)
            implements ExtensionEvent {
        public ExtensionAgreed {
            signatures = List.copyOf(signatures);
            clauses = List.copyOf(clauses);
        }
    }

    /**
     * A party's signature on an extension.
     *
     * @param party id of the party in the terms
     * @param signedOn day of the signature
     */
    record Signature(String party, LocalDate signedOn, Evidence evidence) {}

    /**
     * It was checked whether funds exist for an extension that follows by the agreement's own rule.
     *
     * @param firstDay first day of the extension
     * @param exist whether they do; where they do not, the extension does not follow
     * @param resolution who decided so
     */
    record FundsChecked(
            String agreementId, LocalDate firstDay, boolean exist, Resolution resolution, List<String> clauses)
            implements ExtensionEvent {
        public FundsChecked {
            clauses = List.copyOf(clauses);
        }
    }

    /**
     * The parties reviewed whether the agreement is to be continued.
     *
     * @param reviewedOn day of the review
     * @param reference case number or paragraph of the minutes
     */
    record ContinuationReviewed(
            String agreementId,
            LocalDate reviewedOn,
            Outcome outcome,
            @Nullable String reference,
            List<String> clauses) implements ExtensionEvent {
        public ContinuationReviewed {
            clauses = List.copyOf(clauses);
        }
    }

    /** What a review came to. */
    enum Outcome {
        SAME_DIRECTION,
        OTHER_DIRECTION,
        NOT_CONTINUED
    }
}
