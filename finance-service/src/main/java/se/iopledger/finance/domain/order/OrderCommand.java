package se.iopledger.finance.domain.order;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.OrderEvent.Debit;
import se.iopledger.contracts.finance.OrderEvent.FileDigest;
import se.iopledger.contracts.finance.OrderEvent.LineStatus;
import se.iopledger.contracts.finance.OrderLine;
import se.iopledger.contracts.model.Command;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;

/** What somebody, or the driver of orders, wants done with one payment order. All but the first may be sent again. */
public sealed interface OrderCommand extends Command {
    String orderId();

    @Override
    default String streamId() {
        return orderId();
    }

    record RecordOrder(
            String orderId,
            String municipality,
            LocalDate paymentDate,
            Debit debit,
            List<OrderLine> lines,
            Mandate mandate)
            implements OrderCommand {
        public RecordOrder {
            lines = List.copyOf(lines);
        }
    }

    /** The agreement's stream reserved what the line pays. */
    record NoteReserved(String orderId, int line, Mandate mandate) implements OrderCommand {}

    /** The agreement's stream and the payee's confirmed the line. */
    record NoteConfirmed(String orderId, int line, int agreementVersion, Mandate mandate) implements OrderCommand {}

    /** A rule forbids the line; also one that is confirmed, as long as the order is not released. */
    record DropLine(String orderId, int line, Rejection why, Mandate mandate) implements OrderCommand {}

    /** The agreement's stream gave back what the line had reserved. */
    record NoteGivenBack(String orderId, int line, Mandate mandate) implements OrderCommand {}

    /**
     * Every line is confirmed or dropped.
     *
     * @param createdAt the time that stands in the file
     * @param lines numbers of the lines that the file was made of
     * @param files the digests of what was made of them with that time
     */
    record ReleaseOrder(
            String orderId, OffsetDateTime createdAt, List<Integer> lines, List<FileDigest> files, Mandate mandate)
            implements OrderCommand {
        public ReleaseOrder {
            lines = List.copyOf(lines);
            files = List.copyOf(files);
        }
    }

    /** Every line is dropped. */
    record EmptyOrder(String orderId, Mandate mandate) implements OrderCommand {}

    /**
     * The bank tells of a line.
     *
     * @param amount that it names; null where it names none
     */
    record ReportLine(
            String orderId,
            int line,
            LineStatus status,
            String importId,
            @Nullable LocalDate on,
            @Nullable Money amount,
            @Nullable String code,
            @Nullable String text,
            Mandate mandate)
            implements OrderCommand {}

    /**
     * The agreement's stream knows what the bank told.
     *
     * @param importId the file or statement that told it: two may tell of parts that came back, one after the other
     */
    record NotePassedOn(String orderId, int line, LineStatus status, String importId, Mandate mandate)
            implements OrderCommand {}

    /**
     * Say what became of payments, as the bank told on another way than by file; somebody else has to confirm it.
     *
     * @param status {@code REJECTED} also of a file that never reached the bank
     * @param lines numbers of the payments; all that the bank told nothing of if empty
     * @param amount kronor that came back of the one payment; null where it concerns all of each
     * @param evidence what it rests on
     */
    record StateOutcome(
            String orderId,
            LineStatus status,
            List<Integer> lines,
            @Nullable Money amount,
            LocalDate on,
            String evidence,
            Mandate mandate)
            implements OrderCommand {
        public StateOutcome {
            lines = List.copyOf(lines);
        }
    }

    record ConfirmOutcome(String orderId, String statementId, Mandate mandate) implements OrderCommand {}

    /** What was said does not hold; the mandate says why. */
    record RefuseOutcome(String orderId, String statementId, Mandate mandate) implements OrderCommand {}

    /**
     * The agreement's stream refuses what became of a line.
     *
     * @param status what the bank told; null where what a dropped line had reserved is to be given back
     * @param importId the file or statement that told it; null as the status is
     */
    record NoteNotTakenIn(
            String orderId,
            int line,
            @Nullable LineStatus status,
            @Nullable String importId,
            Rejection why,
            Mandate mandate)
            implements OrderCommand {}

    /**
     * Say how that was settled by hand which the agreement's stream does not take in; somebody else has to confirm it.
     *
     * @param decision what was decided, and what it rests on
     */
    record ProposeSettlement(String orderId, int line, String decision, Mandate mandate) implements OrderCommand {}

    record ConfirmSettlement(String orderId, String settlementId, Mandate mandate) implements OrderCommand {}

    /** It is not settled so; the mandate says why. */
    record RefuseSettlement(String orderId, String settlementId, Mandate mandate) implements OrderCommand {}
}
