package se.iopledger.finance.domain.order;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ids by which a bank answers: an order's is that of its stream without hyphens, a payment's adds the line's number.
 * Both have at most the 35 characters that the messages take, and lead back to one order and one line.
 */
public final class OrderIds {
    /** Two digits are left for a line's number. */
    public static final int MOST_LINES = 99;

    // Some banks answer in capitals.
    private static final Pattern PAYMENT = Pattern.compile("([0-9a-fA-F]{32})-([1-9][0-9]?)");
    private static final Pattern MESSAGE = Pattern.compile("[0-9a-fA-F]{32}");

    private OrderIds() {}

    /** A line of an order, as the bank names it. */
    public record Place(String orderId, int line) {}

    public static String messageId(String orderId) {
        return orderId.replace("-", "");
    }

    public static String paymentId(String orderId, int line) {
        return messageId(orderId) + "-" + line;
    }

    /** The order that a message's id is of; empty where it is none of this ledger's. */
    public static Optional<String> orderOf(String messageId) {
        return MESSAGE.matcher(messageId).matches() ? Optional.of(withHyphens(messageId)) : Optional.empty();
    }

    /** The line that a payment's id is of; empty where it is none of this ledger's. */
    public static Optional<Place> placeOf(String paymentId) {
        Matcher matcher = PAYMENT.matcher(paymentId);
        return matcher.matches()
                ? Optional.of(new Place(withHyphens(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    private static String withHyphens(String digits) {
        return new UUID(
                        Long.parseUnsignedLong(digits.substring(0, 16), 16),
                        Long.parseUnsignedLong(digits.substring(16), 16))
                .toString();
    }
}
