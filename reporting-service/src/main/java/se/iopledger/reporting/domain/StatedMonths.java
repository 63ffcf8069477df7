package se.iopledger.reporting.domain;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import se.iopledger.contracts.reporting.DatedObligation.Dating;
import se.iopledger.contracts.terms.ObligationKind;

/** Obligations in stated months of every year, and the time each covers (NOR-10). */
final class StatedMonths {
    private StatedMonths() {}

    /**
     * One per stated month that lies, wholly or in part, within the agreement, and whose covered time does. A report is
     * due by the month's last day even where the agreement ends inside that month; what is held rather than written
     * down, as a meeting, must be held within it.
     *
     * @param months 1 to 12, in any order, at least one
     */
    static Stream<DueDay> dueDays(ObligationKind kind, List<Integer> months, Span agreement) {
        YearMonth first = YearMonth.from(agreement.first());
        YearMonth last = YearMonth.from(agreement.last());
        return Stream.iterate(first, month -> !month.isAfter(last), month -> month.plusMonths(1))
                .filter(month -> months.contains(month.getMonthValue()))
                .flatMap(month -> dueDay(kind, month, months, agreement).stream());
    }

    private static Optional<DueDay> dueDay(ObligationKind kind, YearMonth month, List<Integer> months, Span agreement) {
        return switch (kind) {
            case ACTIVITY_REPORT, FINANCIAL_ACCOUNT, YEARLY_COMPILATION -> account(month, months, agreement);
            case ANNUAL_REPORT ->
                covering(month, Span.ofYear(month.getYear() - 1), agreement, "An annual report covers the year before");
            case ACTIVITY_PLAN ->
                covering(month, Span.ofYear(month.getYear() + 1), agreement, "An activity plan covers the coming year");
            case MEETING, EVALUATION, SEMINAR, REVIEW, INSPECTION, USER_INFLUENCE ->
                Optional.of(heldIn(month, agreement));
        };
    }

    /** None in the agreement's first month: there is nothing before it to account for, whatever extensions bring. */
    private static Optional<DueDay> account(YearMonth month, List<Integer> months, Span agreement) {
        if (YearMonth.from(agreement.first()).equals(month)) {
            return Optional.empty();
        }
        boolean endsInThisMonth = YearMonth.from(agreement.last()).equals(month);
        LocalDate to = endsInThisMonth ? agreement.last() : month.atDay(1).minusDays(1);
        return new Span(before(month, months).atDay(1), to)
                .within(agreement)
                .map(covers -> written(
                        month,
                        covers,
                        " It does not say which time is covered: read as the time from the last one's end, up to the month"
                                + " before (AnAccountReachesToTheMonthBefore), which is " + covers
                                + (endsInThisMonth ? ", with the days up to the agreement's end." : ".")
                                + rest(month, months, agreement)));
    }

    private static String rest(YearMonth month, List<Integer> months, Span agreement) {
        boolean last = after(month, months).isAfter(YearMonth.from(agreement.last()));
        return last && month.isBefore(YearMonth.from(agreement.last()))
                ? " No later account is asked for within the agreement: " + month.atDay(1) + " to " + agreement.last()
                        + " stays without one."
                : "";
    }

    private static Optional<DueDay> covering(YearMonth month, Span year, Span agreement, String because) {
        return year.within(agreement).map(covers -> written(month, covers, " " + because + ": " + covers + "."));
    }

    private static DueDay written(YearMonth month, Span covers, String calculation) {
        return DueDay.once(
                month.toString(),
                Optional.of(covers),
                month.atEndOfMonth(),
                Dating.STATED,
                stated(month) + calculation);
    }

    private static DueDay heldIn(YearMonth month, Span agreement) {
        Span inside = Span.ofMonth(month).within(agreement).orElseThrow();
        return DueDay.once(month.toString(), Optional.of(inside), inside.last(), Dating.STATED, stated(month));
    }

    private static String stated(YearMonth month) {
        return "The paper states the month, " + month.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " "
                + month.getYear() + ": due by its last day.";
    }

    private static YearMonth before(YearMonth month, List<Integer> months) {
        return Stream.iterate(month.minusMonths(1), earlier -> earlier.minusMonths(1))
                .filter(earlier -> months.contains(earlier.getMonthValue()))
                .findFirst()
                .orElseThrow();
    }

    private static YearMonth after(YearMonth month, List<Integer> months) {
        return Stream.iterate(month.plusMonths(1), later -> later.plusMonths(1))
                .filter(later -> months.contains(later.getMonthValue()))
                .findFirst()
                .orElseThrow();
    }
}
