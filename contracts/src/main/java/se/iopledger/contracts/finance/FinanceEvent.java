package se.iopledger.contracts.finance;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;

/** An event of one agreement's funding. */
public sealed interface FinanceEvent
        permits FinanceEvent.FundingScheduleDerived,
                FinanceEvent.TrancheFellDue,
                FinanceEvent.FundingScheduleWithdrawn,
                FinanceEvent.FundingBasisChanged,
                FinanceEvent.TrancheScheduled,
                FinanceEvent.TrancheRescheduled,
                FinanceEvent.TrancheCancelled,
                FinanceEvent.OverpaymentFound,
                FinanceEvent.OverpaymentCleared,
                InputEvent,
                PaymentEvent,
                ClaimEvent {
    /** Id of the agreement: the subject of the entry, and the key of its record in Kafka. */
    String agreementId();

    /**
     * The schedule that follows from the terms with which the agreement came into force; replaces the one before it. What
     * changes of it later is told by the other events. A long schedule is told in several
     * parts, events of one append that follow each other, since an entry of the log has a limit: part 1 replaces what
     * was there, the later ones add to it.
     *
     * @param part 1 for the first
     * @param parts how many parts the schedule has; it is complete with the last
     * @param firstDay first day of the agreement
     * @param lastDay last day of the agreement
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

    /** The agreement was voided, or is not in force after all: nothing of its schedule holds. */
    record FundingScheduleWithdrawn(String agreementId) implements FinanceEvent {}

    /**
     * What the plan rests on changed: the days of the agreement, the versions of its terms, or what is awaited. Which
     * tranches change with it is told by the events beside it.
     *
     * @param firstDay first day of the agreement
     * @param lastDay last day as it stands
     * @param terms which version of the terms holds from which day, in order
     * @param awaits what must be registered before more can be scheduled
     */
    record FundingBasisChanged(
            String agreementId,
            LocalDate firstDay,
            LocalDate lastDay,
            LocalDate takeoverDate,
            List<TermsFrom> terms,
            List<Awaited> awaits)
            implements FinanceEvent {
        public FundingBasisChanged {
            terms = List.copyOf(terms);
            awaits = List.copyOf(awaits);
        }
    }

    /** A version of the terms, and the first day on which it holds. */
    record TermsFrom(int termsVersion, LocalDate from) {}

    /** A tranche came into the plan: of an extension, of new terms, of an end that was taken back, or as a difference. */
    record TrancheScheduled(String agreementId, PlannedTranche planned) implements FinanceEvent {}

    /**
     * A tranche of the plan, not yet paid, changed. One that fell due and got another date has not fallen due by that.
     *
     * @param planned as it stands now
     * @param change in which way
     * @param amountBefore kronor before
     * @param dueDateBefore due date before; null where it had none
     */
    record TrancheRescheduled(
            String agreementId,
            PlannedTranche planned,
            Change change,
            Money amountBefore,
            @Nullable LocalDate dueDateBefore)
            implements FinanceEvent {}

    /** In which way a tranche changed. */
    enum Change {
        /** It pays for fewer days. */
        SHORTENED,
        /** It pays for more days. */
        PROLONGED,
        /** It pays for as many days, otherwise. */
        CHANGED
    }

    /**
     * A tranche of the plan, not yet paid, is not owed.
     *
     * @param amount kronor that it had
     * @param dueDate due date that it had; null where it had none
     */
    record TrancheCancelled(
            String agreementId,
            String trancheId,
            Money amount,
            @Nullable LocalDate dueDate) implements FinanceEvent {}

    /** More was settled than the terms now give; replaces what was found of the same tranche before. */
    record OverpaymentFound(String agreementId, Overpayment overpayment) implements FinanceEvent {}

    /**
     * What was settled with a tranche is owed after all.
     *
     * @param amount kronor that had been found too much
     */
    record OverpaymentCleared(String agreementId, String trancheId, Money amount) implements FinanceEvent {}
}
