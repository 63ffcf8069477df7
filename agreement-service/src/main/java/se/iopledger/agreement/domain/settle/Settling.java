package se.iopledger.agreement.domain.settle;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.Impossible;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.agreement.domain.SettlementCommand;
import se.iopledger.agreement.domain.SettlementCommand.SettleFinding;
import se.iopledger.agreement.domain.SettlementCommand.WithdrawSettlement;
import se.iopledger.agreement.domain.Stage;
import se.iopledger.agreement.domain.finding.Readings;
import se.iopledger.agreement.domain.settle.Settlements.Settlement;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.SettlementEvent;
import se.iopledger.contracts.agreement.SettlementEvent.ChosenReading;
import se.iopledger.contracts.agreement.SettlementEvent.FindingSettled;
import se.iopledger.contracts.agreement.SettlementEvent.SettlementWithdrawn;
import se.iopledger.contracts.model.Decision;

/** Settling a finding by a decision, and taking the decision back. */
@CheckReturnValue
public final class Settling {
    private Settling() {}

    /** Decides on a settlement; at any time, for a question may outlive the agreement. */
    public static Decision<AgreementEvent> decide(Known known, SettlementCommand command) {
        return switch (known.stage()) {
            case Stage.Draft _, Stage.Approved _, Stage.InForce _, Stage.Ended _ ->
                switch (command) {
                    case SettleFinding settle -> settle(known, settle);
                    case WithdrawSettlement withdrawal -> withdraw(known, withdrawal);
                };
            case Stage.Voided _ -> Decision.rejected(Refusals.agreementMustNotBeVoided());
        };
    }

    /**
     * The readings between which a decision of a day chooses: those that the terms leave which give rise to the finding, of
     * that day, or else the next that do, or else the last that did. What was paid by former terms may be asked later.
     */
    public static List<ChosenReading> readings(Known known, Finding finding, LocalDate day) {
        return Readings.of(Arising.in(known, finding, day), finding);
    }

    private static Decision<AgreementEvent> settle(Known known, SettleFinding command) {
        Optional<Finding> found = known.findings().stream()
                .filter(finding -> finding.id().equals(command.finding()))
                .findFirst();
        if (found.isEmpty()) {
            return Decision.rejected(SettlementRules.findingMustBeRaised());
        }
        Finding finding = found.get();
        List<ChosenReading> offered = readings(known, finding, command.decidedOn());
        return Refusals.unless(
                List.of(
                        SettlementRules.settlerMustNotHaveRegistered(known, command.mandate()),
                        SettlementRules.settlerMustNotHaveProposed(known, finding, command.mandate()),
                        SettlementRules.whatIsMissingMustBeRegistered(
                                Arising.in(known, finding, command.decidedOn()), finding),
                        SettlementRules.settlementMustChooseAReading(finding, offered, command),
                        SettlementRules.readingMustBeOffered(offered, command),
                        SettlementRules.decidingBodyMustBeNamed(command),
                        Refusals.dateMustBeReasonable("/decidedOn", command.decidedOn()),
                        SettlementRules.settlementMustNotBeInTheFuture(command),
                        SettlementRules.settlementMustNotBeRecordedTwice(known, command),
                        Refusals.reasonMustBeStated(
                                command.mandate(), "SettlementMustStateItsReason", "say why it was decided so"),
                        Refusals.personalIdentityNumberMustNotBeGiven("/decidedBy", command.decidedBy()),
                        Refusals.personalIdentityNumberMustNotBeGiven("/reference", command.reference()),
                        Refusals.reasonMustNotHoldAnIdentityNumber(command.mandate())),
                () -> List.of(new FindingSettled(
                        known.agreementId(),
                        known.facts().nextId("settlement", FindingSettled.class),
                        finding.id(),
                        offered.stream()
                                .filter(reading -> reading.id().equals(command.reading()))
                                .findFirst()
                                .orElse(null),
                        command.decidedBy(),
                        command.decidedOn(),
                        String.valueOf(command.mandate().reason()),
                        command.reference(),
                        finding.clauses())));
    }

    private static Decision<AgreementEvent> withdraw(Known known, WithdrawSettlement command) {
        Optional<Settlement> settlement = known.settlements().find(command.settlementId());
        if (settlement.isEmpty()) {
            return Decision.rejected(SettlementRules.settlementMustBeKnown());
        }
        return Refusals.unless(
                List.of(
                        SettlementRules.settlerMustNotHaveRegistered(known, command.mandate()),
                        SettlementRules.settlementMustStand(settlement.get()),
                        Refusals.dateMustBeReasonable("/withdrawnOn", command.withdrawnOn()),
                        SettlementRules.withdrawalMustNotBeInTheFuture(command),
                        SettlementRules.withdrawalMustFollowTheSettlement(settlement.get(), command),
                        Refusals.reasonMustBeStated(
                                command.mandate(), "WithdrawalMustStateItsReason", "say why it was taken back"),
                        Refusals.reasonMustNotHoldAnIdentityNumber(command.mandate())),
                () -> List.of(
                        new SettlementWithdrawn(known.agreementId(), command.settlementId(), command.withdrawnOn())));
    }

    /** The agreement with the settlement made or taken back. */
    public static Known evolve(Known known, SettlementEvent event) {
        return switch (event) {
            case FindingSettled settled -> {
                if (known.findings().stream().noneMatch(finding -> finding.id().equals(settled.finding()))) {
                    throw Impossible.event(event, known);
                }
                yield known.with(known.settlements().and(settled));
            }
            case SettlementWithdrawn withdrawn -> {
                if (known.settlements()
                        .find(withdrawn.settlementId())
                        .filter(Settlement::stands)
                        .isEmpty()) {
                    throw Impossible.event(event, known);
                }
                yield known.with(known.settlements().withdrawn(withdrawn.settlementId(), withdrawn.withdrawnOn()));
            }
        };
    }
}
