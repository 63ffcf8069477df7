package se.iopledger.finance.hold;

import org.springframework.stereotype.Component;
import se.iopledger.contracts.agreement.ConductEvent.DeficiencyFollowedUp;
import se.iopledger.contracts.agreement.ConductEvent.DeficiencyRegistered;
import se.iopledger.contracts.agreement.ConductEvent.Outcome;
import se.iopledger.contracts.agreement.FactEvent;
import se.iopledger.contracts.finance.PaymentEvent.Ground;

/**
 * A registered deficiency stops the party's payments until it is remedied, where a clause of the agreement lets payments
 * be stopped. It is heard together with the agreement's life, so that who waits for the one has waited for the other.
 */
@Component
public class WhenAPartyFallsShortThenPaymentsStop {
    private final Grounds grounds;

    WhenAPartyFallsShortThenPaymentsStop(Grounds grounds) {
        this.grounds = grounds;
    }

    /** Repeated it does nothing more. */
    public void hears(FactEvent told) {
        if (told instanceof DeficiencyRegistered deficiency) {
            grounds.deficiency(getClass(), deficiency.agreementId(), deficiency.deficiencyId(), deficiency.party())
                    .ifPresent(grounds::send);
        } else if (told instanceof DeficiencyFollowedUp followed && followed.outcome() == Outcome.REMEDIED) {
            grounds.send(grounds.fallenAway(
                    getClass(),
                    followed.agreementId(),
                    Ground.DEFICIENCY,
                    followed.deficiencyId(),
                    followed.deficiencyId() + " is remedied."));
        }
    }
}
