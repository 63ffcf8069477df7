package se.iopledger.contracts.terms;

/** The time that a figure is counted over. */
public enum FigurePer {
    DAY,
    WEEK,
    MONTH,
    YEAR,
    /** The whole agreement. */
    PERIOD
}
