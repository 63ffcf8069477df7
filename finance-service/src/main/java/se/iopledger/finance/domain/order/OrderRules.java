package se.iopledger.finance.domain.order;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.OcrReference;
import se.iopledger.contracts.finance.OrderEvent.LineStatus;
import se.iopledger.contracts.finance.OrderLine;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.domain.order.OrderCommand.RecordOrder;
import se.iopledger.finance.domain.order.OrderCommand.ReleaseOrder;
import se.iopledger.finance.domain.order.OrderCommand.ReportLine;
import se.iopledger.finance.domain.order.PaymentOrder.Known;
import se.iopledger.finance.domain.order.PaymentOrder.Line;
import se.iopledger.finance.domain.order.PaymentOrder.Report;
import se.iopledger.finance.domain.order.PaymentOrder.Stage;
import se.iopledger.finance.domain.payee.BankCharacters;
import se.iopledger.finance.domain.plan.BankDays;

/** What must hold of payment orders, and of what banks tell of them. */
public final class OrderRules {
    private static final int LONGEST_NAME = 70;
    private static final int LONGEST_MESSAGE = 25;
    private static final int FARTHEST_DAYS = 366;

    private OrderRules() {}

    static Optional<Rejection> brokenBy(RecordOrder command, BankDays bankDays) {
        return first(
                () -> orderMustHaveLines(command),
                () -> paymentDateMustBeABankDayAhead(command, bankDays),
                () -> debitedAccountMustNameItsBank(command),
                () -> payableMustStandInTheOrderOnce(command),
                () -> command.lines().stream()
                        .flatMap(line -> lineMustBeWritableInABankFile(line).stream())
                        .findFirst());
    }

    private static Optional<Rejection> orderMustHaveLines(RecordOrder command) {
        int lines = command.lines().size();
        return lines >= 1 && lines <= OrderIds.MOST_LINES
                ? Optional.empty()
                : Optional.of(Rejection.at(
                        "/lines",
                        "OrderMustHaveLines",
                        "an order has 1 to " + OrderIds.MOST_LINES + " payments, this one " + lines
                                + ": make another for the rest"));
    }

    private static Optional<Rejection> paymentDateMustBeABankDayAhead(RecordOrder command, BankDays bankDays) {
        LocalDate day = command.paymentDate();
        LocalDate today = command.mandate().today();
        if (day.isBefore(today) || day.isAfter(today.plusDays(FARTHEST_DAYS))) {
            return Optional.of(Rejection.at(
                    "/paymentDate",
                    "PaymentDateMustBeABankDayAhead",
                    day + " is before today, " + today + ", or more than a year ahead"));
        }
        LocalDate bankDay = bankDays.onOrNextAfter(day);
        return bankDay.equals(day)
                ? Optional.empty()
                : Optional.of(Rejection.at(
                        "/paymentDate",
                        "PaymentDateMustBeABankDayAhead",
                        day + " is no Swedish bank day; the next is " + bankDay));
    }

    private static Optional<Rejection> debitedAccountMustNameItsBank(RecordOrder command) {
        return command.debit().bic().isBlank()
                ? Optional.of(Rejection.at(
                        "/debitAccountId",
                        "DebitedAccountMustNameItsBank",
                        "the debited account names no bank (BIC), and the bank file needs it"))
                : Optional.empty();
    }

    private static Optional<Rejection> payableMustStandInTheOrderOnce(RecordOrder command) {
        Set<String> seen = new HashSet<>();
        return command.lines().stream()
                .filter(line -> !seen.add(line.agreementId() + " " + line.payableId()))
                .findFirst()
                .map(line -> Rejection.at(
                        "/lines",
                        "PayableMustStandInTheOrderOnce",
                        line.payableId() + " of agreement " + line.agreementId() + " stands in the order twice"));
    }

    /** Whatever banks do not take is refused before it is an order, by the line that has it. */
    static Optional<Rejection> lineMustBeWritableInABankFile(OrderLine line) {
        OcrReference ocr = line.ocr();
        @Nullable String message = line.message();
        return Stream.of(
                        line.amount().compareTo(Money.ZERO) > 0
                                ? Optional.<String>empty()
                                : Optional.of("the amount is not above zero"),
                        BankCharacters.flawOf("the recipient's name", line.name(), LONGEST_NAME),
                        (ocr == null) == (message == null)
                                ? Optional.of("a payment has an OCR reference or a message, and not both")
                                : Optional.<String>empty(),
                        ocr == null
                                ? Optional.<String>empty()
                                : ocr.flawFor(line.account().kind()).map(OcrReference.Flaw::explanation),
                        message == null
                                ? Optional.<String>empty()
                                : BankCharacters.flawOf("the message", message, LONGEST_MESSAGE))
                .flatMap(Optional::stream)
                .findFirst()
                .map(flaw -> Rejection.at(
                        "/lines/" + (line.number() - 1),
                        "LineMustBeWritableInABankFile",
                        line.payableId() + ": " + flaw));
    }

    static Optional<Rejection> brokenBy(ReleaseOrder command, Known order) {
        return first(
                () -> paymentDateMustNotHavePassed(order, command.mandate().today()),
                () -> everyLineMustBeDecided(order),
                () -> fileMustHoldWhatIsConfirmed(command, order));
    }

