package se.iopledger.reporting.obligation;

import java.time.LocalDate;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.CreationPolicy;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.reporting.ReportingEvent;
import se.iopledger.reporting.domain.Obligations;
import se.iopledger.reporting.domain.ReportingCommand;
import se.iopledger.reporting.domain.ReportingCommand.FollowAgreement;
import se.iopledger.reporting.domain.ReportingCommand.WorkOffDueObligations;
import se.iopledger.reporting.domain.ReportingDecider;
import se.iopledger.shell.aggregate.Answer;
import se.iopledger.shell.aggregate.DecidingAggregate;

/** The Axon shell around {@link ReportingDecider}. */
public final class ObligationAggregate extends DecidingAggregate<ReportingCommand, Obligations, ReportingEvent> {
    ObligationAggregate() {
        super(Obligations.none());
    }

    @Override
    protected Decision<ReportingEvent> decide(ReportingCommand command, Obligations state) {
        return ReportingDecider.decide(command, state);
    }

    @Override
    protected Obligations evolve(Obligations state, ReportingEvent event) {
        return ReportingDecider.evolve(state, event);
    }

    @Override
    protected LocalDate effectiveOn(ReportingEvent event, Obligations before, ReportingCommand command) {
        return ReportingDecider.effectiveOn(event, command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(FollowAgreement command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(WorkOffDueObligations command) {
        return answer(command);
    }

    @EventSourcingHandler
    void on(ReportingEvent event, MetaData metaData) {
        follow(event, metaData);
    }
}
