package se.iopledger.finance.domain.followup;

import com.google.errorprone.annotations.CheckReturnValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.FollowUpEvent.ContributionRecorded;
import se.iopledger.contracts.finance.FollowUpEvent.OutcomeLine;
import se.iopledger.contracts.finance.FollowUpEvent.OutcomeReported;
import se.iopledger.contracts.terms.Budget;
import se.iopledger.contracts.terms.BudgetLine;
import se.iopledger.contracts.terms.BudgetSide;
import se.iopledger.contracts.terms.Contribution;
import se.iopledger.contracts.terms.ContributionKind;
import se.iopledger.contracts.terms.StatedTotal;

/** What the terms say, beside what was recorded. Nothing is added to what a paper does not say. */
@CheckReturnValue
public record Comparison(List<OfContribution> contributions, List<OfBudget> budgets) {
    public Comparison {
        contributions = List.copyOf(contributions);
        budgets = List.copyOf(budgets);
    }

    /**
     * What one party brings of one kind in one year.
     *
     * @param stated kronor that the terms state for a year; null where they state none
     * @param recorded kronor of what was recorded and valued
     * @param unvalued how many contributions were recorded without a value
     * @param difference recorded less stated; null where the terms state none
     * @param clauses of what the terms state
     * @param evidence of what was recorded
     */
    public record OfContribution(
            String party,
            int year,
            ContributionKind kind,
            @Nullable Money stated,
            Money recorded,
            int unvalued,
            @Nullable Money difference,
            List<String> clauses,
            List<String> evidence) {}

    /** One year of one budget. */
    public record OfBudget(
            String budget,
            int year,
            List<OfLine> lines,
            List<OfSum> sums,
            @Nullable String evidence) {}

    /**
     * One line.
     *
     * @param outcome kronor; null while none is reported
     * @param difference outcome less budget
     * @param differencePercent of the budget, with one decimal; null where the budget is nothing
     */
    public record OfLine(
            BudgetSide side,
            String heading,
            Money budget,
            @Nullable Money outcome,
            @Nullable Money difference,
            @Nullable BigDecimal differencePercent,
            List<String> clauses) {}

    /**
     * One side of a year.
     *
     * @param stated the sum that the paper states; null where it states none
     * @param summed what the lines sum to
     * @param statedWrongly stated less summed, where they differ
     * @param outcome what the reported lines sum to; null while none is reported
     * @param difference outcome less what the lines sum to; null while any of them is not reported
     * @param unreported headings of the lines that are not reported
     */
    public record OfSum(
            BudgetSide side,
            @Nullable Money stated,
            Money summed,
            @Nullable Money statedWrongly,
            @Nullable Money outcome,
            @Nullable Money difference,
            List<String> unreported) {
        public OfSum {
            unreported = List.copyOf(unreported);
        }
    }

    /**
     * Contributions are compared with the terms of their year, budgets with the newest.
     *
     * @param years those of the agreement so far, for which the terms' yearly contributions are shown also where none was
     *     recorded
     */
    public static Comparison of(TermsByYear terms, FollowUp followUp, List<Integer> years) {
        return new Comparison(
                contributionsOf(terms, followUp, years),
                terms.newest().budgets().stream()
                        .flatMap(budget -> yearsOf(budget).stream().map(year -> ofBudget(budget, year, followUp)))
                        .toList());
    }

    private record Brought(String party, int year, ContributionKind kind) {}

    private static List<OfContribution> contributionsOf(TermsByYear terms, FollowUp followUp, List<Integer> years) {
        Set<Brought> all = new LinkedHashSet<>();
        terms.everPromised()
                .forEach(stated -> years.stream()
                        .filter(year -> !terms.promised(stated.by(), stated.kind(), year)
                                .isEmpty())
                        .forEach(year -> all.add(new Brought(stated.by(), year, stated.kind()))));
        followUp.contributions().forEach(one -> all.add(new Brought(one.party(), one.year(), one.kind())));
        return all.stream()
                .map(brought -> ofContribution(brought, terms, followUp))
                .toList();
    }

