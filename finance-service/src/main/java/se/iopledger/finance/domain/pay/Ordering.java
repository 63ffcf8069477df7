package se.iopledger.finance.domain.pay;

import static se.iopledger.finance.domain.pay.PaymentRules.dateMustNotLieAhead;
import static se.iopledger.finance.domain.pay.PaymentRules.first;
import static se.iopledger.finance.domain.pay.PaymentRules.payableMustExist;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.FinanceEvent;
import se.iopledger.contracts.finance.PaymentEvent.AttestVoided;
import se.iopledger.contracts.finance.PaymentEvent.Attested;
import se.iopledger.contracts.finance.PaymentEvent.PayableConfirmed;
import se.iopledger.contracts.finance.PaymentEvent.PayableReserved;
import se.iopledger.contracts.finance.PaymentEvent.PaymentExecuted;
import se.iopledger.contracts.finance.PaymentEvent.PaymentRejected;
import se.iopledger.contracts.finance.PaymentEvent.PaymentReturned;
import se.iopledger.contracts.finance.PaymentEvent.ReservationGivenBack;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.domain.AgreementFunding.Scheduled;
import se.iopledger.finance.domain.AgreementMoney;
import se.iopledger.finance.domain.PaymentCommand.ConfirmForOrder;
import se.iopledger.finance.domain.PaymentCommand.GiveBackFromOrder;
import se.iopledger.finance.domain.PaymentCommand.OfBank;
import se.iopledger.finance.domain.PaymentCommand.OfOrder;
import se.iopledger.finance.domain.PaymentCommand.RecordExecuted;
import se.iopledger.finance.domain.PaymentCommand.RecordRejected;
import se.iopledger.finance.domain.PaymentCommand.RecordReturned;
import se.iopledger.finance.domain.PaymentCommand.ReserveForOrder;
import se.iopledger.finance.domain.pay.Payable.Attest;
import se.iopledger.finance.domain.pay.Payable.Part;
import se.iopledger.finance.domain.pay.Payable.Signature;
import se.iopledger.finance.domain.pay.Payable.Standing;

/**
 * The agreement's part in payment orders. It alone says whether a payable may be ordered, so that the same one never
 * stands in two orders that may be paid. Each step may be sent again, and after later ones: it is answered with no event.
 */
@CheckReturnValue
final class Ordering {
    private Ordering() {}

    static Decision<FinanceEvent> decide(OfOrder command, AgreementMoney money) {
        Payable payable = money.payments().payable(command.payableId());
        Optional<Part> part = payable.part(command.orderId());
        return switch (command) {
            case ReserveForOrder reserve -> reserve(reserve, part, money);
            case ConfirmForOrder confirm ->
                part.isPresent() ? confirm(confirm, part.get(), money) : Decision.rejected(mustBeReserved(command));
            // A line that was dropped before anybody knew whether it was reserved is given back all the same.
            case GiveBackFromOrder back -> part.isPresent() ? giveBack(back, part.get(), money) : Paying.nothing();
            case OfBank bank ->
                part.isPresent() ? record(bank, part.get(), money) : Decision.rejected(mustBeReserved(command));
        };
    }

    private static Rejection mustBeReserved(OfOrder command) {
        return Rejection.unknown(
                "PayableMustStandInTheOrder",
                command.payableId() + " does not stand in payment order " + command.orderId());
    }

    private static Decision<FinanceEvent> reserve(ReserveForOrder command, Optional<Part> part, AgreementMoney money) {
        if (part.isPresent()) {
            return switch (part.get().standing()) {
                case RESERVED, CONFIRMED, EXECUTED, RETURNED, REJECTED -> Paying.nothing();
                case GIVEN_BACK ->
                    Decision.rejected(Rejection.conflict(
                            "ReservationMustNotComeAgain",
                            command.payableId() + " was given back from payment order " + command.orderId()
                                    + "; it may stand in another"));
            };
        }
        return orderable(
                command,
                money,
                payable -> first(
                        () -> mustStandInOneOrderOnly(payable),
                        () -> orderMustPayWhatWasApproved(command, payable),
                        () -> paymentMustNotComeBeforeItsDay(command.paymentDate(), payable),
                        () -> whoApprovedMustNotOrder(command, payable),
                        () -> rightsMustNotHaveBeenRevoked(
                                command.rights(), command.mandate().today(), payable)),
                payable -> new PayableReserved(
                        command.agreementId(),
                        command.payableId(),
                        command.orderId(),
                        command.paymentDate(),
                        command.recipient(),
                        command.amount(),
                        command.recordedBy()));
    }

