package se.iopledger.contracts.finance;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;

/** An event of one agreement's funding. */
public sealed interface FinanceEvent {
    /** Id of the agreement: the subject of the entry, and the key of its record in Kafka. */
    String agreementId();

    /**
     * The schedule that follows from the terms in force; replaces the one before it. A long schedule is told in several
     * parts, events of one append that follow each other, since an entry of the log has a limit: part 1 replaces what
     * was there, the later ones add to it.
     *
     * @param part 1 for the first
     * @param parts how many parts the schedule has; it is complete with the last
     * @param firstDay first day of the agreement
     * @param lastDay last day of the agreement, with the extensions that have happened
     * @param tranches in order of due date, undated ones last; through all parts
     * @param awaits what must be registered before more can be scheduled, as the annex of STO-4; all in part 1
     */
    record FundingScheduleDerived(
            String agreementId,
            int termsVersion,
            int part,
            int parts,
            LocalDate firstDay,
            LocalDate lastDay,
            LocalDate takeoverDate,
            List<Tranche> tranches,
            List<Awaited> awaits)
            implements FinanceEvent {
        public FundingScheduleDerived {
            tranches = List.copyOf(tranches);
            awaits = List.copyOf(awaits);
        }
    }

    /**
     * The due date of a tranche was reached. A tranche paid against invoice may be invoiced from that day on; to be paid
     * it still needs the invoice.
     *
     * @param dueDate the day it was due, or might first be invoiced
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
