package se.iopledger.finance.bankfile;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;

/** What a bank's file says, as it says it: whose payments they are is for others to find out. */
public sealed interface BankAnswer {
    Messages message();

    /** What the bank calls the file. */
    String messageId();

    /** The bank's own ways of writing that were met, for a person. */
    List<String> dialects();

    /** Where the file contradicts itself: sums that are not those of their parts. */
    List<String> contradictions();

    /**
     * What became of a file of payments (pain.002).
     *
     * @param originalMessageId id of that file
     * @param status of all its payments that have none of their own; null where the bank gives none
     */
    record StatusReport(
            Messages message,
            String messageId,
            String originalMessageId,
            @Nullable Status status,
            List<Block> blocks,
            List<String> dialects,
            List<String> contradictions)
            implements BankAnswer {
        public StatusReport {
            blocks = List.copyOf(blocks);
            dialects = List.copyOf(dialects);
            contradictions = List.copyOf(contradictions);
        }
    }

    /**
     * A status code, as ACCP or RJCT, and the bank's reasons for it.
     *
     * @param code empty where only reasons are given: the status is then that of what it stands in
     * @param reasons codes, in the order in which the bank gives them; none where it gives none
     * @param text in the bank's words; null where it gives none
     */
    record Status(
            String code, List<String> reasons, @Nullable String text) {
        public Status {
            reasons = List.copyOf(reasons);
        }

        /** The first of its reasons; the code itself where it has none. */
        public String why() {
            return reasons.isEmpty() ? code : reasons.getFirst();
        }
    }

    /**
     * The payments of one day and one debited account.
     *
     * @param status of those that have none of their own
     */
    record Block(String paymentInformationId, @Nullable Status status, List<PaymentStatus> payments) {
        public Block {
            payments = List.copyOf(payments);
        }
    }

    /** The status of one payment; at least one of its ids is there. */
    record PaymentStatus(
            @Nullable String instructionId,
            @Nullable String endToEndId,
            @Nullable Status status,
            @Nullable Amount amount) {}

    /** @param number in that currency, with as many decimals as it has; in kronor never more than two */
    record Amount(String currency, BigDecimal number) {
        public boolean isInKronor() {
            return currency.equals("SEK");
        }

        /** Null where it is of another currency. */
        public @Nullable Money kronor() {
            return isInKronor() ? Money.ofKronor(number) : null;
        }
    }

    /** Movements of accounts: a statement (camt.053) or a notification (camt.054). */
    record AccountReport(
            Messages message,
            String messageId,
            List<Statement> statements,
            List<String> dialects,
            List<String> contradictions)
            implements BankAnswer {
        public AccountReport {
            statements = List.copyOf(statements);
            dialects = List.copyOf(dialects);
            contradictions = List.copyOf(contradictions);
        }
    }

    /**
     * The movements of one account.
     *
     * @param account its number as the bank writes it
     * @param opening booked balance before; null where the file has none
     * @param closing booked balance after; null where the file has none
     */
    record Statement(
            String id,
            String account,
            @Nullable BigDecimal opening,
            @Nullable BigDecimal closing,
            List<Entry> entries) {
        public Statement {
            entries = List.copyOf(entries);
        }
    }

    /** Whether money left the account or came in. */
    enum Direction {
        OUT,
        IN
    }

    /**
     * One movement, which may be of many payments.
     *
     * @param number from 1, through the file
     * @param booked whether it is final
     * @param reversal whether it takes back an earlier movement
     * @param paymentInformationId of a block that was booked as one; null where payments are told one by one, or the
     *     bank does not say
     */
    record Entry(
            int number,
            Direction direction,
            Amount amount,
            boolean booked,
            boolean reversal,
            @Nullable LocalDate bookedOn,
            @Nullable String paymentInformationId,
            List<Transaction> transactions) {
        public Entry {
            transactions = List.copyOf(transactions);
        }
    }

    /**
     * One payment of a movement.
     *
     * @param paymentInformationId of the block that it was sent in; null where the bank does not say
     * @param direction null where the bank leaves it to the movement's
     * @param amount null where the bank leaves it to the movement's
     * @param account giro or account number of the other side
     * @param reference structured reference, as an OCR
     * @param message free text
     * @param returned why it came back; null where it did not
     */
    record Transaction(
            @Nullable String endToEndId,
            @Nullable String instructionId,
            @Nullable String paymentInformationId,
            @Nullable Direction direction,
            @Nullable Amount amount,
            @Nullable String account,
            @Nullable String reference,
            @Nullable String message,
            @Nullable Status returned) {}
}
