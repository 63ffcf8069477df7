package se.iopledger.contracts.terms;

/** How binding a stated amount is. */
public enum Standing {
    /** The agreement promises it. */
    COMMITTED,
    /** A plan until a yearly decision is recorded. */
    PLANNED
}
