package se.iopledger.finance.domain.invoice;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.Invoice;
import se.iopledger.contracts.finance.InvoiceDue;
import se.iopledger.contracts.finance.InvoiceEvent.DocumentNotRead;
import se.iopledger.contracts.finance.InvoiceEvent.InvoiceKept;
import se.iopledger.contracts.finance.InvoiceEvent.InvoiceReceived;
import se.iopledger.contracts.finance.InvoiceEvent.ReductionRequested;
import se.iopledger.contracts.finance.InvoiceEvent.TrancheChosen;
import se.iopledger.contracts.finance.InvoicePlace;

/** Where one invoice stands. */
@CheckReturnValue
public sealed interface InvoiceState {
    /** Before anything came in. */
    record Nothing() implements InvoiceState {}

    /** A document that cannot be read. */
    record Unread(DocumentNotRead document, boolean dealtWith) implements InvoiceState {}

    /**
     * An invoice or a credit note.
     *
     * @param received as it came in
     * @param payable kronor that are left of it after credit notes
     * @param reductions credit notes that name it, by id
     */
    record Received(InvoiceReceived received, Money payable, Stage stage, SortedMap<String, Reduction> reductions)
            implements InvoiceState {
        public Received {
            reductions = Collections.unmodifiableSortedMap(new TreeMap<>(reductions));
        }

        public Invoice invoice() {
            return received.invoice();
        }

        Received with(Stage next) {
            return new Received(received, payable, next, reductions);
        }

        Received with(Stage next, Money left, String creditNoteId, Reduction reduction) {
            SortedMap<String, Reduction> more = new TreeMap<>(reductions);
            more.put(creditNoteId, reduction);
            return new Received(received, left, next, more);
        }
    }

    /**
     * What became of a credit note that names an invoice.
     *
     * @param amount kronor that it gives back
     * @param refusedBy the rule that kept it from reducing the invoice; null where it did
     * @param detail why, for a person; null where it did
     */
    record Reduction(
            Money amount,
            @Nullable String refusedBy,
            @Nullable String detail) {
        public boolean isTaken() {
            return refusedBy == null;
        }
    }

    /** How far it has come. */
    sealed interface Stage {
        /** A credit note whose invoice is to be reduced; an invoice is here only inside one append. */
        record Arrived() implements Stage {}

        /** It waits for a person. */
        record Waiting(InvoiceKept kept) implements Stage {}

        /**
         * A tranche was chosen; the agreement's stream has not answered.
         *
         * @param judged whether a person chose it who knew that it may be the same as another
         */
        record Chosen(TrancheChosen chosen, boolean judged) implements Stage {}

        /** It stands for a tranche, or part of one. */
        record Matched(InvoicePlace place, InvoiceDue due) implements Stage {}

        /** The match is to be undone; the agreement's stream has not answered. */
        record Undoing(InvoicePlace place, InvoiceDue due, String undoneBy) implements Stage {}

        /** A credit note is to reduce it where it stands; the agreement's stream has not answered. */
        record Reducing(ReductionRequested requested, InvoiceDue due) implements Stage {}

        /** A person refused it. */
        record Refused() implements Stage {}

        /** Credit notes gave all of it back. */
        record GivenBack() implements Stage {}

        /**
         * A credit note that is to reduce an invoice which was chosen for it; that invoice has not answered.
         *
         * @param number of the invoice, as the seller gave it
         */
        record Placing(String number) implements Stage {}

        /** A credit note that has reduced its invoice. */
        record Used(String reducedInvoiceId) implements Stage {}
    }
}