    private static Decision<FinanceEvent> confirm(ConfirmForOrder command, Part part, AgreementMoney money) {
        return switch (part.standing()) {
            case CONFIRMED, EXECUTED, REJECTED, RETURNED -> Paying.nothing();
            case GIVEN_BACK -> Decision.rejected(mustBeReserved(command));
            case RESERVED -> confirmable(command, part, money);
        };
    }

    private static Decision<FinanceEvent> confirmable(ConfirmForOrder command, Part part, AgreementMoney money) {
        return orderable(
                command,
                money,
                payable -> first(
                        () -> orderMustStillPayWhatIsOwed(part, payable),
                        () -> paymentMustNotComeBeforeItsDay(part.paymentDate(), payable),
                        () -> rightsMustNotHaveBeenRevoked(
                                command.rights(), command.mandate().today(), payable)),
                payable -> confirmed(command, part, payable));
    }

    /**
     * What is recorded between confirmation and release counts.
     *
     * @param givenBack all the money as it would be if the payable were given back
     */
    static Decision<FinanceEvent> stillConfirmable(ConfirmForOrder command, AgreementMoney givenBack) {
        Part part = givenBack.payments().payable(command.payableId()).partIn(command.orderId());
        return switch (confirmable(command, part, givenBack)) {
            case Decision.Rejected<FinanceEvent> rejected -> rejected;
            case Decision.Accepted<FinanceEvent> _ -> Paying.nothing();
        };
    }

    private static FinanceEvent confirmed(ConfirmForOrder command, Part part, OpenPayable payable) {
        Attest attest = Objects.requireNonNull(payable.payable().attest());
        return new PayableConfirmed(
                command.agreementId(),
                command.payableId(),
                payable.payable().trancheId(),
                command.orderId(),
                part.paymentDate(),
                part.recipient(),
                part.amount(),
                attest.examination().by(),
                Objects.requireNonNull(attest.approval()).by());
    }

    private interface Rules {
        Optional<Rejection> broken(OpenPayable payable);
    }

    private interface Happening {
        FinanceEvent event(OpenPayable payable);
    }

    /** All that could stop a payment is looked at twice: when it is taken into an order, and before it is released. */
    private static Decision<FinanceEvent> orderable(
            OfOrder command, AgreementMoney money, Rules further, Happening happening) {
        Optional<OpenPayable> found = OpenPayable.of(command.payableId(), money);
        if (found.isEmpty() || !(money.funding() instanceof Scheduled scheduled)) {
            return Decision.rejected(payableMustExist(command.payableId()));
        }
        OpenPayable payable = found.get();
        Money others = Money.sum(money.payments().ofTranche(payable.payable().trancheId()).stream()
                .filter(other -> !other.payableId().equals(command.payableId()))
                .flatMap(other -> other.reserved().stream())
                .map(Part::amount)
                .toList());
        return Paying.unless(
                first(
                        () -> PaymentRules.mayBePaid(payable, scheduled.basis().lastDay()),
                        () -> PaymentRules.heldPaymentsMustNotBeOrdered(
                                payable,
                                money.payments().stopping(payable.tranche().recipient())),
                        () -> PaymentRules.paymentMustBeApproved(payable),
                        () -> PaymentRules.nothingMayBePaidBeyondTheTranche(payable, others),
                        () -> further.broken(payable)),
                () -> happening.event(payable));
    }

    private static Optional<Rejection> mustStandInOneOrderOnly(OpenPayable payable) {
        return payable.payable()
                .reserved()
                .map(part -> Rejection.conflict(
                        "PayableMustStandInOneOrderOnly",
                        payable.payableId() + " stands in payment order " + part.orderId() + " already"));
    }

    private static Optional<Rejection> orderMustPayWhatWasApproved(ReserveForOrder command, OpenPayable payable) {
        Attested approved = payable.toAttest();
        return approved.equals(new Attested(command.recipient(), command.amount()))
                ? Optional.empty()
                : Optional.of(Rejection.conflict(
                        "OrderMustPayWhatWasApproved",
                        "the order has " + command.amount() + " to " + command.recipient() + ", approved is "
                                + approved.amount() + " to " + approved.recipient()));
    }

