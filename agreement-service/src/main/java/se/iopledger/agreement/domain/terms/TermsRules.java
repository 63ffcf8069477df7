package se.iopledger.agreement.domain.terms;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import java.util.stream.Stream;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Terms;

/** All the rules that terms must fulfil to be registered. */
@CheckReturnValue
public final class TermsRules {
    private TermsRules() {}

    /**
     * What the terms break: each rejection names its rule and points into the document.
     *
     * @return all of it, in the order of the document's parts as far as rules concern one; empty for terms that can be
     *     registered
     */
    public static List<Rejection> check(Terms terms) {
        return Stream.of(
                        EveryValueRules.check(terms),
                        PeriodRules.check(terms),
                        PartyRules.check(terms),
                        ReferenceRules.check(terms),
                        FundingRules.check(terms),
                        DefaultRules.check(terms),
                        ContentRules.check(terms),
                        SizeRules.check(terms))
                .flatMap(List::stream)
                .toList();
    }
}
