package se.iopledger.finance.order;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.Optional;
import se.iopledger.contracts.finance.PayeeEvent.PartyKey;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.domain.payee.Payee;
import se.iopledger.finance.domain.payee.PayeeId;

/**
 * The key that a recipient has as a payee until the papers state its organisation number. Once they do nothing is paid under
 * it any more, and a hold on it stops payments all the same: whoever stopped them meant the recipient.
 */
@CheckReturnValue
final class FormerKey {
    private FormerKey() {}

    /** The payee under that key; the one that is paid where the papers state no number. */
    static String of(String municipality, String agreementId, String party) {
        return PayeeId.of(municipality, new PartyKey(agreementId, party));
    }

    /** @param former the payee under that key */
    static Optional<Rejection> recipientMustNotBeHeld(Payee former, LocalDate day) {
        return former instanceof Payee.Known known
                ? known.holdOn(day)
                        .map(hold -> Rejection.conflict(
                                        "RecipientMustNotBeHeld",
                                        "payments to " + known.name()
                                                + ", registered as a party before its organisation"
                                                + " number was stated, are held from " + hold.from() + " ("
                                                + hold.id() + "): " + hold.reason())
                                .by(hold.clauses().toArray(String[]::new)))
                : Optional.empty();
    }
}
