package se.iopledger.finance.domain.plan;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.PlannedTranche;

/**
 * What was settled of an agreement's tranches through this ledger: released to the bank or paid, less what came back. The
 * plan leaves it as it is and reckons with it.
 *
 * @param tranches by id of the tranche; none by which nothing is settled
 * @param repaid by id of the tranche, what its recipient has paid back of it and is not voided: so that it can be
 */
@CheckReturnValue
public record SettledSoFar(SortedMap<String, OfTranche> tranches, SortedMap<String, Repaid> repaid) {
    public static final SettledSoFar NOTHING = new SettledSoFar(new TreeMap<>(), new TreeMap<>());

    public SettledSoFar {
        tranches = Collections.unmodifiableSortedMap(new TreeMap<>(tranches));
        repaid = Collections.unmodifiableSortedMap(new TreeMap<>(repaid));
    }

    /**
     * What was paid back of one tranche.
     *
     * @param asSettled the tranche as it stood when it was settled
     * @param amount kronor
     */
    public record Repaid(PlannedTranche asSettled, Money amount) {}

    /**
     * What was settled of one tranche.
     *
     * @param asSettled the tranche as it stood when it was settled
     * @param amount kronor, less what was paid back
     * @param whole whether all of it was settled: then it stays as it was, and what more is owed becomes a tranche of its
     *     own; else it is still open for the rest
     */
    public record OfTranche(PlannedTranche asSettled, Money amount, boolean whole) {}

    /**
     * With this much of a tranche settled, beside what was settled of it before.
     *
     * @param tranche as it stands
     * @throws IllegalArgumentException if the amount is not above zero
     */
    public SettledSoFar settling(PlannedTranche tranche, Money amount) {
        mustBePositive(amount);
        String id = tranche.tranche().trancheId();
        OfTranche before = tranches.get(id);
        PlannedTranche asSettled = before != null && before.whole() ? before.asSettled() : tranche;
        Money total = before == null ? amount : before.amount().plus(amount);
        boolean whole = isWhole(id) || total.compareTo(asSettled.tranche().amount()) >= 0;
        return with(id, new OfTranche(asSettled, total, whole));
    }

    /**
     * With this much of what was settled undone: the bank did not pay, or the money bounced. It is open again.
     *
     * @throws IllegalStateException if less was settled
     */
    public SettledSoFar returning(String trancheId, Money amount) {
        OfTranche before = settledWithAtLeast(trancheId, amount);
        Money left = before.amount().minus(amount);
        return left.equals(Money.ZERO)
                ? without(trancheId)
                : with(trancheId, new OfTranche(before.asSettled(), left, false));
    }

    /**
     * With this much of what was settled paid back by the recipient. The tranche is not open again by that.
     *
     * @throws IllegalStateException if less was settled
     */
    public SettledSoFar repaying(String trancheId, Money amount) {
        OfTranche before = settledWithAtLeast(trancheId, amount);
        SortedMap<String, Repaid> more = new TreeMap<>(repaid);
        more.merge(
                trancheId,
                new Repaid(before.asSettled(), amount),
                (one, other) -> new Repaid(other.asSettled(), one.amount().plus(other.amount())));
        return new SettledSoFar(
                with(
                                trancheId,
                                new OfTranche(
                                        before.asSettled(), before.amount().minus(amount), before.whole()))
                        .tranches(),
                more);
    }

    /**
     * With this much of what was settled for a slot paid back: of its own tranche before those that made up for differences,
     * since it is overpaid as a whole. None of them is open again by that.
     *
     * @param slotId id of the slot's own tranche
     * @throws IllegalStateException if less was settled
     */
    public SettledSoFar repayingOfSlot(String slotId, Money amount) {
        mustBePositive(amount);
        SettledSoFar after = this;
        Money left = amount;
        for (Map.Entry<String, OfTranche> one : tranches.entrySet()) {
            Money part = lower(left, one.getValue().amount());
            if (isOfSlot(slotId, one.getValue().asSettled()) && part.compareTo(Money.ZERO) > 0) {
                after = after.repaying(one.getKey(), part);
                left = left.minus(part);
            }
        }
        if (!left.equals(Money.ZERO)) {
            throw new IllegalStateException(
                    amount + " of " + slotId + " cannot be undone: " + ofSlot(slotId) + " was settled");
        }
        return after;
    }

