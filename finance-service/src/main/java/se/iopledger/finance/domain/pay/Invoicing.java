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
import java.util.stream.Stream;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.FinanceEvent;
import se.iopledger.contracts.finance.PaymentEvent.InvoicePut;
import se.iopledger.contracts.finance.PaymentEvent.InvoiceTakenBack;
import se.iopledger.contracts.finance.Tranche;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.domain.AgreementMoney;
import se.iopledger.finance.domain.PaymentCommand.PutInvoice;
import se.iopledger.finance.domain.PaymentCommand.TakeInvoiceBack;
import se.iopledger.finance.domain.invoice.InvoiceId;
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
            return again(command, before, invoice);
        }
        return Paying.unless(
                first(
                        () -> amountMustBePositive(command.amount()),
                        () -> dateMustNotLieAhead(
                                command.receivedOn(), command.mandate().today()),
                        () -> trancheMustBePaidAgainstInvoice(tranche.get()),
                        () -> whatIsSettledElsewhereMustNotBePaid(tranche.get()),
                        () -> invoiceMustStandInOnePlace(command, money.payments()),
                        () -> invoiceMustNotBeADuplicate(command, tranche.get(), money),
                        () -> invoicesMustFitTheTranche(command, tranche.get(), money.payments())),
                () -> invoicePut(command));
    }

    /** A credit note may leave less of an invoice that stands there; in one event, so that no other gets in between. */
    private static Decision<FinanceEvent> again(PutInvoice command, Payable before, Invoice invoice) {
        if (!isTheSame(invoice, command)) {
            return Decision.rejected(mustBePutOnce(command));
        }
        if (invoice.amount().equals(command.amount())) {
            return Paying.nothing();
        }
        return Paying.unless(
                first(
                        () -> amountMustBePositive(command.amount()),
                        () -> command.amount().compareTo(invoice.amount()) > 0
                                ? Optional.of(mustBePutOnce(command))
                                : Optional.empty(),
                        () -> isPaid(before)
                                ? Optional.of(Rejection.conflict(
                                        "OrderedInvoiceMustNotChange",
                                        command.payableId() + " is paid, or about to be"))
                                : Optional.empty()),
                () -> invoicePut(command));
    }

    private static InvoicePut invoicePut(PutInvoice command) {
        return new InvoicePut(
                command.agreementId(),
                command.payableId(),
                command.trancheId(),
                command.invoiceId(),
                command.invoiceNumber(),
                command.amount(),
                command.receivedOn(),
                command.dueOn(),
                command.registeredBy());
    }

    private static boolean isTheSame(Invoice invoice, PutInvoice command) {
        return invoice.invoiceId().equals(command.invoiceId())
                && invoice.receivedOn().equals(command.receivedOn())
                && invoice.dueOn().equals(command.dueOn());
    }

    /** One that is only reserved for an order may change: the order asks again before it is released, and drops it. */
    private static boolean isPaid(Payable payable) {
        return !payable.settled().equals(Money.ZERO);
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

    private static Optional<Rejection> invoiceMustStandInOnePlace(PutInvoice command, Payments payments) {
        return standing(payments)
                .filter(payable -> payable.invoice().invoiceId().equals(command.invoiceId()))
                .findFirst()
                .map(payable -> Rejection.conflict(
                        "InvoiceMustStandInOnePlace", "the invoice stands there already as " + payable.payableId()));
    }

    /**
     * Whoever looked for others like it before may have looked too early; nothing gets past this stream. A person who has
     * compared the two may say that they are not the same.
     */
    private static Optional<Rejection> invoiceMustNotBeADuplicate(
            PutInvoice command, Tranche tranche, AgreementMoney money) {
        Mandate mandate = command.mandate();
        if (command.judged() && mandate.reason() != null && !Mandate.isOfAutomation(mandate.actor())) {
            return Optional.empty();
        }
        return standing(money.payments())
                .filter(payable -> isOfRecipient(tranche.recipient(), payable, money))
                .filter(payable -> mayBeTheSame(payable.invoice(), command))
                .findFirst()
                .map(payable -> Rejection.conflict(
                        PaymentRules.INVOICE_MUST_NOT_BE_A_DUPLICATE,
                        "it may be the same as " + payable.payableId() + " of "
                                + payable.invoice().amount()
                                + ", received on " + payable.invoice().receivedOn()
                                + ": only a person who has compared them puts it there"));
    }

    private static boolean mayBeTheSame(Invoice other, PutInvoice command) {
        return InvoiceId.plain(other.number()).equals(InvoiceId.plain(command.invoiceNumber()))
                || (other.amount().equals(command.amount())
                        && other.receivedOn().equals(command.receivedOn()));
    }

    /** Two recipients number their invoices alike; of what the plan has dropped the recipient is not known any more. */
    private static boolean isOfRecipient(String recipient, Standing payable, AgreementMoney money) {
        return OpenPayable.of(payable.payableId(), money)
                .map(open -> open.tranche().recipient().equals(recipient))
                .orElse(true);
    }

    /** An invoice that stands on a tranche. */
    private record Standing(String payableId, Invoice invoice) {}

    private static Stream<Standing> standing(Payments payments) {
        return payments.payables().values().stream().flatMap(payable -> {
            Invoice invoice = payable.invoice();
            return invoice == null || invoice.takenBack()
                    ? Stream.empty()
                    : Stream.of(new Standing(payable.payableId(), invoice));
        });
    }

    private static Optional<Rejection> invoicesMustFitTheTranche(
            PutInvoice command, Tranche tranche, Payments payments) {
        Money left = leftOf(tranche, payments);
        return command.amount().compareTo(left) > 0
                ? Optional.of(by(
                        Rejection.conflict(
                                "InvoicesMustFitTheTranche",
                                "the invoice is for " + command.amount() + ", and of the tranche " + left
                                        + " is left to be invoiced"),
                        tranche))
                : Optional.empty();
    }

    /** Kronor of a tranche that no invoice stands for. */
    static Money leftOf(Tranche tranche, Payments payments) {
        Money invoiced = Money.sum(payments.ofTranche(tranche.trancheId()).stream()
                .filter(payable -> !payable.isTakenBack())
                .map(Payable::invoice)
                .filter(Objects::nonNull)
                .map(Invoice::amount)
                .toList());
        return OpenPayable.payableOf(tranche).minus(invoiced);
    }

    static Decision<FinanceEvent> takeBack(TakeInvoiceBack command, AgreementMoney money) {
        Payable payable = money.payments().payable(command.payableId());
        if (payable.invoice() == null) {
            return Decision.rejected(payableMustExist(command.payableId()));
        }
        if (payable.isTakenBack()) {
            return Paying.nothing();
        }
        return isPaid(payable)
                ? Decision.rejected(Rejection.conflict(
                        "OrderedInvoiceMustNotBeTakenBack", command.payableId() + " is paid, or about to be"))
                : Decision.accepted(List.of(new InvoiceTakenBack(command.agreementId(), command.payableId())));
    }
}
