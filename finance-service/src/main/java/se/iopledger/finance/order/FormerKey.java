package se.iopledger.finance.order;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.domain.payee.Payee;
import se.iopledger.finance.domain.payee.Payee.Account;
import se.iopledger.finance.domain.payee.PayeeRules;

/**
 * The key that a recipient has as a payee until the papers state its organisation number. Once they do nothing is paid under
 * it any more, and a hold on it stops payments all the same: whoever stopped them meant the recipient. For the same reason an
 * account is a changed one that is not the one which it had under that key.
 */
@CheckReturnValue
final class FormerKey {
    private FormerKey() {}

    /**
     * An account that changes with the recipient's key waits as one does that changes under the same: the first under the
     * stated number waits for nothing by itself.
     *
     * @param former the payee under that key
     * @param paid the payee that is paid now
     * @param waitingDays how many days an account waits that replaces another
     */
    static Optional<Rejection> changedAccountMustHaveWaited(
            Payee former, Payee.Known paid, Account account, int waitingDays, LocalDate today) {
        LocalDate inForceFrom = account.inForceFrom();
        boolean replaces = former instanceof Payee.Known known
                && known.accounts().stream().anyMatch(Account::isVerified)
                && known.accounts().stream()
                        .noneMatch(
                                one -> one.isInForceOn(today) && one.account().equals(account.account()));
        if (!replaces || inForceFrom == null || !isFirstOf(paid, inForceFrom)) {
            return Optional.empty();
        }
        LocalDate earliest = inForceFrom.plusDays(waitingDays);
        return today.isBefore(earliest)
                ? Optional.of(Rejection.conflict(
                        "ChangedAccountMustHaveWaited",
                        account.account() + " is another account than " + paid.name()
                                + " had before its organisation number was stated, and is paid to from " + earliest))
                : Optional.empty();
    }

    /** Those that came later have waited by themselves. */
    private static boolean isFirstOf(Payee.Known paid, LocalDate inForceFrom) {
        return paid.accounts().stream()
                .map(Account::inForceFrom)
                .allMatch(from -> from == null || !from.isBefore(inForceFrom));
    }

    /**
     * Who ended a stop under that key attests no payment of the same agreement to the recipient under the stated number.
     *
     * @param former the payee under that key
     * @param attestedBy who examined and who approved the payment
     */
    static Optional<Rejection> whoAttestedMustNotHaveReleasedTheRecipient(Payee former, Set<String> attestedBy) {
        return former instanceof Payee.Known known
                ? PayeeRules.whoAttestedMustNotHaveReleasedTheRecipient(attestedBy, known)
                : Optional.empty();
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
