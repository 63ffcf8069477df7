package se.iopledger.contracts.terms;

/** On which side of the partnership a party stands. */
public enum Sector {
    PUBLIC,
    CIVIL
}
