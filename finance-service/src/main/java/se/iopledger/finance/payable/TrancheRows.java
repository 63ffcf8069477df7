package se.iopledger.finance.payable;

import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.finance.FinanceEvent.FundingScheduleDerived;
import se.iopledger.contracts.finance.FinanceEvent.FundingScheduleWithdrawn;
import se.iopledger.contracts.finance.FinanceEvent.TrancheCancelled;
import se.iopledger.contracts.finance.FinanceEvent.TrancheFellDue;
import se.iopledger.contracts.finance.FinanceEvent.TrancheRescheduled;
import se.iopledger.contracts.finance.FinanceEvent.TrancheScheduled;
import se.iopledger.contracts.finance.Tranche;
import se.iopledger.contracts.finance.Tranche.Settlement;
import se.iopledger.finance.domain.pay.OpenPayable;
import se.iopledger.shell.projection.RowsTogether;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tranches that one transaction takes in, and which of them fell due, written together: first the one, then the other,
 * whichever was told first, as what fell due stays so.
 */
final class TrancheRows {
    private static final JsonMapper JSON = ContractsJson.mapper();

    private final JdbcClient tables;

    /** Counted, since of what merely exists the planner may make a table of all first, each time. */
    private final RowsTogether tranches = new RowsTogether(
            """
            INSERT INTO tranche (agreement_id, tranche_id, municipality, due_date, here, payer, payable_ore, by_invoice,
                fell_due, tranche)
            SELECT told.agreement_id, told.tranche_id, municipality, due_date, here, payer, payable_ore, by_invoice,
                (SELECT count(*) > 0 FROM fallen_tranche fallen
                    WHERE fallen.agreement_id = told.agreement_id AND fallen.tranche_id = told.tranche_id),
                tranche
            FROM""",
            List.of(
                    "agreement_id text",
                    "tranche_id text",
                    "municipality text",
                    "due_date date",
                    "here boolean",
                    "payer text",
                    "payable_ore bigint",
                    "by_invoice boolean",
                    "tranche jsonb"),
            """
            ON CONFLICT (agreement_id, tranche_id) DO UPDATE
            SET municipality = excluded.municipality, due_date = excluded.due_date, here = excluded.here,
                payer = excluded.payer, payable_ore = excluded.payable_ore, by_invoice = excluded.by_invoice,
                fell_due = excluded.fell_due, tranche = excluded.tranche""");

    private final RowsTogether fallen = new RowsTogether("""
            WITH told AS MATERIALIZED (SELECT * FROM""", List.of("agreement_id text", "tranche_id text"), """
            ), remembered AS (INSERT INTO fallen_tranche SELECT * FROM told)
            UPDATE tranche SET fell_due = true FROM told
            WHERE tranche.agreement_id = told.agreement_id AND tranche.tranche_id = told.tranche_id""");

    TrancheRows(JdbcClient tables) {
        this.tables = tables;
    }

    /** Part 1 replaces what was there. What fell due stays so, as in the model. */
    void take(FundingScheduleDerived derived, String municipality) {
        write();
        tables.sql("""
                        INSERT INTO funding_schedule VALUES (:agreement, :municipality, :part, :parts)
                        ON CONFLICT (agreement_id) DO UPDATE SET part = :part, parts = :parts""")
                .param("agreement", derived.agreementId())
                .param("municipality", municipality)
                .param("part", derived.part())
                .param("parts", derived.parts())
                .update();
        if (derived.part() == 1) {
            tables.sql("DELETE FROM tranche WHERE agreement_id = :agreement")
                    .param("agreement", derived.agreementId())
                    .update();
        }
        for (Tranche tranche : derived.tranches()) {
            put(derived.agreementId(), tranche, municipality);
        }
    }

    void take(FundingScheduleWithdrawn withdrawn) {
        write();
        tables.sql("DELETE FROM funding_schedule WHERE agreement_id = :agreement")
                .param("agreement", withdrawn.agreementId())
                .update();
    }

    void take(TrancheScheduled scheduled, String municipality) {
        put(scheduled.agreementId(), scheduled.planned().tranche(), municipality);
    }

    void take(TrancheRescheduled rescheduled, String municipality) {
        Tranche tranche = rescheduled.planned().tranche();
        if (!Objects.equals(tranche.dueDate(), rescheduled.dueDateBefore())) {
            write();
            forget(rescheduled.agreementId(), tranche.trancheId(), "fallen_tranche");
        }
        put(rescheduled.agreementId(), tranche, municipality);
    }

    void take(TrancheCancelled cancelled) {
        write();
        forget(cancelled.agreementId(), cancelled.trancheId(), "fallen_tranche");
        forget(cancelled.agreementId(), cancelled.trancheId(), "tranche");
    }

    void take(TrancheFellDue fellDue) {
        fallen.put(List.of(fellDue.agreementId(), fellDue.trancheId()), fellDue.agreementId(), fellDue.trancheId());
    }

    private void put(String agreementId, Tranche tranche, String municipality) {
        tranches.put(
                List.of(agreementId, tranche.trancheId()),
                agreementId,
                tranche.trancheId(),
                municipality,
                tranche.dueDate(),
                tranche.settlement() == Settlement.HERE,
                tranche.payer(),
                OpenPayable.payableOf(tranche).ore(),
                OpenPayable.isPaidAgainstInvoice(tranche),
                JSON.writeValueAsString(tranche));
    }

    private void forget(String agreementId, String trancheId, String table) {
        tables.sql("DELETE FROM " + table + " WHERE agreement_id = :agreement AND tranche_id = :tranche")
                .param("agreement", agreementId)
                .param("tranche", trancheId)
                .update();
    }

    /** Before rows are changed in another way, and at the end. */
    void write() {
        tranches.write(tables);
        fallen.write(tables);
    }
}
