package se.iopledger.finance.order;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.OrderEvent.LineStatus;
import se.iopledger.finance.bankfile.BankAnswer;
import se.iopledger.finance.bankfile.BankAnswer.AccountReport;
import se.iopledger.finance.bankfile.BankAnswer.Amount;
import se.iopledger.finance.bankfile.BankAnswer.Block;
import se.iopledger.finance.bankfile.BankAnswer.Direction;
import se.iopledger.finance.bankfile.BankAnswer.Entry;
import se.iopledger.finance.bankfile.BankAnswer.PaymentStatus;
import se.iopledger.finance.bankfile.BankAnswer.Statement;
import se.iopledger.finance.bankfile.BankAnswer.Status;
import se.iopledger.finance.bankfile.BankAnswer.StatusReport;
import se.iopledger.finance.bankfile.BankAnswer.Transaction;
import se.iopledger.finance.domain.order.BankReasons;
import se.iopledger.finance.domain.order.OrderIds;

/** What a bank's file says of payments of this ledger, item by item; which of them there really are is not known here. */
@CheckReturnValue
final class BankNews {
    private final List<Item> items = new ArrayList<>();

    private BankNews() {}

    /** One item of a file. */
    sealed interface Item {
        /**
         * The bank tells of one payment.
         *
         * @param reference the bank's reference of it
         * @param amount that it names; null where it names none
         * @param credited the account that money came in on, where the bank does not say itself that it came back; else null
         */
        record OfLine(
                OrderIds.Place place,
                LineStatus status,
                String reference,
                @Nullable Money amount,
                @Nullable LocalDate on,
                @Nullable String code,
                @Nullable String text,
                @Nullable String credited)
                implements Item {}

        /**
         * The bank tells of all payments of an order that it does not tell of one by one.
         *
         * @param toldOfThemselves the lines of which it does
         * @param total of the payments; null where the bank names none
         */
        record OfOrder(
                String orderId,
                LineStatus status,
                String reference,
                Set<Integer> toldOfThemselves,
                @Nullable Money total,
                @Nullable LocalDate on,
                @Nullable String code,
                @Nullable String text)
                implements Item {
            public OfOrder {
                toldOfThemselves = Set.copyOf(toldOfThemselves);
            }
        }

        /**
         * It cannot be taken in, whatever orders there are.
         *
         * @param rule the rule that keeps it out
         */
        record Strange(
                String rule,
                String detail,
                @Nullable String reference,
                @Nullable Money amount,
                @Nullable LocalDate on) implements Item {}

        /** A payment made elsewhere, or news that changes nothing. */
        record Foreign() implements Item {}
    }

    static List<Item> of(BankAnswer answer) {
        BankNews news = new BankNews();
        switch (answer) {
            case StatusReport report -> news.take(report);
            case AccountReport report -> news.take(report);
        }
        return List.copyOf(news.items);
    }

    private void take(StatusReport report) {
        Optional<String> order = OrderIds.orderOf(report.originalMessageId());
        if (order.isEmpty()) {
            items.add(new Item.Strange(
                    "PaymentMustBeOfAKnownOrder",
                    "the bank answers a file \"" + Plain.text(report.originalMessageId())
                            + "\", which is none of this ledger's",
                    Plain.text(report.originalMessageId()),
                    null,
                    null));
            return;
        }
        Status second = duplicate(report);
        if (second != null) {
            items.add(duplicate(second, report.originalMessageId(), null));
            return;
        }
        Set<Integer> told = new HashSet<>();
        Status ofRest = report.status();
        for (Block block : report.blocks()) {
            Status ofBlock = within(block.status(), report.status());
            for (PaymentStatus payment : block.payments()) {
                take(payment, order.get(), ofBlock, told);
            }
            ofRest = block.status() == null ? ofRest : ofBlock;
        }
        if (ofRest != null && !ofRest.code().isEmpty()) {
            ofAll(order.get(), ofRest, report.originalMessageId(), told);
        }
    }

    private void take(PaymentStatus payment, String orderId, @Nullable Status ofBlock, Set<Integer> told) {
        Named named = Named.by(payment.endToEndId(), payment.instructionId());
        Amount amount = payment.amount();
        Money kronor = amount == null ? null : amount.kronor();
        OrderIds.Place place = named.place();
        if (place == null || !place.orderId().equals(orderId)) {
            items.add(new Item.Strange(
                    "PaymentMustBeOfAKnownOrder",
                    "the bank answers for a payment \"" + named.reference()
                            + "\", which the file that it names did not hold",
                    named.reference(),
                    kronor,
                    null));
            return;
        }
        told.add(place.line());
        Status status = within(payment.status(), ofBlock);
        if (status == null) {
            items.add(new Item.Foreign());
        } else if (amount != null && !amount.isInKronor()) {
            items.add(notInKronor(named.reference(), amount, null));
        } else {
            items.add(item(place, status, named.reference(), kronor));
        }
    }

