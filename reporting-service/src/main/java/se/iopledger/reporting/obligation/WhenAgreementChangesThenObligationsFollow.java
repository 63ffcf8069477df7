package se.iopledger.reporting.obligation;

import java.util.Optional;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.model.Cause;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.reporting.domain.ReportingCommand.FollowAgreement;

/** Whatever is told of an agreement's life, its obligations are what follows from all that holds of it then. */
final class WhenAgreementChangesThenObligationsFollow {
    private WhenAgreementChangesThenObligationsFollow() {}

    /** @param before what held by all that was heard before */
    static FollowAgreement command(AgreementEvent event, Optional<AgreementLife> before, Mandate mandate, Cause cause) {
        return new FollowAgreement(event.agreementId(), mandate, cause, AgreementLife.after(before, event));
    }
}
