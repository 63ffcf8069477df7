package se.iopledger.finance.domain.pay;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import se.iopledger.contracts.finance.FinanceEvent;
import se.iopledger.contracts.finance.PaymentEvent;
import se.iopledger.contracts.finance.PaymentEvent.PaymentsReleased;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.domain.AgreementMoney;
import se.iopledger.finance.domain.PaymentCommand;
import se.iopledger.finance.domain.PaymentCommand.ConfirmForOrder;
import se.iopledger.finance.domain.PaymentCommand.OfAttest;
import se.iopledger.finance.domain.PaymentCommand.OfHold;
import se.iopledger.finance.domain.PaymentCommand.OfOrder;
import se.iopledger.finance.domain.PaymentCommand.PutInvoice;
import se.iopledger.finance.domain.PaymentCommand.TakeInvoiceBack;
import se.iopledger.finance.domain.pay.Payable.Standing;

/** Decides about what is paid under one agreement. */
@CheckReturnValue
public final class Paying {
    private Paying() {}

    /** @param money as it stands after all that is due by the command's day */
    public static Decision<FinanceEvent> decide(PaymentCommand command, AgreementMoney money) {
        return switch (command) {
            case PutInvoice put -> Invoicing.put(put, money);
            case TakeInvoiceBack back -> Invoicing.takeBack(back, money);
            case OfAttest attest -> Attesting.decide(attest, money);
            case OfOrder order -> Ordering.decide(order, money);
            case OfHold hold -> Holding.decide(hold, money);
        };
    }

    /** Whether a payment that is asked for has been confirmed, and the bank has told nothing of it. */
    public static boolean isConfirmed(ConfirmForOrder command, AgreementMoney money) {
        return money.payments()
                .payable(command.payableId())
                .part(command.orderId())
                .filter(part -> part.standing() == Standing.CONFIRMED)
                .isPresent();
    }

    /** Why what is confirmed could not be given back: what it settled was repaid meanwhile. Empty where it could. */
    public static Optional<Rejection> cannotBeGivenBack(ConfirmForOrder command, AgreementMoney money) {
        return Ordering.mayComeBack(
                command,
                money.payments()
                        .payable(command.payableId())
                        .partIn(command.orderId())
                        .amount(),
                money);
    }

    /**
     * What became of payments by an event.
     *
     * @param before all money before it
     * @throws IllegalStateException if the event cannot follow on what happened before
     */
    public static Payments after(PaymentEvent event, AgreementMoney before) {
        Payments after = before.payments().after(event);
        return event instanceof PaymentsReleased released
                ? after.keptBack(released.holdId(), KeptBack.by(released.holdId(), before))
                : after;
    }

    /**
     * Looks once more at a confirmed payment.
     *
     * @param givenBack all the money as it would be if the payment were given back
     */
    public static Decision<FinanceEvent> askedOnceMore(ConfirmForOrder command, AgreementMoney givenBack) {
        return Ordering.stillConfirmable(command, givenBack);
    }

    static Decision<FinanceEvent> unless(Optional<Rejection> broken, Supplier<FinanceEvent> event) {
        return broken.isPresent() ? Decision.rejected(broken.get()) : Decision.accepted(List.of(event.get()));
    }

    static Decision<FinanceEvent> nothing() {
        return Decision.accepted(List.of());
    }
}
