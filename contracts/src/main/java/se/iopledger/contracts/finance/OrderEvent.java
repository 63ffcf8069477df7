package se.iopledger.contracts.finance;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.BankAccount;
import se.iopledger.contracts.Money;

/** An event of one payment order: one day of payment, one debited account, one file to the bank. */
public sealed interface OrderEvent {
    /** Id of the order: the subject of the entry, and the key of its record in Kafka. */
    String orderId();

    /**
     * An order was recorded. Nothing is paid by that: each line is first reserved and confirmed.
     *
     * @param municipality code of the municipality that pays
     * @param recordedBy opaque id of who recorded it
     */
    record OrderRecorded(
            String orderId,
            String municipality,
            LocalDate paymentDate,
            Debit debit,
            String recordedBy,
            List<OrderLine> lines)
            implements OrderEvent {
        public OrderRecorded {
            lines = List.copyOf(lines);
        }
    }

    /**
     * The account that is debited.
     *
     * @param payerId the municipality as one whose accounts are kept
     * @param name of the municipality, as the bank file names it
     * @param accountId names the account inside the payer's stream
     * @param bic identifier code of the bank
     * @param customerId what the bank knows the municipality by; left out where it asks for none
     */
    record Debit(
            String payerId,
            String name,
            String accountId,
            BankAccount account,
            String bic,
            @Nullable String customerId) {}

    /** What the line pays is reserved for this order in the agreement's stream, and can be ordered by no other. */
    record LineReserved(String orderId, int line) implements OrderEvent {}

    /**
     * What was known of the agreement was up to date, and both the payee and the agreement confirmed the line: it will
     * be paid.
     *
     * @param agreementVersion version of the agreement that finance had handled by then
     */
    record LineConfirmed(String orderId, int line, int agreementVersion) implements OrderEvent {}

    /**
     * A line is left out of the order.
     *
     * @param rule the rule that forbids it, by name
     * @param detail why, for a person
     * @param clauses the clauses that carry the rule
     * @param reserved whether what it pays may still be reserved for this order, and has to be given back
     */
    record LineDropped(String orderId, int line, String rule, String detail, List<String> clauses, boolean reserved)
            implements OrderEvent {
        public LineDropped {
            clauses = List.copyOf(clauses);
        }
    }

    /** What a dropped line had reserved may be ordered again. */
    record ReservationGivenBack(String orderId, int line) implements OrderEvent {}

    /**
     * Every line is confirmed or dropped: the order's file may be fetched. It is made of what stands here and in the
     * lines, so that it is the same bytes whenever it is made.
     *
     * @param messageId of the file, its only one whatever the version
     * @param createdAt the file's time of creation
     * @param lines how many payments it holds
     * @param total kronor, the file's control sum
     * @param files SHA-256 of each version's bytes
     */
    record OrderReleased(
            String orderId, String messageId, OffsetDateTime createdAt, int lines, Money total, List<FileDigest> files)
            implements OrderEvent {
        public OrderReleased {
            files = List.copyOf(files);
        }
    }

    /**
     * The bytes of a file, known again by their digest.
     *
     * @param version of the message, as {@code pain.001.001.03}
     * @param sha256 hexadecimal
     */
    record FileDigest(String version, String sha256) {}

    /** No line was left: there is nothing to pay. */
    record OrderEmptied(String orderId) implements OrderEvent {}

    /**
     * The bank told what became of a line.
     *
     * @param importId the file that told it, or the statement by which two persons say so
     * @param amount kronor that came back of the payment; left out where it concerns all of it
     * @param on the day that the bank names; left out where it names none
     * @param code the bank's reason or status code, as AC04
     * @param text the bank's words
     */
    record LineReported(
            String orderId,
            int line,
            LineStatus status,
            String importId,
            @Nullable Money amount,
            @Nullable LocalDate on,
            @Nullable String code,
            @Nullable String text)
            implements OrderEvent {}

    /** What the bank says of a payment. */
    enum LineStatus {
        /** The bank will carry it out. */
        ACCEPTED,
        /** The bank will not. */
        REJECTED,
        /** The account was debited. */
        EXECUTED,
        /** The money came back. */
        RETURNED
    }

    /** The agreement's stream knows what the bank told of the line. */
    record ReportPassedOn(String orderId, int line, LineStatus status) implements OrderEvent {}

    /**
     * A person says what became of payments, as the bank told on another way than by file. It holds when somebody else has
     * confirmed it.
     *
     * @param statementId as {@code statement-1}
     * @param status what is said: {@code REJECTED} also of a file that never reached the bank
     * @param lines numbers of the payments
     * @param amount kronor that came back of the one payment; left out where it concerns all of each
     * @param evidence what it rests on, without naming anybody
     * @param statedBy opaque id: somebody else has to confirm it
     */
    record OutcomeStated(
            String orderId,
            String statementId,
            LineStatus status,
            List<Integer> lines,
            @Nullable Money amount,
            LocalDate on,
            String evidence,
            String statedBy)
            implements OrderEvent {
        public OutcomeStated {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A second person confirmed what was said: it is reported of each payment.
     *
     * @param confirmedBy opaque id
     */
    record OutcomeConfirmed(String orderId, String statementId, String confirmedBy) implements OrderEvent {}

    /**
     * What was said does not hold.
     *
     * @param refusedBy opaque id
     * @param reason why not
     */
    record OutcomeRefused(String orderId, String statementId, String refusedBy, String reason) implements OrderEvent {}

    /**
     * The agreement's stream does not take in what became of a line: a person has to look. It is tried again and again, and
     * what is taken in after all, or settled by hand, waits no longer.
     *
     * @param status what the bank told; left out where what a dropped line had reserved cannot be given back
     * @param importId the file or statement that told it; left out as the status is
     * @param rule the rule that forbids it, by name
     * @param detail why, for a person
     */
    record LineNotTakenIn(
            String orderId,
            int line,
            @Nullable LineStatus status,
            @Nullable String importId,
            String rule,
            String detail)
            implements OrderEvent {}

    /**
     * A person says how that was settled by hand which the agreement's stream does not take in. It holds when somebody else
     * has confirmed it.
     *
     * @param settlementId as {@code settlement-1}
     * @param status what the bank told; left out where what a dropped line had reserved cannot be given back
     * @param importId the file or statement that told it; left out as the status is
     * @param rule the rule by which it was not taken in
     * @param decision what was decided, and what it rests on, without naming anybody
     * @param proposedBy opaque id: somebody else has to confirm it
     */
    record SettlementProposed(
            String orderId,
            String settlementId,
            int line,
            @Nullable LineStatus status,
            @Nullable String importId,
            String rule,
            String decision,
            String proposedBy)
            implements OrderEvent {}

    /**
     * A second person confirmed it: the agreement's stream is not asked any more. It stays as it was.
     *
     * @param status what the bank told; left out where what a dropped line had reserved cannot be given back
     * @param confirmedBy opaque id
     */
    record SettlementConfirmed(
            String orderId,
            String settlementId,
            int line,
            @Nullable LineStatus status,
            String confirmedBy) implements OrderEvent {}

    /**
     * It is not settled so.
     *
     * @param refusedBy opaque id
     * @param reason why not
     */
    record SettlementRefused(String orderId, String settlementId, String refusedBy, String reason)
            implements OrderEvent {}
}
