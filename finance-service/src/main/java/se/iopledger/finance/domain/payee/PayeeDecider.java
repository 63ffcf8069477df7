package se.iopledger.finance.domain.payee;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import se.iopledger.contracts.finance.PayeeEvent;
import se.iopledger.contracts.finance.PayeeEvent.AccountRegistered;
import se.iopledger.contracts.finance.PayeeEvent.AccountVerified;
import se.iopledger.contracts.finance.PayeeEvent.AccountWithdrawn;
import se.iopledger.contracts.finance.PayeeEvent.OrderLineConfirmed;
import se.iopledger.contracts.finance.PayeeEvent.PayeeRegistered;
import se.iopledger.contracts.finance.PayeeEvent.RecipientHeld;
import se.iopledger.contracts.finance.PayeeEvent.RecipientReleased;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.domain.payee.Payee.Account;
import se.iopledger.finance.domain.payee.Payee.Known;
import se.iopledger.finance.domain.payee.Payee.Unknown;
import se.iopledger.finance.domain.payee.PayeeCommand.ConfirmLine;
import se.iopledger.finance.domain.payee.PayeeCommand.HoldRecipient;
import se.iopledger.finance.domain.payee.PayeeCommand.RegisterAccount;
import se.iopledger.finance.domain.payee.PayeeCommand.RegisterPayee;
import se.iopledger.finance.domain.payee.PayeeCommand.ReleaseRecipient;
import se.iopledger.finance.domain.payee.PayeeCommand.VerifyAccount;
import se.iopledger.finance.domain.payee.PayeeCommand.WithdrawAccount;

/** Decides about one payee. */
@CheckReturnValue
public final class PayeeDecider {
    private PayeeDecider() {}

    /** Before anything has happened. */
    public static Payee initial() {
        return new Unknown();
    }

    public static Decision<PayeeEvent> decide(PayeeCommand command, Payee state) {
        return switch (state) {
            case Unknown _ -> onUnknown(command);
            case Known known -> onKnown(command, known);
        };
    }

    private static Decision<PayeeEvent> onUnknown(PayeeCommand command) {
        return switch (command) {
            case RegisterPayee register -> register(register);
            case RegisterAccount _,
                    VerifyAccount _,
                    WithdrawAccount _,
                    HoldRecipient _,
                    ReleaseRecipient _,
                    ConfirmLine _ ->
                Decision.rejected(Rejection.unknown(
                        "PayeeMustBeRegistered", "there is no such payee: register it with its accounts first"));
        };
    }

    private static Decision<PayeeEvent> onKnown(PayeeCommand command, Known payee) {
        return switch (command) {
            case RegisterPayee _ ->
                Decision.rejected(Rejection.conflict(
                        "PayeeMustBeRegisteredOnce", "it is registered already, as " + payee.name()));
            case RegisterAccount register -> register(register, payee);
            case VerifyAccount verify -> verify(verify, payee);
            case WithdrawAccount withdraw -> withdraw(withdraw, payee);
            case HoldRecipient hold -> hold(hold, payee);
            case ReleaseRecipient release -> release(release, payee);
            case ConfirmLine confirm -> confirm(confirm, payee);
        };
    }

    private static Decision<PayeeEvent> register(RegisterPayee command) {
        return PayeeRules.brokenBy(command)
                .map(Decision::<PayeeEvent>rejected)
                .orElseGet(() -> Decision.accepted(List.of(new PayeeRegistered(
                        command.payeeId(),
                        command.municipality(),
                        command.role(),
                        command.name(),
                        command.organisationNumber(),
                        command.party()))));
    }

    private static Decision<PayeeEvent> register(RegisterAccount command, Known payee) {
        return PayeeRules.brokenBy(command, payee)
                .map(Decision::<PayeeEvent>rejected)
                .orElseGet(() -> Decision.accepted(List.of(new AccountRegistered(
                        command.payeeId(),
                        "account-" + (payee.accounts().size() + 1),
                        command.account(),
                        command.holder(),
                        command.bic(),
                        command.customerId(),
                        command.from(),
                        command.mandate().actor(),
                        command.madeUp()))));
    }

    private static Decision<PayeeEvent> verify(VerifyAccount command, Known payee) {
        Optional<Account> account = payee.account(command.accountId());
        if (account.isEmpty()) {
            return noSuchAccount();
        }
        return PayeeRules.brokenBy(command, account.get())
                .map(Decision::<PayeeEvent>rejected)
                .orElseGet(() -> Decision.accepted(List.of(verified(command, account.get(), payee))));
    }

