package se.iopledger.finance;

import java.time.LocalDate;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.CreationPolicy;
import se.iopledger.contracts.finance.IndexEvent;
import se.iopledger.contracts.model.Decision;
import se.iopledger.finance.domain.index.IndexCommand;
import se.iopledger.finance.domain.index.IndexCommand.CeaseIndex;
import se.iopledger.finance.domain.index.IndexCommand.RecordIndexValues;
import se.iopledger.finance.domain.index.IndexCommand.ResumeIndex;
import se.iopledger.finance.domain.index.IndexDecider;
import se.iopledger.finance.domain.index.IndexSeries;
import se.iopledger.shell.aggregate.Answer;
import se.iopledger.shell.aggregate.DecidingAggregate;

/** One price index of one municipality; decides nothing itself. */
final class IndexAggregate extends DecidingAggregate<IndexCommand, IndexSeries, IndexEvent> {
    IndexAggregate() {
        super(IndexSeries.NONE);
    }

    @Override
    protected Decision<IndexEvent> decide(IndexCommand command, IndexSeries state) {
        return IndexDecider.decide(command, state);
    }

    @Override
    protected IndexSeries evolve(IndexSeries state, IndexEvent event) {
        return state.after(event);
    }

    @Override
    protected LocalDate effectiveOn(IndexEvent event, IndexSeries before, IndexCommand command) {
        return command.mandate().effectiveOn();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(RecordIndexValues command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(CeaseIndex command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ResumeIndex command) {
        return answer(command);
    }

    @EventSourcingHandler
    void on(IndexEvent event, MetaData metaData) {
        follow(event, metaData);
    }
}
