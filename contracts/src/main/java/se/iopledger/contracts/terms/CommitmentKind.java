package se.iopledger.contracts.terms;

/** What sort of undertaking. */
public enum CommitmentKind {
    ACTIVITY,
    /** What a party does itself for the partnership. */
    OWN_UNDERTAKING,
    /** Named, without settled funding or plan. */
    DEVELOPMENT_AREA,
    GOAL,
    /** What the partnership does not cover, or forbids. */
    EXCLUDED
}
