package se.iopledger.finance.right;

import java.util.List;
import org.springframework.stereotype.Component;
import se.iopledger.finance.domain.pay.AttestRight;
import se.iopledger.finance.domain.right.RightCommand;
import se.iopledger.finance.domain.right.RightsRegister;
import se.iopledger.shell.aggregate.AggregateRuntime;
import se.iopledger.shell.aggregate.AggregateRuntime.Versioned;

/** The municipalities' registers of attest rights as they stand. */
@Component
public class Registers {
    private final AggregateRuntime aggregates;

    Registers(AggregateRuntime aggregates) {
        this.aggregates = aggregates;
    }

    Versioned<RightsRegister> of(String municipality) {
        return aggregates
                .stateOf(RightCommand.registerOf(municipality), RightsRegister.class)
                .orElseGet(() -> new Versioned<>(RightsRegister.empty(), -1));
    }

    /** All that were granted in a municipality, for whatever days; one that was revoked ends with its last day. */
    public List<AttestRight> grantedIn(String municipality) {
        return of(municipality).state().granted();
    }

    /** What a user was granted in a municipality, for whatever days. */
    public List<AttestRight> heldBy(String user, String municipality) {
        return of(municipality).state().heldBy(user);
    }
}
