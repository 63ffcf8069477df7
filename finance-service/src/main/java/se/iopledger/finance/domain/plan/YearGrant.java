package se.iopledger.finance.domain.plan;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.FundingEvent.DecidedGrant;
import se.iopledger.contracts.agreement.FundingEvent.FundingDecided;
import se.iopledger.contracts.terms.Adjustment;
import se.iopledger.contracts.terms.AdjustmentBasis;
import se.iopledger.contracts.terms.Funding;
import se.iopledger.contracts.terms.Grant;
import se.iopledger.contracts.terms.Standing;

/**
 * What one payer pays one recipient for one year, by the terms and by what was decided since. A decision for the year makes
 * its plan a promise; where the terms set a floor, no decision and no plan goes below the level of the years before it
 * (UPP-4), which is what was decided or promised for them, never what was planned.
 *
 * @param stated what the terms or the decision say of it
 * @param amount kronor for the year
 * @param guaranteed kronor that hold whatever is decided later
 * @param floor the level that it may not go below
 * @param decision the decision for the year; null where there is none
 */
@CheckReturnValue
record YearGrant(
        Grant stated,
        Money amount,
        Money guaranteed,
        Optional<Floor> floor,
        @Nullable FundingDecided decision) {
    /** The level of the years before: the highest of them, and of which year it is. */
    record Floor(int year, Money amount) {}

    /** Of each year, payer and recipient; also of those that only a decision gives, as of years added by an extension. */
    static List<YearGrant> of(Funding funding, Inputs inputs) {
        List<Grant> grants = new ArrayList<>(funding.grants());
        for (int year : inputs.decidedYears()) {
            inputs.decision(AdjustmentBasis.COUNCIL_BUDGET_DECISION, year).stream()
                    .flatMap(decision -> decision.grants().stream().map(grant -> givenBy(decision, grant)))
                    .filter(more -> grants.stream().noneMatch(grant -> isOfTheSame(grant, more)))
                    .toList()
                    .forEach(grants::add);
        }
        return grants.stream().map(grant -> of(grant, funding, inputs)).toList();
    }

    private static Grant givenBy(FundingDecided decision, DecidedGrant grant) {
        return new Grant(
                grant.payer(),
                grant.recipient(),
                decision.year(),
                grant.amount(),
                Standing.COMMITTED,
                null,
                decision.clauses());
    }

    private static boolean isOfTheSame(Grant one, Grant other) {
        return one.year() == other.year()
                && one.payer().equals(other.payer())
                && one.recipient().equals(other.recipient());
    }

    private static YearGrant of(Grant grant, Funding funding, Inputs inputs) {
        Optional<Floor> floor = floorOf(grant, funding, inputs);
        Money lowest = floor.map(Floor::amount).orElse(Money.ZERO);
        Optional<Money> decided = inputs.decided(grant.year(), grant.payer(), grant.recipient());
        if (decided.isPresent()) {
            Money amount = higher(decided.get(), lowest);
            Grant promised = new Grant(
                    grant.payer(),
                    grant.recipient(),
                    grant.year(),
                    decided.get(),
                    Standing.COMMITTED,
                    grant.purpose(),
                    grant.clauses());
            return new YearGrant(
                    promised,
                    amount,
                    amount,
                    floor,
                    inputs.decision(AdjustmentBasis.COUNCIL_BUDGET_DECISION, grant.year())
                            .orElseThrow());
        }
        return switch (grant.standing()) {
            case COMMITTED -> new YearGrant(grant, grant.amount(), grant.amount(), floor, null);
            case PLANNED -> new YearGrant(grant, higher(grant.amount(), lowest), lowest, floor, null);
        };
    }

    private static Money higher(Money one, Money other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private static Optional<Floor> floorOf(Grant grant, Funding funding, Inputs inputs) {
        Adjustment adjustment = funding.adjustment();
        if (adjustment == null || !adjustment.neverBelowYearBefore()) {
            return Optional.empty();
        }
        Stream<Integer> years = Stream.concat(
                        funding.grants().stream().map(Grant::year), inputs.decidedYears().stream())
                .distinct()
                .filter(year -> year < grant.year());
        return years.flatMap(
                        year -> level(year, grant, funding, inputs).map(amount -> new Floor(year, amount)).stream())
                .max(Comparator.comparing(Floor::amount).thenComparingInt(Floor::year));
    }

    private static Optional<Money> level(int year, Grant of, Funding funding, Inputs inputs) {
        return inputs.decided(year, of.payer(), of.recipient())
                .or(() -> funding.grants().stream()
                        .filter(before -> before.standing() == Standing.COMMITTED
                                && before.year() == year
                                && before.payer().equals(of.payer())
                                && before.recipient().equals(of.recipient()))
                        .map(Grant::amount)
                        .max(Comparator.naturalOrder()));
    }

    int year() {
        return stated.year();
    }

    boolean isPlan() {
        return decision == null && stated.standing() == Standing.PLANNED;
    }

    List<UsedInput> inputs() {
        return decision == null ? List.of() : List.of(UsedInput.of(decision));
    }
}
