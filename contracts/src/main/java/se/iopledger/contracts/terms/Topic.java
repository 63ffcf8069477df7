package se.iopledger.contracts.terms;

/** What a statement bears on, so that a contradiction says what depends on its being settled. */
public enum Topic {
    /** Dates or amounts of what is paid. */
    FUNDING,
    /** How amounts are indexed or uprated. */
    ADJUSTMENT,
    /** Reports and meetings. */
    OBLIGATIONS,
    /** Who decides what. */
    GOVERNANCE,
    EXIT,
    REPAYMENT,
    SIGNATURES
}
