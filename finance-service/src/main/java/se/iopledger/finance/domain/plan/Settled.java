package se.iopledger.finance.domain.plan;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.agreement.AgreementLife.TermsVersion;
import se.iopledger.contracts.finance.Awaited;
import se.iopledger.contracts.finance.Overpayment;
import se.iopledger.contracts.finance.PlannedTranche;
import se.iopledger.contracts.finance.PlannedTranche.Correction;
import se.iopledger.contracts.finance.Share;
import se.iopledger.contracts.finance.Tranche;
import se.iopledger.contracts.finance.Tranche.Settlement;

/**
 * Tranches that were settled stay as they were, whatever the terms give now: what is missing becomes a tranche of its own,
 * what is too much an overpayment. For each of them, what was settled and its difference make what the terms give.
 *
 * @param tranches those that were settled, by id
 * @param takeoverDate what was due before it was settled elsewhere
 */
@CheckReturnValue
record Settled(SortedMap<String, PlannedTranche> tranches, LocalDate takeoverDate) {
    /**
     * A plan that leaves the settled ones as they are.
     *
     * @param tranches the settled ones, the others, and those that make up for what is missing
     */
    record Balanced(List<PlannedTranche> tranches, List<Overpayment> overpayments, List<Awaited> awaits) {}

    /** What was due before the takeover, by the terms with which the agreement came into force. */
    static Settled elsewhere(AgreementLife life, BankDays bankDays) {
        TermsVersion first = life.firstVersion();
        SortedMap<String, PlannedTranche> tranches = new TreeMap<>();
        FundingSchedule.derivedFrom(first.terms(), bankDays).tranches().stream()
                .filter(tranche -> tranche.settlement() == Settlement.ELSEWHERE)
                .forEach(tranche -> tranches.put(tranche.trancheId(), FundingPlan.whole(tranche, first.number())));
        return new Settled(tranches, first.terms().takeoverDate());
    }

    /** @param slots what the terms give now */
    Balanced balancedWith(List<Slot> slots) {
        List<PlannedTranche> balanced = new ArrayList<>();
        List<Overpayment> overpayments = new ArrayList<>();
        List<Awaited> awaits = new ArrayList<>();
        Set<String> given = new HashSet<>();
        for (Slot slot : slots) {
            PlannedTranche settled = tranches.get(slot.trancheId());
            if (settled == null) {
                PlannedTranche planned = slot.planned();
                if (isDueBeforeTheTakeover(planned.tranche())) {
                    balanced.add(unsettled(planned));
                    awaits.add(proofOf(planned.tranche(), slot.clauses()));
                } else {
                    balanced.add(planned);
                }
                continue;
            }
            given.add(slot.trancheId());
            balanced.add(settled);
            Money missing = slot.owed().minus(settled.tranche().amount());
            if (missing.isNegative()) {
                overpayments.add(overpaid(settled.tranche(), slot));
            } else if (!missing.equals(Money.ZERO)) {
                balanced.add(difference(settled.tranche(), slot, missing));
                awaits.add(proofOf(settled.tranche(), slot.clauses()));
            }
        }
        for (PlannedTranche settled : tranches.values()) {
            if (!given.contains(settled.tranche().trancheId())) {
                balanced.add(settled);
                if (!settled.tranche().amount().equals(Money.ZERO)) {
                    overpayments.add(overpaid(settled.tranche(), null));
                }
            }
        }
        return new Balanced(balanced, overpayments, awaits);
    }

    private boolean isDueBeforeTheTakeover(Tranche tranche) {
        LocalDate dueDate = tranche.dueDate();
        return dueDate != null && dueDate.isBefore(takeoverDate);
    }

    /** Later terms give it for a day before the takeover, when nobody could have settled it by them. */
    private PlannedTranche unsettled(PlannedTranche planned) {
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
                        Money.ZERO,
                        null,
                        Tranche.Standing.PROVISIONAL,
                        Settlement.HERE,
                        tranche.manner(),
                        tranche.clauses(),
                        tranche.calculation() + " That lies before the takeover on " + takeoverDate
                                + ", and the terms of the takeover did not give it. Not dated; awaits "
                                + proofInWords(tranche) + ".",
                        tranche.assumptions(),
                        List.of()),
                planned.shares(),
                null);
    }

    private PlannedTranche difference(Tranche settled, Slot slot, Money missing) {
        Tranche planned = slot.planned().tranche();
        return new PlannedTranche(
                new Tranche(
                        settled.trancheId() + "-difference",
                        planned.payer(),
                        planned.recipient(),
                        planned.year(),
                        planned.number(),
                        planned.of(),
                        planned.periodFirst(),
                        planned.periodLast(),
                        missing,
                        Money.ZERO,
                        null,
                        Tranche.Standing.PROVISIONAL,
                        Settlement.HERE,
                        planned.manner(),
                        planned.clauses(),
                        "The terms now give " + slot.owed() + ", of which " + settled.amount() + " was " + how()
                                + ": the difference is " + missing + ". " + slot.calculation()
                                + " Not dated; awaits " + proofInWords(settled) + ".",
                        planned.assumptions(),
                        List.of()),
                slot.shares(),
                new Correction(settled.trancheId(), settled.amount()));
    }

    private Overpayment overpaid(Tranche settled, @Nullable Slot slot) {
        Money owed = slot == null ? Money.ZERO : slot.owed();
        List<Share> shares = slot == null ? List.of() : slot.shares();
        Money amount = settled.amount().minus(owed);
        return new Overpayment(
                settled.trancheId(),
                settled.payer(),
                settled.recipient(),
                settled.amount(),
                owed,
                amount,
                shares,
                slot == null ? settled.clauses() : slot.clauses(),
                settled.amount() + " was " + how() + ". The terms now give "
                        + (slot == null
                                ? "nothing for " + settled.periodFirst() + " to " + settled.periodLast()
                                : owed.toString())
                        + ": " + amount + " too much."
                        + (slot == null ? "" : " " + slot.calculation()));
    }

    private String how() {
        return "settled elsewhere before the takeover on " + takeoverDate;
    }

    private static Awaited proofOf(Tranche settled, List<String> clauses) {
        return new Awaited(proofInWords(settled), clauses);
    }

    /** That a tranche was settled elsewhere is known, but not by how much: a difference is not paid on a guess. */
    private static String proofInWords(Tranche settled) {
        return "what was paid elsewhere for the tranche " + settled.trancheId();
    }
}
