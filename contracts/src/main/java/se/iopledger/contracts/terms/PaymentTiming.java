package se.iopledger.contracts.terms;

/** Whether a payment is for the time that comes or for the time that went. */
public enum PaymentTiming {
    IN_ADVANCE,
    IN_ARREARS
}
