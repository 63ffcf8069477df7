package se.iopledger.finance;

import java.time.LocalDate;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.CreationPolicy;
import se.iopledger.contracts.finance.BankFileEvent;
import se.iopledger.contracts.model.Decision;
import se.iopledger.finance.domain.intake.BankFile;
import se.iopledger.finance.domain.intake.BankFileCommand;
import se.iopledger.finance.domain.intake.BankFileCommand.CloseFinding;
import se.iopledger.finance.domain.intake.BankFileCommand.FinishIntake;
import se.iopledger.finance.domain.intake.BankFileCommand.KeepUnread;
import se.iopledger.finance.domain.intake.BankFileCommand.RaiseFinding;
import se.iopledger.finance.domain.intake.BankFileCommand.ReceiveFile;
import se.iopledger.finance.domain.intake.BankFileDecider;
import se.iopledger.shell.aggregate.Answer;
import se.iopledger.shell.aggregate.DecidingAggregate;

/** One file of a bank; decides nothing itself. */
final class BankFileAggregate extends DecidingAggregate<BankFileCommand, BankFile, BankFileEvent> {
    BankFileAggregate() {
        super(BankFileDecider.initial());
    }

    @Override
    protected Decision<BankFileEvent> decide(BankFileCommand command, BankFile state) {
        return BankFileDecider.decide(command, state);
    }

    @Override
    protected BankFile evolve(BankFile state, BankFileEvent event) {
        return BankFileDecider.evolve(state, event);
    }

    @Override
    protected LocalDate effectiveOn(BankFileEvent event, BankFile before, BankFileCommand command) {
        return BankFileDecider.effectiveOn(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ReceiveFile command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(KeepUnread command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(RaiseFinding command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(FinishIntake command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(CloseFinding command) {
        return answer(command);
    }

    @EventSourcingHandler
    void on(BankFileEvent event, MetaData metaData) {
        follow(event, metaData);
    }
}
