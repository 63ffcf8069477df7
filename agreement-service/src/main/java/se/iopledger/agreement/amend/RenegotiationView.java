package se.iopledger.agreement.amend;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.amend.Renegotiation;
import se.iopledger.contracts.agreement.AmendmentEvent.Cause;
import se.iopledger.contracts.agreement.AmendmentEvent.Outcome;
import se.iopledger.contracts.agreement.AmendmentEvent.RenegotiationClosed;

/**
 * A renegotiation as it stands.
 *
 * @param closedOn left out where it is under way
 * @param amendmentId the amendment that it led to, where it led to one
 */
record RenegotiationView(
        String renegotiationId,
        String by,
        LocalDate calledOn,
        Cause cause,
        String concerns,
        @Nullable LocalDate closedOn,
        @Nullable Outcome outcome,
        @Nullable String amendmentId,
        @Nullable String reference,
        List<String> clauses) {
    static RenegotiationView of(Renegotiation renegotiation) {
        RenegotiationClosed closed = renegotiation.closed();
        return new RenegotiationView(
                renegotiation.id(),
                renegotiation.called().by(),
                renegotiation.called().calledOn(),
                renegotiation.called().cause(),
                renegotiation.called().concerns(),
                closed == null ? null : closed.closedOn(),
                closed == null ? null : closed.outcome(),
                closed == null ? null : closed.amendmentId(),
                closed == null ? null : closed.reference(),
                renegotiation.called().clauses());
    }
}
