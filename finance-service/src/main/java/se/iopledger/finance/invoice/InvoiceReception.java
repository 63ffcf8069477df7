package se.iopledger.finance.invoice;

import java.util.List;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.finance.Invoice;
import se.iopledger.contracts.finance.InvoiceFinding;
import se.iopledger.contracts.finance.InvoiceSource;
import se.iopledger.finance.domain.invoice.InvoiceCommand.ReceiveInvoice;
import se.iopledger.finance.domain.invoice.InvoiceId;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.Outcome;
import se.iopledger.shell.command.RequestKey;

/** Takes an invoice in, on whatever way it came, together with what it may belong to and what it may be the same as. */
@Component
final class InvoiceReception {
    private final InvoiceDesk desk;
    private final TranchesForInvoices tranches;
    private final SimilarInvoices similar;

    InvoiceReception(InvoiceDesk desk, TranchesForInvoices tranches, SimilarInvoices similar) {
        this.desk = desk;
        this.tranches = tranches;
        this.similar = similar;
    }

    Outcome receive(
            Invoice invoice,
            InvoiceSource source,
            List<InvoiceFinding> findings,
            String municipality,
            SignedIn user,
            RequestKey key) {
        String invoiceId = InvoiceId.of(municipality, invoice.seller(), invoice.number());
        return desk.execute(
                new ReceiveInvoice(
                        invoiceId,
                        municipality,
                        invoice,
                        source,
                        findings,
                        similar.to(invoiceId, municipality, invoice),
                        tranches.of(municipality, invoice, null),
                        desk.mandate(user, null)),
                municipality,
                key);
    }
}
