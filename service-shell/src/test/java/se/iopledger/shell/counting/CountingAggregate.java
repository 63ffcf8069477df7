package se.iopledger.shell.counting;

import java.time.LocalDate;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.CreationPolicy;
import se.iopledger.contracts.model.Decision;
import se.iopledger.shell.aggregate.Answer;
import se.iopledger.shell.aggregate.DecidingAggregate;
import se.iopledger.shell.counting.Counting.CountingCommand;
import se.iopledger.shell.counting.Counting.CountingEvent;
import se.iopledger.shell.counting.Counting.Tally;

final class CountingAggregate extends DecidingAggregate<CountingCommand, Tally, CountingEvent> {
    CountingAggregate() {
        super(new Tally.None());
    }

    @Override
    protected Decision<CountingEvent> decide(CountingCommand command, Tally state) {
        return Counting.decide(command, state);
    }

    @Override
    protected Tally evolve(Tally state, CountingEvent event) {
        return Counting.evolve(state, event);
    }

    @Override
    protected LocalDate effectiveOn(CountingEvent event, Tally before, CountingCommand command) {
        return command.mandate().effectiveOn();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(Counting.Count command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(Counting.CountBecause command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(Counting.Hold command) {
        return answer(command);
    }

    @EventSourcingHandler
    void on(CountingEvent event, MetaData metaData) {
        follow(event, metaData);
    }
}
