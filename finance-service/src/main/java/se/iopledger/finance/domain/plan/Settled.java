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
 * What was settled stays as it was, whatever the terms give now: what is missing of all that was settled for a slot becomes
 * one tranche of its own, what is too much one overpayment. So for each slot, what was settled and what is open, less what
 * is overpaid, make what the terms give.
 *
 * @param bySlot all tranches that were settled for a slot, the slot's own and those that made up for differences, by id
 * @param takeoverDate what was due before it was settled elsewhere
 */
@CheckReturnValue
record Settled(SortedMap<String, SortedMap<String, Part>> bySlot, LocalDate takeoverDate) {
    private static final String DIFFERENCE = "-difference";

    /**
     * A tranche that was settled, all of it or a part.
     *
     * @param amount kronor
     * @param whole whether it is open for no more
     * @param elsewhere whether it was settled before the takeover
     */
    record Part(PlannedTranche asSettled, Money amount, boolean whole, boolean elsewhere) {}

    /**
     * A plan that leaves the settled ones as they are.
     *
     * @param tranches the settled ones, the others, and those that make up for what is missing
     */
    record Balanced(List<PlannedTranche> tranches, List<Overpayment> overpayments, List<Awaited> awaits) {
        Balanced() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    /** What was due before the takeover, by the terms with which the agreement came into force, and what was settled here. */
    static Settled of(AgreementLife life, SettledSoFar here, BankDays bankDays) {
        TermsVersion first = life.firstVersion();
        Settled settled = here(here, first.terms().takeoverDate());
        if (!first.terms().takeoverDate().isAfter(first.terms().period().first())) {
            // Nothing is due before the first day.
            return settled;
        }
        FundingSchedule.derivedFrom(first.terms(), bankDays).tranches().stream()
                .filter(tranche -> tranche.settlement() == Settlement.ELSEWHERE)
                .forEach(tranche -> settled.bySlot
                        .computeIfAbsent(tranche.trancheId(), slot -> new TreeMap<>())
                        .put(
                                tranche.trancheId(),
                                new Part(FundingPlan.whole(tranche, first.number()), tranche.amount(), true, true)));
        return settled;
    }

    static Settled here(SettledSoFar here, LocalDate takeoverDate) {
        SortedMap<String, SortedMap<String, Part>> bySlot = new TreeMap<>();
        here.tranches()
                .forEach((id, settled) -> bySlot.computeIfAbsent(slotOf(settled.asSettled()), slot -> new TreeMap<>())
                        .put(id, new Part(settled.asSettled(), settled.amount(), settled.whole(), false)));
        return new Settled(bySlot, takeoverDate);
    }

    /** The slot that a tranche belongs to: its own, or that of the tranche that it corrects. */
    static String slotOf(PlannedTranche planned) {
        Correction corrects = planned.corrects();
        return corrects == null ? planned.tranche().trancheId() : corrects.trancheId();
    }

    /** @param slots what the terms give now */
    Balanced balancedWith(List<Slot> slots) {
        Balanced balanced = new Balanced();
        Set<String> given = new HashSet<>();
        for (Slot slot : slots) {
            given.add(slot.trancheId());
            SortedMap<String, Part> parts = bySlot.get(slot.trancheId());
            if (parts == null) {
                open(slot, balanced);
            } else {
                balance(slot.trancheId(), parts, slot, balanced);
            }
        }
        bySlot.forEach((slotId, parts) -> {
            if (!given.contains(slotId)) {
                balance(slotId, parts, null, balanced);
            }
        });
        return balanced;
    }

    private void open(Slot slot, Balanced balanced) {
        PlannedTranche planned = slot.planned();
        if (isDueBeforeTheTakeover(planned.tranche())) {
            balanced.tranches().add(unsettled(planned));
            balanced.awaits().add(proofOf(slot.trancheId(), slot.clauses()));
        } else {
            balanced.tranches().add(planned);
        }
    }

    /** @param slot what the terms give now; null where they give nothing */
    private void balance(String slotId, SortedMap<String, Part> parts, @Nullable Slot slot, Balanced balanced) {
        String openId = firstOpen(slotId, parts);
        Money settled = Money.sum(parts.values().stream().map(Part::amount).toList());
        Money missing = (slot == null ? Money.ZERO : slot.owed()).minus(settled);
        parts.forEach((id, part) -> {
            if (!id.equals(openId)) {
                balanced.tranches().add(part.whole() ? part.asSettled() : reducedTo(part.amount(), part));
            }
        });
        Part open = parts.get(openId);
        if (slot != null && missing.compareTo(Money.ZERO) > 0) {
            Money settledOfOpen = open == null ? Money.ZERO : open.amount();
            boolean elsewhere = parts.values().stream().anyMatch(Part::elsewhere);
            balanced.tranches()
                    .add(rest(openId, slot, elsewhere, missing.plus(settledOfOpen), settled.minus(settledOfOpen)));
            if (elsewhere) {
                balanced.awaits().add(proofOf(slotId, slot.clauses()));
            }
        } else if (open != null) {
            balanced.tranches().add(reducedTo(open.amount(), open));
        }
        if (missing.isNegative()) {
            Part one = parts.values().iterator().next();
            balanced.overpayments().add(overpaid(slotId, one, settled, slot));
        }
    }

