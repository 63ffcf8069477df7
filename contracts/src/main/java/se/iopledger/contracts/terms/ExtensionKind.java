package se.iopledger.contracts.terms;

/** Which way of going on. */
public enum ExtensionKind {
    /** The parties agree in writing before the agreement ends. */
    BY_WRITTEN_AGREEMENT,
    /** Unless notice came in time (an exit of kind NON_EXTENSION). */
    AUTOMATIC,
    AFTER_REVIEW
}
