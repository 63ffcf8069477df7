package se.iopledger.agreement.lookup;

import se.iopledger.agreement.domain.Agreement;
import se.iopledger.agreement.domain.Stage;
import se.iopledger.contracts.agreement.Ending;

/** Where an agreement stands, for answers. */
enum AgreementState {
    /** A draft: the board's decision is missing, and signatures may be. */
    REGISTERED,
    /** Decided; signatures are missing. */
    APPROVED,
    ACTIVE,
    /** Its last day has passed and nothing carried it further. */
    EXPIRED,
    /** Ended otherwise: by notice, rescission, revocation, lapse or exclusion. */
    ENDED,
    /** Over, and decided how long what is kept of it is kept. */
    ARCHIVED,
    VOIDED;

    static AgreementState of(Agreement.Known agreement) {
        return switch (agreement.stage()) {
            case Stage.Draft _ -> REGISTERED;
            case Stage.Approved _ -> APPROVED;
            case Stage.InForce _ -> ACTIVE;
            case Stage.Ended _ when agreement.archive().archived() != null -> ARCHIVED;
            case Stage.Ended ended -> ended.how() == Ending.EXPIRY ? EXPIRED : ENDED;
            case Stage.Voided _ -> VOIDED;
        };
    }
}
