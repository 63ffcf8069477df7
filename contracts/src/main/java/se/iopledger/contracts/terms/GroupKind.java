package se.iopledger.contracts.terms;

/** Which group. */
public enum GroupKind {
    /** Styrgrupp. */
    STEERING,
    /** Samverkansgrupp. */
    COOPERATION,
    OPERATIONAL
}