    /** The slot's own tranche, or the first of those that make up for a difference, that is not settled whole. */
    private static String firstOpen(String slotId, SortedMap<String, Part> parts) {
        String id = slotId;
        for (int number = 1; isWhole(parts.get(id)); number++) {
            id = slotId + DIFFERENCE + (number == 1 ? "" : "-" + number);
        }
        return id;
    }

    private static boolean isWhole(@Nullable Part part) {
        return part != null && part.whole();
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
                                + proofInWords(tranche.trancheId()) + ".",
                        tranche.assumptions(),
                        List.of()),
                planned.shares(),
                null);
    }

    /** A tranche of which a part was settled, and of which no more is owed. */
    private static PlannedTranche reducedTo(Money amount, Part part) {
        Tranche tranche = part.asSettled().tranche();
        if (tranche.amount().equals(amount)) {
            return part.asSettled();
        }
        Tranche reduced = new Tranche(
                tranche.trancheId(),
                tranche.payer(),
                tranche.recipient(),
                tranche.year(),
                tranche.number(),
                tranche.of(),
                tranche.periodFirst(),
                tranche.periodLast(),
                amount,
                amount,
                tranche.dueDate(),
                tranche.standing(),
                tranche.settlement(),
                tranche.manner(),
                tranche.clauses(),
                tranche.calculation() + " Of it " + amount + " was settled, and no more is owed.",
                tranche.assumptions(),
                List.of());
        PlannedTranche whole =
                FundingPlan.whole(reduced, part.asSettled().shares().getLast().termsVersion());
        Correction corrects = part.asSettled().corrects();
        return corrects == null
                ? whole
                : new PlannedTranche(whole.tranche(), whole.shares(), new Correction(corrects.trancheId(), Money.ZERO));
    }

    /**
     * What is still to be settled of a slot.
     *
     * @param elsewhere whether the slot's own tranche was settled before the takeover
     * @param amount of the open tranche, with what was settled of it
     * @param others kronor settled with the slot's other tranches
     */
    private PlannedTranche rest(String id, Slot slot, boolean elsewhere, Money amount, Money others) {
        PlannedTranche planned = slot.planned();
        if (id.equals(slot.trancheId()) && others.equals(Money.ZERO)) {
            return planned;
        }
        Tranche tranche = planned.tranche();
        boolean firm = tranche.standing() == Tranche.Standing.FIRM && !elsewhere;
        return new PlannedTranche(
                new Tranche(
                        id,
                        tranche.payer(),
                        tranche.recipient(),
                        tranche.year(),
                        tranche.number(),
                        tranche.of(),
                        tranche.periodFirst(),
                        tranche.periodLast(),
                        amount,
                        firm
                                ? amount
                                : guaranteed(
                                        amount, elsewhere, tranche.guaranteed().minus(others)),
                        elsewhere ? null : slot.dueDate(),
                        firm ? Tranche.Standing.FIRM : Tranche.Standing.PROVISIONAL,
                        Settlement.HERE,
                        tranche.manner(),
                        tranche.clauses(),
                        "The terms now give " + slot.owed() + ", of which " + others + " was " + how(elsewhere)
                                + ": the difference is " + amount + ". " + slot.calculation()
                                + (elsewhere
                                        ? " Not dated; awaits " + proofInWords(slot.trancheId()) + "."
                                        : " A difference is due when its tranche was."),
                        tranche.assumptions(),
                        List.of()),
                slot.shares(),
                new Correction(slot.trancheId(), others));
    }

    /** Of a difference that may still change, what is missing of what may be paid; nothing before its proof is there. */
    private static Money guaranteed(Money amount, boolean elsewhere, Money missing) {
        if (elsewhere || missing.isNegative()) {
            return Money.ZERO;
        }
        return missing.compareTo(amount) < 0 ? missing : amount;
    }

    private Overpayment overpaid(String slotId, Part one, Money settled, @Nullable Slot slot) {
        Tranche tranche = one.asSettled().tranche();
        Money owed = slot == null ? Money.ZERO : slot.owed();
        List<Share> shares = slot == null ? List.of() : slot.shares();
        Money amount = settled.minus(owed);
        return new Overpayment(
                slotId,
                tranche.payer(),
                tranche.recipient(),
                settled,
                owed,
                amount,
                shares,
                slot == null ? tranche.clauses() : slot.clauses(),
                settled + " was " + how(one.elsewhere()) + ". The terms now give "
                        + (slot == null
                                ? "nothing for " + tranche.periodFirst() + " to " + tranche.periodLast()
                                : owed.toString())
                        + ": " + amount + " too much."
                        + (slot == null ? "" : " " + slot.calculation()));
    }

    private String how(boolean elsewhere) {
        return elsewhere ? "settled elsewhere before the takeover on " + takeoverDate : "settled";
    }

    private static Awaited proofOf(String trancheId, List<String> clauses) {
        return new Awaited(proofInWords(trancheId), clauses);
    }

    /** That a tranche was settled elsewhere is known, but not by how much: a difference is not paid on a guess. */
    private static String proofInWords(String trancheId) {
        return "what was paid elsewhere for the tranche " + trancheId;
    }
}
