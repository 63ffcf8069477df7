package se.iopledger.contracts.finance;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;

/** An event of one agreement's funding. */
public sealed interface FinanceEvent {
    String agreementId();

    /**
     * The schedule that follows from the terms in force; replaces the one before it.
     *
     * @param tranches in order of due date
     * @param awaits what must be registered before more can be scheduled, as the annex of STO-4
     */
    record FundingScheduleDerived(
            String agreementId, int termsVersion, LocalDate takeoverDate, List<Tranche> tranches, List<Awaited> awaits)
            implements FinanceEvent {
        public FundingScheduleDerived {
            tranches = List.copyOf(tranches);
            awaits = List.copyOf(awaits);
        }
    }

    /**
     * The due date of a tranche was reached.
     *
     * @param dueDate the day it was due
     * @param amount kronor, or null where the amount is still awaited
     */
    record TrancheFellDue(
            String agreementId,
            String trancheId,
            LocalDate dueDate,
            @Nullable Money amount) implements FinanceEvent {}

    /** The agreement was voided: nothing of its schedule holds. */
    record FundingScheduleWithdrawn(String agreementId) implements FinanceEvent {}
}
