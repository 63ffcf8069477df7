package se.iopledger.finance.domain.payee;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.BankAccount;
import se.iopledger.contracts.OrganisationNumber;
import se.iopledger.contracts.finance.PayeeEvent.AccountRegistered;
import se.iopledger.contracts.finance.PayeeEvent.AccountVerified;
import se.iopledger.contracts.finance.PayeeEvent.OrderLineConfirmed;
import se.iopledger.contracts.finance.PayeeEvent.PartyKey;
import se.iopledger.contracts.finance.PayeeEvent.RecipientHeld;
import se.iopledger.contracts.finance.PayeeEvent.Role;

/** What is known of one payee. */
@CheckReturnValue
public sealed interface Payee {
    /** Nobody has registered it. */
    record Unknown() implements Payee {}

    /**
     * It is registered.
     *
     * @param accounts in the order of their registration
     * @param holds those in force, in the order in which they were recorded
     * @param heldSoFar how many holds were ever recorded
     * @param releasedBy who released holds since the last time that a hold was recorded when there was none
     * @param confirmed what was confirmed to orders, as order, agreement and payable
     */
    record Known(
            String municipality,
            Role role,
            String name,
            @Nullable OrganisationNumber organisationNumber,
            @Nullable PartyKey party,
            List<Account> accounts,
            List<Hold> holds,
            int heldSoFar,
            Set<String> releasedBy,
            Set<String> confirmed)
            implements Payee {
        public Known {
            accounts = List.copyOf(accounts);
            holds = List.copyOf(holds);
            releasedBy = Set.copyOf(releasedBy);
            confirmed = Set.copyOf(confirmed);
        }

        /** The account that is used on a day: of those in force the one that came last. */
        public Optional<Account> accountOn(LocalDate day) {
            return accounts.stream()
                    .filter(account -> account.isInForceOn(day))
                    .max(Comparator.comparing(Account::inForceFromOrMax));
        }

        /**
         * The account that is debited on a day.
         *
         * @param named the one that is asked for; null for the one that is used
         * @param demonstration whether nothing is real, so that a made-up one may be
         */
        public Optional<Account> debitableOn(LocalDate day, @Nullable String named, boolean demonstration) {
            Optional<Account> account =
                    named == null ? accountOn(day) : account(named).filter(found -> found.isInForceOn(day));
            return account.filter(found -> demonstration || !found.madeUp());
        }

        public Optional<Account> account(String accountId) {
            return accounts.stream()
                    .filter(account -> account.id().equals(accountId))
                    .findFirst();
        }

        /** The hold that keeps payments of a day back. */
        public Optional<Hold> holdOn(LocalDate day) {
            return holds.stream().filter(hold -> !hold.from().isAfter(day)).findFirst();
        }

        boolean hasConfirmed(String orderId, String agreementId, String payableId) {
            return confirmed.contains(confirmation(orderId, agreementId, payableId));
        }

        Known with(AccountRegistered event) {
            return with(
                    Stream.concat(accounts.stream(), Stream.of(Account.registered(event)))
                            .toList(),
                    holds,
                    heldSoFar);
        }

        Known with(AccountVerified event) {
            return replacing(accountOrThrow(event.accountId()).verified(event));
        }

        Known withdrawn(String accountId, LocalDate from) {
            return replacing(accountOrThrow(accountId).withdrawnFrom(from));
        }

        private Known replacing(Account changed) {
            return with(
                    accounts.stream()
                            .map(account -> account.id().equals(changed.id()) ? changed : account)
                            .toList(),
                    holds,
                    heldSoFar);
        }

        private Account accountOrThrow(String accountId) {
            return account(accountId).orElseThrow(() -> new IllegalStateException("there is no account " + accountId));
        }

        Known with(RecipientHeld event) {
            return with(
                            accounts,
                            Stream.concat(
                                            holds.stream(),
                                            Stream.of(new Hold(
                                                    event.holdId(), event.from(), event.reason(), event.clauses())))
                                    .toList(),
                            heldSoFar + 1)
                    .releasedBy(holds.isEmpty() ? Set.of() : releasedBy);
        }

        Known released(String holdId, String by) {
            if (holds.stream().noneMatch(hold -> hold.id().equals(holdId))) {
                throw new IllegalStateException("there is no hold " + holdId);
            }
            Set<String> more = new TreeSet<>(releasedBy);
            more.add(by);
            return with(
                            accounts,
                            holds.stream()
                                    .filter(hold -> !hold.id().equals(holdId))
                                    .toList(),
                            heldSoFar)
                    .releasedBy(more);
        }

        private Known releasedBy(Set<String> who) {
            return new Known(
                    municipality, role, name, organisationNumber, party, accounts, holds, heldSoFar, who, confirmed);
        }

        Known with(OrderLineConfirmed event) {
            Set<String> more = new TreeSet<>(confirmed);
            more.add(confirmation(event.orderId(), event.agreementId(), event.payableId()));
            return new Known(
                    municipality, role, name, organisationNumber, party, accounts, holds, heldSoFar, releasedBy, more);
        }

        private Known with(List<Account> changed, List<Hold> held, int number) {
            return new Known(
                    municipality, role, name, organisationNumber, party, changed, held, number, releasedBy, confirmed);
        }

        private static String confirmation(String orderId, String agreementId, String payableId) {
            return orderId + " " + agreementId + " " + payableId;
        }
    }

