package se.iopledger.reporting.obligation;

import se.iopledger.contracts.agreement.AgreementEvent.AgreementActivated;
import se.iopledger.contracts.model.Cause;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.reporting.domain.ReportingCommand.DeriveObligations;

/** From its activation an agreement owes what its terms ask for, up to its last day. */
final class WhenAgreementActivatedThenObligationsAreDerived {
    private WhenAgreementActivatedThenObligationsAreDerived() {}

    static DeriveObligations command(AgreementActivated event, Mandate mandate, Cause cause) {
        return new DeriveObligations(
                event.agreementId(), mandate, cause, event.termsVersion(), event.terms(), event.lastDay());
    }
}
