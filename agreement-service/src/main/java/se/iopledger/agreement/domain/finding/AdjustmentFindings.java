package se.iopledger.agreement.domain.finding;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.Finding.Affects;
import se.iopledger.contracts.terms.Adjustment;
import se.iopledger.contracts.terms.Grant;
import se.iopledger.contracts.terms.ScopeReading;
import se.iopledger.contracts.terms.Standing;
import se.iopledger.contracts.terms.StartReading;
import se.iopledger.contracts.terms.Terms;

/** How amounts change from year to year. */
final class AdjustmentFindings {
    private static final Ideal ONE_START = new Ideal("AdjustmentMustHaveOneStart", Affects.ADJUSTED_AMOUNT);
    private static final Ideal A_START = new Ideal("AdjustmentMustSayWhenItStarts", Affects.ADJUSTED_AMOUNT);
    private static final Ideal ONE_SCOPE = new Ideal("AdjustmentMustHaveOneScope", Affects.ADJUSTED_AMOUNT);
    private static final Ideal DECIDED = new Ideal("YearlyDecisionMustBeRecorded", Affects.ADJUSTED_AMOUNT);
    private static final Ideal FLOOR = new Ideal("PlanMustNotFallBelowTheFloor", Affects.ADJUSTED_AMOUNT);

    private AdjustmentFindings() {}

    static List<Finding> of(Terms terms) {
        List<Finding> findings = new ArrayList<>();
        Adjustment adjustment = terms.funding().adjustment();
        if (adjustment != null) {
            adjustmentMustHaveOneStart(adjustment).forEach(findings::add);
            adjustmentMustHaveOneScope(adjustment).forEach(findings::add);
            if (adjustment.neverBelowYearBefore()) {
                planMustNotFallBelowTheFloor(terms, adjustment).forEach(findings::add);
            }
        }
        yearlyDecisionMustBeRecorded(terms).forEach(findings::add);
        return findings;
    }

    private static Stream<Finding> adjustmentMustHaveOneStart(Adjustment adjustment) {
        List<StartReading> dated = adjustment.startReadings().stream()
                .filter(reading -> reading.from() != null)
                .toList();
        if (dated.isEmpty()) {
            return Stream.of(A_START.brokenBy(
                    adjustment.clauses(), "Amounts are adjusted yearly; the first adjusted year is not stated."));
        }
        boolean contradictory =
                dated.stream().map(StartReading::from).distinct().count() > 1;
        return contradictory
                ? Stream.of(ONE_START.brokenBy(
                        clausesOf(adjustment, dated.stream().map(StartReading::clauses)),
                        "The adjustment starts on different days in different places: "
                                + dated.stream()
                                        .map(reading -> reading.from() + " (" + reading.label() + ")")
                                        .collect(joining(" and "))
                                + ". What is paid between them depends on the reading."))
                : Stream.empty();
    }

    private static Stream<Finding> adjustmentMustHaveOneScope(Adjustment adjustment) {
        return adjustment.scopeReadings().size() > 1
                ? Stream.of(ONE_SCOPE.brokenBy(
                        clausesOf(
                                adjustment, adjustment.scopeReadings().stream().map(ScopeReading::clauses)),
                        "What is adjusted can be read in several ways: "
                                + adjustment.scopeReadings().stream()
                                        .map(ScopeReading::label)
                                        .collect(joining("; or "))
                                + "."))
                : Stream.empty();
    }

    private static Stream<Finding> planMustNotFallBelowTheFloor(Terms terms, Adjustment adjustment) {
        return terms.funding().grants().stream()
                .collect(groupingBy(
                        grant -> List.of(grant.payer(), grant.recipient()), LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(grants -> belowWhatWasDecided(grants, adjustment));
    }

    /** UPP-4: the floor is what was decided last, not what was planned for the year before. */
    private static Stream<Finding> belowWhatWasDecided(List<Grant> ofOnePair, Adjustment adjustment) {
        List<Grant> byYear =
                ofOnePair.stream().sorted(Comparator.comparingInt(Grant::year)).toList();
        List<Finding> below = new ArrayList<>();
        Grant decided = null;
        for (Grant grant : byYear) {
            if (decided != null && grant.amount().compareTo(decided.amount()) < 0) {
                below.add(FLOOR.brokenBy(
                        grant.year() + " " + grant.recipient(),
                        clausesOf(adjustment, Stream.of(grant.clauses())),
                        "Year " + grant.year() + " stands at " + grant.amount() + ", below the " + decided.amount()
                                + " decided for year " + decided.year() + "."));
            }
            if (grant.standing() == Standing.COMMITTED) {
                decided = grant;
            }
        }
        return below.stream();
    }

    private static Stream<Finding> yearlyDecisionMustBeRecorded(Terms terms) {
        return terms.funding().grants().stream()
                .filter(grant -> grant.standing() == Standing.PLANNED)
                .map(grant -> DECIDED.brokenBy(
                        grant.year() + " " + grant.recipient(),
                        grant.clauses(),
                        "The " + grant.amount() + " of year " + grant.year()
                                + " is a plan until that year's decision is recorded."));
    }

    private static List<String> clausesOf(Adjustment adjustment, Stream<List<String>> readings) {
        return Stream.concat(Stream.of(adjustment.clauses()), readings)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }
}
