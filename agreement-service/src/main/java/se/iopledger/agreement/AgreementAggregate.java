package se.iopledger.agreement;

import java.time.LocalDate;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.CreationPolicy;
import se.iopledger.agreement.domain.Agreement;
import se.iopledger.agreement.domain.AgreementCommand;
import se.iopledger.agreement.domain.AgreementDecider;
import se.iopledger.agreement.domain.AmendmentCommand;
import se.iopledger.agreement.domain.ArchiveCommand;
import se.iopledger.agreement.domain.ConductCommand;
import se.iopledger.agreement.domain.CorrectionCommand;
import se.iopledger.agreement.domain.DocumentCommand;
import se.iopledger.agreement.domain.EffectiveDates;
import se.iopledger.agreement.domain.ExitCommand;
import se.iopledger.agreement.domain.ExtensionCommand;
import se.iopledger.agreement.domain.FundingCommand;
import se.iopledger.agreement.domain.GovernanceCommand;
import se.iopledger.agreement.domain.NeedCommand;
import se.iopledger.agreement.domain.SettlementCommand;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.model.Decision;
import se.iopledger.shell.aggregate.Answer;
import se.iopledger.shell.aggregate.DecidingAggregate;

/** The thin Axon shell around the pure model. */
final class AgreementAggregate extends DecidingAggregate<AgreementCommand, Agreement, AgreementEvent> {
    AgreementAggregate() {
        super(Agreement.UNREGISTERED);
    }

    @Override
    protected Decision<AgreementEvent> decide(AgreementCommand command, Agreement state) {
        return AgreementDecider.decide(command, state);
    }

    @Override
    protected Agreement evolve(Agreement state, AgreementEvent event) {
        return AgreementDecider.evolve(state, event);
    }

    @Override
    protected LocalDate effectiveOn(AgreementEvent event, Agreement before, AgreementCommand command) {
        return EffectiveDates.of(event, before, command.mandate());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(AgreementCommand.RegisterAgreement command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(AgreementCommand.ApproveAgreement command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(AgreementCommand.SignAgreement command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(AgreementCommand.NameContactPerson command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(AgreementCommand.RemoveContactPerson command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(AgreementCommand.EraseDataSubject command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(AgreementCommand.WorkOffDue command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ExitCommand.GiveNotice command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ExitCommand.WithdrawNotice command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ConductCommand.RegisterDeficiency command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ConductCommand.DemandRemediationPlan command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ConductCommand.SubmitRemediationPlan command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ConductCommand.AcceptRemediationPlan command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ConductCommand.FollowUpDeficiency command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ExitCommand.RegisterBreach command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ExitCommand.CallForRemedy command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ExitCommand.RecordRemedy command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ExitCommand.Rescind command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ExitCommand.Revoke command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ExitCommand.RecordLapse command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ExitCommand.ExcludeActor command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ExtensionCommand.AgreeExtension command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ExtensionCommand.CheckFunds command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ExtensionCommand.RecordReview command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(SettlementCommand.SettleFinding command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(SettlementCommand.WithdrawSettlement command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(NeedCommand.AnalyseNeeds command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ArchiveCommand.ArchiveAgreement command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(CorrectionCommand.ProposeCorrection command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(CorrectionCommand.ApproveCorrection command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(CorrectionCommand.RefuseCorrection command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(CorrectionCommand.WithdrawCorrection command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(AmendmentCommand.ProposeAmendment command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(AmendmentCommand.DiscussAmendment command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(AmendmentCommand.DecideAmendment command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(AmendmentCommand.SignAmendment command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(AmendmentCommand.WithdrawAmendment command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(AmendmentCommand.RejectAmendment command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(AmendmentCommand.CallForRenegotiation command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(AmendmentCommand.CloseRenegotiation command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ConductCommand.OpenDialogue command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ConductCommand.EscalateDialogue command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ConductCommand.CloseDialogue command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ConductCommand.RequestDeviation command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ConductCommand.DecideDeviation command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ConductCommand.RecordDeviation command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ConductCommand.CheckRequirement command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ConductCommand.EvidenceEligibility command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(GovernanceCommand.PlanMeeting command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(GovernanceCommand.CancelMeeting command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(GovernanceCommand.HoldMeeting command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(GovernanceCommand.KeepMinutes command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(GovernanceCommand.ChooseMeetingInterval command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(GovernanceCommand.AppointRepresentative command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(GovernanceCommand.EndMandate command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(GovernanceCommand.AssignDuty command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(DocumentCommand.FileDocument command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(DocumentCommand.WithdrawDocument command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(DocumentCommand.EvidenceSignatures command) {
        return answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(FundingCommand.DecideFunding command) {
        return answer(command);
    }

    @EventSourcingHandler
    void on(AgreementEvent event, MetaData metaData) {
        follow(event, metaData);
    }
}
