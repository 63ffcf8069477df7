package se.iopledger.finance.domain.plan;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.SettlementEvent.FindingSettled;
import se.iopledger.contracts.finance.Tranche.Reading;
import se.iopledger.contracts.terms.Adjustment;
import se.iopledger.contracts.terms.AdjustmentBasis;
import se.iopledger.contracts.terms.ReadingIds;
import se.iopledger.contracts.terms.ScopeReading;
import se.iopledger.contracts.terms.StartReading;
import se.iopledger.finance.domain.plan.Inputs.Percent;

/**
 * By which years' index a payment is uprated, by one reading of the adjustment clause: once on the day the reading starts
 * and once on each anniversary that the payment reaches, each time by the index of that year (an index for year Y prices
 * year Y). Where the paper does not say when it starts (LUN-4) that is not guessed: the first funding year may be adjusted
 * already, or be what the amount was agreed for, and both are readings.
 *
 * @param label the reading, as {@code from 2022-07-01}
 * @param readingId by which a settlement names it
 * @param indexYears years whose index is applied, in order; empty where the payment stands before the start
 */
@CheckReturnValue
record Uprating(String label, String readingId, List<Integer> indexYears, List<String> clauses) {
    Uprating {
        indexYears = List.copyOf(indexYears);
        clauses = List.copyOf(clauses);
    }

    /**
     * One for each reading of when the adjustment starts; once it is settled, the one that holds. None where nothing is
     * uprated: a budget decision sets a year's amount anew and is no index.
     *
     * @param year the funding year that is paid
     * @param firstYear the agreement's first funding year
     * @param paidOn the day that decides, before it moves to a bank day
     */
    static List<Uprating> readingsOf(
            @Nullable Adjustment adjustment, FundingYear year, FundingYear firstYear, LocalDate paidOn, Inputs inputs) {
        if (adjustment == null || adjustment.basis() == AdjustmentBasis.COUNCIL_BUDGET_DECISION) {
            return List.of();
        }
        List<Uprating> all = readingsOf(adjustment, year, firstYear, paidOn);
        List<Uprating> chosen =
                all.stream().filter(one -> isChosen(one, inputs)).toList();
        return chosen.isEmpty() ? all : chosen.subList(0, 1);
    }

    /** By the id with which a settlement names the reading. */
    private static boolean isChosen(Uprating uprating, Inputs inputs) {
        return settlementOf(inputs)
                .flatMap(settled -> Optional.ofNullable(settled.reading()))
                .filter(reading -> reading.id().equals(uprating.readingId))
                .isPresent();
    }

    /** The decision on when the adjustment starts. */
    static Optional<FindingSettled> settlementOf(Inputs inputs) {
        return Stream.of("AdjustmentMustHaveOneStart", "AdjustmentMustSayWhenItStarts")
                .flatMap(finding -> inputs.settlement(finding).stream())
                .findFirst();
    }

    private static List<Uprating> readingsOf(
            Adjustment adjustment, FundingYear year, FundingYear firstYear, LocalDate paidOn) {
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
                : List.of(
                        new Uprating(labelOf(start, from), start.readingId(), anniversariesOf(from, paidOn), clauses));
    }

    private static List<Uprating> undatedReadings(
            String prefix, FundingYear firstYear, FundingYear year, List<String> clauses) {
        return List.of(
                undated(prefix, "the first year is adjusted", yearsFrom(0, firstYear, year), clauses),
                undated(prefix, "the second year is the first adjusted", yearsFrom(1, firstYear, year), clauses));
    }

    private static Uprating undated(String prefix, String words, List<Integer> indexYears, List<String> clauses) {
        return new Uprating(prefix + words, ReadingIds.of(words), indexYears, clauses);
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

    /**
     * What a year's amount becomes, year by year, as far as the percentages are known.
     *
     * @param amount of the whole year, by the percentages up to the first that is missing
     * @param used those percentages
     * @param missing years whose percentage is not known
     */
    @CheckReturnValue
    record Outcome(Money amount, List<Percent> used, List<Integer> missing) {
        Outcome {
            used = List.copyOf(used);
            missing = List.copyOf(missing);
        }

        boolean isComplete() {
            return missing.isEmpty();
        }

        boolean mayChange() {
            return !isComplete() || used.stream().anyMatch(Percent::mayChange);
        }

        List<UsedInput> inputs() {
            return used.stream().map(Percent::input).toList();
        }

        /** As {@code OPI 2022, 1.9 % (final, …)}. */
        String usedInWords() {
            return used.stream().map(percent -> percent.input().text()).collect(Collectors.joining(" and "));
        }
    }

    Outcome outcomeOf(Money yearAmount, Adjustment adjustment, Inputs inputs) {
        Money amount = yearAmount;
        List<Percent> used = new ArrayList<>();
        for (int year : indexYears) {
            Optional<Percent> percent = inputs.percent(adjustment.basis(), year);
            if (percent.isEmpty()) {
                break;
            }
            Money raised = Rounding.EACH_YEAR_TO_THE_ORE_HALF_UP.raised(
                    amount, percent.get().percent());
            amount = adjustment.neverBelowYearBefore() && raised.compareTo(amount) < 0 ? amount : raised;
            used.add(percent.get());
        }
        return new Outcome(amount, used, indexYears.subList(used.size(), indexYears.size()));
    }

    /**
     * What this reading makes of a part of a year's amount: null while an index that it needs is not recorded.
     *
     * @param before the part, before any uprating
     * @param after the part of what the year's amount becomes
     */
    Reading readingOf(Money before, Money after, Outcome outcome, Adjustment adjustment) {
        if (!applies()) {
            return new Reading(label, before, before + ", paid before the uprating starts.", clauses);
        }
        return outcome.isComplete()
                ? new Reading(
                        label,
                        after,
                        before + " uprated by " + outcome.usedInWords() + ", " + Rounding.EACH_YEAR_TO_THE_ORE_HALF_UP
                                + ": " + after + ".",
                        clauses)
                : new Reading(
                        label,
                        null,
                        before + " uprated by " + indexWords(adjustment.basis(), indexYears) + ", which "
                                + isOrAre(indexYears) + " not recorded" + scope(adjustment) + ".",
                        clauses);
    }

    /** As {@code OPI 2022 and OPI 2023}. */
    static String indexWords(AdjustmentBasis basis, List<Integer> years) {
        return years.stream()
                .map(year -> switch (basis) {
                    case OPI -> "OPI " + year;
                    case COUNCIL_PRICE_COMPENSATION -> "the council's price compensation for " + year;
                    case COUNCIL_BUDGET_DECISION -> "the council's budget decision for " + year;
                })
                .collect(Collectors.joining(" and "));
    }

    static String isOrAre(List<Integer> years) {
        return years.size() == 1 ? "is" : "are";
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
