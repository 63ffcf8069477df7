package se.iopledger.contracts.terms;

/** How much a remedy concerns. */
public enum RemedyShare {
    AMOUNT_CONCERNED,
    /** A decision has to fix it. */
    PART_OR_WHOLE,
    WHOLE
}
