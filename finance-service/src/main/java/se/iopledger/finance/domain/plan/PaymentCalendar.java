package se.iopledger.finance.domain.plan;

import static se.iopledger.finance.domain.plan.FundingYear.earlier;
import static se.iopledger.finance.domain.plan.FundingYear.later;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import se.iopledger.contracts.finance.Awaited;
import se.iopledger.contracts.terms.DefaultRule;
import se.iopledger.contracts.terms.Interval;
import se.iopledger.contracts.terms.PaymentTerms;
import se.iopledger.contracts.terms.PaymentTiming;
import se.iopledger.contracts.terms.Period;
import se.iopledger.contracts.terms.Terms;

/**
 * When the money of a funding year is paid: by the months of the paper, else by a chosen default, else undated with the
 * reason (agreements.md, "Defaults where the paper is silent"). Never guesses.
 */
@CheckReturnValue
final class PaymentCalendar {
    private final Terms terms;
    private final Period period;
    private final BankDays bankDays;

    /** @param period the agreement's, with its extensions */
    PaymentCalendar(Terms terms, Period period, BankDays bankDays) {
        this.terms = terms;
        this.period = period;
        this.bankDays = bankDays;
    }

    /** The occasions of the year in order of time; at least one. */
    List<PaymentOccasion> occasionsOf(FundingYear year) {
        PaymentTerms payment = terms.funding().payment();
        if (payment == null) {
            return List.of(undated(year.first(), year.last(), "when and how often it is paid", List.of()));
        }
        if (year.outside()) {
            return List.of(undated(
                    year.first(),
                    year.last(),
                    "which days it is paid on, since " + year.label() + " lies outside the agreement",
                    payment.clauses()));
        }
        if (!payment.months().isEmpty()) {
            return inStatedMonths(year, payment);
        }
        return switch (payment.interval()) {
            case MONTH ->
                terms.chose(DefaultRule.MONTHS_FROM_FIRST_DAY)
                        ? monthByMonth(year, payment)
                        : withoutMonths(year, payment);
            case TERTIAL -> byDefaultMonths(year, payment, DefaultRule.TERTIALS_FROM_JANUARY_MAY_SEPTEMBER);
            case HALF_YEAR -> byDefaultMonths(year, payment, DefaultRule.HALF_YEARS_FROM_JANUARY_AND_JULY);
            // No named default says in which month a yearly payment is made.
            case YEAR -> withoutMonths(year, payment);
        };
    }

    /** The paper names months: each is the one inside the year, and its day the first that lies in the agreement. */
    private List<PaymentOccasion> inStatedMonths(FundingYear year, PaymentTerms payment) {
        Collection<LocalDate> days = firstDaysOf(payment.months(), year).values();
        if (days.isEmpty()) {
            return List.of(undated(
                    year.first(),
                    year.last(),
                    "which day it is paid on, since " + inWords(payment.months()) + " does not occur in "
                            + year.label(),
                    payment.clauses()));
        }
        List<Section> sections = days.size() == timesAYear(payment) ? sectionsOf(year, days.size()) : List.of();
        List<PaymentOccasion> occasions = new ArrayList<>();
        for (LocalDate day : days) {
            Section paysFor = sections.size() == days.size()
                    ? sections.get(occasions.size())
                    : new Section(year.first(), year.last());
            occasions.add(onFirstDay(
                    paysFor,
                    day,
                    "Paid in " + inWords(payment.months()) + Clauses.inBrackets(payment.clauses()) + ", read as "
                            + YearMonth.from(day) + ", the one in " + year.label(),
                    List.of(),
                    payment));
        }
        return occasions;
    }

