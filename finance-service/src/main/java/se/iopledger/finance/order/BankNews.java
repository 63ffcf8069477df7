package se.iopledger.finance.order;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
        Status status = report.status();
        for (Block block : report.blocks()) {
            for (PaymentStatus payment : block.payments()) {
                take(payment, order.get(), block, status, told);
            }
            status = block.status() == null ? status : block.status();
        }
        if (status != null) {
            ofAll(order.get(), status, report.originalMessageId(), told);
        }
    }

    private void take(PaymentStatus payment, String orderId, Block block, @Nullable Status ofFile, Set<Integer> told) {
        String reference = reference(payment.endToEndId(), payment.instructionId());
        Optional<OrderIds.Place> place = OrderIds.placeOf(reference);
        Amount amount = payment.amount();
        if (place.isEmpty() || !place.get().orderId().equals(orderId)) {
            items.add(new Item.Strange(
                    "PaymentMustBeOfAKnownOrder",
                    "the bank answers for a payment \"" + reference + "\", which the file that it names did not hold",
                    reference,
                    amount == null ? null : amount.money(),
                    null));
            return;
        }
        told.add(place.get().line());
        Status status = payment.status() != null ? payment.status() : block.status() != null ? block.status() : ofFile;
        if (status == null) {
            items.add(new Item.Foreign());
        } else if (amount != null && !amount.isInKronor()) {
            items.add(notInKronor(reference, amount, null));
        } else {
            items.add(item(place.get(), status, reference, amount == null ? null : amount.money()));
        }
    }

    private static Item item(OrderIds.Place place, Status status, String reference, @Nullable Money amount) {
        if (isDuplicate(status)) {
            return duplicate(status, reference, amount);
        }
        return news(status)
                .<Item>map(known -> new Item.OfLine(
                        place, known, reference, amount, null, status.why(), Plain.textOrNull(status.text()), null))
                .orElseGet(() -> withoutNews(status, reference));
    }

    /** A status of the whole file holds for what is not told by itself; that only part was accepted says nothing of it. */
    private void ofAll(String orderId, Status status, String reference, Set<Integer> told) {
        items.add(news(status)
                .<Item>map(known -> new Item.OfOrder(
                        orderId, known, reference, told, null, null, status.why(), Plain.textOrNull(status.text())))
                .orElseGet(() -> withoutNews(status, reference)));
    }

    /** Why the file as a whole was rejected as one that the bank has already; null where it was not. */
    private static @Nullable Status duplicate(StatusReport report) {
        Status whole = report.status();
        if (whole != null && isDuplicate(whole)) {
            return whole;
        }
        for (Block block : report.blocks()) {
            Status status = block.status();
            if (status != null && isDuplicate(status)) {
                return status;
            }
        }
        return null;
    }

    /** What the bank rejects since it has it already is with the bank, and rejected is only the second. */
    private static boolean isDuplicate(Status status) {
        return news(status).filter(LineStatus.REJECTED::equals).isPresent()
                && status.reasons().stream().anyMatch(BankReasons::sayDuplicate);
    }

    private static Item duplicate(Status status, String reference, @Nullable Money amount) {
        return new Item.Strange(
                "DuplicateMustNotRejectWhatWasSent",
                "the bank rejects \"" + Plain.text(reference) + "\" as a duplicate ("
                        + Plain.text(String.join(", ", status.reasons()))
                        + "): it has got it twice, and may be carrying out the first",
                Plain.text(reference),
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
                    entry.amount().money(),
                    entry.bookedOn()));
        } else {
            items.add(new Item.OfOrder(
                    order.get(),
                    LineStatus.EXECUTED,
                    block,
                    Set.of(),
                    entry.amount().money(),
                    entry.bookedOn(),
                    null,
                    null));
        }
    }

    private void take(Transaction transaction, Entry entry, String account) {
        String reference = reference(transaction.endToEndId(), transaction.instructionId());
        Optional<OrderIds.Place> place = OrderIds.placeOf(reference);
        Amount own = transaction.amount();
        Amount amount = own == null && entry.transactions().size() == 1 ? entry.amount() : own;
        if (place.isEmpty()) {
            items.add(withoutPlace(transaction, entry, amount));
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
        boolean back = entry.direction() == Direction.IN;
        if (!back && entry.reversal()) {
            items.add(new Item.Strange(
                    "ReturnMustNotBeTakenBack",
                    "the bank takes back what it had credited for \"" + reference
                            + "\": money that had come back left the account again",
                    reference,
                    amount.money(),
                    entry.bookedOn()));
            return;
        }
        items.add(new Item.OfLine(
                place.get(),
                back ? LineStatus.RETURNED : LineStatus.EXECUTED,
                reference,
                amount.money(),
                entry.bookedOn(),
                returned == null || returned.reasons().isEmpty() ? null : returned.why(),
                returned == null ? null : Plain.textOrNull(returned.text()),
                back && returned == null && !entry.reversal() ? Plain.text(account) : null));
    }

    /** What may be of this ledger's payments and does not say of which is nobody's to find by chance. */
    private static Item withoutPlace(Transaction transaction, Entry entry, @Nullable Amount amount) {
        String block = Objects.requireNonNullElse(
                transaction.paymentInformationId(), Objects.requireNonNullElse(entry.paymentInformationId(), ""));
        Money money = amount == null || !amount.isInKronor() ? null : amount.money();
        if (OrderIds.orderOf(block).isPresent()) {
            return new Item.Strange(
                    "PaymentMustNameItsLine",
                    "the bank tells of a payment of the file \"" + Plain.text(block) + "\" and not of which",
                    Plain.text(block),
                    money,
                    entry.bookedOn());
        }
        String reference = reference(transaction.endToEndId(), transaction.instructionId());
        return entry.direction() == Direction.IN && transaction.returned() != null
                ? new Item.Strange(
                        "ReturnMustNameItsPayment",
                        "money came back, and the bank names no payment of this ledger: \"" + reference + "\"",
                        reference,
                        money,
                        entry.bookedOn())
                : new Item.Foreign();
    }

    private static String reference(@Nullable String endToEndId, @Nullable String instructionId) {
        if (endToEndId != null) {
            return Plain.text(endToEndId);
        }
        return instructionId == null ? "" : Plain.text(instructionId);
    }

    private static Item notInKronor(String reference, Amount amount, @Nullable LocalDate on) {
        return new Item.Strange(
                "PaymentMustBeInKronor",
                "the bank names " + amount.money() + " \"" + amount.currency() + "\", and orders are in kronor",
                reference,
                null,
                on);
    }
}
