package se.iopledger.contracts.finance;

import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;

/**
 * A tranche with what its amount was reckoned from.
 *
 * @param tranche as it stands
 * @param shares what each version of the terms gives of it, in order of time; they sum to its amount, less what was
 *     settled where it corrects another tranche
 * @param corrects what was settled by another amount than the terms now give; null where it corrects nothing
 */
public record PlannedTranche(
        Tranche tranche, List<Share> shares, @Nullable Correction corrects) {
    public PlannedTranche {
        shares = List.copyOf(shares);
    }

    /**
     * A tranche that was settled and stays as it was.
     *
     * @param trancheId the tranche
     * @param settled kronor by which it was settled
     */
    public record Correction(String trancheId, Money settled) {}
}
