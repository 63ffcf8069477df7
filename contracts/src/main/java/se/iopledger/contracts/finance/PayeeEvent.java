package se.iopledger.contracts.finance;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.BankAccount;
import se.iopledger.contracts.OrganisationNumber;

/**
 * An event of one who is paid, or of a municipality that pays: its accounts, and what holds up payments to it. A stream of
 * its own, apart from the agreements under which it is paid.
 */
public sealed interface PayeeEvent {
    /** Id of the payee: the subject of the entry, and the key of its record in Kafka. */
    String payeeId();

    /**
     * A party whose accounts are kept became known.
     *
     * @param municipality code of the municipality that keeps it
     * @param name as it stands in bank files; accounts are registered in this name
     * @param organisationNumber left out where no paper states it
     * @param party which party of which agreement it is, where it has no organisation number
     */
    record PayeeRegistered(
            String payeeId,
            String municipality,
            Role role,
            String name,
            @Nullable OrganisationNumber organisationNumber,
            @Nullable PartyKey party)
            implements PayeeEvent {}

    /** Which side of payments it stands on. */
    enum Role {
        /** Is paid. */
        RECIPIENT,
        /** Pays: the municipality, whose accounts are debited. */
        PAYER
    }

    /**
     * A party of an agreement, where it has no organisation number to be recognised by.
     *
     * @param party id of the party in the terms
     */
    record PartyKey(String agreementId, String party) {}

    /**
     * Somebody registered an account. Nothing is paid to it before somebody else has verified it.
     *
     * @param accountId names the account inside the payee's stream, as account-1
     * @param holder the account's holder as the evidence names it
     * @param bic the bank's identifier code; needed where the account is debited
     * @param customerId what the bank knows the payer by; left out where the bank asks for none
     * @param from day from which it is asked to be in force
     * @param registeredBy opaque id of who registered it
     * @param madeUp whether the account does not exist, as those of a demonstration
     */
    record AccountRegistered(
            String payeeId,
            String accountId,
            BankAccount account,
            String holder,
            @Nullable String bic,
            @Nullable String customerId,
            LocalDate from,
            String registeredBy,
            boolean madeUp)
            implements PayeeEvent {}

    /**
     * Another person verified an account.
     *
     * @param verifiedBy opaque id of who verified it
     * @param evidence what shows whose account it is, as a certificate's reference
     * @param waitingDays how many days it waits since it replaces another; 0 for the first
     * @param inForceFrom first day on which is paid to it
     */
    record AccountVerified(
            String payeeId,
            String accountId,
            String verifiedBy,
            String evidence,
            int waitingDays,
            LocalDate inForceFrom)
            implements PayeeEvent {}

    /**
     * An account is no longer to be used, or never was to be.
     *
     * @param from first day on which it is not used
     */
    record AccountWithdrawn(String payeeId, String accountId, LocalDate from) implements PayeeEvent {}

    /**
     * Nothing is paid to this recipient until it is released, whatever the agreement.
     *
     * @param holdId names the hold inside the payee's stream, as hold-1
     * @param from first day of the hold
     * @param reason why
     * @param clauses the clauses that allow it; empty where it rests on something else
     */
    record RecipientHeld(String payeeId, String holdId, LocalDate from, String reason, List<String> clauses)
            implements PayeeEvent {
        public RecipientHeld {
            clauses = List.copyOf(clauses);
        }
    }

    /**
     * A hold on the recipient ended.
     *
     * @param releasedBy opaque id: who attests a payment to the recipient must be somebody else
     * @param reason why
     */
    record RecipientReleased(String payeeId, String holdId, LocalDate on, String releasedBy, String reason)
            implements PayeeEvent {}

    /**
     * A line of a payment order may be paid to this account: it is in force on the day of payment, and no hold was
     * recorded before this.
     *
     * @param payableId what is paid
     * @param paymentDate day of payment
     */
    record OrderLineConfirmed(
            String payeeId,
            String orderId,
            String agreementId,
            String payableId,
            LocalDate paymentDate,
            String accountId,
            BankAccount account)
            implements PayeeEvent {}
}
