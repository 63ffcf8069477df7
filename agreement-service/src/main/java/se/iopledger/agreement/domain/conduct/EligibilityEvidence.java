package se.iopledger.agreement.domain.conduct;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.Numbered;
import se.iopledger.contracts.agreement.DocumentReference;

/**
 * A document that shows that a party fulfils a requirement.
 *
 * @param validUntil null where it has no end
 */
public record EligibilityEvidence(
        String id,
        String requirementId,
        String party,
        DocumentReference document,
        LocalDate validFrom,
        @Nullable LocalDate validUntil)
        implements Numbered {
    /** Whether it shows anything on a day. */
    public boolean validOn(LocalDate day) {
        return !day.isBefore(validFrom) && (validUntil == null || !day.isAfter(validUntil));
    }
}
