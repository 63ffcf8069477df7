package se.iopledger.contracts.finance;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;

/**
 * A tranche that an invoice may belong to.
 *
 * @param agreementId the agreement
 * @param shortName what lists call it
 * @param trancheId the tranche of its plan
 * @param invoiceableFrom the first day on which it may be invoiced; null where the plan does not date it
 * @param left kronor of it that no invoice stands for
 * @param reasons what speaks for it, for a person
 * @param against why it was not chosen, for a person; empty for one that was, or could have been as well
 */
public record MatchCandidate(
        String agreementId,
        String shortName,
        String trancheId,
        @Nullable LocalDate invoiceableFrom,
        Money left,
        List<String> reasons,
        List<String> against) {
    public MatchCandidate {
        reasons = List.copyOf(reasons);
        against = List.copyOf(against);
    }
}
