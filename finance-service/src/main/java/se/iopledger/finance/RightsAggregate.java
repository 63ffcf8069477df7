package se.iopledger.finance;

import java.time.LocalDate;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.CreationPolicy;
import se.iopledger.contracts.finance.RightEvent;
import se.iopledger.contracts.model.Decision;
import se.iopledger.finance.domain.right.RightCommand;
import se.iopledger.finance.domain.right.RightCommand.GrantRight;
import se.iopledger.finance.domain.right.RightCommand.ProposeRight;
import se.iopledger.finance.domain.right.RightCommand.RefuseRight;
import se.iopledger.finance.domain.right.RightCommand.RevokeRight;
import se.iopledger.finance.domain.right.RightDecider;
import se.iopledger.finance.domain.right.RightsRegister;
import se.iopledger.shell.aggregate.Answer;
import se.iopledger.shell.aggregate.DecidingAggregate;

/** The register of attest rights of one municipality; decides nothing itself. */
final class RightsAggregate extends DecidingAggregate<RightCommand, RightsRegister, RightEvent> {
    RightsAggregate() {
        super(RightsRegister.empty());
    }

    @Override
    protected Decision<RightEvent> decide(RightCommand command, RightsRegister state) {
        return RightDecider.decide(command, state);
    }

    @Override
    protected RightsRegister evolve(RightsRegister state, RightEvent event) {
        return RightDecider.evolve(state, event);
    }

    @Override
    protected LocalDate effectiveOn(RightEvent event, RightsRegister before, RightCommand command) {
        return command.mandate().effectiveOn();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ProposeRight command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(GrantRight command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(RefuseRight command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(RevokeRight command) {
        return answer(command);
    }

    @EventSourcingHandler
    void on(RightEvent event, MetaData metaData) {
        follow(event, metaData);
    }
}
