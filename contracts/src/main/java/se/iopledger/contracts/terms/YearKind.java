package se.iopledger.contracts.terms;

/** How a year is counted. */
public enum YearKind {
    CALENDAR,
    /** Twelve months from the first day of the agreement; year 1 is the first. */
    CONTRACT
}
