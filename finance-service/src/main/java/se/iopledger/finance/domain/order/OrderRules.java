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
    /** The rule of a line that has something that banks do not take. */
    public static final String LINE_MUST_BE_WRITABLE = "LineMustBeWritableInABankFile";

    /** What is asked for, in any order: lines are numbered by their due dates. */
    private static final String PAYABLES = "/payables";

    private static final int LONGEST_NAME = 70;
    private static final int LONGEST_MESSAGE = 25;
    static final int FARTHEST_DAYS = 366;

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
                        PAYABLES,
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
                        PAYABLES,
                        "PayableMustStandInTheOrderOnce",
                        line.payableId() + " of agreement " + line.agreementId() + " stands in the order twice"));
    }

    /** Whatever banks do not take is refused before it is an order, by the line that has it. */
    private static Optional<Rejection> lineMustBeWritableInABankFile(OrderLine line) {
        return flawOf(line).map(flaw -> Rejection.at(PAYABLES, LINE_MUST_BE_WRITABLE, line.payableId() + ": " + flaw));
    }

    /** What keeps a line from being written in a bank file, for a person; empty where nothing does. */
    public static Optional<String> flawOf(OrderLine line) {
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
                .findFirst();
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

    /** What was rejected may stand in another order since; a file that never reached the bank is one that was rejected. */
    public static Optional<Rejection> rejectedFileMustNotBeSent(Known order) {
        return order.notRejected().size() < order.confirmed().size()
                ? Optional.of(Rejection.conflict(
                        "RejectedFileMustNotBeSent",
                        "a payment of the file was rejected, and may stand in another order since: the file is not sent"
                                + " (again)"))
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
        return first(
                () -> orderMustBeReleased(order),
                () -> lineMustBeInTheFile(command.line(), order),
                () -> reportMustNotBeOfADayAhead(command.on(), command.mandate().today()),
                () -> duplicateMustNotRejectWhatWasSent(command),
                () -> bankMustTellOfTheAmountOrdered(command, lineOf(command.line(), order)),
                () -> statusMustFollowOnTheLast(command.status(), lineOf(command.line(), order)),
                () -> whatCameBackInPartMustBeToldByPersons(command, lineOf(command.line(), order)),
                () -> whatCameBackMustNotBePaidAgain(command.status(), command.on(), lineOf(command.line(), order)));
    }

    private static Line lineOf(int number, Known order) {
        return order.line(number).orElseThrow();
    }

    static Optional<Rejection> orderMustBeReleased(Known order) {
        return order.release() == null
                ? Optional.of(Rejection.conflict(
                        "OrderMustBeReleased",
                        "the bank tells of order " + order.orderId() + ", which was never released"))
                : Optional.empty();
    }

    static Optional<Rejection> lineMustBeInTheFile(int number, Known order) {
        return order.line(number)
                        .filter(found -> found.stage() == Stage.CONFIRMED)
                        .isEmpty()
                ? Optional.of(Rejection.unknown(
                        "LineMustBeInTheFile", "the file of order " + order.orderId() + " had no payment " + number))
                : Optional.empty();
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

    static Optional<Rejection> reportMustNotBeOfADayAhead(@Nullable LocalDate on, LocalDate today) {
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
    static Optional<Rejection> statusMustFollowOnTheLast(LineStatus told, Line line) {
        LineStatus last = line.status().orElse(null);
        boolean contradiction = switch (told) {
            case REJECTED -> last == LineStatus.EXECUTED || last == LineStatus.RETURNED;
            case ACCEPTED, EXECUTED, RETURNED -> last == LineStatus.REJECTED;
        };
        return contradiction
                ? Optional.of(Rejection.conflict(
                        "StatusMustFollowOnTheLast",
                        "the bank tells that " + line.line().payableId() + " was " + told
                                + ", and told before that it was " + last))
                : Optional.empty();
    }

    /** A file that tells of all of it, after part of it came back, may mean the same money. */
    private static Optional<Rejection> whatCameBackInPartMustBeToldByPersons(ReportLine command, Line line) {
        Money back = line.returned();
        return command.status() == LineStatus.RETURNED
                        && back.compareTo(Money.ZERO) > 0
                        && back.compareTo(line.line().amount()) < 0
                ? Optional.of(Rejection.conflict(
                        "WhatCameBackInPartMustBeToldByPersons",
                        "the bank tells that all of " + line.line().payableId() + " came back, and " + back
                                + " of it is known to have come back already"))
                : Optional.empty();
    }

    /** Files come in any order, but what is booked after the return was not what came back. */
    static Optional<Rejection> whatCameBackMustNotBePaidAgain(LineStatus told, @Nullable LocalDate on, Line line) {
        if (told != LineStatus.EXECUTED || on == null) {
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
    static Optional<Rejection> first(Supplier<Optional<Rejection>>... rules) {
        for (Supplier<Optional<Rejection>> rule : rules) {
            Optional<Rejection> broken = rule.get();
            if (broken.isPresent()) {
                return broken;
            }
        }
        return Optional.empty();
    }
}
