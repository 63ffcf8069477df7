package se.iopledger.finance.domain.pay;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import se.iopledger.contracts.finance.FinanceEvent;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.domain.AgreementMoney;
import se.iopledger.finance.domain.PaymentCommand;
import se.iopledger.finance.domain.PaymentCommand.OfAttest;
import se.iopledger.finance.domain.PaymentCommand.OfHold;
import se.iopledger.finance.domain.PaymentCommand.OfOrder;
import se.iopledger.finance.domain.PaymentCommand.PutInvoice;
import se.iopledger.finance.domain.PaymentCommand.TakeInvoiceBack;

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

    static Decision<FinanceEvent> unless(Optional<Rejection> broken, Supplier<FinanceEvent> event) {
        return broken.isPresent() ? Decision.rejected(broken.get()) : Decision.accepted(List.of(event.get()));
    }

    static Decision<FinanceEvent> nothing() {
        return Decision.accepted(List.of());
    }
}
