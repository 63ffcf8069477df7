package se.iopledger.agreement.domain.finding;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.Finding.Affects;
import se.iopledger.contracts.agreement.FundingEvent.FundingDecided;
import se.iopledger.contracts.terms.ContributionKind;
import se.iopledger.contracts.terms.Interval;
import se.iopledger.contracts.terms.Manner;
import se.iopledger.contracts.terms.PaymentTerms;
import se.iopledger.contracts.terms.Period;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.terms.YearKind;

/** What is paid, when, and what is brought in kind. */
final class FundingFindings {
    private static final Ideal AMOUNTS = new Ideal("AmountsMustBeRegistered", Affects.SCHEDULE);
    private static final Ideal MONTHS = new Ideal("PaymentMonthsMustBeStated", Affects.SCHEDULE);
    private static final Ideal YEAR_OF_PAYMENT = new Ideal("PaymentMonthMustFallInEveryYear", Affects.SCHEDULE);
    private static final Ideal CALENDAR_MONTHS = new Ideal("ContractMonthsMustBeCalendarMonths", Affects.SCHEDULE);
    private static final Ideal TIMING = new Ideal("PaymentMustSayAdvanceOrArrears", Affects.SCHEDULE);
    private static final Ideal DUE_DAYS = new Ideal("PaymentTermsMustBeStated", Affects.SCHEDULE);
    private static final Ideal VALUE_IN_KIND = new Ideal("ContributionInKindMustHaveAValue", Affects.NOTHING);

    private static final Ideal FLOOR = new Ideal("FundingMustNotBeDecidedBelowTheYearBefore", Affects.SCHEDULE);

    private FundingFindings() {}

    static Finding belowItsFloor(FundingDecided decided) {
        return FLOOR.brokenBy(
                decided.decisionId(),
                decided.clauses(),
                decided.decidedBy() + " decided on " + decided.decidedOn() + " less for " + decided.year()
                        + " than for the year before, which the agreement forbids.");
    }

    static List<Finding> of(Terms terms) {
        List<Finding> findings = new ArrayList<>();
        amountsMustBeRegistered(terms).forEach(findings::add);
        PaymentTerms payment = terms.funding().payment();
        if (payment != null) {
            Stream.of(
                            paymentMonthsMustBeStated(payment),
                            paymentMonthMustFallInEveryYear(payment, terms.period()),
                            contractMonthsMustBeCalendarMonths(terms, payment),
                            paymentMustSayAdvanceOrArrears(payment),
                            paymentTermsMustBeStated(payment))
                    .flatMap(found -> found)
                    .forEach(findings::add);
        }
        contributionInKindMustHaveAValue(terms).forEach(findings::add);
        return findings;
    }

    private static Stream<Finding> amountsMustBeRegistered(Terms terms) {
        String awaited = terms.funding().awaitsDocument();
        if (awaited != null) {
            return Stream.of(AMOUNTS.brokenBy(
                    terms.funding().clauses(),
                    "The compensation stands in " + awaited
                            + "; nothing can be scheduled before that document is registered."));
        }
        return terms.funding().grants().isEmpty()
                ? Stream.of(
                        AMOUNTS.brokenBy(terms.funding().clauses(), "No amounts are stated; nothing can be scheduled."))
                : Stream.empty();
    }

    private static Stream<Finding> paymentMonthsMustBeStated(PaymentTerms payment) {
        return payment.months().isEmpty() && payment.interval() != Interval.MONTH
                ? Stream.of(MONTHS.brokenBy(
                        payment.clauses(), "Paid " + inWords(payment.interval()) + "; in which months is not stated."))
                : Stream.empty();
    }

    private static Stream<Finding> paymentMonthMustFallInEveryYear(PaymentTerms payment, Period period) {
        if (payment.interval() != Interval.YEAR || payment.months().size() != 1) {
            return Stream.empty();
        }
        int month = payment.months().getFirst();
        List<YearMonth> touched = IntStream.rangeClosed(
                        period.first().getYear(), period.last().getYear())
                .mapToObj(year -> YearMonth.of(year, month))
                .toList();
        List<YearMonth> inside = touched.stream()
                .filter(candidate -> period.includes(candidate.atDay(1)))
                .toList();
        List<YearMonth> outside = touched.stream()
                .filter(candidate -> !period.includes(candidate.atDay(1)))
                .toList();
        return outside.isEmpty()
                ? Stream.empty()
                : Stream.of(YEAR_OF_PAYMENT.brokenBy(
                        payment.clauses(),
                        "Paid once a year: " + inWords(inside) + " in the period, " + inWords(outside)
                                + " outside it. Which year each payment is for is not stated."));
    }

    private static Stream<Finding> contractMonthsMustBeCalendarMonths(Terms terms, PaymentTerms payment) {
        LocalDate first = terms.period().first();
        LocalDate last = terms.period().last();
        if (payment.interval() != Interval.MONTH
                || terms.funding().years() != YearKind.CONTRACT
                || first.getDayOfMonth() == 1) {
            return Stream.empty();
        }
        long contractMonths = ChronoUnit.MONTHS.between(first, last.plusDays(1));
        long calendarMonths = ChronoUnit.MONTHS.between(YearMonth.from(first), YearMonth.from(last)) + 1;
        return Stream.of(CALENDAR_MONTHS.brokenBy(
                payment.clauses(),
                "Paid monthly: the " + contractMonths + " months of the agreement touch " + calendarMonths
                        + " calendar months."));
    }

    private static Stream<Finding> paymentMustSayAdvanceOrArrears(PaymentTerms payment) {
        return payment.timing() == null && payment.manner() != Manner.IN_ADVANCE
                ? Stream.of(TIMING.brokenBy(
                        payment.clauses(), "Whether a payment is in advance or in arrears is not stated."))
                : Stream.empty();
    }

    private static Stream<Finding> paymentTermsMustBeStated(PaymentTerms payment) {
        return payment.dueDays() == null && payment.manner() == Manner.AGAINST_INVOICE
                ? Stream.of(
                        DUE_DAYS.brokenBy(payment.clauses(), "Within how many days an invoice is paid is not stated."))
                : Stream.empty();
    }

    private static Stream<Finding> contributionInKindMustHaveAValue(Terms terms) {
        return terms.contributions().stream()
                .filter(contribution ->
                        contribution.kind() == ContributionKind.IN_KIND && contribution.valueAYear() == null)
                .map(contribution -> VALUE_IN_KIND.brokenBy(
                        contribution.by() + " " + contribution.what(),
                        contribution.clauses(),
                        terms.party(contribution.by()).name() + " provides " + contribution.what()
                                + " in kind; no value is stated."));
    }

    private static String inWords(Interval interval) {
        return switch (interval) {
            case MONTH -> "monthly";
            case TERTIAL -> "per tertial";
            case HALF_YEAR -> "twice a year";
            case YEAR -> "once a year";
        };
    }

    private static String inWords(List<YearMonth> months) {
        return months.isEmpty()
                ? "none falls"
                : months.stream().map(YearMonth::toString).collect(Collectors.joining(" and "))
                        + (months.size() == 1 ? " falls" : " fall");
    }
}
