package se.iopledger.contracts.terms;

/** What sort of contribution. */
public enum ContributionKind {
    IN_KIND,
    /** Collected funds, state grants, sales. */
    OWN_FUNDS,
    VOLUNTEER_WORK
}
