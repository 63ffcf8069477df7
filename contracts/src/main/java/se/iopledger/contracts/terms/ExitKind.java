package se.iopledger.contracts.terms;

/** What sort of exit. */
public enum ExitKind {
    /** Notice without a stated cause. */
    NOTICE,
    /** Notice after breach or changed circumstances. */
    NOTICE_FOR_CAUSE,
    /** Notice that stops an automatic extension. */
    NON_EXTENSION,
    /** Hävning. */
    RESCISSION,
    /** One actor is terminated from the partnership. */
    ACTOR_EXCLUSION,
    /** A condition of the agreement no longer holds. */
    LAPSE_OF_CONDITION,
    /** Changed or revoked in dialogue. */
    REVOCATION
}
