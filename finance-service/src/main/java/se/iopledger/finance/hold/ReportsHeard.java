package se.iopledger.finance.hold;

import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.contracts.reporting.ReportingEvent.ObligationBecameOverdue;
import se.iopledger.contracts.reporting.ReportingEvent.ObligationsChanged;
import se.iopledger.contracts.reporting.ReportingEvent.ObligationsWithdrawn;
import se.iopledger.shell.subscription.Received;
import se.iopledger.shell.subscription.Subscription;

/**
 * Listens to reporting-service: which reports and meetings are overdue. What follows is done in rounds, since an agreement
 * may be late on its way here.
 */
@Component
final class ReportsHeard implements Subscription {
    @Override
    public String name() {
        return "finance-hears-reports";
    }

    @Override
    public Set<String> topics() {
        return Set.of(EventCatalogue.REPORTS_TOPIC);
    }

    @Override
    public List<String> tables() {
        return List.of("overdue_obligation");
    }

    @Override
    public boolean sendsCommands() {
        return false;
    }

    @Override
    public void apply(Received event, JdbcClient tables) {
        take(event.payload(), tables);
    }

    /** Whatever else is told of reports stops no payment. */
    static void take(Object told, JdbcClient tables) {
        if (told instanceof ObligationBecameOverdue overdue) {
            tables.sql("""
                            INSERT INTO overdue_obligation VALUES (:agreement, :obligation, :due)
                            ON CONFLICT (agreement_id, obligation_id) DO UPDATE SET due_date = :due""")
                    .param("agreement", overdue.agreementId())
                    .param("obligation", overdue.obligationId())
                    .param("due", overdue.dueDate())
                    .update();
        } else if (told instanceof ObligationsChanged changed) {
            changed.dropped().forEach(obligation -> forget(changed.agreementId(), obligation, tables));
            // One that stands otherwise is overdue again when its new day has passed.
            changed.obligations()
                    .forEach(obligation -> forget(changed.agreementId(), obligation.obligationId(), tables));
        } else if (told instanceof ObligationsWithdrawn withdrawn) {
            tables.sql("DELETE FROM overdue_obligation WHERE agreement_id = :agreement")
                    .param("agreement", withdrawn.agreementId())
                    .update();
        }
    }

    private static void forget(String agreementId, String obligationId, JdbcClient tables) {
        tables.sql("DELETE FROM overdue_obligation"
                        + " WHERE agreement_id = :agreement AND obligation_id = :obligation")
                .param("agreement", agreementId)
                .param("obligation", obligationId)
                .update();
    }
}