    /**
     * An account.
     *
     * @param requestedFrom day from which it was asked to be in force
     * @param inForceFrom first day on which is paid to it; null until a second person has verified it
     * @param withdrawnFrom first day on which it is not used; null where it stays
     */
    record Account(
            String id,
            BankAccount account,
            String holder,
            @Nullable String bic,
            @Nullable String customerId,
            LocalDate requestedFrom,
            String registeredBy,
            boolean madeUp,
            @Nullable String verifiedBy,
            @Nullable LocalDate inForceFrom,
            @Nullable LocalDate withdrawnFrom) {
        static Account registered(AccountRegistered event) {
            return new Account(
                    event.accountId(),
                    event.account(),
                    event.holder(),
                    event.bic(),
                    event.customerId(),
                    event.from(),
                    event.registeredBy(),
                    event.madeUp(),
                    null,
                    null,
                    null);
        }

        Account verified(AccountVerified event) {
            return new Account(
                    id,
                    account,
                    holder,
                    bic,
                    customerId,
                    requestedFrom,
                    registeredBy,
                    madeUp,
                    event.verifiedBy(),
                    event.inForceFrom(),
                    withdrawnFrom);
        }

        Account withdrawnFrom(LocalDate day) {
            return new Account(
                    id,
                    account,
                    holder,
                    bic,
                    customerId,
                    requestedFrom,
                    registeredBy,
                    madeUp,
                    verifiedBy,
                    inForceFrom,
                    day);
        }

        /** Whether a second person has verified it. */
        public boolean isVerified() {
            return inForceFrom != null;
        }

        public boolean isInForceOn(LocalDate day) {
            return inForceFrom != null
                    && !inForceFrom.isAfter(day)
                    && (withdrawnFrom == null || withdrawnFrom.isAfter(day));
        }

        /** Whether one of these registered or verified it. */
        boolean wasBroughtInBy(Set<String> actors) {
            return actors.contains(registeredBy) || (verifiedBy != null && actors.contains(verifiedBy));
        }

        LocalDate inForceFromOrMax() {
            return inForceFrom == null ? LocalDate.MAX : inForceFrom;
        }
    }

    /** What keeps payments to the recipient back. */
    record Hold(String id, LocalDate from, String reason, List<String> clauses) {
        public Hold {
            clauses = List.copyOf(clauses);
        }
    }
}