    private static Optional<Rejection> orderMustStillPayWhatIsOwed(Part part, OpenPayable payable) {
        Attested owed = payable.toAttest();
        return owed.equals(new Attested(part.recipient(), part.amount()))
                ? Optional.empty()
                : Optional.of(Rejection.conflict(
                        "OrderMustStillPayWhatIsOwed",
                        "the order has " + part.amount() + " to " + part.recipient() + ", and " + owed.amount() + " to "
                                + owed.recipient() + " is owed now"));
    }

    /** Of a tranche paid against invoice it is the first day on which it may be invoiced. */
    private static Optional<Rejection> paymentMustNotComeBeforeItsDay(LocalDate paymentDate, OpenPayable payable) {
        LocalDate first = Objects.requireNonNull(payable.tranche().dueDate(), "only what is dated may be paid");
        return paymentDate.isBefore(first)
                ? Optional.of(PaymentRules.by(
                        Rejection.conflict(
                                "PaymentMustNotComeBeforeItsDay",
                                payable.payableId() + " is due on " + first + ", the order is for " + paymentDate),
                        payable.tranche()))
                : Optional.empty();
    }

    private static Optional<Rejection> whoApprovedMustNotOrder(ReserveForOrder command, OpenPayable payable) {
        Attest attest = payable.payable().attest();
        boolean approved = attest != null
                && attest.approval() != null
                && attest.approval().by().equals(command.recordedBy());
        return approved
                ? Optional.of(Rejection.forbidden(
                        "WhoApprovedMustNotOrder", "who approved a payment does not record the order that pays it"))
                : Optional.empty();
    }

    /** A right that ran out as was known when it was used carries what was attested by it; one that was taken does not. */
    private static Optional<Rejection> rightsMustNotHaveBeenRevoked(
            List<AttestRight> register, LocalDate today, OpenPayable payable) {
        Attest attest = Objects.requireNonNull(payable.payable().attest(), "it is approved");
        Signature approval = Objects.requireNonNull(attest.approval(), "it is approved");
        return Stream.of(attest.examination().right(), approval.right())
                .filter(used -> register.stream().noneMatch(right -> right.stillCarries(used, today)))
                .findFirst()
                .map(used -> Rejection.conflict(
                        "RightsMustNotHaveBeenRevoked",
                        payable.payableId() + " was attested by " + used.rightId()
                                + ", which was revoked since: it is attested anew by somebody else"));
    }

    private static Decision<FinanceEvent> giveBack(GiveBackFromOrder command, Part part, AgreementMoney money) {
        return switch (part.standing()) {
            case GIVEN_BACK -> Paying.nothing();
            // Confirmed here, it may still be dropped for what its recipient's account says, before the release.
            case RESERVED, CONFIRMED ->
                Paying.unless(
                        part.standing() == Standing.CONFIRMED
                                ? mayComeBack(command, part.amount(), money)
                                : Optional.empty(),
                        () -> new ReservationGivenBack(
                                command.agreementId(), command.payableId(), command.orderId(), command.why()));
            case EXECUTED, REJECTED, RETURNED ->
                Decision.rejected(Rejection.conflict(
                        "PaymentMustNotHaveReachedTheBank",
                        command.payableId() + " in payment order " + command.orderId() + " was answered by the bank: "
                                + part.standing()));
        };
    }

