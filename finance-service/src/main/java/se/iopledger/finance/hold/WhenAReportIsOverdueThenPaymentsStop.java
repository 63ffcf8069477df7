package se.iopledger.finance.hold;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.finance.PaymentEvent.Ground;
import se.iopledger.finance.domain.PaymentCommand;
import se.iopledger.shell.due.DueSource;

/**
 * An overdue report stops payments until it is asked for no more, where a clause of the agreement lets payments be stopped.
 * Asked again and again, it finds what the model has not answered.
 */
@Component
final class WhenAReportIsOverdueThenPaymentsStop implements DueSource {
    private final JdbcClient tables;
    private final Grounds grounds;

    WhenAReportIsOverdueThenPaymentsStop(JdbcClient tables, Grounds grounds) {
        this.tables = tables;
        this.grounds = grounds;
    }

    private record Found(String agreementId, String municipality, String obligationId, String dueDate) {}

    @Override
    public List<WakeUp> dueBy(LocalDate today, String after, int limit) {
        List<WakeUp> due = new ArrayList<>();
        // What the municipality itself owes stays in the table and stops nothing: it must not fill up the page.
        for (Found found : overdue(after)) {
            if (due.size() < limit) {
                grounds.overdue(getClass(), found.agreementId(), found.obligationId(), found.dueDate())
                        .map(command -> new WakeUp(command, found.municipality()))
                        .ifPresent(due::add);
            }
        }
        for (Found found : asked(after, limit)) {
            PaymentCommand command = grounds.fallenAway(
                    getClass(),
                    found.agreementId(),
                    Ground.OBLIGATION_OVERDUE,
                    found.obligationId(),
                    found.obligationId() + " is not overdue.");
            due.add(new WakeUp(command, found.municipality()));
        }
        return due.stream()
                .sorted(Comparator.comparing(one -> one.command().streamId()))
                .limit(limit)
                .toList();
    }

    /**
     * Overdue, where the terms let payments be stopped and nothing answers it: no stop that stands, and none that a person
     * has lifted. Of several parties that were stopped for it each is asked for by itself.
     */
    private List<Found> overdue(String after) {
        return tables.sql("""
                        WITH stop AS NOT MATERIALIZED (
                            SELECT agreement_id, hold ->> 'of' AS rests_on, recipient,
                                NOT released OR hold ->> 'releasedBy' NOT LIKE 'automation:%' AS answers
                            FROM payment_hold WHERE hold ->> 'ground' = 'OBLIGATION_OVERDUE')
                        SELECT o.agreement_id, h.municipality, o.obligation_id, o.due_date
                        FROM overdue_obligation o
                        JOIN heard_agreement h ON h.agreement_id = o.agreement_id AND h.life IS NOT NULL
                        WHERE jsonb_path_exists(h.life, '$.versions[*].terms.remedies[*] ? (@.kind == "PAYMENT_STOP")')
                          AND (NOT EXISTS (SELECT FROM stop s WHERE s.agreement_id = o.agreement_id
                                  AND s.rests_on = o.obligation_id || '/' || o.due_date)
                              OR EXISTS (SELECT FROM stop s WHERE s.agreement_id = o.agreement_id
                                  AND s.rests_on = o.obligation_id || '/' || o.due_date
                                  AND NOT EXISTS (SELECT FROM stop answer WHERE answer.agreement_id = s.agreement_id
                                      AND answer.rests_on = s.rests_on AND answer.answers
                                      AND (answer.recipient IS NULL OR answer.recipient = s.recipient))))
                          AND o.agreement_id > :after
                        ORDER BY o.agreement_id, o.due_date, o.obligation_id""")
                .param("after", after)
                .query((row, number) ->
                        new Found(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                .list();
    }

    /** Stopped for something that is overdue no longer. */
    private List<Found> asked(String after, int limit) {
        return tables.sql("""
                        SELECT p.agreement_id, h.municipality, p.hold ->> 'of', ''
                        FROM payment_hold p
                        JOIN heard_agreement h ON h.agreement_id = p.agreement_id
                        WHERE NOT p.released AND p.hold ->> 'ground' = 'OBLIGATION_OVERDUE'
                          AND NOT EXISTS (SELECT FROM overdue_obligation o WHERE o.agreement_id = p.agreement_id
                              AND o.obligation_id || '/' || o.due_date = p.hold ->> 'of')
                          AND p.agreement_id > :after
                        ORDER BY 1, 3 LIMIT :limit""")
                .param("after", after)
                .param("limit", limit)
                .query((row, number) ->
                        new Found(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                .list();
    }
}