    /** A calendar year's sections begin in the default's months; a contract year only borrows the months. */
    private List<PaymentOccasion> byDefaultMonths(FundingYear year, PaymentTerms payment, DefaultRule rule) {
        if (!terms.chose(rule)) {
            return withoutMonths(year, payment);
        }
        List<Section> sections = sectionsOf(year, timesAYear(payment));
        List<LocalDate> days = switch (year.kind()) {
            case CALENDAR ->
                sections.stream().map(section -> paymentDayOf(section, payment)).toList();
            case CONTRACT ->
                List.copyOf(firstDaysOf(monthsOf(payment.interval()), year).values());
        };
        String why =
                wordsOf(rule) + " (default; the paper gives no months" + Clauses.listed(", ", payment.clauses()) + ")";
        if (days.isEmpty()) {
            return List.of(undated(
                    year.first(),
                    year.last(),
                    "which day it is paid on, since none of the default's months occurs in " + year.label(),
                    payment.clauses()));
        }
        List<PaymentOccasion> occasions = new ArrayList<>();
        for (LocalDate day : days) {
            Section paysFor = sections.size() == days.size()
                    ? sections.get(occasions.size())
                    : new Section(year.first(), year.last());
            occasions.add(onFirstDay(paysFor, day, why, List.of(rule), payment));
        }
        return occasions;
    }

    /** Months counted from the agreement's first day; one belongs to the year in which it begins. */
    private List<PaymentOccasion> monthByMonth(FundingYear year, PaymentTerms payment) {
        LocalDate origin = period.first();
        String why = "Month by month from the first day, " + origin + " (default; the paper gives no months"
                + Clauses.listed(", ", payment.clauses()) + ")";
        List<PaymentOccasion> occasions = new ArrayList<>();
        long month = ChronoUnit.MONTHS.between(origin, year.first());
        for (LocalDate first = origin.plusMonths(month);
                !first.isAfter(year.last());
                first = origin.plusMonths(++month)) {
            if (year.includes(first)) {
                LocalDate last = origin.plusMonths(month + 1).minusDays(1);
                Section paysFor = new Section(first, earlier(last, period.last()));
                occasions.add(onFirstDay(
                        paysFor,
                        paymentDayOf(paysFor, payment),
                        why,
                        List.of(DefaultRule.MONTHS_FROM_FIRST_DAY),
                        payment));
            }
        }
        return occasions.isEmpty()
                ? List.of(undated(
                        year.first(),
                        year.last(),
                        "which day it is paid on, since no month of the agreement begins in " + year.label(),
                        payment.clauses()))
                : occasions;
    }

    private List<PaymentOccasion> withoutMonths(FundingYear year, PaymentTerms payment) {
        String missing = "in which months it is paid: the paper says " + wordsOf(payment.interval())
                + " and no default for the months was chosen";
        return sectionsOf(year, timesAYear(payment)).stream()
                .map(section -> undated(section.first(), section.last(), missing, payment.clauses()))
                .toList();
    }

    private PaymentOccasion onFirstDay(
            Section paysFor, LocalDate day, String why, List<DefaultRule> because, PaymentTerms payment) {
        if (!terms.chose(DefaultRule.FIRST_DAY_OR_NEXT_BANK_DAY)) {
            String missing = "on which day of the month it is paid: the paper does not say and no default was chosen";
            return new PaymentOccasion(
                    paysFor.first(),
                    paysFor.last(),
                    day,
                    null,
                    why + ". Not dated; awaits " + missing + ".",
                    because,
                    new Awaited(missing, payment.clauses()));
        }
        LocalDate dueDate = bankDays.onOrNextAfter(day);
        List<DefaultRule> assumptions = new ArrayList<>(because);
        assumptions.add(DefaultRule.FIRST_DAY_OR_NEXT_BANK_DAY);
        String moved = dueDate.equals(day) ? "" : ", the next bank day after " + day;
        return new PaymentOccasion(
                paysFor.first(),
                paysFor.last(),
                day,
                dueDate,
                why + whatTheDayIs(payment) + ofWhat(payment) + " or the next bank day (default): " + dueDate + moved
                        + ".",
                assumptions,
                null);
    }

    /** In arrears on the first day after the time it pays for, else (in advance, or not said) on that time's first. */
    private static LocalDate paymentDayOf(Section paysFor, PaymentTerms payment) {
        return payment.timing() == PaymentTiming.IN_ARREARS ? paysFor.last().plusDays(1) : paysFor.first();
    }

    /** An invoice is paid some days after it was received, so that its day is no day of payment. */
    private static String whatTheDayIs(PaymentTerms payment) {
        return switch (payment.manner()) {
            case AGAINST_INVOICE -> "; may be invoiced from the first day";
            case IN_ADVANCE, NOT_STATED -> "; due on the first day";
        };
    }

