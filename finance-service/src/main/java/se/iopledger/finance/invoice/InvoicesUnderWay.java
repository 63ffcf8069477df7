package se.iopledger.finance.invoice;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Invoices that something is under way with, and those that two who followed them at once left where they do not belong. */
@Component
final class InvoicesUnderWay {
    private final JdbcClient tables;

    InvoicesUnderWay(JdbcClient tables) {
        this.tables = tables;
    }

    /** @param position of the event with which it came in: the oldest first */
    record UnderWay(long position, String invoiceId, String municipality) {}

    /** @param last only what comes after this one; from the beginning where null */
    List<UnderWay> underWay(@Nullable UnderWay last, int limit) {
        return tables.sql("SELECT position, invoice_id, municipality FROM invoice"
                        + " WHERE state = 'UNDER_WAY' AND position > :last ORDER BY position LIMIT :limit")
                .param("last", last == null ? -1 : last.position())
                .param("limit", limit)
                .query((row, number) -> new UnderWay(row.getLong(1), row.getString(2), row.getString(3)))
                .list();
    }

    boolean isUnderWay(UnderWay invoice) {
        return tables.sql("SELECT EXISTS (SELECT FROM invoice WHERE state = 'UNDER_WAY' AND invoice_id = :invoice)")
                .param("invoice", invoice.invoiceId())
                .query(Boolean.class)
                .single();
    }

    /**
     * An invoice that an agreement has taken and that has been at rest elsewhere since.
     *
     * @param position of the event with which it came in: the oldest first
     */
    record Astray(
            long position,
            String agreementId,
            String payableId,
            String trancheId,
            String invoiceId,
            String municipality) {}

    private static final String OF_ASTRAY = """
            FROM invoice_put p JOIN invoice i ON i.invoice_id = p.invoice_id
            WHERE (i.state IN ('WAITING', 'REFUSED', 'GIVEN_BACK')
                   OR (i.state = 'MATCHED'
                       AND (i.agreement_id, i.tranche_id) IS DISTINCT FROM (p.agreement_id, p.tranche_id)))
            """;

    /**
     * Two that follow the same invoice at the same time may leave one behind, when the slower asks what the faster has
     * undone already.
     *
     * @param last only what comes after this one; from the beginning where null
     */
    List<Astray> astray(@Nullable Astray last, int limit) {
        return tables.sql("SELECT i.position, p.agreement_id, p.payable_id, p.tranche_id, i.invoice_id, i.municipality "
                        + OF_ASTRAY
                        + " AND (i.position, p.agreement_id, p.payable_id) > (:position, :agreement, :payable)"
                        + " ORDER BY i.position, p.agreement_id, p.payable_id LIMIT :limit")
                .param("position", last == null ? -1 : last.position())
                .param("agreement", last == null ? "" : last.agreementId())
                .param("payable", last == null ? "" : last.payableId())
                .param("limit", limit)
                .query((row, number) -> new Astray(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)))
                .list();
    }

    boolean isAstray(Astray astray) {
        return tables.sql("SELECT EXISTS (SELECT " + OF_ASTRAY
                        + " AND p.agreement_id = :agreement AND p.payable_id = :payable)")
                .param("agreement", astray.agreementId())
                .param("payable", astray.payableId())
                .query(Boolean.class)
                .single();
    }
}
