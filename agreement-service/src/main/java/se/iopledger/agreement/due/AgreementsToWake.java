package se.iopledger.agreement.due;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.iopledger.agreement.domain.AgreementCommand.WorkOffDue;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.shell.due.DueSource;

/** Says which agreements to wake. */
@Component
class AgreementsToWake implements DueSource {
    /** The actor of what happens by the passing of time alone. */
    private static final String ACTOR = "agreement-service";

    private final JdbcClient tables;

    AgreementsToWake(JdbcClient tables) {
        this.tables = tables;
    }

    @Override
    public List<WakeUp> dueBy(LocalDate today, String after, int limit) {
        return tables.sql("""
                        SELECT agreement_id, municipality FROM next_due due
                        WHERE CASE WHEN kept_by = '{}' AND NOT told THEN due_on END <= :today AND agreement_id > :after
                          AND EXISTS (SELECT FROM next_due life
                              WHERE life.agreement_id = due.agreement_id AND life.what = :end)
                        GROUP BY agreement_id, municipality ORDER BY agreement_id LIMIT :limit""")
                .param("after", after)
                .param("end", NextDue.END)
                .param("today", today)
                .param("limit", limit)
                .query((row, number) -> new WakeUp(
                        new WorkOffDue(row.getString("agreement_id"), Mandate.ofAutomation(ACTOR, today, today)),
                        row.getString("municipality")))
                .list();
    }
}
