package se.iopledger.finance;

import java.time.LocalDate;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.CreationPolicy;
import se.iopledger.contracts.finance.PayeeEvent;
import se.iopledger.contracts.model.Decision;
import se.iopledger.finance.domain.payee.Payee;
import se.iopledger.finance.domain.payee.PayeeCommand;
import se.iopledger.finance.domain.payee.PayeeCommand.ConfirmLine;
import se.iopledger.finance.domain.payee.PayeeCommand.HoldRecipient;
import se.iopledger.finance.domain.payee.PayeeCommand.RegisterAccount;
import se.iopledger.finance.domain.payee.PayeeCommand.RegisterPayee;
import se.iopledger.finance.domain.payee.PayeeCommand.ReleaseRecipient;
import se.iopledger.finance.domain.payee.PayeeCommand.VerifyAccount;
import se.iopledger.finance.domain.payee.PayeeCommand.WithdrawAccount;
import se.iopledger.finance.domain.payee.PayeeDecider;
import se.iopledger.shell.aggregate.Answer;
import se.iopledger.shell.aggregate.DecidingAggregate;

/** One payee and its accounts; decides nothing itself. */
final class PayeeAggregate extends DecidingAggregate<PayeeCommand, Payee, PayeeEvent> {
    PayeeAggregate() {
        super(PayeeDecider.initial());
    }

    @Override
    protected Decision<PayeeEvent> decide(PayeeCommand command, Payee state) {
        return PayeeDecider.decide(command, state);
    }

    @Override
    protected Payee evolve(Payee state, PayeeEvent event) {
        return PayeeDecider.evolve(state, event);
    }

    @Override
    protected LocalDate effectiveOn(PayeeEvent event, Payee before, PayeeCommand command) {
        return PayeeDecider.effectiveOn(event, command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(RegisterPayee command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(RegisterAccount command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(VerifyAccount command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(WithdrawAccount command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(HoldRecipient command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ReleaseRecipient command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ConfirmLine command) {
        return answer(command);
    }

    @EventSourcingHandler
    void on(PayeeEvent event, MetaData metaData) {
        follow(event, metaData);
    }
}
