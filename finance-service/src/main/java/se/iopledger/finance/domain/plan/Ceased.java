package se.iopledger.finance.domain.plan;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.agreement.AgreementLife.Held;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.finance.Awaited;
import se.iopledger.contracts.terms.Adjustment;

/** Indices that are no longer published, though terms in force follow them (LIN-6). */
@CheckReturnValue
final class Ceased {
    private Ceased() {}

    /** One for each clause that has lost its index; nothing replaces an index by itself. */
    static Set<Awaited> indices(AgreementLife life, Inputs inputs) {
        Set<Awaited> awaits = new LinkedHashSet<>();
        for (Held held : life.held()) {
            Adjustment adjustment = held.version().terms().funding().adjustment();
            if (adjustment != null) {
                Optional<Integer> lastYear = inputs.lastYearOf(adjustment.basis());
                lastYear.map(year -> awaited(year, adjustment)).ifPresent(awaits::add);
            }
        }
        return awaits;
    }

    /** A finding for each of them. */
    static List<Finding> findings(AgreementLife life, Inputs inputs) {
        return indices(life, inputs).stream()
                .map(awaited -> new Finding(
                        "IndexMustBePublished",
                        "IndexMustBePublished",
                        awaited.what(),
                        awaited.clauses(),
                        Finding.Affects.ADJUSTED_AMOUNT))
                .toList();
    }

    private static Awaited awaited(int lastYear, Adjustment adjustment) {
        String published = adjustment.basis() + " is published for " + lastYear + " and no longer: ";
        return new Awaited(
                adjustment.renegotiatedIfCeased()
                        ? published + "the clause on the index is to be renegotiated"
                        : published + "the terms do not say what replaces it",
                adjustment.clauses());
    }
}
