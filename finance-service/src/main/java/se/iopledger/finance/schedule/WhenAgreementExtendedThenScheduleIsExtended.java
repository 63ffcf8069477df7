package se.iopledger.finance.schedule;

import org.springframework.stereotype.Component;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExtended;
import se.iopledger.finance.domain.FundingCommand.ExtendSchedule;
import se.iopledger.shell.subscription.Received;

/** An agreement that goes on (STO-3) has a schedule that goes on, even if its amount is awaited. */
@Component
final class WhenAgreementExtendedThenScheduleIsExtended {
    private final Automations automations;

    WhenAgreementExtendedThenScheduleIsExtended(Automations automations) {
        this.automations = automations;
    }

    void hears(AgreementExtended extended, Received event) {
        automations.send(
                new ExtendSchedule(
                        extended.agreementId(),
                        automations.mandate(getClass(), event),
                        event.cause(),
                        extended.firstDay(),
                        extended.lastDay(),
                        extended.clauses()),
                event);
    }
}