    /** The first account is used from the day asked for; one that replaces another waits, so that a fraud is noticed. */
    private static AccountVerified verified(VerifyAccount command, Account account, Known payee) {
        boolean changed = payee.accounts().stream().anyMatch(Account::isVerified);
        int waitingDays = changed ? command.waitingDays() : 0;
        LocalDate earliest = command.mandate().today().plusDays(waitingDays);
        return new AccountVerified(
                command.payeeId(),
                account.id(),
                command.mandate().actor(),
                command.evidence(),
                waitingDays,
                account.requestedFrom().isAfter(earliest) ? account.requestedFrom() : earliest);
    }

    private static Decision<PayeeEvent> withdraw(WithdrawAccount command, Known payee) {
        Optional<Account> account = payee.account(command.accountId());
        if (account.isEmpty()) {
            return noSuchAccount();
        }
        return PayeeRules.brokenBy(command, account.get())
                .map(Decision::<PayeeEvent>rejected)
                .orElseGet(() -> Decision.accepted(
                        List.of(new AccountWithdrawn(command.payeeId(), command.accountId(), command.from()))));
    }

    private static Decision<PayeeEvent> hold(HoldRecipient command, Known payee) {
        return Decision.accepted(List.of(new RecipientHeld(
                command.payeeId(),
                "hold-" + (payee.heldSoFar() + 1),
                command.mandate().effectiveOn(),
                command.reason(),
                command.clauses())));
    }

    private static Decision<PayeeEvent> release(ReleaseRecipient command, Known payee) {
        boolean held = payee.holds().stream().anyMatch(hold -> hold.id().equals(command.holdId()));
        return held
                ? Decision.accepted(List.of(new RecipientReleased(
                        command.payeeId(),
                        command.holdId(),
                        command.mandate().effectiveOn(),
                        command.mandate().actor(),
                        command.reason())))
                : Decision.rejected(
                        Rejection.unknown("HoldMustBeInForce", "there is no hold " + command.holdId() + " in force"));
    }

    /** Asked again, as after a crash, it looks at everything again: until the order has the answer, a hold counts. */
    private static Decision<PayeeEvent> confirm(ConfirmLine command, Known payee) {
        Optional<Rejection> broken = PayeeRules.brokenBy(command, payee);
        if (broken.isPresent()) {
            return Decision.rejected(broken.get());
        }
        return Decision.accepted(
                payee.hasConfirmed(command.orderId(), command.agreementId(), command.payableId())
                        ? List.of()
                        : List.of(new OrderLineConfirmed(
                                command.payeeId(),
                                command.orderId(),
                                command.agreementId(),
                                command.payableId(),
                                command.paymentDate(),
                                command.accountId(),
                                command.account())));
    }

    private static Decision<PayeeEvent> noSuchAccount() {
        return Decision.rejected(Rejection.unknown("AccountMustBeRegistered", "the payee has no such account"));
    }

    /** From which day an event holds. */
    public static LocalDate effectiveOn(PayeeEvent event, PayeeCommand command) {
        return switch (event) {
            case AccountVerified verified -> verified.inForceFrom();
            case AccountWithdrawn withdrawn -> withdrawn.from();
            case PayeeRegistered _, AccountRegistered _, RecipientHeld _, RecipientReleased _, OrderLineConfirmed _ ->
                command.mandate().effectiveOn();
        };
    }

    /** @throws IllegalStateException if the event cannot follow on the state: the history is not one of ours */
    public static Payee evolve(Payee state, PayeeEvent event) {
        return switch (event) {
            case PayeeRegistered registered -> evolve(state, registered);
            case AccountRegistered registered -> known(state, event).with(registered);
            case AccountVerified verified -> known(state, event).with(verified);
            case AccountWithdrawn withdrawn -> known(state, event).withdrawn(withdrawn.accountId(), withdrawn.from());
            case RecipientHeld held -> known(state, event).with(held);
            case RecipientReleased released -> known(state, event).released(released.holdId(), released.releasedBy());
            case OrderLineConfirmed confirmed -> known(state, event).with(confirmed);
        };
    }

    private static Payee evolve(Payee state, PayeeRegistered event) {
        return switch (state) {
            case Unknown _ ->
                new Known(
                        event.municipality(),
                        event.role(),
                        event.name(),
                        event.organisationNumber(),
                        event.party(),
                        List.of(),
                        List.of(),
                        0,
                        Set.of(),
                        Set.of());
            case Known _ -> throw new IllegalStateException("payee " + event.payeeId() + " was registered twice");
        };
    }

    private static Known known(Payee state, PayeeEvent event) {
        return switch (state) {
            case Known known -> known;
            case Unknown _ ->
                throw new IllegalStateException(event.getClass().getSimpleName() + " of payee " + event.payeeId()
                        + ", which was never registered");
        };
    }
}
