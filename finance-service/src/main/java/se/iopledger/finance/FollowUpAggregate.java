package se.iopledger.finance;

import java.time.LocalDate;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.CreationPolicy;
import se.iopledger.contracts.finance.FollowUpEvent;
import se.iopledger.contracts.finance.FollowUpEvent.OutcomeReported;
import se.iopledger.contracts.model.Decision;
import se.iopledger.finance.domain.followup.FollowUp;
import se.iopledger.finance.domain.followup.FollowUpCommand;
import se.iopledger.finance.domain.followup.FollowUpCommand.RecordContribution;
import se.iopledger.finance.domain.followup.FollowUpCommand.ReportOutcome;
import se.iopledger.finance.domain.followup.FollowUpCommand.TakeContributionBack;
import se.iopledger.finance.domain.followup.FollowUpDecider;
import se.iopledger.shell.aggregate.Answer;
import se.iopledger.shell.aggregate.DecidingAggregate;

/** What one agreement's parties bring, and what its budgets came to; decides nothing itself. */
final class FollowUpAggregate extends DecidingAggregate<FollowUpCommand, FollowUp, FollowUpEvent> {
    FollowUpAggregate() {
        super(FollowUp.NONE);
    }

    @Override
    protected Decision<FollowUpEvent> decide(FollowUpCommand command, FollowUp state) {
        return FollowUpDecider.decide(command, state);
    }

    @Override
    protected FollowUp evolve(FollowUp state, FollowUpEvent event) {
        return state.after(event);
    }

    @Override
    protected LocalDate effectiveOn(FollowUpEvent event, FollowUp before, FollowUpCommand command) {
        return event instanceof OutcomeReported reported
                ? reported.reportedOn()
                : command.mandate().effectiveOn();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(RecordContribution command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(TakeContributionBack command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ReportOutcome command) {
        return answer(command);
    }

    @EventSourcingHandler
    void on(FollowUpEvent event, MetaData metaData) {
        follow(event, metaData);
    }
}
