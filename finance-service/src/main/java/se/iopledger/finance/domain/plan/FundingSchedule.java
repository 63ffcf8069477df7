package se.iopledger.finance.domain.plan;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import se.iopledger.contracts.finance.Awaited;
import se.iopledger.contracts.finance.Tranche;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Document;
import se.iopledger.contracts.terms.Funding;
import se.iopledger.contracts.terms.Period;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.terms.YearKind;

/**
 * The payments that follow from an agreement's terms, and what they wait for.
 *
 * @param tranches in order of due date, undated ones last in order of the time they pay for; those of one grant sum to
 *     its amount
 * @param awaits what must be registered before more can be scheduled
 * @param inputs what the amounts rest on beside the terms, by id of the tranche
 */
@CheckReturnValue
public record FundingSchedule(List<Tranche> tranches, List<Awaited> awaits, Map<String, List<UsedInput>> inputs) {
    static final Comparator<Tranche> IN_ORDER_OF_DUE_DATE = Comparator.comparing(
                    Tranche::dueDate, Comparator.nullsLast(Comparator.<LocalDate>naturalOrder()))
            .thenComparing(Tranche::periodFirst)
            .thenComparingInt(Tranche::year)
            .thenComparingInt(Tranche::number);

    public FundingSchedule {
        tranches = List.copyOf(tranches);
        awaits = List.copyOf(awaits);
        inputs = Map.copyOf(inputs);
    }

    /**
     * What the terms say, before anything that is decided later. Where they are silent and no default was chosen a
     * tranche stays undated, or an amount is awaited; nothing is guessed (agreements.md).
     */
    public static FundingSchedule derivedFrom(Terms terms, BankDays bankDays) {
        return derivedFrom(terms, Frame.of(terms), bankDays, terms.period().last(), Inputs.NONE);
    }

    /**
     * What the terms say where they hold up to a day, in an agreement that runs further than its terms say, or less far.
     *
     * @param until what only concerns later years is not awaited
     * @param inputs what was decided since, and the index values
     */
    static FundingSchedule derivedFrom(Terms terms, Frame frame, BankDays bankDays, LocalDate until, Inputs inputs) {
        Funding funding = terms.funding();
        String annex = funding.awaitsDocument();
        if (annex != null) {
            return new FundingSchedule(
                    List.of(),
                    List.of(new Awaited(
                            "the compensation, which stands in " + titleOf(annex, terms), funding.clauses())),
                    Map.of());
        }
        PaymentCalendar calendar = new PaymentCalendar(terms, frame.period(), bankDays);
        List<Tranche> tranches = new ArrayList<>();
        Map<String, List<UsedInput>> used = new HashMap<>();
        List<YearGrant> grants = YearGrant.of(funding, inputs);
        Set<Awaited> awaits = new LinkedHashSet<>(yearsWithoutAmount(terms, grants, until));
        for (YearGrant grant : grants) {
            FundingYear year = FundingYear.of(funding.years(), grant.year(), frame.period());
            List<PaymentOccasion> occasions = calendar.occasionsOf(year);
            for (Given given : GrantSchedule.tranchesOf(grant, year, occasions, terms, frame, inputs)) {
                tranches.add(given.tranche());
                used.put(given.tranche().trancheId(), given.inputs());
            }
            if (year.outside() || !year.first().isAfter(until)) {
                occasions.stream()
                        .map(PaymentOccasion::missing)
                        .filter(Objects::nonNull)
                        .forEach(awaits::add);
            }
        }
        return new FundingSchedule(inOrder(tranches), List.copyOf(awaits), used);
    }

    /** By due date, undated ones last; those of one day as they come. */
    static List<Tranche> inOrder(List<Tranche> tranches) {
        return tranches.stream().sorted(IN_ORDER_OF_DUE_DATE).toList();
    }

    /** The rule that keeps this schedule from ever being in force: {@code TranchesMustBeToldApart}. */
    public Optional<Rejection> brokenRule() {
        return mustBeToldApart(tranches);
    }

    static Optional<Rejection> mustBeToldApart(List<Tranche> tranches) {
        Set<String> ids = new HashSet<>();
        return tranches.stream()
                .map(Tranche::trancheId)
                .filter(id -> !ids.add(id))
                .findFirst()
                .map(twice -> Rejection.of(
                        "TranchesMustBeToldApart",
                        "two tranches would have the id " + twice
                                + ": two grants of one year, or party ids that run together"));
    }

    /** Years inside the agreement for which no amount stands at all, as one thing to wait for. */
    private static List<Awaited> yearsWithoutAmount(Terms terms, List<YearGrant> grants, LocalDate until) {
        Funding funding = terms.funding();
        Period period = terms.period();
        if (until.isBefore(period.first())) {
            return List.of();
        }
        Period asFar = new Period(period.first(), FundingYear.earlier(period.last(), until), period.clauses());
        Set<Integer> missing = new TreeSet<>(yearsOf(funding.years(), asFar));
        grants.forEach(grant -> missing.remove(grant.year()));
        if (missing.isEmpty()) {
            return List.of();
        }
        String which = missing.stream().map(String::valueOf).collect(Collectors.joining(", "));
        String unit = switch (funding.years()) {
            case CALENDAR -> "for ";
            case CONTRACT -> "for contract year ";
        };
        return List.of(new Awaited("an amount " + unit + which + ": the terms give none", funding.clauses()));
    }

    private static List<Integer> yearsOf(YearKind kind, Period period) {
        return switch (kind) {
            case CALENDAR ->
                IntStream.rangeClosed(period.first().getYear(), period.last().getYear())
                        .boxed()
                        .toList();
            case CONTRACT -> {
                List<Integer> years = new ArrayList<>();
                for (int year = 1; !period.first().plusYears(year - 1L).isAfter(period.last()); year++) {
                    years.add(year);
                }
                yield years;
            }
        };
    }

    private static String titleOf(String label, Terms terms) {
        return terms.documents().stream()
                .filter(document -> document.label().equals(label))
                .findFirst()
                .map(Document::title)
                .map(title -> label + " (" + title + ")")
                .orElse(label);
    }
}
