package se.iopledger.contracts.finance;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;

/** An event of one file that came from a bank. The same file meets itself: its id follows from its bytes. */
public sealed interface BankFileEvent {
    /** Id of the import: the subject of the entry, and the key of its record in Kafka. */
    String importId();

    /**
     * A file came, and was read whole or not at all.
     *
     * @param municipality code of the municipality whose bank sent it
     * @param sha256 of its bytes, hexadecimal
     * @param message which message it was, as {@code camt.054.001.08}; {@code unread} where it could not be read
     * @param messageId what the bank calls it
     * @param dialects the bank's ways of writing that were met, for a person
     * @param items how many statuses or transactions it tells
     * @param receivedBy opaque id of who brought it
     */
    record BankFileReceived(
            String importId,
            String municipality,
            String sha256,
            String message,
            String messageId,
            List<String> dialects,
            int items,
            String receivedBy)
            implements BankFileEvent {
        public BankFileReceived {
            dialects = List.copyOf(dialects);
        }
    }

    /**
     * Something in the file could not be taken in; a person has to look.
     *
     * @param number from 1, inside the import
     * @param item which item of the file, from 1; 0 for the file itself
     * @param rule the rule that kept it out, by name
     * @param detail what is wrong, for a person
     * @param advice what to do about it
     * @param reference the bank's reference of the payment
     * @param amount kronor that the bank names
     * @param on the day that the bank names
     */
    record FindingRaised(
            String importId,
            int number,
            int item,
            String rule,
            String detail,
            String advice,
            @Nullable String reference,
            @Nullable Money amount,
            @Nullable LocalDate on)
            implements BankFileEvent {}

    /**
     * Everything in the file was taken in, or is a finding, or is none of this ledger's.
     *
     * @param taken items that tell of a payment of this ledger, whether that was news or known
     * @param foreign items that concern payments made elsewhere
     */
    record BankFileTakenIn(String importId, int taken, int foreign) implements BankFileEvent {}

    /**
     * A person dealt with a finding.
     *
     * @param how what was done
     * @param closedBy opaque id of who closed it
     */
    record FindingClosed(String importId, int number, String how, String closedBy) implements BankFileEvent {}
}
