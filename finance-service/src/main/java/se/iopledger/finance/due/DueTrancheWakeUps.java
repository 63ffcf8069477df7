package se.iopledger.finance.due;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.finance.domain.FundingCommand.WorkOffDueTranches;
import se.iopledger.shell.due.DueSource;

/** Wakes the agreements that have a tranche whose day has come. */
@Component
final class DueTrancheWakeUps implements DueSource {
    private final JdbcClient tables;

    DueTrancheWakeUps(JdbcClient tables) {
        this.tables = tables;
    }

    @Override
    public List<WakeUp> dueBy(LocalDate today, String after, int limit) {
        return tables.sql("""
                        SELECT agreement_id, municipality FROM tranche
                        WHERE CASE WHEN here AND NOT fell_due THEN due_date END <= :today AND agreement_id > :after
                        GROUP BY agreement_id, municipality
                        ORDER BY agreement_id LIMIT :limit""")
                .param("after", after)
                .param("today", today)
                .param("limit", limit)
                .query((row, number) -> new WakeUp(
                        new WorkOffDueTranches(
                                row.getString("agreement_id"), Mandate.ofAutomation("due-tranches", today, today)),
                        row.getString("municipality")))
                .list();
    }
}
