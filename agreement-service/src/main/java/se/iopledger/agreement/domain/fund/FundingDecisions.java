package se.iopledger.agreement.domain.fund;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.iopledger.contracts.agreement.FundingEvent.FundingDecided;
import se.iopledger.contracts.terms.AdjustmentBasis;

/** The decisions on funding, in the order in which they were recorded; those that were replaced too. */
public record FundingDecisions(List<FundingDecided> all) {
    public static final FundingDecisions NONE = new FundingDecisions(List.of());

    public FundingDecisions {
        all = List.copyOf(all);
    }

    /** Whether no other holds instead of it. */
    public boolean stands(FundingDecided decision) {
        return all.stream().noneMatch(other -> decision.decisionId().equals(other.replaces()));
    }

    /** Those that hold, of any year. */
    public Stream<FundingDecided> standing() {
        return all.stream().filter(this::stands);
    }

    /** The decision that holds for a year. */
    public Optional<FundingDecided> of(AdjustmentBasis basis, int year) {
        return standing()
                .filter(decision -> decision.basis() == basis && decision.year() == year)
                .findFirst();
    }

    FundingDecisions and(FundingDecided more) {
        return new FundingDecisions(Stream.concat(all.stream(), Stream.of(more)).toList());
    }
}