    /**
     * The status of what stands in something else that has one, as a payment in its block. Banks leave out of the inner one
     * what the outer one says, and the reason of a rejection may stand in either: that the bank has a payment already must
     * not be missed.
     */
    private static @Nullable Status within(@Nullable Status own, @Nullable Status outer) {
        if (own == null || outer == null) {
            return own == null ? outer : own;
        }
        Status whole = new Status(
                own.code().isEmpty() ? outer.code() : own.code(),
                own.reasons().isEmpty() ? outer.reasons() : own.reasons(),
                own.reasons().isEmpty() ? outer.text() : own.text());
        return own.code().isEmpty() || isRejection(own) ? whole : own;
    }

    private static Item item(OrderIds.Place place, Status status, String reference, @Nullable Money amount) {
        if (isDuplicate(status)) {
            return duplicate(status, reference, amount);
        }
        return news(status)
                .<Item>map(known -> new Item.OfLine(
                        place,
                        known,
                        reference,
                        amount,
                        null,
                        Plain.text(status.why()),
                        Plain.textOrNull(status.text()),
                        null))
                .orElseGet(() -> withoutNews(status, reference));
    }

    /** A status of the whole file holds for what is not told by itself; that only part was accepted says nothing of it. */
    private void ofAll(String orderId, Status status, String reference, Set<Integer> told) {
        items.add(news(status)
                .<Item>map(known -> new Item.OfOrder(
                        orderId,
                        known,
                        reference,
                        told,
                        null,
                        null,
                        Plain.text(status.why()),
                        Plain.textOrNull(status.text())))
                .orElseGet(() -> withoutNews(status, reference)));
    }

    /** Why the file as a whole was rejected as one that the bank has already; null where it was not. */
    private static @Nullable Status duplicate(StatusReport report) {
        Status whole = report.status();
        if (whole != null && isDuplicate(whole)) {
            return whole;
        }
        for (Block block : report.blocks()) {
            Status status = within(block.status(), whole);
            if (status != null && isDuplicate(status)) {
                return status;
            }
        }
        return null;
    }

    /** What the bank rejects since it has it already is with the bank, and rejected is only the second. */
    private static boolean isDuplicate(Status status) {
        return isRejection(status) && status.reasons().stream().anyMatch(BankReasons::sayDuplicate);
    }

    private static boolean isRejection(Status status) {
        return news(status).filter(LineStatus.REJECTED::equals).isPresent();
    }

    private static Item duplicate(Status status, String reference, @Nullable Money amount) {
        return new Item.Strange(
                "DuplicateMustNotRejectWhatWasSent",
                "the bank rejects \"" + reference + "\" as a duplicate ("
                        + Plain.text(String.join(", ", status.reasons()))
                        + "): it has got it twice, and may be carrying out the first",
                reference,
                amount,
                null);
    }

    /** ISO 20022's codes of payment statuses; what only says that the bank is at it is no news. */
    private static Optional<LineStatus> news(Status status) {
        return switch (status.code()) {
            case "ACCP", "ACSP", "ACTC", "ACWC", "ACFC" -> Optional.of(LineStatus.ACCEPTED);
            case "ACSC", "ACCC" -> Optional.of(LineStatus.EXECUTED);
            case "RJCT", "CANC" -> Optional.of(LineStatus.REJECTED);
            default -> Optional.empty();
        };
    }

    private static Item withoutNews(Status status, String reference) {
        return switch (status.code()) {
            case "RCVD", "PDNG", "PART", "PATC" -> new Item.Foreign();
            default ->
                new Item.Strange(
                        "StatusMustBeKnown",
                        "the bank gives the status \"" + Plain.text(status.code()) + "\", which is not known here",
                        reference,
                        null,
                        null);
        };
    }

    private void take(AccountReport report) {
        for (Statement statement : report.statements()) {
            for (Entry entry : statement.entries()) {
                take(entry, statement.account());
            }
        }
    }

    private void take(Entry entry, String account) {
        String block = entry.paymentInformationId();
        if (!entry.booked()) {
            items.add(new Item.Foreign());
        } else if (entry.transactions().isEmpty() && block != null) {
            takeBlock(entry, block);
        } else if (entry.transactions().isEmpty()) {
            items.add(new Item.Foreign());
        } else {
            entry.transactions().forEach(transaction -> take(transaction, entry, account));
        }
    }

