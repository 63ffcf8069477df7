package se.iopledger.agreement.lookup;

import se.iopledger.agreement.domain.Agreement;

/** Where an agreement stands, for answers. */
enum AgreementState {
    /** A draft: the board's decision is missing, and signatures may be. */
    REGISTERED,
    /** Decided; signatures are missing. */
    APPROVED,
    ACTIVE,
    EXPIRED,
    VOIDED;

    static AgreementState of(Agreement.Known agreement) {
        return switch (agreement) {
            case Agreement.Draft _ -> REGISTERED;
            case Agreement.Approved _ -> APPROVED;
            case Agreement.Active _ -> ACTIVE;
            case Agreement.Expired _ -> EXPIRED;
            case Agreement.Voided _ -> VOIDED;
        };
    }
}
