package se.iopledger.finance.domain.plan;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.Tranche.Reading;
import se.iopledger.contracts.terms.Adjustment;
import se.iopledger.contracts.terms.AdjustmentBasis;
import se.iopledger.contracts.terms.ScopeReading;
import se.iopledger.contracts.terms.StartReading;

/**
 * By which years' index a payment is uprated, by one reading of the adjustment clause: once on the day the reading starts
 * and once on each anniversary that the payment reaches, each time by the index of that year (an index for year Y prices
 * year Y). Where the paper does not say when it starts (LUN-4) that is not guessed: the first funding year may be adjusted
 * already, or be what the amount was agreed for, and both are readings.
 *
 * @param label the reading, as {@code from 2022-07-01}
 * @param indexYears years whose index is applied, in order; empty where the payment stands before the start
 */
record Uprating(String label, List<Integer> indexYears, List<String> clauses) {
    Uprating {
        indexYears = List.copyOf(indexYears);
        clauses = List.copyOf(clauses);
    }

    /**
     * One for each reading of when the adjustment starts. None where nothing is uprated: a budget decision sets a year's
     * amount anew and is no index.
     *
     * @param year the funding year that is paid
     * @param firstYear the agreement's first funding year
     * @param paidOn the day that decides, before it moves to a bank day
     */
    @CheckReturnValue
    static List<Uprating> readingsOf(
            @Nullable Adjustment adjustment, FundingYear year, FundingYear firstYear, LocalDate paidOn) {
        if (adjustment == null || adjustment.basis() == AdjustmentBasis.COUNCIL_BUDGET_DECISION) {
            return List.of();
        }
        if (adjustment.startReadings().isEmpty()) {
            return undatedReadings("", firstYear, year, adjustment.clauses());
        }
        return adjustment.startReadings().stream()
                .flatMap(start -> byReading(start, adjustment, year, firstYear, paidOn).stream())
                .toList();
    }

    /** Whether the paper leaves open when the adjustment starts. */
    static boolean startIsOpen(Adjustment adjustment) {
        return adjustment.startReadings().isEmpty()
                || adjustment.startReadings().stream().anyMatch(start -> start.from() == null);
    }

    private static List<Uprating> byReading(
            StartReading start, Adjustment adjustment, FundingYear year, FundingYear firstYear, LocalDate paidOn) {
        List<String> clauses = start.clauses().isEmpty() ? adjustment.clauses() : start.clauses();
        LocalDate from = start.from();
        return from == null
                ? undatedReadings(start.label() + ": ", firstYear, year, clauses)
                : List.of(new Uprating(labelOf(start, from), anniversariesOf(from, paidOn), clauses));
    }

    private static List<Uprating> undatedReadings(
            String prefix, FundingYear firstYear, FundingYear year, List<String> clauses) {
        return List.of(
                new Uprating(prefix + "the first year is adjusted", yearsFrom(0, firstYear, year), clauses),
                new Uprating(prefix + "the second year is the first adjusted", yearsFrom(1, firstYear, year), clauses));
    }

    private static String labelOf(StartReading start, LocalDate from) {
        return start.label().contains(from.toString()) ? start.label() : start.label() + " (from " + from + ")";
    }

    private static List<Integer> anniversariesOf(LocalDate from, LocalDate paidOn) {
        List<Integer> years = new ArrayList<>();
        for (int after = 0; !from.plusYears(after).isAfter(paidOn); after++) {
            years.add(from.getYear() + after);
        }
        return years;
    }

    private static List<Integer> yearsFrom(int yearsAfterTheFirst, FundingYear firstYear, FundingYear year) {
        List<Integer> years = new ArrayList<>();
        for (int number = firstYear.number() + yearsAfterTheFirst; number <= year.number(); number++) {
            years.add(firstYear.wholeFirst().getYear() + number - firstYear.number());
        }
        return years;
    }

    boolean applies() {
        return !indexYears.isEmpty();
    }

    /** What this reading makes of an amount: null while an index that it needs is not recorded. */
    Reading readingOf(Money amount, Adjustment adjustment) {
        return applies()
                ? new Reading(
                        label,
                        null,
                        amount + " uprated by " + indexWords(adjustment.basis()) + ", which " + isOrAre()
                                + " not recorded" + scope(adjustment) + ".",
                        clauses)
                : new Reading(label, amount, amount + ", paid before the uprating starts.", clauses);
    }

    /** As {@code OPI 2022 and OPI 2023}. */
    String indexWords(AdjustmentBasis basis) {
        return indexYears.stream()
                .map(year -> switch (basis) {
                    case OPI -> "OPI " + year;
                    case COUNCIL_PRICE_COMPENSATION -> "the council's price compensation for " + year;
                    case COUNCIL_BUDGET_DECISION -> "the council's budget decision for " + year;
                })
                .collect(Collectors.joining(" and "));
    }

    String isOrAre() {
        return indexYears.size() == 1 ? "is" : "are";
    }

    private static String scope(Adjustment adjustment) {
        return adjustment.scopeReadings().size() < 2
                ? ""
                : "; what it applies to is not settled: "
                        + adjustment.scopeReadings().stream()
                                .map(ScopeReading::label)
                                .collect(Collectors.joining(", or "));
    }
}
