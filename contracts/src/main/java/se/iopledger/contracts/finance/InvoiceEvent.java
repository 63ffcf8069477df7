package se.iopledger.contracts.finance;

import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;

/**
 * An event of one invoice, which has a stream of its own. The money that it takes up is guarded by the stream of the
 * agreement: what is chosen here holds when that stream has taken it.
 */
public sealed interface InvoiceEvent {
    /** Id of the invoice: the subject of the entry, and the key of its record in Kafka. */
    String invoiceId();

    /**
     * An invoice or a credit note came in.
     *
     * @param municipality code of the municipality that it was sent to
     * @param registeredBy opaque id of who brought it in: who approves its payment must be somebody else
     * @param findings what is not as it should be
     * @param suspectedDuplicateOf ids of invoices that may be the same, written otherwise
     */
    record InvoiceReceived(
            String invoiceId,
            String municipality,
            Invoice invoice,
            InvoiceSource source,
            String registeredBy,
            List<InvoiceFinding> findings,
            List<String> suspectedDuplicateOf)
            implements InvoiceEvent {
        public InvoiceReceived {
            findings = List.copyOf(findings);
            suspectedDuplicateOf = List.copyOf(suspectedDuplicateOf);
        }
    }

    /**
     * Nothing was matched: it waits for a person.
     *
     * @param detail why, for a person
     * @param candidates the tranches that came into question, the likeliest first
     */
    record InvoiceKept(String invoiceId, Because because, String detail, List<MatchCandidate> candidates)
            implements InvoiceEvent {
        public InvoiceKept {
            candidates = List.copyOf(candidates);
        }
    }

    /** Why a person has to look. */
    enum Because {
        /** No tranche is named or fits. */
        NOTHING_FITS,
        /** Several fit, or what it refers to contradicts itself. */
        SEVERAL_FIT,
        /** It asks for more than is owed. */
        TOO_HIGH,
        /** Something about it has to be judged. */
        TO_BE_JUDGED,
        /** It may be the same as another, written otherwise. */
        SUSPECTED_DUPLICATE,
        /** The agreement did not take it: the money is taken up, or is not owed. */
        NOT_TAKEN,
        /** A match was undone. */
        UNDONE,
        /** A credit note that reduces no invoice here. */
        OPEN_CREDIT
    }

    /**
     * A tranche was chosen. It holds when the agreement's stream has taken the invoice.
     *
     * @param left kronor of the tranche that stay open beside it
     * @param chosenBy opaque id of who chose it; an automation's has a colon
     * @param reasons why this one, for a person
     * @param others what else came into question, and why it was not chosen
     */
    record TrancheChosen(
            String invoiceId,
            InvoicePlace place,
            Money left,
            InvoiceDue due,
            String chosenBy,
            List<String> reasons,
            List<MatchCandidate> others)
            implements InvoiceEvent {
        public TrancheChosen {
            reasons = List.copyOf(reasons);
            others = List.copyOf(others);
        }
    }

    /** The agreement's stream has taken it: it is paid as part of the tranche, once it is attested. */
    record InvoiceMatched(String invoiceId, InvoicePlace place, InvoiceDue due) implements InvoiceEvent {}

    /**
     * A match is to be undone. It is when the agreement's stream has given the invoice back.
     *
     * @param undoneBy opaque id of who wants it so
     */
    record UndoingRequested(String invoiceId, InvoicePlace place, String undoneBy) implements InvoiceEvent {}

    /** The agreement's stream has given it back: it stands for no tranche. */
    record MatchUndone(String invoiceId, InvoicePlace place) implements InvoiceEvent {}

    /**
     * The agreement's stream keeps the invoice, as one that is attested: the match stands.
     *
     * @param rule the rule that forbids it
     */
    record UndoingRefused(String invoiceId, InvoicePlace place, String rule, String detail) implements InvoiceEvent {}

    /** A person refused it: nothing is paid for it. Why stands in the entry. */
    record InvoiceRefused(String invoiceId, String refusedBy) implements InvoiceEvent {}

    /**
     * A credit note is to reduce this invoice, which stands for a tranche. It does when the agreement's stream has taken
     * the lower amount.
     *
     * @param creditNoteId the credit note
     * @param amount kronor that it gives back
     * @param place where the invoice stands now
     * @param amountAfter kronor with which it is to stand there; zero where nothing is left of it
     */
    record ReductionRequested(
            String invoiceId, String creditNoteId, Money amount, InvoicePlace place, Money amountAfter)
            implements InvoiceEvent {}

    /**
     * A credit note reduced this invoice.
     *
     * @param payableAfter kronor that are left of it
     * @param place where it stands with what is left; null where it stands for no tranche
     */
    record InvoiceReduced(
            String invoiceId,
            String creditNoteId,
            Money amount,
            Money payableAfter,
            @Nullable InvoicePlace place) implements InvoiceEvent {}

    /**
     * A credit note could not reduce this invoice, as one that is attested or paid.
     *
     * @param rule the rule that forbids it
     */
    record ReductionRefused(String invoiceId, String creditNoteId, String rule, String detail)
            implements InvoiceEvent {}

    /**
     * A credit note that waited is to reduce this invoice of its seller. It does when the invoice's stream has taken it; else
     * it waits again.
     *
     * @param number of the invoice, as the seller gave it
     * @param chosenBy opaque id of who chose it
     */
    record CreditedInvoiceChosen(String invoiceId, String number, String chosenBy) implements InvoiceEvent {}

    /**
     * This credit note reduced an invoice and is used up.
     *
     * @param reducedInvoiceId the invoice
     */
    record CreditNoteUsed(String invoiceId, String reducedInvoiceId) implements InvoiceEvent {}

    /**
     * A document that was handed in as an invoice could not be read as one. It is not kept itself; a person looks where it
     * came from.
     *
     * @param invoiceId follows from the municipality and the document's bytes
     * @param municipality code of the municipality that it was sent to
     * @param bytes how many bytes it has
     * @param rule the rule it breaks
     * @param where in the document: a business term, a path or a line; null where it is about the whole
     * @param detail what is wrong, for a person
     * @param receivedBy opaque id of who handed it in
     */
    record DocumentNotRead(
            String invoiceId,
            String municipality,
            InvoiceSource source,
            int bytes,
            String rule,
            @Nullable String where,
            String detail,
            String receivedBy)
            implements InvoiceEvent {}

    /** A person has dealt with a document that could not be read. How stands in the entry. */
    record DocumentDealtWith(String invoiceId, String dealtWithBy) implements InvoiceEvent {}
}
