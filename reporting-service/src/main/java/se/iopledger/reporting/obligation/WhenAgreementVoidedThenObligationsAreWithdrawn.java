package se.iopledger.reporting.obligation;

import se.iopledger.contracts.agreement.AgreementEvent.AgreementVoided;
import se.iopledger.contracts.model.Cause;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.reporting.domain.ReportingCommand.WithdrawObligations;

/** Nothing is owed under an agreement whose registration was a mistake. */
final class WhenAgreementVoidedThenObligationsAreWithdrawn {
    private WhenAgreementVoidedThenObligationsAreWithdrawn() {}

    static WithdrawObligations command(AgreementVoided event, Mandate mandate, Cause cause) {
        return new WithdrawObligations(event.agreementId(), mandate, cause);
    }
}
