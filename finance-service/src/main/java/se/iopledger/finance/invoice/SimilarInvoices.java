package se.iopledger.finance.invoice;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.finance.Invoice;
import se.iopledger.finance.domain.invoice.InvoiceId;

/**
 * Invoices that may be the same as another, written otherwise: of the same seller with a number that differs only in
 * spaces, marks, letter case or leading zeros, or with the same amount and date.
 */
@Component
final class SimilarInvoices {
    private static final int MOST = 10;

    private final JdbcClient tables;

    SimilarInvoices(JdbcClient tables) {
        this.tables = tables;
    }

    List<String> to(String invoiceId, String municipality, Invoice invoice) {
        return tables.sql("""
                        SELECT invoice_id FROM invoice
                        WHERE municipality = :municipality AND seller = :seller AND kind = :kind
                          AND invoice_id <> :invoice AND state <> 'REFUSED'
                          AND (plain_number = :plainNumber OR (payable_ore = :payable AND issued_on = :issuedOn))
                        ORDER BY position LIMIT :limit""")
                .param("municipality", municipality)
                .param("seller", invoice.seller().value())
                .param("kind", invoice.kind().name())
                .param("invoice", invoiceId)
                .param("plainNumber", InvoiceId.plain(invoice.number()))
                .param("payable", invoice.payable().ore())
                .param("issuedOn", invoice.issuedOn())
                .param("limit", MOST)
                .query((row, number) -> row.getString("invoice_id"))
                .list();
    }
}