    /** A bank that gets an old day pays at once, or refuses: which, is not for the file to leave open. */
    public static Optional<Rejection> paymentDateMustNotHavePassed(Known order, LocalDate today) {
        return order.paymentDate().isBefore(today)
                ? Optional.of(Rejection.conflict(
                        "PaymentDateMustNotHavePassed",
                        "the order is for " + order.paymentDate() + ", and today is " + today
                                + ": what is still to be paid needs an order of a later day"))
                : Optional.empty();
    }

    private static Optional<Rejection> everyLineMustBeDecided(Known order) {
        return order.isDecided() && !order.confirmed().isEmpty()
                ? Optional.empty()
                : Optional.of(Rejection.conflict(
                        "EveryLineMustBeDecided",
                        "an order is released when each line is confirmed or dropped, and one at least is confirmed"));
    }

    /** A line may have been dropped by another driver since the file was made. */
    private static Optional<Rejection> fileMustHoldWhatIsConfirmed(ReleaseOrder command, Known order) {
        List<Integer> confirmed =
                order.confirmed().stream().map(OrderLine::number).toList();
        return command.lines().equals(confirmed)
                ? Optional.empty()
                : Optional.of(Rejection.conflict(
                        "FileMustHoldWhatIsConfirmed",
                        "the file was made of the lines " + command.lines() + ", confirmed are " + confirmed));
    }

    static Optional<Rejection> brokenBy(ReportLine command, Known order) {
        if (order.release() == null) {
            return Optional.of(Rejection.conflict(
                    "OrderMustBeReleased",
                    "the bank tells of order " + order.orderId() + ", which was never released"));
        }
        Optional<Line> line = order.line(command.line()).filter(found -> found.stage() == Stage.CONFIRMED);
        if (line.isEmpty()) {
            return Optional.of(Rejection.unknown(
                    "LineMustBeInTheFile",
                    "the file of order " + order.orderId() + " had no payment " + command.line()));
        }
        return first(
                () -> reportMustNotBeOfADayAhead(command),
                () -> duplicateMustNotRejectWhatWasSent(command),
                () -> bankMustTellOfTheAmountOrdered(command, line.get()),
                () -> statusMustFollowOnTheLast(command, line.get()),
                () -> whatCameBackMustNotBePaidAgain(command, line.get()));
    }

    /** The same file uploaded twice: the first is being carried out, and what it pays must not be ordered again. */
    private static Optional<Rejection> duplicateMustNotRejectWhatWasSent(ReportLine command) {
        return command.status() == LineStatus.REJECTED && BankReasons.sayDuplicate(command.code())
                ? Optional.of(Rejection.conflict(
                        "DuplicateMustNotRejectWhatWasSent",
                        "the bank rejects payment " + command.line() + " of order " + command.orderId()
                                + " as a duplicate (" + command.code() + "): the first is with the bank"))
                : Optional.empty();
    }

    private static Optional<Rejection> reportMustNotBeOfADayAhead(ReportLine command) {
        LocalDate on = command.on();
        LocalDate today = command.mandate().today();
        return on != null && on.isAfter(today)
                ? Optional.of(Rejection.conflict(
                        "ReportMustNotBeOfADayAhead", "the bank tells of " + on + ", and today is " + today))
                : Optional.empty();
    }

    private static Optional<Rejection> bankMustTellOfTheAmountOrdered(ReportLine command, Line line) {
        Money told = command.amount();
        return told == null || told.equals(line.line().amount())
                ? Optional.empty()
                : Optional.of(Rejection.conflict(
                        "BankMustTellOfTheAmountOrdered",
                        "the bank tells of " + told + ", ordered was "
                                + line.line().amount() + " (" + line.line().payableId() + ")"));
    }

    /** What was rejected cannot have been paid, and what was paid cannot have been rejected. */
    private static Optional<Rejection> statusMustFollowOnTheLast(ReportLine command, Line line) {
        LineStatus last = line.status().orElse(null);
        boolean contradiction = switch (command.status()) {
            case REJECTED -> last == LineStatus.EXECUTED || last == LineStatus.RETURNED;
            case ACCEPTED, EXECUTED, RETURNED -> last == LineStatus.REJECTED;
        };
        return contradiction
                ? Optional.of(Rejection.conflict(
                        "StatusMustFollowOnTheLast",
                        "the bank tells that " + line.line().payableId() + " was " + command.status()
                                + ", and told before that it was " + last))
                : Optional.empty();
    }

    /** Files come in any order, but what is booked after the return was not what came back. */
    private static Optional<Rejection> whatCameBackMustNotBePaidAgain(ReportLine command, Line line) {
        LocalDate on = command.on();
        if (command.status() != LineStatus.EXECUTED || on == null) {
            return Optional.empty();
        }
        return line.reports().stream()
                .filter(report -> isReturnBefore(report, on))
                .findFirst()
                .map(back -> Rejection.conflict(
                        "WhatCameBackMustNotBePaidAgain",
                        "the bank booked " + line.line().payableId() + " on " + on + ", after it had come back on "
                                + back.on()));
    }

    private static boolean isReturnBefore(Report report, LocalDate day) {
        LocalDate on = report.on();
        return report.status() == LineStatus.RETURNED && on != null && on.isBefore(day);
    }

    @SafeVarargs
    private static Optional<Rejection> first(Supplier<Optional<Rejection>>... rules) {
        for (Supplier<Optional<Rejection>> rule : rules) {
            Optional<Rejection> broken = rule.get();
            if (broken.isPresent()) {
                return broken;
            }
        }
        return Optional.empty();
    }
}
