package se.iopledger.agreement.domain;

import java.time.LocalDate;

/**
 * The span in which any date of an agreement, its decision and its signatures lies: what is outside is a slip of the pen
 * (the year 21, the year 20210) and never a fact.
 */
public final class ReasonableDates {
    private static final LocalDate EARLIEST = LocalDate.of(1950, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2150, 12, 31);

    /** The rule's name. */
    public static final String RULE = "DateMustBeReasonable";

    /** What the rule asks for, for a person. */
    public static final String DETAIL = "a date lies between " + EARLIEST + " and " + LATEST;

    private ReasonableDates() {}

    /** The date, or the last reasonable one where it lies beyond that. */
    public static LocalDate atTheLatest(LocalDate date) {
        return date.isAfter(LATEST) ? LATEST : date;
    }

    /** Whether the date, as it is written, lies in the span. */
    public static boolean include(LocalDate date) {
        return !date.isBefore(EARLIEST) && !date.isAfter(LATEST);
    }
}
