package se.iopledger.finance.domain.plan;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import se.iopledger.contracts.terms.Terms;

/** Terms as far as money depends on them, so that they fit an entry of the log beside what else it holds. */
@CheckReturnValue
final class MoneyTerms {
    private MoneyTerms() {}

    static Terms of(Terms terms) {
        return new Terms(
                terms.shortName(),
                terms.title(),
                terms.municipality(),
                terms.caseNumber(),
                terms.period(),
                terms.takeoverDate(),
                terms.parties(),
                terms.documents(),
                null,
                terms.funding(),
                terms.contributions(),
                terms.budgets(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                terms.remedies(),
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                terms.defaults());
    }
}
