package se.iopledger.agreement.domain.amend;

import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.agreement.AmendmentEvent.RenegotiationCalled;
import se.iopledger.contracts.agreement.AmendmentEvent.RenegotiationClosed;

/**
 * A renegotiation.
 *
 * @param closed null where it is under way
 */
public record Renegotiation(
        RenegotiationCalled called, @Nullable RenegotiationClosed closed) {
    public String id() {
        return called.renegotiationId();
    }

    public boolean goesOn() {
        return closed == null;
    }
}