    private static String ofWhat(PaymentTerms payment) {
        return payment.timing() == PaymentTiming.IN_ARREARS && payment.months().isEmpty()
                ? " after the time it pays for"
                : "";
    }

    private static PaymentOccasion undated(LocalDate first, LocalDate last, String missing, List<String> clauses) {
        return new PaymentOccasion(
                first,
                last,
                first,
                null,
                "Not dated; awaits " + missing + ".",
                List.of(),
                new Awaited(missing, clauses));
    }

    /**
     * For each month its payment day in the year: the first of the month, or the year's first day where the month has
     * begun by then. A contract year that begins inside a month meets that month twice; the whole one counts.
     */
    private static SortedMap<YearMonth, LocalDate> firstDaysOf(Collection<Integer> months, FundingYear year) {
        Map<Integer, YearMonth> occurrences = new TreeMap<>();
        for (YearMonth month = YearMonth.from(year.first());
                !month.isAfter(YearMonth.from(year.last()));
                month = month.plusMonths(1)) {
            if (months.contains(month.getMonthValue())) {
                occurrences.put(month.getMonthValue(), month);
            }
        }
        return occurrences.values().stream()
                .collect(Collectors.toMap(
                        month -> month,
                        month -> later(month.atDay(1), year.first()),
                        (one, other) -> one,
                        TreeMap::new));
    }

    /** The year in equal runs of months, those that lie in the agreement and as far as they do. */
    private static List<Section> sectionsOf(FundingYear year, int sectionsAYear) {
        if (12 % sectionsAYear != 0) {
            return List.of(new Section(year.first(), year.last()));
        }
        int months = 12 / sectionsAYear;
        List<Section> sections = new ArrayList<>();
        for (int section = 0; section < sectionsAYear; section++) {
            LocalDate first = year.wholeFirst().plusMonths((long) section * months);
            LocalDate last = section == sectionsAYear - 1
                    ? year.wholeLast()
                    : year.wholeFirst().plusMonths((section + 1L) * months).minusDays(1);
            if (!first.isAfter(year.last()) && !last.isBefore(year.first())) {
                sections.add(new Section(later(first, year.first()), earlier(last, year.last())));
            }
        }
        return sections;
    }

    private static int timesAYear(PaymentTerms payment) {
        if (!payment.months().isEmpty()) {
            return new TreeSet<>(payment.months()).size();
        }
        return switch (payment.interval()) {
            case MONTH -> 12;
            case TERTIAL -> 3;
            case HALF_YEAR -> 2;
            case YEAR -> 1;
        };
    }

    private static List<Integer> monthsOf(Interval interval) {
        return switch (interval) {
            case TERTIAL -> List.of(1, 5, 9);
            case HALF_YEAR -> List.of(1, 7);
            case MONTH, YEAR -> throw new IllegalArgumentException("no named default gives the months of " + interval);
        };
    }

    private static String wordsOf(DefaultRule rule) {
        return switch (rule) {
            case TERTIALS_FROM_JANUARY_MAY_SEPTEMBER -> "Tertials from January, May and September";
            case HALF_YEARS_FROM_JANUARY_AND_JULY -> "Half-years from January and July";
            case EQUAL_TRANCHES,
                    FIRST_DAY_OR_NEXT_BANK_DAY,
                    MONTHS_FROM_FIRST_DAY,
                    CONTRACT_YEARS,
                    THIRTY_DAYS_FROM_INVOICE -> throw new IllegalArgumentException(rule + " gives no months");
        };
    }

    private static String wordsOf(Interval interval) {
        return switch (interval) {
            case MONTH -> "monthly";
            case TERTIAL -> "per tertial";
            case HALF_YEAR -> "twice a year";
            case YEAR -> "once a year";
        };
    }

    private static String inWords(Collection<Integer> months) {
        return new TreeSet<>(months)
                .stream()
                        .map(month -> Month.of(month).getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                        .collect(Collectors.joining(", "));
    }

    private record Section(LocalDate first, LocalDate last) {}
}
