package se.iopledger.contracts.terms;

/** How often something is paid. */
public enum Interval {
    MONTH,
    /** Three times a year. */
    TERTIAL,
    /** Twice a year. */
    HALF_YEAR,
    YEAR
}
