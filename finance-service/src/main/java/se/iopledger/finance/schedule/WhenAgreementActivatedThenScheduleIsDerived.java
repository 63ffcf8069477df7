package se.iopledger.finance.schedule;

import org.springframework.stereotype.Component;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementActivated;
import se.iopledger.finance.domain.FundingCommand.DeriveSchedule;
import se.iopledger.shell.subscription.Received;

/** An agreement that binds has a schedule. */
@Component
final class WhenAgreementActivatedThenScheduleIsDerived {
    private final Automations automations;

    WhenAgreementActivatedThenScheduleIsDerived(Automations automations) {
        this.automations = automations;
    }

    void hears(AgreementActivated activated, Received event) {
        automations.send(
                new DeriveSchedule(
                        activated.agreementId(),
                        automations.mandate(getClass(), event),
                        event.cause(),
                        activated.termsVersion(),
                        activated.terms()),
                event);
    }
}
