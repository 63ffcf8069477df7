package se.iopledger.reporting.history;

import se.iopledger.contracts.finance.Invoice;
import se.iopledger.contracts.finance.Invoice.Kind;
import se.iopledger.contracts.finance.InvoiceEvent;
import se.iopledger.contracts.finance.InvoiceEvent.CreditNoteUsed;
import se.iopledger.contracts.finance.InvoiceEvent.CreditedInvoiceChosen;
import se.iopledger.contracts.finance.InvoiceEvent.DocumentDealtWith;
import se.iopledger.contracts.finance.InvoiceEvent.DocumentNotRead;
import se.iopledger.contracts.finance.InvoiceEvent.InvoiceKept;
import se.iopledger.contracts.finance.InvoiceEvent.InvoiceMatched;
import se.iopledger.contracts.finance.InvoiceEvent.InvoiceReceived;
import se.iopledger.contracts.finance.InvoiceEvent.InvoiceReduced;
import se.iopledger.contracts.finance.InvoiceEvent.InvoiceRefused;
import se.iopledger.contracts.finance.InvoiceEvent.MatchUndone;
import se.iopledger.contracts.finance.InvoiceEvent.ReductionRefused;
import se.iopledger.contracts.finance.InvoiceEvent.ReductionRequested;
import se.iopledger.contracts.finance.InvoiceEvent.TrancheChosen;
import se.iopledger.contracts.finance.InvoiceEvent.UndoingRefused;
import se.iopledger.contracts.finance.InvoiceEvent.UndoingRequested;
import se.iopledger.contracts.finance.InvoicePlace;

/** What happened to an invoice, in one line of English. */
final class InvoiceSummary {
    private InvoiceSummary() {}

    static String of(InvoiceEvent event) {
        return switch (event) {
            case InvoiceReceived received ->
                named(received.invoice()) + " of " + received.invoice().sellerName() + " came in on "
                        + received.invoice().receivedOn() + ": "
                        + received.invoice().payable() + " kr.";
            case InvoiceKept kept -> "It waits for a person: " + kept.detail() + ".";
            case TrancheChosen chosen -> "It is to stand for " + at(chosen.place()) + ".";
            case InvoiceMatched matched ->
                "It stands for " + at(matched.place()) + ", to be paid on "
                        + matched.due().dueOn() + ".";
            case UndoingRequested requested -> "It is to stand for " + at(requested.place()) + " no longer.";
            case MatchUndone undone -> "It no longer stands for " + at(undone.place()) + ".";
            case UndoingRefused refused ->
                "It still stands for " + at(refused.place()) + ", by the rule " + refused.rule() + ".";
            case InvoiceRefused _ -> "It was refused.";
            case ReductionRequested requested ->
                "A credit note of " + requested.amount() + " kr is to reduce it on "
                        + requested.place().trancheId() + " to " + requested.amountAfter() + " kr.";
            case InvoiceReduced reduced ->
                "A credit note of " + reduced.amount() + " kr reduced it; " + reduced.payableAfter() + " kr are left.";
            case ReductionRefused refused -> "A credit note does not reduce it, by the rule " + refused.rule() + ".";
            case CreditedInvoiceChosen chosen -> "The credit note is to reduce invoice " + chosen.number() + ".";
            case CreditNoteUsed used -> "The credit note reduced invoice " + used.reducedInvoiceId() + ".";
            case DocumentNotRead document ->
                "A document of " + document.bytes() + " bytes could not be taken in as an invoice, by the rule "
                        + document.rule() + ".";
            case DocumentDealtWith _ -> "Somebody dealt with the document.";
        };
    }

    private static String named(Invoice invoice) {
        return (invoice.kind() == Kind.INVOICE ? "Invoice " : "Credit note ") + invoice.number();
    }

    private static String at(InvoicePlace place) {
        return place.trancheId() + " of agreement " + place.agreementId() + " with " + place.amount() + " kr";
    }
}