    private void takeBlock(Entry entry, String block) {
        Optional<String> order = OrderIds.orderOf(block);
        if (order.isEmpty()) {
            items.add(new Item.Foreign());
        } else if (!entry.amount().isInKronor()) {
            items.add(notInKronor(block, entry.amount(), entry.bookedOn()));
        } else if (entry.direction() == Direction.IN || entry.reversal()) {
            items.add(new Item.Strange(
                    "ReturnMustBeToldByPayment",
                    "an order's payments came back as one sum, and which of them is not told",
                    block,
                    entry.amount().kronor(),
                    entry.bookedOn()));
        } else {
            items.add(new Item.OfOrder(
                    order.get(),
                    LineStatus.EXECUTED,
                    block,
                    Set.of(),
                    entry.amount().kronor(),
                    entry.bookedOn(),
                    null,
                    null));
        }
    }

    private void take(Transaction transaction, Entry entry, String account) {
        Named named = Named.by(transaction.endToEndId(), transaction.instructionId());
        String reference = named.reference();
        Amount own = transaction.amount();
        Amount amount = own == null && entry.transactions().size() == 1 ? entry.amount() : own;
        Direction direction = transaction.direction() == null ? entry.direction() : transaction.direction();
        OrderIds.Place place = named.place();
        if (place == null) {
            items.add(withoutPlace(transaction, entry, direction, amount, reference));
            return;
        }
        if (amount != null && !amount.isInKronor()) {
            items.add(notInKronor(reference, amount, entry.bookedOn()));
            return;
        }
        // Of money that is really booked nothing is believed but the sum: a whole payment is not taken for granted.
        if (amount == null) {
            items.add(new Item.Strange(
                    "PaymentMustSayItsAmount",
                    "the bank tells of \"" + reference + "\" among others in one sum, and not how much of it that is",
                    reference,
                    null,
                    entry.bookedOn()));
            return;
        }
        Status returned = transaction.returned();
        boolean back = direction == Direction.IN;
        if (!back && entry.reversal()) {
            items.add(new Item.Strange(
                    "ReturnMustNotBeTakenBack",
                    "the bank takes back what it had credited for \"" + reference
                            + "\": money that had come back left the account again",
                    reference,
                    amount.kronor(),
                    entry.bookedOn()));
            return;
        }
        items.add(new Item.OfLine(
                place,
                back ? LineStatus.RETURNED : LineStatus.EXECUTED,
                reference,
                amount.kronor(),
                entry.bookedOn(),
                returned == null || returned.reasons().isEmpty() ? null : Plain.text(returned.why()),
                returned == null ? null : Plain.textOrNull(returned.text()),
                back && returned == null && !entry.reversal() ? account : null));
    }

    /** What may be of this ledger's payments and does not say of which is nobody's to find by chance. */
    private static Item withoutPlace(
            Transaction transaction, Entry entry, Direction direction, @Nullable Amount amount, String reference) {
        String block = Objects.requireNonNullElse(
                transaction.paymentInformationId(), Objects.requireNonNullElse(entry.paymentInformationId(), ""));
        Money money = amount == null ? null : amount.kronor();
        if (OrderIds.orderOf(block).isPresent()) {
            return new Item.Strange(
                    "PaymentMustNameItsLine",
                    "the bank tells of a payment of the file \"" + block + "\" and not of which",
                    block,
                    money,
                    entry.bookedOn());
        }
        return direction == Direction.IN && transaction.returned() != null
                ? new Item.Strange(
                        "ReturnMustNameItsPayment",
                        "money came back, and the bank names no payment of this ledger: \"" + reference + "\"",
                        reference,
                        money,
                        entry.bookedOn())
                : new Item.Foreign();
    }

    /**
     * Which payment the bank means.
     *
     * @param place null where it is none of this ledger's
     * @param reference as it may be stored
     */
    private record Named(OrderIds.@Nullable Place place, String reference) {
        /**
         * Both ids are the payment's where this ledger ordered it, and some banks give one of their own instead of the
         * first. An id of this ledger is no text to be searched: by its digits it may read as a personal identity number.
         */
        static Named by(@Nullable String endToEndId, @Nullable String instructionId) {
            List<String> ids = Stream.concat(Stream.ofNullable(endToEndId), Stream.ofNullable(instructionId))
                    .toList();
            return ids.stream()
                    .flatMap(id -> OrderIds.placeOf(id).map(place -> new Named(place, id)).stream())
                    .findFirst()
                    .orElseGet(() -> new Named(null, ids.isEmpty() ? "" : Plain.text(ids.getFirst())));
        }
    }

    private static Item notInKronor(String reference, Amount amount, @Nullable LocalDate on) {
        return new Item.Strange(
                "PaymentMustBeInKronor",
                "the bank names " + amount.number().toPlainString() + " \"" + amount.currency()
                        + "\", and orders are in kronor",
                reference,
                null,
                on);
    }
}
