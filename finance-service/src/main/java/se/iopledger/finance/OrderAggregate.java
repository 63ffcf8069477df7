package se.iopledger.finance;

import java.time.LocalDate;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.CreationPolicy;
import se.iopledger.contracts.finance.OrderEvent;
import se.iopledger.contracts.model.Decision;
import se.iopledger.finance.bankday.SwedishBankDays;
import se.iopledger.finance.domain.order.OrderCommand;
import se.iopledger.finance.domain.order.OrderCommand.ConfirmOutcome;
import se.iopledger.finance.domain.order.OrderCommand.ConfirmSettlement;
import se.iopledger.finance.domain.order.OrderCommand.DropLine;
import se.iopledger.finance.domain.order.OrderCommand.EmptyOrder;
import se.iopledger.finance.domain.order.OrderCommand.NoteConfirmed;
import se.iopledger.finance.domain.order.OrderCommand.NoteGivenBack;
import se.iopledger.finance.domain.order.OrderCommand.NoteNotTakenIn;
import se.iopledger.finance.domain.order.OrderCommand.NotePassedOn;
import se.iopledger.finance.domain.order.OrderCommand.NoteReserved;
import se.iopledger.finance.domain.order.OrderCommand.ProposeSettlement;
import se.iopledger.finance.domain.order.OrderCommand.RecordOrder;
import se.iopledger.finance.domain.order.OrderCommand.RefuseOutcome;
import se.iopledger.finance.domain.order.OrderCommand.RefuseSettlement;
import se.iopledger.finance.domain.order.OrderCommand.ReleaseOrder;
import se.iopledger.finance.domain.order.OrderCommand.ReportLine;
import se.iopledger.finance.domain.order.OrderCommand.StateOutcome;
import se.iopledger.finance.domain.order.OrderDecider;
import se.iopledger.finance.domain.order.PaymentOrder;
import se.iopledger.shell.aggregate.Answer;
import se.iopledger.shell.aggregate.DecidingAggregate;

/** One payment order; decides nothing itself. */
final class OrderAggregate extends DecidingAggregate<OrderCommand, PaymentOrder, OrderEvent> {
    private static final OrderDecider DECIDER = new OrderDecider(new SwedishBankDays());

    OrderAggregate() {
        super(OrderDecider.initial());
    }

    @Override
    protected Decision<OrderEvent> decide(OrderCommand command, PaymentOrder state) {
        return DECIDER.decide(command, state);
    }

    @Override
    protected PaymentOrder evolve(PaymentOrder state, OrderEvent event) {
        return OrderDecider.evolve(state, event);
    }

    @Override
    protected LocalDate effectiveOn(OrderEvent event, PaymentOrder before, OrderCommand command) {
        return OrderDecider.effectiveOn(event, command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(RecordOrder command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(NoteReserved command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(NoteConfirmed command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(DropLine command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(NoteGivenBack command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ReleaseOrder command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(EmptyOrder command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ReportLine command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(NotePassedOn command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(StateOutcome command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ConfirmOutcome command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(RefuseOutcome command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(NoteNotTakenIn command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ProposeSettlement command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ConfirmSettlement command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(RefuseSettlement command) {
        return answer(command);
    }

    @EventSourcingHandler
    void on(OrderEvent event, MetaData metaData) {
        follow(event, metaData);
    }
}
