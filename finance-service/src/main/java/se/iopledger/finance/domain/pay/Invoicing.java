package se.iopledger.finance.domain.pay;

import static se.iopledger.finance.domain.pay.PaymentRules.by;
import static se.iopledger.finance.domain.pay.PaymentRules.dateMustNotLieAhead;
import static se.iopledger.finance.domain.pay.PaymentRules.first;
import static se.iopledger.finance.domain.pay.PaymentRules.payableMustExist;
import static se.iopledger.finance.domain.pay.PaymentRules.whatIsSettledElsewhereMustNotBePaid;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.FinanceEvent;
import se.iopledger.contracts.finance.PaymentEvent.InvoicePut;
import se.iopledger.contracts.finance.PaymentEvent.InvoiceTakenBack;
import se.iopledger.contracts.finance.Tranche;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.domain.AgreementMoney;
import se.iopledger.finance.domain.PaymentCommand.PutInvoice;
import se.iopledger.finance.domain.PaymentCommand.TakeInvoiceBack;
import se.iopledger.finance.domain.pay.Payable.Invoice;

/** Puts invoices on tranches, and takes them back. */
@CheckReturnValue
final class Invoicing {
    private Invoicing() {}

    static Decision<FinanceEvent> put(PutInvoice command, AgreementMoney money) {
        Optional<Tranche> tranche = OpenPayable.of(command.trancheId(), money).map(OpenPayable::tranche);
        if (tranche.isEmpty()) {
            return Decision.rejected(payableMustExist(command.trancheId()));
        }
        Payable before = money.payments().payable(command.payableId());
        Invoice invoice = before.invoice();
        if (invoice != null && !invoice.takenBack()) {
            return isTheSame(invoice, command) ? Paying.nothing() : Decision.rejected(mustBePutOnce(command));
        }
        return Paying.unless(
                first(
                        () -> amountMustBePositive(command.amount()),
                        () -> dateMustNotLieAhead(
                                command.receivedOn(), command.mandate().today()),
                        () -> trancheMustBePaidAgainstInvoice(tranche.get()),
                        () -> whatIsSettledElsewhereMustNotBePaid(tranche.get()),
                        () -> invoicesMustFitTheTranche(command, tranche.get(), money.payments())),
                () -> new InvoicePut(
                        command.agreementId(),
                        command.payableId(),
                        command.trancheId(),
                        command.invoiceId(),
                        command.invoiceNumber(),
                        command.amount(),
                        command.receivedOn(),
                        command.dueOn(),
                        command.registeredBy()));
    }

    private static boolean isTheSame(Invoice invoice, PutInvoice command) {
        return invoice.invoiceId().equals(command.invoiceId())
                && invoice.amount().equals(command.amount())
                && invoice.receivedOn().equals(command.receivedOn())
                && invoice.dueOn().equals(command.dueOn());
    }

    private static Rejection mustBePutOnce(PutInvoice command) {
        return Rejection.conflict(
                "InvoiceMustBePutOnce",
                "the tranche has an invoice " + command.invoiceNumber() + " already, with other facts");
    }

    private static Optional<Rejection> amountMustBePositive(Money amount) {
        return amount.compareTo(Money.ZERO) > 0
                ? Optional.empty()
                : Optional.of(
                        Rejection.at("/amount", "AmountMustBePositive", "what is to be paid is more than nothing"));
    }

    private static Optional<Rejection> trancheMustBePaidAgainstInvoice(Tranche tranche) {
        return OpenPayable.isPaidAgainstInvoice(tranche)
                ? Optional.empty()
                : Optional.of(by(
                        Rejection.conflict(
                                "TrancheMustBePaidAgainstInvoice", tranche.trancheId() + " is paid without invoice"),
                        tranche));
    }

    private static Optional<Rejection> invoicesMustFitTheTranche(
            PutInvoice command, Tranche tranche, Payments payments) {
        Money others = Money.sum(payments.ofTranche(tranche.trancheId()).stream()
                .filter(payable -> !payable.isTakenBack())
                .map(Payable::invoice)
                .filter(Objects::nonNull)
                .map(Invoice::amount)
                .toList());
        Money left = OpenPayable.payableOf(tranche).minus(others);
        return command.amount().compareTo(left) > 0
                ? Optional.of(by(
                        Rejection.conflict(
                                "InvoicesMustFitTheTranche",
                                "the invoice is for " + command.amount() + ", and of the tranche " + left
                                        + " is left to be invoiced"),
                        tranche))
                : Optional.empty();
    }

    static Decision<FinanceEvent> takeBack(TakeInvoiceBack command, AgreementMoney money) {
        Payable payable = money.payments().payable(command.payableId());
        if (payable.invoice() == null) {
            return Decision.rejected(payableMustExist(command.payableId()));
        }
        if (payable.isTakenBack()) {
            return Paying.nothing();
        }
        boolean inAnOrder = payable.reserved().isPresent() || !payable.settled().equals(Money.ZERO);
        return inAnOrder
                ? Decision.rejected(Rejection.conflict(
                        "OrderedInvoiceMustNotBeTakenBack",
                        command.payableId() + " stands in a payment order or is paid"))
                : Decision.accepted(List.of(new InvoiceTakenBack(command.agreementId(), command.payableId())));
    }
}
