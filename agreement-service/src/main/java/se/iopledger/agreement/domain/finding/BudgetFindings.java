package se.iopledger.agreement.domain.finding;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.Finding.Affects;
import se.iopledger.contracts.terms.Budget;
import se.iopledger.contracts.terms.BudgetLine;
import se.iopledger.contracts.terms.BudgetSide;
import se.iopledger.contracts.terms.Contribution;
import se.iopledger.contracts.terms.ContributionKind;
import se.iopledger.contracts.terms.Period;
import se.iopledger.contracts.terms.StatedTotal;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.terms.YearKind;

/** Budget tables. */
final class BudgetFindings {
    private static final Ideal SUMS = new Ideal("BudgetLinesMustSumToTheStatedTotal", Affects.NOTHING);
    private static final Ideal EVERY_YEAR = new Ideal("BudgetMustCoverEveryYear", Affects.NOTHING);
    private static final Ideal ONE_PAYER = new Ideal("CostMustNotBeBorneTwice", Affects.NOTHING);

    private BudgetFindings() {}

    static List<Finding> of(Terms terms) {
        List<Finding> findings = new ArrayList<>();
        for (Budget budget : terms.budgets()) {
            budgetLinesMustSumToTheStatedTotal(budget).forEach(findings::add);
            budgetMustCoverEveryYear(budget, terms.period()).forEach(findings::add);
            costMustNotBeBorneTwice(budget, terms).forEach(findings::add);
        }
        return findings;
    }

    private static Stream<Finding> budgetLinesMustSumToTheStatedTotal(Budget budget) {
        return budget.statedTotals().stream()
                .filter(total -> !sumOf(budget, total).equals(total.amount()))
                .map(total -> SUMS.brokenBy(
                        budget.title() + " " + total.side() + " " + total.year(),
                        clausesOf(budget, total.side()),
                        "The " + inWords(total.side()) + " lines of " + total.year() + " sum to " + sumOf(budget, total)
                                + ", the budget states " + total.amount() + "."));
    }

    private static Money sumOf(Budget budget, StatedTotal total) {
        return Money.sum(budget.lines().stream()
                .filter(line -> line.side() == total.side())
                .map(line -> line.amounts().getOrDefault(total.year(), Money.ZERO))
                .toList());
    }

    private static Stream<Finding> budgetMustCoverEveryYear(Budget budget, Period period) {
        Set<Integer> covered = new TreeSet<>();
        budget.lines().forEach(line -> covered.addAll(line.amounts().keySet()));
        List<Integer> missing = yearsOf(period, budget.years())
                .filter(year -> !covered.contains(year))
                .boxed()
                .toList();
        return missing.isEmpty() || covered.isEmpty()
                ? Stream.empty()
                : Stream.of(EVERY_YEAR.brokenBy(
                        budget.title(),
                        budget.clauses(),
                        "The table \"" + budget.title() + "\" covers "
                                + covered.stream().map(String::valueOf).collect(Collectors.joining(", "))
                                + " only; the agreement also runs in "
                                + missing.stream().map(String::valueOf).collect(Collectors.joining(", ")) + "."));
    }

    private static IntStream yearsOf(Period period, YearKind kind) {
        return switch (kind) {
            case CALENDAR ->
                IntStream.rangeClosed(period.first().getYear(), period.last().getYear());
            case CONTRACT ->
                IntStream.rangeClosed(1, (int) ChronoUnit.YEARS.between(period.first(), period.last()) + 1);
        };
    }

    private static Stream<Finding> costMustNotBeBorneTwice(Budget budget, Terms terms) {
        return terms.contributions().stream()
                .filter(contribution -> contribution.kind() == ContributionKind.IN_KIND
                        && budget.party() != null
                        && !contribution.by().equals(budget.party()))
                .flatMap(contribution -> budget.lines().stream()
                        .filter(line -> line.side() == BudgetSide.COST && concernsTheSame(line, contribution))
                        .map(line -> ONE_PAYER.brokenBy(
                                line.heading(),
                                Stream.concat(line.clauses().stream(), contribution.clauses().stream())
                                        .distinct()
                                        .toList(),
                                "\"" + line.heading() + "\" stands as a cost in \"" + budget.title() + "\", though "
                                        + terms.party(contribution.by()).name() + " provides it in kind.")));
    }

    private static boolean concernsTheSame(BudgetLine line, Contribution contribution) {
        return line.heading()
                .strip()
                .toLowerCase(Locale.ROOT)
                .equals(contribution.what().strip().toLowerCase(Locale.ROOT));
    }

    private static List<String> clausesOf(Budget budget, BudgetSide side) {
        List<String> ofLines = budget.lines().stream()
                .filter(line -> line.side() == side)
                .flatMap(line -> line.clauses().stream())
                .distinct()
                .toList();
        return ofLines.isEmpty() ? budget.clauses() : ofLines;
    }

    private static String inWords(BudgetSide side) {
        return switch (side) {
            case INCOME -> "income";
            case COST -> "cost";
        };
    }
}
