package se.iopledger.contracts.agreement;

/** How an agreement came to its end. */
public enum Ending {
    /** Its last day passed and nothing carried it further. */
    EXPIRY,
    /** Uppsägning: a party gave notice. */
    NOTICE,
    /** Hävning: a counterparty did not fulfil its undertakings. */
    RESCISSION,
    /** The parties revoked it in dialogue. */
    REVOCATION,
    /** A condition of the agreement no longer held. */
    LAPSE,
    /** The only civil party was excluded. */
    EXCLUSION
}
