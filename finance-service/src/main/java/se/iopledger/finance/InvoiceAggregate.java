package se.iopledger.finance;

import java.time.LocalDate;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.CreationPolicy;
import se.iopledger.contracts.finance.InvoiceEvent;
import se.iopledger.contracts.model.Decision;
import se.iopledger.finance.bankday.SwedishBankDays;
import se.iopledger.finance.domain.invoice.InvoiceCommand;
import se.iopledger.finance.domain.invoice.InvoiceCommand.ChooseTranche;
import se.iopledger.finance.domain.invoice.InvoiceCommand.CloseDocument;
import se.iopledger.finance.domain.invoice.InvoiceCommand.KeepDocument;
import se.iopledger.finance.domain.invoice.InvoiceCommand.LeaveCreditOpen;
import se.iopledger.finance.domain.invoice.InvoiceCommand.PlaceCredit;
import se.iopledger.finance.domain.invoice.InvoiceCommand.ReceiveInvoice;
import se.iopledger.finance.domain.invoice.InvoiceCommand.RecordGivenBack;
import se.iopledger.finance.domain.invoice.InvoiceCommand.RecordKeptThere;
import se.iopledger.finance.domain.invoice.InvoiceCommand.RecordNotReduced;
import se.iopledger.finance.domain.invoice.InvoiceCommand.RecordNotTaken;
import se.iopledger.finance.domain.invoice.InvoiceCommand.RecordReduced;
import se.iopledger.finance.domain.invoice.InvoiceCommand.RecordTaken;
import se.iopledger.finance.domain.invoice.InvoiceCommand.ReduceByCreditNote;
import se.iopledger.finance.domain.invoice.InvoiceCommand.RefuseInvoice;
import se.iopledger.finance.domain.invoice.InvoiceCommand.SearchTranche;
import se.iopledger.finance.domain.invoice.InvoiceCommand.UndoMatch;
import se.iopledger.finance.domain.invoice.InvoiceCommand.UseCreditNote;
import se.iopledger.finance.domain.invoice.InvoiceDecider;
import se.iopledger.finance.domain.invoice.InvoiceState;
import se.iopledger.shell.aggregate.Answer;
import se.iopledger.shell.aggregate.DecidingAggregate;

/** One invoice; decides nothing itself. */
final class InvoiceAggregate extends DecidingAggregate<InvoiceCommand, InvoiceState, InvoiceEvent> {
    private static final InvoiceDecider DECIDER = new InvoiceDecider(new SwedishBankDays());

    InvoiceAggregate() {
        super(InvoiceDecider.initial());
    }

    @Override
    protected Decision<InvoiceEvent> decide(InvoiceCommand command, InvoiceState state) {
        return DECIDER.decide(command, state);
    }

    @Override
    protected InvoiceState evolve(InvoiceState state, InvoiceEvent event) {
        return InvoiceDecider.evolve(state, event);
    }

    @Override
    protected LocalDate effectiveOn(InvoiceEvent event, InvoiceState before, InvoiceCommand command) {
        return InvoiceDecider.effectiveOn(event, command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ReceiveInvoice command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(SearchTranche command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ChooseTranche command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(UndoMatch command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(RefuseInvoice command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(RecordTaken command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(RecordNotTaken command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(RecordGivenBack command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(RecordKeptThere command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ReduceByCreditNote command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(RecordReduced command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(RecordNotReduced command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(UseCreditNote command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(LeaveCreditOpen command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(KeepDocument command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(CloseDocument command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(PlaceCredit command) {
        return answer(command);
    }

    @EventSourcingHandler
    void on(InvoiceEvent event, MetaData metaData) {
        follow(event, metaData);
    }
}