    private static OfContribution ofContribution(Brought brought, TermsByYear terms, FollowUp followUp) {
        List<Contribution> stated = terms.promised(brought.party(), brought.kind(), brought.year());
        List<ContributionRecorded> recorded = followUp.contributions().stream()
                .filter(one -> one.party().equals(brought.party())
                        && one.year() == brought.year()
                        && one.kind() == brought.kind())
                .toList();
        List<Money> statedValues = new ArrayList<>();
        stated.forEach(one -> Optional.ofNullable(one.valueAYear()).ifPresent(statedValues::add));
        List<Money> values = new ArrayList<>();
        recorded.forEach(one -> Optional.ofNullable(one.value()).ifPresent(values::add));
        Money sum = Money.sum(values);
        Money statedSum = statedValues.isEmpty() ? null : Money.sum(statedValues);
        return new OfContribution(
                brought.party(),
                brought.year(),
                brought.kind(),
                statedSum,
                sum,
                recorded.size() - values.size(),
                statedSum == null ? null : sum.minus(statedSum),
                stated.stream()
                        .flatMap(one -> one.clauses().stream())
                        .distinct()
                        .toList(),
                recorded.stream().map(ContributionRecorded::evidence).distinct().toList());
    }

    private static Set<Integer> yearsOf(Budget budget) {
        Set<Integer> years = new TreeSet<>();
        budget.lines().forEach(line -> years.addAll(line.amounts().keySet()));
        return years;
    }

    private static OfBudget ofBudget(Budget budget, int year, FollowUp followUp) {
        Optional<OutcomeReported> reported = followUp.outcome(budget.title(), year);
        // What was spent beside the year's budget is shown against nothing.
        List<OfLine> lines = budget.lines().stream()
                .filter(line -> line.amounts().containsKey(year)
                        || outcomeOf(line, reported).isPresent())
                .map(line -> ofLine(line, year, reported))
                .toList();
        List<OfSum> sums = lines.stream()
                .map(OfLine::side)
                .distinct()
                .map(side -> ofSide(
                        side,
                        year,
                        budget,
                        lines.stream().filter(line -> line.side() == side).toList()))
                .toList();
        return new OfBudget(
                budget.title(),
                year,
                lines,
                sums,
                reported.map(OutcomeReported::evidence).orElse(null));
    }

    private static OfLine ofLine(BudgetLine line, int year, Optional<OutcomeReported> reported) {
        Money budget = line.amounts().getOrDefault(year, Money.ZERO);
        Optional<Money> outcome = outcomeOf(line, reported);
        Optional<Money> difference = outcome.map(amount -> amount.minus(budget));
        return new OfLine(
                line.side(),
                line.heading(),
                budget,
                outcome.orElse(null),
                difference.orElse(null),
                difference
                        .filter(any -> !budget.equals(Money.ZERO))
                        .map(amount -> percent(amount, budget))
                        .orElse(null),
                line.clauses());
    }

    private static Optional<Money> outcomeOf(BudgetLine line, Optional<OutcomeReported> reported) {
        return reported.flatMap(report -> report.lines().stream()
                .filter(one -> one.side() == line.side() && one.heading().equals(line.heading()))
                .map(OutcomeLine::amount)
                .findFirst());
    }

    /** With one decimal, half up: {@code PERCENT_TO_ONE_DECIMAL_HALF_UP}. */
    private static BigDecimal percent(Money part, Money whole) {
        return BigDecimal.valueOf(part.ore())
                .multiply(BigDecimal.valueOf(100))
                .divide(BigDecimal.valueOf(whole.ore()), 1, RoundingMode.HALF_UP);
    }

    /** A report of some lines says nothing of the others: they are not taken for nothing. */
    private static OfSum ofSide(BudgetSide side, int year, Budget budget, List<OfLine> lines) {
        Money summed = Money.sum(lines.stream().map(OfLine::budget).toList());
        Money stated = budget.statedTotals().stream()
                .filter(total -> total.side() == side && total.year() == year)
                .map(StatedTotal::amount)
                .findFirst()
                .orElse(null);
        List<Money> outcomes = new ArrayList<>();
        lines.forEach(line -> Optional.ofNullable(line.outcome()).ifPresent(outcomes::add));
        Money outcome = outcomes.isEmpty() ? null : Money.sum(outcomes);
        List<String> unreported = lines.stream()
                .filter(line -> line.outcome() == null)
                .map(OfLine::heading)
                .toList();
        return new OfSum(
                side,
                stated,
                summed,
                stated == null || stated.equals(summed) ? null : stated.minus(summed),
                outcome,
                outcome == null || !unreported.isEmpty() ? null : outcome.minus(summed),
                unreported);
    }
}
