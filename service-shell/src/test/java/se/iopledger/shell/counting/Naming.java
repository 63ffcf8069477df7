package se.iopledger.shell.counting;

import java.time.LocalDate;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.CreationPolicy;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.contracts.model.Command;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.shell.aggregate.Answer;
import se.iopledger.shell.aggregate.DecidingAggregate;

/** Another kind of stream in the same log: it remembers a name. */
final class Naming extends DecidingAggregate<Naming.Name, Naming.Named, Naming.Given> {
    static final EventCatalogue.Released EVENT = new EventCatalogue.Released("se.iopledger.test.named", 1, Given.class);

    record Name(String streamId, String name, Mandate mandate) implements Command {}

    record Given(String name) {}

    record Named(String name) {}

    Naming() {
        super(new Named(""));
    }

    @Override
    protected Decision<Given> decide(Name command, Named state) {
        return Decision.accepted(List.of(new Given(command.name())));
    }

    @Override
    protected Named evolve(Named state, Given event) {
        return new Named(event.name());
    }

    @Override
    protected LocalDate effectiveOn(Given event, Named before, Name command) {
        return command.mandate().effectiveOn();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(Name command) {
        return answer(command);
    }

    @EventSourcingHandler
    void on(Given event, MetaData metaData) {
        follow(event, metaData);
    }
}
