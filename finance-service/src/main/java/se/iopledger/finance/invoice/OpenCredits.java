package se.iopledger.finance.invoice;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Credit notes that have reduced no invoice yet. */
@Component
public class OpenCredits {
    private static final int MOST = 10;

    private final JdbcClient tables;

    OpenCredits(JdbcClient tables) {
        this.tables = tables;
    }

    /** Ids of those of the same seller to the same municipality, the oldest first. */
    public List<String> ofTheSellerOf(String invoiceId) {
        return tables.sql("""
                        SELECT c.invoice_id FROM invoice i
                        JOIN invoice c ON c.municipality = i.municipality AND c.seller = i.seller
                        WHERE i.invoice_id = :invoice AND c.kind = 'CREDIT_NOTE' AND c.state IN ('WAITING', 'UNDER_WAY')
                        ORDER BY c.position LIMIT :limit""")
                .param("invoice", invoiceId)
                .param("limit", MOST)
                .query((row, number) -> row.getString("invoice_id"))
                .list();
    }
}
