package se.iopledger.agreement.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.contracts.agreement.AgreementEvent;

/** A history that this model never decided is refused, never followed half-way. */
@CheckReturnValue
public final class Impossible {
    private Impossible() {}

    /** The exception for an event that cannot have happened to an agreement that stands as this one does. */
    public static IllegalStateException event(AgreementEvent event, Agreement agreement) {
        String standing = agreement instanceof Known known
                ? known.stage().getClass().getSimpleName()
                : agreement.getClass().getSimpleName();
        return new IllegalStateException(
                event.getClass().getSimpleName() + " cannot happen to an agreement that is " + standing);
    }
}
