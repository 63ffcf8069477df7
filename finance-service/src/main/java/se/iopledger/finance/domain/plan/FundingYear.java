package se.iopledger.finance.domain.plan;

import java.time.LocalDate;
import se.iopledger.contracts.terms.Period;
import se.iopledger.contracts.terms.YearKind;

/**
 * One year of an agreement's funding, whole and as far as the agreement lasts.
 *
 * @param number the calendar year, or the number of the contract year
 * @param wholeFirst first day of the uncut year
 * @param wholeLast last day of the uncut year
 * @param first first day inside the agreement; that of the whole year where the year lies outside it
 * @param last last day inside the agreement; that of the whole year where the year lies outside it
 * @param outside whether no day of the year lies inside the agreement
 */
record FundingYear(
        YearKind kind,
        int number,
        LocalDate wholeFirst,
        LocalDate wholeLast,
        LocalDate first,
        LocalDate last,
        boolean outside) {
    static FundingYear of(YearKind kind, int number, Period agreement) {
        LocalDate wholeFirst = switch (kind) {
            case CALENDAR -> LocalDate.of(number, 1, 1);
            // Counted from the agreement's first day each time: a year on from a year on drifts after 29
            // February.
            case CONTRACT -> agreement.first().plusYears(number - 1L);
        };
        LocalDate wholeLast = switch (kind) {
            case CALENDAR -> LocalDate.of(number, 12, 31);
            case CONTRACT -> agreement.first().plusYears(number).minusDays(1);
        };
        LocalDate first = later(wholeFirst, agreement.first());
        LocalDate last = earlier(wholeLast, agreement.last());
        boolean outside = first.isAfter(last);
        return new FundingYear(
                kind, number, wholeFirst, wholeLast, outside ? wholeFirst : first, outside ? wholeLast : last, outside);
    }

    boolean isCut() {
        return !first.equals(wholeFirst) || !last.equals(wholeLast);
    }

    boolean includes(LocalDate day) {
        return !day.isBefore(first) && !day.isAfter(last);
    }

    /** How a person calls it, as {@code 2019} or {@code contract year 1 (2021-09-15 to 2022-09-14)}. */
    String label() {
        return switch (kind) {
            case CALENDAR -> isCut() ? number + " (cut to " + first + " to " + last + ")" : String.valueOf(number);
            case CONTRACT -> "contract year " + number + " (" + first + " to " + last + ")";
        };
    }

    static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}
