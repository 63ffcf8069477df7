package se.iopledger.agreement.domain.conduct;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.ConductCommand;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.ConductEvent;
import se.iopledger.contracts.agreement.ConductEvent.DeadlineKept;
import se.iopledger.contracts.agreement.ConductEvent.DeadlinePassed;
import se.iopledger.contracts.agreement.ConductEvent.DeficiencyFollowedUp;
import se.iopledger.contracts.agreement.ConductEvent.DeficiencyRegistered;
import se.iopledger.contracts.agreement.ConductEvent.DeviationDecided;
import se.iopledger.contracts.agreement.ConductEvent.DeviationMade;
import se.iopledger.contracts.agreement.ConductEvent.DeviationRequested;
import se.iopledger.contracts.agreement.ConductEvent.DialogueClosed;
import se.iopledger.contracts.agreement.ConductEvent.DialogueEscalated;
import se.iopledger.contracts.agreement.ConductEvent.DialogueOpened;
import se.iopledger.contracts.agreement.ConductEvent.EligibilityEvidenced;
import se.iopledger.contracts.agreement.ConductEvent.RemediationPlanAccepted;
import se.iopledger.contracts.agreement.ConductEvent.RemediationPlanDemanded;
import se.iopledger.contracts.agreement.ConductEvent.RemediationPlanSubmitted;
import se.iopledger.contracts.agreement.ConductEvent.RequirementChecked;
import se.iopledger.contracts.model.Decision;

/** Brings what is recorded of the parties' conduct to the part that it concerns. */
@CheckReturnValue
public final class Conducting {
    private Conducting() {}

    /** Decides what is recorded. */
    public static Decision<AgreementEvent> decide(Known known, ConductCommand command) {
        return switch (command) {
            case ConductCommand.OfDeficiency deficiency -> RemedyingDeficiencies.decide(known, deficiency);
            case ConductCommand.OfDialogue dialogue -> HoldingDialogue.decide(known, dialogue);
            case ConductCommand.OfDeviation deviation -> Deviating.decide(known, deviation);
            case ConductCommand.OfRequirement requirement -> CheckingRequirements.decide(known, requirement);
        };
    }

    /** The agreement with what was recorded. */
    public static Known evolve(Known known, ConductEvent event) {
        return switch (event) {
            case ConductEvent.OfDeficiency deficiency -> RemedyingDeficiencies.evolve(known, deficiency);
            case ConductEvent.OfDialogue dialogue -> HoldingDialogue.evolve(known, dialogue);
            case ConductEvent.OfDeviation deviation -> Deviating.evolve(known, deviation);
            case ConductEvent.OfRequirement requirement -> CheckingRequirements.evolve(known, requirement);
            case DeadlinePassed passed -> Deadlines.evolve(known, passed);
            case DeadlineKept kept -> Deadlines.evolve(known, kept);
        };
    }

    /** From which day an event holds. */
    public static LocalDate effectiveOn(ConductEvent event) {
        return switch (event) {
            case DeficiencyRegistered registered -> registered.noticedOn();
            case RemediationPlanDemanded demanded -> demanded.demandedOn();
            case RemediationPlanSubmitted submitted -> submitted.submittedOn();
            case RemediationPlanAccepted accepted -> accepted.acceptedOn();
            case DeficiencyFollowedUp followedUp -> followedUp.followedUpOn();
            case DialogueOpened opened -> opened.openedOn();
            case DialogueEscalated escalated -> escalated.escalatedOn();
            case DialogueClosed closed -> closed.closedOn();
            case DeviationRequested requested -> requested.requestedOn();
            case DeviationDecided decided -> decided.decidedOn();
            case DeviationMade made -> made.madeOn();
            case RequirementChecked checked -> checked.checkedOn();
            case EligibilityEvidenced evidenced -> evidenced.validFrom();
            case DeadlinePassed passed -> passed.lastDay().plusDays(1);
            case DeadlineKept kept -> kept.lastDay().plusDays(1);
        };
    }
}
