package se.iopledger.finance;

import java.time.LocalDate;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.CreationPolicy;
import se.iopledger.contracts.finance.FinanceEvent;
import se.iopledger.contracts.model.Decision;
import se.iopledger.finance.bankday.SwedishBankDays;
import se.iopledger.finance.domain.AgreementFunding;
import se.iopledger.finance.domain.FundingCommand;
import se.iopledger.finance.domain.FundingCommand.FollowAgreement;
import se.iopledger.finance.domain.FundingCommand.TakeIndex;
import se.iopledger.finance.domain.FundingCommand.WorkOffDueTranches;
import se.iopledger.finance.domain.FundingDecider;
import se.iopledger.shell.aggregate.Answer;
import se.iopledger.shell.aggregate.DecidingAggregate;

/** The funding of one agreement; decides nothing itself. */
final class FundingAggregate extends DecidingAggregate<FundingCommand, AgreementFunding, FinanceEvent> {
    private static final FundingDecider DECIDER = new FundingDecider(new SwedishBankDays());

    FundingAggregate() {
        super(FundingDecider.initial());
    }

    @Override
    protected Decision<FinanceEvent> decide(FundingCommand command, AgreementFunding state) {
        return DECIDER.decide(command, state);
    }

    @Override
    protected AgreementFunding evolve(AgreementFunding state, FinanceEvent event) {
        return FundingDecider.evolve(state, event);
    }

    @Override
    protected LocalDate effectiveOn(FinanceEvent event, AgreementFunding before, FundingCommand command) {
        return FundingDecider.effectiveOn(event, command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(FollowAgreement command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(WorkOffDueTranches command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(TakeIndex command) {
        return answer(command);
    }

    @EventSourcingHandler
    void on(FinanceEvent event, MetaData metaData) {
        follow(event, metaData);
    }
}
