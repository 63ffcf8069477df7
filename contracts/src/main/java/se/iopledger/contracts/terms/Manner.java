package se.iopledger.contracts.terms;

/** What makes a tranche payable. */
public enum Manner {
    /** Paid without an invoice. */
    IN_ADVANCE,
    AGAINST_INVOICE,
    NOT_STATED
}
