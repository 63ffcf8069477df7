package se.iopledger.finance.due;

import java.sql.Types;
import java.util.List;
import java.util.Objects;
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
    public List<String> tables() {
        return List.of("funding_schedule", "tranche", "fallen_tranche");
    }

    @Override
    public void on(RecordedEvent event, JdbcClient tables) {
        if (event.payload() instanceof FinanceEvent money) {
            take(money, event.municipality(), tables);
        }
    }

    private void take(FinanceEvent event, String municipality, JdbcClient tables) {
        switch (event) {
            case FundingScheduleDerived derived -> take(derived, municipality, tables);
            case TrancheFellDue fellDue -> take(fellDue, tables);
            case TrancheScheduled scheduled ->
                put(scheduled.agreementId(), scheduled.planned().tranche(), municipality, tables);
            case TrancheRescheduled rescheduled -> {
                Tranche tranche = rescheduled.planned().tranche();
                if (!Objects.equals(tranche.dueDate(), rescheduled.dueDateBefore())) {
                    forget(rescheduled.agreementId(), tranche.trancheId(), "fallen_tranche", tables);
                }
                forget(rescheduled.agreementId(), tranche.trancheId(), "tranche", tables);
                put(rescheduled.agreementId(), tranche, municipality, tables);
            }
            case TrancheCancelled cancelled -> {
                forget(cancelled.agreementId(), cancelled.trancheId(), "fallen_tranche", tables);
                forget(cancelled.agreementId(), cancelled.trancheId(), "tranche", tables);
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
                tables.sql("DELETE FROM funding_schedule WHERE agreement_id = :agreement")
                        .param("agreement", withdrawn.agreementId())
                        .update();
        }
    }

    /** Part 1 replaces what was there. What fell due stays so, as in the model. */
    private void take(FundingScheduleDerived derived, String municipality, JdbcClient tables) {
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
            put(derived.agreementId(), tranche, municipality, tables);
        }
    }

    private void put(String agreementId, Tranche tranche, String municipality, JdbcClient tables) {
        tables.sql("""
                        INSERT INTO tranche
                        VALUES (:agreement, :tranche, :municipality, :due, :here,
                            EXISTS (SELECT FROM fallen_tranche
                                WHERE agreement_id = :agreement AND tranche_id = :tranche),
                            :details::jsonb)""")
                .param("agreement", agreementId)
                .param("tranche", tranche.trancheId())
                .param("municipality", municipality)
                .param("due", tranche.dueDate(), Types.DATE)
                .param("here", tranche.settlement() == Settlement.HERE)
                .param("details", json.writeValueAsString(tranche))
                .update();
    }

    private static void forget(String agreementId, String trancheId, String table, JdbcClient tables) {
        tables.sql("DELETE FROM " + table + " WHERE agreement_id = :agreement AND tranche_id = :tranche")
                .param("agreement", agreementId)
                .param("tranche", trancheId)
                .update();
    }

    private static void take(TrancheFellDue fellDue, JdbcClient tables) {
        tables.sql("INSERT INTO fallen_tranche VALUES (:agreement, :tranche)")
                .param("agreement", fellDue.agreementId())
                .param("tranche", fellDue.trancheId())
                .update();
        tables.sql("UPDATE tranche SET fell_due = true WHERE agreement_id = :agreement AND tranche_id = :tranche")
                .param("agreement", fellDue.agreementId())
                .param("tranche", fellDue.trancheId())
                .update();
    }
}
