package se.iopledger.finance.payable;

import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
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
import se.iopledger.shell.projection.Projection;
import se.iopledger.shell.projection.RecordedEvent;

/** The tranches of all schedules in force and what became of them, to find what falls due and what waits for somebody. */
@Component
final class Payables implements Projection {
    @Override
    public String name() {
        return "payables";
    }

    @Override
    public Set<Class<?>> about() {
        return Set.of(FinanceEvent.class);
    }

    @Override
    public List<String> tables() {
        return List.of("funding_schedule", "tranche", "fallen_tranche", "payable", "payable_order", "payment_hold");
    }

    @Override
    public void on(RecordedEvent event, JdbcClient tables) {
        onAll(List.of(event), tables);
    }

    @Override
    public void onAll(List<RecordedEvent> events, JdbcClient tables) {
        TrancheRows tranches = new TrancheRows(tables);
        for (RecordedEvent event : events) {
            if (event.payload() instanceof FinanceEvent money) {
                take(money, event.municipality(), tranches, tables);
            }
        }
        tranches.write();
    }

    private static void take(FinanceEvent event, String municipality, TrancheRows tranches, JdbcClient tables) {
        switch (event) {
            case FundingScheduleDerived derived -> tranches.take(derived, municipality);
            case FundingScheduleWithdrawn withdrawn -> tranches.take(withdrawn);
            case TrancheScheduled scheduled -> tranches.take(scheduled, municipality);
            case TrancheRescheduled rescheduled -> tranches.take(rescheduled, municipality);
            case TrancheCancelled cancelled -> tranches.take(cancelled);
            case TrancheFellDue fellDue -> tranches.take(fellDue);
            // These change no row of a tranche, so that it does not matter which are written first.
            case PaymentEvent payment -> PaymentRows.take(payment, tables);
            case FundingBasisChanged _, OverpaymentFound _, OverpaymentCleared _, InputEvent _, ClaimEvent _ -> {
                // Nothing falls due or is attested by these.
            }
        }
    }
}
