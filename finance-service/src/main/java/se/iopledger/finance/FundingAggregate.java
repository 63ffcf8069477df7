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
import se.iopledger.finance.domain.AgreementMoney;
import se.iopledger.finance.domain.ClaimCommand.ClaimByClause;
import se.iopledger.finance.domain.ClaimCommand.ClaimOverpayment;
import se.iopledger.finance.domain.ClaimCommand.ProposeVoiding;
import se.iopledger.finance.domain.ClaimCommand.ProposeWaiver;
import se.iopledger.finance.domain.ClaimCommand.RecordContest;
import se.iopledger.finance.domain.ClaimCommand.RecordLetter;
import se.iopledger.finance.domain.ClaimCommand.RecordRepayment;
import se.iopledger.finance.domain.ClaimCommand.ReduceClaim;
import se.iopledger.finance.domain.ClaimCommand.VoidRepayment;
import se.iopledger.finance.domain.ClaimCommand.WaiveClaim;
import se.iopledger.finance.domain.ClaimCommand.WriteOffClaim;
import se.iopledger.finance.domain.FundingCommand;
import se.iopledger.finance.domain.FundingCommand.FollowAgreement;
import se.iopledger.finance.domain.FundingCommand.TakeIndex;
import se.iopledger.finance.domain.FundingCommand.WorkOffDueTranches;
import se.iopledger.finance.domain.FundingDecider;
import se.iopledger.finance.domain.MoneyDecider;
import se.iopledger.finance.domain.PaymentCommand.ApprovePayable;
import se.iopledger.finance.domain.PaymentCommand.ConfirmForOrder;
import se.iopledger.finance.domain.PaymentCommand.ExaminePayable;
import se.iopledger.finance.domain.PaymentCommand.GiveBackFromOrder;
import se.iopledger.finance.domain.PaymentCommand.HoldOnGround;
import se.iopledger.finance.domain.PaymentCommand.HoldPayments;
import se.iopledger.finance.domain.PaymentCommand.PutInvoice;
import se.iopledger.finance.domain.PaymentCommand.RecordExecuted;
import se.iopledger.finance.domain.PaymentCommand.RecordRejected;
import se.iopledger.finance.domain.PaymentCommand.RecordReturned;
import se.iopledger.finance.domain.PaymentCommand.RefuseAttest;
import se.iopledger.finance.domain.PaymentCommand.ReleaseOnGround;
import se.iopledger.finance.domain.PaymentCommand.ReleasePayments;
import se.iopledger.finance.domain.PaymentCommand.ReserveForOrder;
import se.iopledger.finance.domain.PaymentCommand.TakeInvoiceBack;
import se.iopledger.shell.aggregate.Answer;
import se.iopledger.shell.aggregate.DecidingAggregate;

/** The funding of one agreement; decides nothing itself. */
final class FundingAggregate extends DecidingAggregate<FundingCommand, AgreementMoney, FinanceEvent> {
    private static final MoneyDecider DECIDER = new MoneyDecider(new FundingDecider(new SwedishBankDays()));

    FundingAggregate() {
        super(MoneyDecider.initial());
    }

    @Override
    protected Decision<FinanceEvent> decide(FundingCommand command, AgreementMoney state) {
        return DECIDER.decide(command, state);
    }

    @Override
    protected AgreementMoney evolve(AgreementMoney state, FinanceEvent event) {
        return MoneyDecider.evolve(state, event);
    }

    @Override
    protected LocalDate effectiveOn(FinanceEvent event, AgreementMoney before, FundingCommand command) {
        return MoneyDecider.effectiveOn(event, command);
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

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(PutInvoice command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(TakeInvoiceBack command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ExaminePayable command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ApprovePayable command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(RefuseAttest command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ReserveForOrder command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ConfirmForOrder command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(GiveBackFromOrder command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(RecordExecuted command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(RecordRejected command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(RecordReturned command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(HoldPayments command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ReleasePayments command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(HoldOnGround command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ReleaseOnGround command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ClaimOverpayment command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ClaimByClause command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(RecordLetter command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(RecordContest command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ReduceClaim command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ProposeWaiver command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(WaiveClaim command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(RecordRepayment command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(WriteOffClaim command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ProposeVoiding command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(VoidRepayment command) {
        return answer(command);
    }

    @EventSourcingHandler
    void on(FinanceEvent event, MetaData metaData) {
        follow(event, metaData);
    }
}
