package se.iopledger.finance.due;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.finance.ClaimEvent;
import se.iopledger.contracts.finance.FinanceEvent;
import se.iopledger.contracts.finance.FinanceEvent.FundingBasisChanged;
import se.iopledger.contracts.finance.FinanceEvent.FundingScheduleDerived;
import se.iopledger.contracts.finance.FinanceEvent.FundingScheduleWithdrawn;
import se.iopledger.contracts.finance.FinanceEvent.OverpaymentCleared;
import se.iopledger.contracts.finance.FinanceEvent.OverpaymentFound;
import se.iopledger.contracts.finance.FinanceEvent.TrancheCancelled;
import se.iopledger.contracts.finance.FinanceEvent.TrancheFellDue;
import se.iopledger.contracts.finance.FinanceEvent.TrancheRescheduled;
import se.iopledger.contracts.finance.FinanceEvent.TrancheScheduled;
import se.iopledger.contracts.finance.InputEvent;
import se.iopledger.contracts.finance.PaymentEvent;
import se.iopledger.contracts.finance.Tranche;
import se.iopledger.contracts.finance.Tranche.Settlement;
import se.iopledger.shell.projection.Projection;
import se.iopledger.shell.projection.RecordedEvent;
import se.iopledger.shell.projection.RowsTogether;
import tools.jackson.databind.json.JsonMapper;

/** The tranches of all schedules in force, by due date. */
@Component
final class DueTranches implements Projection {
    private final JsonMapper json = ContractsJson.mapper();

    @Override
    public String name() {
        return "due-tranches";
    }

    @Override
    public Set<Class<?>> about() {
        return Set.of(FinanceEvent.class);
    }

    @Override
    public List<String> tables() {
        return List.of("funding_schedule", "tranche", "fallen_tranche");
    }

    @Override
    public void on(RecordedEvent event, JdbcClient tables) {
        onAll(List.of(event), tables);
    }

    @Override
    public void onAll(List<RecordedEvent> events, JdbcClient tables) {
        Rows rows = new Rows(tables);
        for (RecordedEvent event : events) {
            if (event.payload() instanceof FinanceEvent money) {
                take(money, event.municipality(), rows);
            }
        }
        rows.write();
    }

    /**
     * Tranches, and which of them fell due, that are written together: first the one, then the other, whichever was told
     * first, as what fell due stays so.
     */
    private final class Rows {
        private final JdbcClient tables;
        private final RowsTogether tranches = new RowsTogether(
                """
                INSERT INTO tranche
                SELECT told.agreement_id, told.tranche_id, municipality, due_date, here,
                    EXISTS (SELECT FROM fallen_tranche fallen
                        WHERE fallen.agreement_id = told.agreement_id AND fallen.tranche_id = told.tranche_id),
                    tranche
                FROM""",
                List.of(
                        "agreement_id text",
                        "tranche_id text",
                        "municipality text",
                        "due_date date",
                        "here boolean",
                        "tranche jsonb"),
                """
                ON CONFLICT (agreement_id, tranche_id) DO UPDATE
                SET municipality = excluded.municipality, due_date = excluded.due_date, here = excluded.here,
                    fell_due = excluded.fell_due, tranche = excluded.tranche""");
        private final RowsTogether fallen = new RowsTogether("""
                WITH told AS MATERIALIZED (SELECT * FROM""", List.of("agreement_id text", "tranche_id text"), """
                ), remembered AS (INSERT INTO fallen_tranche SELECT * FROM told)
                UPDATE tranche SET fell_due = true FROM told
                WHERE tranche.agreement_id = told.agreement_id AND tranche.tranche_id = told.tranche_id""");

        Rows(JdbcClient tables) {
            this.tables = tables;
        }

        void put(String agreementId, Tranche tranche, String municipality) {
            tranches.put(
                    List.of(agreementId, tranche.trancheId()),
                    agreementId,
                    tranche.trancheId(),
                    municipality,
                    tranche.dueDate(),
                    tranche.settlement() == Settlement.HERE,
                    json.writeValueAsString(tranche));
        }

        void fell(TrancheFellDue fellDue) {
            fallen.put(List.of(fellDue.agreementId(), fellDue.trancheId()), fellDue.agreementId(), fellDue.trancheId());
        }

        void write() {
            tranches.write(tables);
            fallen.write(tables);
        }

        /** For what changes rows in another way: all before it is written. */
        JdbcClient written() {
            write();
            return tables;
        }
    }

    private void take(FinanceEvent event, String municipality, Rows rows) {
        switch (event) {
            case FundingScheduleDerived derived -> take(derived, municipality, rows);
            case TrancheFellDue fellDue -> rows.fell(fellDue);
            case TrancheScheduled scheduled ->
                rows.put(scheduled.agreementId(), scheduled.planned().tranche(), municipality);
            case TrancheRescheduled rescheduled -> {
                Tranche tranche = rescheduled.planned().tranche();
                if (!Objects.equals(tranche.dueDate(), rescheduled.dueDateBefore())) {
                    forget(rescheduled.agreementId(), tranche.trancheId(), "fallen_tranche", rows.written());
                }
                rows.put(rescheduled.agreementId(), tranche, municipality);
            }
            case TrancheCancelled cancelled -> {
                forget(cancelled.agreementId(), cancelled.trancheId(), "fallen_tranche", rows.written());
                forget(cancelled.agreementId(), cancelled.trancheId(), "tranche", rows.written());
            }
            case FundingBasisChanged _,
                    OverpaymentFound _,
                    OverpaymentCleared _,
                    InputEvent _,
                    PaymentEvent _,
                    ClaimEvent _ -> {
                // Nothing falls due by these.
            }
            case FundingScheduleWithdrawn withdrawn ->
                rows.written()
                        .sql("DELETE FROM funding_schedule WHERE agreement_id = :agreement")
                        .param("agreement", withdrawn.agreementId())
                        .update();
        }
    }

    /** Part 1 replaces what was there. What fell due stays so, as in the model. */
    private void take(FundingScheduleDerived derived, String municipality, Rows rows) {
        JdbcClient tables = rows.written();
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
            rows.put(derived.agreementId(), tranche, municipality);
        }
    }

    private static void forget(String agreementId, String trancheId, String table, JdbcClient tables) {
        tables.sql("DELETE FROM " + table + " WHERE agreement_id = :agreement AND tranche_id = :tranche")
                .param("agreement", agreementId)
                .param("tranche", trancheId)
                .update();
    }
}
