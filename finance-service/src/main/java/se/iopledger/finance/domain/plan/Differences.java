package se.iopledger.finance.domain.plan;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import se.iopledger.contracts.finance.FinanceEvent;
import se.iopledger.contracts.finance.FinanceEvent.Change;
import se.iopledger.contracts.finance.FinanceEvent.FundingBasisChanged;
import se.iopledger.contracts.finance.FinanceEvent.OverpaymentCleared;
import se.iopledger.contracts.finance.FinanceEvent.OverpaymentFound;
import se.iopledger.contracts.finance.FinanceEvent.TrancheCancelled;
import se.iopledger.contracts.finance.FinanceEvent.TrancheRescheduled;
import se.iopledger.contracts.finance.FinanceEvent.TrancheScheduled;
import se.iopledger.contracts.finance.Overpayment;
import se.iopledger.contracts.finance.PlannedTranche;
import se.iopledger.contracts.finance.Tranche;
import se.iopledger.contracts.finance.Tranche.Reading;

/**
 * Between what is scheduled and what the plan should be: only this is told. Words alone make no difference, since a later
 * release may put the same calculation otherwise.
 */
@CheckReturnValue
public final class Differences {
    private Differences() {}

    public static List<FinanceEvent> between(String agreementId, FundingPlan before, FundingPlan plan) {
        List<FinanceEvent> events = new ArrayList<>();
        FundingPlan.Basis basis = plan.basis();
        if (!basis.equals(before.basis())) {
            events.add(new FundingBasisChanged(
                    agreementId,
                    basis.firstDay(),
                    basis.lastDay(),
                    basis.takeoverDate(),
                    basis.terms(),
                    basis.awaits()));
        }
        Map<String, PlannedTranche> planned = byId(plan.tranches());
        Map<String, PlannedTranche> scheduled = byId(before.tranches());
        for (PlannedTranche one : before.tranches()) {
            if (!planned.containsKey(one.tranche().trancheId())) {
                events.add(new TrancheCancelled(
                        agreementId,
                        one.tranche().trancheId(),
                        one.tranche().amount(),
                        one.tranche().dueDate()));
            }
        }
        for (PlannedTranche one : plan.tranches()) {
            PlannedTranche was = scheduled.get(one.tranche().trancheId());
            if (was == null) {
                events.add(new TrancheScheduled(agreementId, one));
            } else if (!saysTheSame(was, one)) {
                events.add(new TrancheRescheduled(
                        agreementId,
                        one,
                        change(was.tranche(), one.tranche()),
                        was.tranche().amount(),
                        was.tranche().dueDate()));
            }
        }
        events.addAll(overpayments(agreementId, before, plan));
        return events;
    }

    private static List<FinanceEvent> overpayments(String agreementId, FundingPlan before, FundingPlan plan) {
        List<FinanceEvent> events = new ArrayList<>();
        Map<String, Overpayment> found = overpaymentsById(plan);
        Map<String, Overpayment> known = overpaymentsById(before);
        for (Overpayment one : before.overpayments()) {
            if (!found.containsKey(one.trancheId())) {
                events.add(new OverpaymentCleared(agreementId, one.trancheId(), one.amount()));
            }
        }
        for (Overpayment one : plan.overpayments()) {
            Overpayment was = known.get(one.trancheId());
            if (was == null || !withoutWords(was).equals(withoutWords(one))) {
                events.add(new OverpaymentFound(agreementId, one));
            }
        }
        return events;
    }

    private static Map<String, Overpayment> overpaymentsById(FundingPlan plan) {
        return plan.overpayments().stream().collect(Collectors.toMap(Overpayment::trancheId, Function.identity()));
    }

    private static Map<String, PlannedTranche> byId(List<PlannedTranche> tranches) {
        return tranches.stream().collect(Collectors.toMap(one -> one.tranche().trancheId(), Function.identity()));
    }

    private static Change change(Tranche was, Tranche is) {
        if (days(is) == days(was)) {
            return Change.CHANGED;
        }
        return days(is) < days(was) ? Change.SHORTENED : Change.PROLONGED;
    }

    private static long days(Tranche tranche) {
        return new BrokenPeriod(tranche.periodFirst(), tranche.periodLast()).days();
    }

    static boolean saysTheSame(PlannedTranche one, PlannedTranche other) {
        return withoutWords(one).equals(withoutWords(other));
    }

    public static PlannedTranche withoutWords(PlannedTranche planned) {
        Tranche tranche = planned.tranche();
        return new PlannedTranche(
                new Tranche(
                        tranche.trancheId(),
                        tranche.payer(),
                        tranche.recipient(),
                        tranche.year(),
                        tranche.number(),
                        tranche.of(),
                        tranche.periodFirst(),
                        tranche.periodLast(),
                        tranche.amount(),
                        tranche.guaranteed(),
                        tranche.dueDate(),
                        tranche.standing(),
                        tranche.settlement(),
                        tranche.manner(),
                        tranche.clauses(),
                        "",
                        tranche.assumptions(),
                        tranche.readings().stream()
                                .map(reading -> new Reading(reading.label(), reading.amount(), "", reading.clauses()))
                                .toList()),
                planned.shares(),
                planned.corrects());
    }

    private static Overpayment withoutWords(Overpayment overpayment) {
        return new Overpayment(
                overpayment.trancheId(),
                overpayment.payer(),
                overpayment.recipient(),
                overpayment.settled(),
                overpayment.owed(),
                overpayment.amount(),
                overpayment.shares(),
                overpayment.clauses(),
                "");
    }
}