    /** Whether this much of a slot was paid back, and may turn out not to have been. */
    public boolean wasRepaidOfSlot(String slotId, Money amount) {
        Money back = Money.sum(repaid.values().stream()
                .filter(one -> isOfSlot(slotId, one.asSettled()))
                .map(Repaid::amount)
                .toList());
        return back.compareTo(amount) >= 0;
    }

    /**
     * As if this much of a slot had never been paid back. What the bank sent back meanwhile stays undone, and so does that a
     * tranche is open for it.
     *
     * @throws IllegalStateException if less was paid back
     */
    public SettledSoFar notRepaidOfSlot(String slotId, Money amount) {
        mustBePositive(amount);
        SettledSoFar after = this;
        Money left = amount;
        for (Map.Entry<String, Repaid> one : List.copyOf(repaid.entrySet()).reversed()) {
            Money part = lower(left, one.getValue().amount());
            if (isOfSlot(slotId, one.getValue().asSettled()) && part.compareTo(Money.ZERO) > 0) {
                after = after.notRepaid(one.getKey(), part);
                left = left.minus(part);
            }
        }
        if (!left.equals(Money.ZERO)) {
            throw new IllegalStateException(amount + " of " + slotId + " was not paid back");
        }
        return after;
    }

    private SettledSoFar notRepaid(String trancheId, Money amount) {
        Repaid back = Objects.requireNonNull(repaid.get(trancheId));
        SortedMap<String, Repaid> less = new TreeMap<>(repaid);
        if (back.amount().equals(amount)) {
            less.remove(trancheId);
        } else {
            less.put(trancheId, new Repaid(back.asSettled(), back.amount().minus(amount)));
        }
        OfTranche now = tranches.get(trancheId);
        return new SettledSoFar(
                with(
                                trancheId,
                                now == null
                                        ? new OfTranche(back.asSettled(), amount, false)
                                        : new OfTranche(
                                                now.asSettled(), now.amount().plus(amount), now.whole()))
                        .tranches(),
                less);
    }

    /** Kronor settled for a slot, with its own tranche and those that made up for differences. */
    public Money ofSlot(String slotId) {
        return Money.sum(tranches.values().stream()
                .filter(one -> isOfSlot(slotId, one.asSettled()))
                .map(OfTranche::amount)
                .toList());
    }

    private static boolean isOfSlot(String slotId, PlannedTranche planned) {
        return Settled.slotOf(planned).equals(slotId);
    }

    private static Money lower(Money one, Money other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Kronor settled of a tranche; nothing where nothing was. */
    public Money of(String trancheId) {
        OfTranche settled = tranches.get(trancheId);
        return settled == null ? Money.ZERO : settled.amount();
    }

    /** Whether all of a tranche was settled. */
    public boolean isWhole(String trancheId) {
        OfTranche settled = tranches.get(trancheId);
        return settled != null && settled.whole();
    }

    /** Kronor of a tranche that are still to be settled. */
    public Money open(PlannedTranche planned) {
        String id = planned.tranche().trancheId();
        return isWhole(id) ? Money.ZERO : planned.tranche().amount().minus(of(id));
    }

    private OfTranche settledWithAtLeast(String trancheId, Money amount) {
        mustBePositive(amount);
        OfTranche before = tranches.get(trancheId);
        if (before == null || before.amount().compareTo(amount) < 0) {
            throw new IllegalStateException(
                    amount + " of tranche " + trancheId + " cannot be undone: " + of(trancheId) + " was settled");
        }
        return before;
    }

    private static void mustBePositive(Money amount) {
        if (amount.compareTo(Money.ZERO) <= 0) {
            throw new IllegalArgumentException("an amount above zero is settled or undone, not " + amount);
        }
    }

    private SettledSoFar with(String trancheId, OfTranche settled) {
        SortedMap<String, OfTranche> more = new TreeMap<>(tranches);
        more.put(trancheId, settled);
        return new SettledSoFar(more, repaid);
    }

    private SettledSoFar without(String trancheId) {
        SortedMap<String, OfTranche> left = new TreeMap<>(tranches);
        left.remove(trancheId);
        return new SettledSoFar(left, repaid);
    }
}
