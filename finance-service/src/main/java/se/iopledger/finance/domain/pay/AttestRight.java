package se.iopledger.finance.domain.pay;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.PaymentEvent.RightUsed;

/**
 * A right to attest, as the municipality's register has it.
 *
 * @param rightId names it inside the register
 * @param limit kronor up to which it holds for one payable
 * @param from first day on which it holds
 * @param until last day; null for one that holds until it is revoked
 * @param agreementId the one agreement that it is for; null for any
 * @param unit the one board or administration that it is for; null for any
 */
public record AttestRight(
        String rightId,
        Step step,
        Money limit,
        LocalDate from,
        @Nullable LocalDate until,
        @Nullable String agreementId,
        @Nullable String unit) {
    /** What it lets its holder do. */
    public enum Step {
        EXAMINE,
        APPROVE
    }

    public boolean isInForceOn(LocalDate day) {
        return !day.isBefore(from) && (until == null || !day.isAfter(until));
    }

    boolean covers(String agreement, @Nullable String ofUnit) {
        return (agreementId == null || agreementId.equals(agreement)) && (unit == null || unit.equals(ofUnit));
    }

    /**
     * Whether what was attested by it stands on that day.
     *
     * @param was the right as it was when it was used
     */
    boolean stillCarries(RightUsed was, LocalDate day) {
        LocalDate last = until;
        return rightId.equals(was.rightId()) && (last == null || !day.isAfter(last) || last.equals(was.until()));
    }

    RightUsed used() {
        return new RightUsed(rightId, limit, until);
    }
}
