package se.iopledger.finance.schedule;

import java.util.Optional;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.domain.FundingCommand.FactChange;
import se.iopledger.finance.domain.FundingCommand.FollowAgreement;
import se.iopledger.shell.subscription.Received;

/** Whatever is told of an agreement's life, or decided of its money, its funding is what follows from all that holds of it then. */
@Component
final class WhenAgreementChangesThenFundingFollows {
    private final HeardAgreements heard;
    private final Automations automations;

    WhenAgreementChangesThenFundingFollows(HeardAgreements heard, Automations automations) {
        this.heard = heard;
        this.automations = automations;
    }

    /** @param change of the facts that the plan depends on */
    void hears(AgreementEvent told, FactChange change, Received event) {
        Optional<AgreementLife> before = heard.lifeOf(told.agreementId());
        Optional<Rejection> broken = AgreementLife.brokenRule(before, told);
        if (broken.isPresent()) {
            automations.refuse(event, broken.get());
            return;
        }
        automations.send(
                new FollowAgreement(
                        told.agreementId(),
                        automations.mandate(getClass(), event),
                        event.cause(),
                        AgreementLife.after(before, told),
                        change),
                event);
    }
}
