package se.iopledger.contracts.terms;

/** Stop or claim. */
public enum RemedyKind {
    /** Utbetalningsstopp. */
    PAYMENT_STOP,
    /** Återkrav. */
    REPAYMENT_CLAIM
}
