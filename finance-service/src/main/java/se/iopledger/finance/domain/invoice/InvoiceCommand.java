package se.iopledger.finance.domain.invoice;

import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.Invoice;
import se.iopledger.contracts.finance.InvoiceFinding;
import se.iopledger.contracts.finance.InvoicePlace;
import se.iopledger.contracts.finance.InvoiceSource;
import se.iopledger.contracts.model.Command;
import se.iopledger.contracts.model.Mandate;

/** What somebody wants done with one invoice. */
public sealed interface InvoiceCommand extends Command {
    String invoiceId();

    @Override
    default String streamId() {
        return invoiceId();
    }

    /**
     * An invoice or a credit note came in; the day of the mandate is today's.
     *
     * @param findings what its document does not do as it should
     * @param suspectedDuplicateOf ids of invoices that may be the same, written otherwise
     * @param tranches that it might belong to
     */
    record ReceiveInvoice(
            String invoiceId,
            String municipality,
            Invoice invoice,
            InvoiceSource source,
            List<InvoiceFinding> findings,
            List<String> suspectedDuplicateOf,
            List<OpenTranche> tranches,
            Mandate mandate)
            implements InvoiceCommand {
        public ReceiveInvoice {
            findings = List.copyOf(findings);
            suspectedDuplicateOf = List.copyOf(suspectedDuplicateOf);
            tranches = List.copyOf(tranches);
        }
    }

    /**
     * Look for the tranche again, as when there are new ones.
     *
     * @param tranches that it might belong to
     */
    record SearchTranche(String invoiceId, List<OpenTranche> tranches, Mandate mandate) implements InvoiceCommand {
        public SearchTranche {
            tranches = List.copyOf(tranches);
        }
    }

    /**
     * A person says which tranche it belongs to; the mandate says why.
     *
     * @param onlyWhatIsLeft whether an invoice that asks for more is accepted up to what is left of the tranche
     * @param tranches that it might belong to
     */
    record ChooseTranche(
            String invoiceId,
            String agreementId,
            String trancheId,
            boolean onlyWhatIsLeft,
            List<OpenTranche> tranches,
            Mandate mandate)
            implements InvoiceCommand {
        public ChooseTranche {
            tranches = List.copyOf(tranches);
        }
    }

    /**
     * A person undoes a match; the mandate says why.
     *
     * @param attested whether somebody has examined or approved the payment. Who does so at the same moment attests
     *     what is not there any more, which the agreement's stream sees to
     */
    record UndoMatch(String invoiceId, boolean attested, Mandate mandate) implements InvoiceCommand {}

    /** A person refuses an invoice; the mandate says why. */
    record RefuseInvoice(String invoiceId, Mandate mandate) implements InvoiceCommand {}

    /** What the agreement's stream answered. Told again, it is answered with no event. */
    sealed interface AgreementAnswered extends InvoiceCommand {
        /** What it was asked about. */
        InvoicePlace place();
    }

    /** It has taken the invoice. */
    record RecordTaken(String invoiceId, InvoicePlace place, Mandate mandate) implements AgreementAnswered {}

    /** It does not take the invoice. */
    record RecordNotTaken(String invoiceId, InvoicePlace place, String rule, String detail, Mandate mandate)
            implements AgreementAnswered {}

    /** It has given the invoice back. */
    record RecordGivenBack(String invoiceId, InvoicePlace place, Mandate mandate) implements AgreementAnswered {}

    /** It keeps the invoice. */
    record RecordKeptThere(String invoiceId, InvoicePlace place, String rule, String detail, Mandate mandate)
            implements AgreementAnswered {}

    /** What is between an invoice and a credit note. */
    sealed interface OfReduction extends InvoiceCommand {
        String creditNoteId();
    }

    /**
     * A credit note of the same seller names this invoice.
     *
     * @param amount kronor that it gives back
     */
    record ReduceByCreditNote(String invoiceId, String creditNoteId, Money amount, Mandate mandate)
            implements OfReduction {}

    /** The agreement's stream has taken the lower amount. */
    record RecordReduced(String invoiceId, String creditNoteId, Mandate mandate) implements OfReduction {}

    /** The agreement's stream does not take the lower amount. */
    record RecordNotReduced(String invoiceId, String creditNoteId, String rule, String detail, Mandate mandate)
            implements OfReduction {}

    /**
     * This credit note, which waits, is to reduce an invoice of its seller; the mandate says why where it is another than the
     * one that it names.
     *
     * @param number of the invoice, as the seller gave it
     */
    record PlaceCredit(String invoiceId, String number, Mandate mandate) implements InvoiceCommand {}

    /** This credit note has reduced an invoice. */
    record UseCreditNote(String invoiceId, String reducedInvoiceId, Mandate mandate) implements InvoiceCommand {}

    /** This credit note reduces no invoice, as things are. */
    record LeaveCreditOpen(String invoiceId, String detail, Mandate mandate) implements InvoiceCommand {}

    /** What is done with a document that cannot be read. */
    sealed interface OfDocument extends InvoiceCommand {}

    /** Keep what is known of a document that cannot be read, for a person to look where it came from. */
    record KeepDocument(
            String invoiceId,
            String municipality,
            InvoiceSource source,
            int bytes,
            String rule,
            @Nullable String where,
            String detail,
            Mandate mandate)
            implements OfDocument {}

    /** A person has dealt with it; the mandate says how. */
    record CloseDocument(String invoiceId, Mandate mandate) implements OfDocument {}
}
