package se.iopledger.reporting.obligation;

import se.iopledger.contracts.agreement.AgreementEvent.AgreementExtended;
import se.iopledger.contracts.model.Cause;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.reporting.agreement.KnownAgreement;
import se.iopledger.reporting.domain.ReportingCommand.ExtendObligations;

/** An agreement that goes on (STO-3) owes what its terms ask for up to the new last day. */
final class WhenAgreementExtendedThenObligationsAreExtended {
    private WhenAgreementExtendedThenObligationsAreExtended() {}

    /** @param known the terms as they were heard at activation */
    static ExtendObligations command(AgreementExtended event, KnownAgreement known, Mandate mandate, Cause cause) {
        return new ExtendObligations(
                event.agreementId(), mandate, cause, known.termsVersion(), known.terms(), event.lastDay());
    }
}