    private static Decision<FinanceEvent> record(OfBank command, Part part, AgreementMoney money) {
        if (part.standing() == Standing.RESERVED || part.standing() == Standing.GIVEN_BACK) {
            return Decision.rejected(Rejection.conflict(
                    "PaymentMustBeConfirmedForTheOrder",
                    command.payableId() + " was not released with payment order " + command.orderId()));
        }
        LocalDate today = command.mandate().today();
        return switch (command) {
            case RecordExecuted executed ->
                switch (part.standing()) {
                    // What came back was paid before: the bank's files come in any order.
                    case EXECUTED, RETURNED -> Paying.nothing();
                    case REJECTED -> Decision.rejected(answeredOtherwise(command, part));
                    case CONFIRMED, RESERVED, GIVEN_BACK ->
                        Paying.unless(
                                first(
                                        () -> dateMustNotLieAhead(executed.executedOn(), today),
                                        () -> bankMustHavePaidWhatWasOrdered(executed, part)),
                                () -> new PaymentExecuted(
                                        executed.agreementId(),
                                        executed.payableId(),
                                        executed.orderId(),
                                        executed.executedOn(),
                                        executed.amount()));
                };
            case RecordRejected rejected ->
                switch (part.standing()) {
                    case REJECTED -> Paying.nothing();
                    case EXECUTED, RETURNED -> Decision.rejected(answeredOtherwise(command, part));
                    case CONFIRMED, RESERVED, GIVEN_BACK ->
                        first(
                                        () -> dateMustNotLieAhead(rejected.rejectedOn(), today),
                                        () -> bankMustHavePaidWhatWasOrdered(rejected, part),
                                        () -> mayComeBack(rejected, rejected.amount(), money))
                                .map(Decision::<FinanceEvent>rejected)
                                .orElseGet(() -> Decision.accepted(opened(
                                        new PaymentRejected(
                                                rejected.agreementId(),
                                                rejected.payableId(),
                                                rejected.orderId(),
                                                rejected.rejectedOn(),
                                                rejected.amount(),
                                                rejected.reasonCode()),
                                        rejected,
                                        part,
                                        "The bank rejected the payment.")));
                };
            case RecordReturned returned ->
                switch (part.standing()) {
                    case REJECTED -> Decision.rejected(answeredOtherwise(command, part));
                    case CONFIRMED, EXECUTED, RETURNED, RESERVED, GIVEN_BACK -> returned(returned, part, money);
                };
        };
    }

    /** Only what came back beyond what is known: the same may be told twice, and in any order. */
    private static Decision<FinanceEvent> returned(RecordReturned command, Part part, AgreementMoney money) {
        Optional<Rejection> broken = first(
                () -> dateMustNotLieAhead(
                        command.returnedOn(), command.mandate().today()),
                () -> returnMustNotExceedThePayment(command, part));
        if (broken.isPresent()) {
            return Decision.rejected(broken.get());
        }
        if (command.amount().compareTo(part.returned()) <= 0) {
            return Paying.nothing();
        }
        Money more = command.amount().minus(part.returned());
        return mayComeBack(command, more, money)
                .map(Decision::<FinanceEvent>rejected)
                .orElseGet(() -> Decision.accepted(opened(
                        new PaymentReturned(
                                command.agreementId(),
                                command.payableId(),
                                command.orderId(),
                                command.returnedOn(),
                                more,
                                command.reasonCode()),
                        command,
                        part,
                        "The money came back.")));
    }

    static Optional<Rejection> mayComeBack(OfOrder command, Money amount, AgreementMoney money) {
        String trancheId = money.payments().payable(command.payableId()).trancheId();
        return PaymentRules.whatWasRepaidMustNotComeBackTwice(trancheId, amount, money.settled());
    }

    /**
     * What a bank's file opens again is not paid again on the attest of the first time: one person may have brought in the
     * file, and a bank that rejects may have paid.
     */
    private static List<FinanceEvent> opened(FinanceEvent how, OfBank command, Part part, String why) {
        Attest attest = part.attest();
        boolean usedOnce = part.standing() == Standing.CONFIRMED || part.standing() == Standing.EXECUTED;
        return attest == null || !usedOnce
                ? List.of(how)
                : List.of(how, new AttestVoided(command.agreementId(), command.payableId(), attest.what(), why));
    }

    private static Rejection answeredOtherwise(OfBank command, Part part) {
        return Rejection.conflict(
                "BankMustNotHaveAnsweredOtherwise",
                "of " + command.payableId() + " in payment order " + command.orderId() + " the bank said: "
                        + part.standing()
                        + (part.standing() == Standing.RETURNED ? ", " + part.returned() + " came back" : ""));
    }

    private static Optional<Rejection> bankMustHavePaidWhatWasOrdered(OfBank command, Part part) {
        return command.amount().equals(part.amount())
                ? Optional.empty()
                : Optional.of(Rejection.conflict(
                        "BankMustHavePaidWhatWasOrdered",
                        "the bank names " + command.amount() + ", ordered was " + part.amount()));
    }

    private static Optional<Rejection> returnMustNotExceedThePayment(RecordReturned command, Part part) {
        boolean fits =
                command.amount().compareTo(Money.ZERO) > 0 && command.amount().compareTo(part.amount()) <= 0;
        return fits
                ? Optional.empty()
                : Optional.of(Rejection.conflict(
                        "ReturnMustNotExceedThePayment",
                        command.amount() + " is said to have come back of " + part.amount()));
    }
}
