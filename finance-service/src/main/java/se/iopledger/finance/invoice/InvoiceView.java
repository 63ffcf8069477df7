package se.iopledger.finance.invoice;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.Invoice;
import se.iopledger.contracts.finance.InvoiceDue;
import se.iopledger.contracts.finance.InvoiceEvent.Because;
import se.iopledger.contracts.finance.InvoiceFinding;
import se.iopledger.contracts.finance.InvoicePlace;
import se.iopledger.contracts.finance.InvoiceSource;
import se.iopledger.contracts.finance.MatchCandidate;

/** What {@code GET /invoices/{id}} answers. */
record InvoiceView(
        String invoiceId,
        long version,
        String municipality,
        InvoiceStanding state,

        @JsonPropertyDescription("Why it waits for a person; left out where it does not.") @Nullable Because because,

        @JsonPropertyDescription("The same in words, or what is wrong with a document that cannot be read.") @Nullable String detail,

        @JsonPropertyDescription("As it came in; left out for a document that cannot be read.") @Nullable Invoice invoice,

        InvoiceSource source,
        String registeredBy,
        List<InvoiceFinding> findings,

        @JsonPropertyDescription("Invoices that may be the same, written otherwise, as of now.")
        List<String> suspectedDuplicateOf,

        @JsonPropertyDescription("Kronor that are left of it after credit notes.") @Nullable Money left,

        @JsonPropertyDescription("The tranche that it stands for, or is to stand for.") @Nullable InvoicePlace place,

        @Nullable InvoiceDue due,

        @JsonPropertyDescription(
                "While it waits: the tranches it may belong to, as of now, each with what speaks for it and against it.")
        List<MatchCandidate> candidates,

        @JsonPropertyDescription("Credit notes that name it.")
        List<CreditNote> creditNotes,

        @JsonPropertyDescription("The rule that a document breaks that cannot be read; left out for an invoice.")
        @Nullable Unreadable unreadable) {
    /**
     * A credit note that names the invoice.
     *
     * @param refusedBy the rule that kept it from reducing the invoice; null where it did
     */
    record CreditNote(
            String creditNoteId, Money amount, @Nullable String refusedBy) {}

    /** What is known of a document that cannot be read. */
    record Unreadable(String rule, @Nullable String where, int bytes) {}
}
