package se.iopledger.finance.schedule;

import org.springframework.stereotype.Component;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementVoided;
import se.iopledger.finance.domain.FundingCommand.WithdrawSchedule;
import se.iopledger.shell.subscription.Received;

/** What was registered by mistake is owed nothing. */
@Component
final class WhenAgreementVoidedThenScheduleIsWithdrawn {
    private final Automations automations;

    WhenAgreementVoidedThenScheduleIsWithdrawn(Automations automations) {
        this.automations = automations;
    }

    void hears(AgreementVoided voided, Received event) {
        automations.send(
                new WithdrawSchedule(voided.agreementId(), automations.mandate(getClass(), event), event.cause()),
                event);
    }
}
