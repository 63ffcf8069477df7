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
import se.iopledger.contracts.agreement.ConductEvent.RemediationPlanAccepted;
import se.iopledger.contracts.agreement.ConductEvent.RemediationPlanDemanded;
import se.iopledger.contracts.agreement.ConductEvent.RemediationPlanSubmitted;
import se.iopledger.contracts.model.Decision;

/** Brings what is recorded of the parties' conduct to the part that it concerns. */
@CheckReturnValue
public final class Conducting {
    private Conducting() {}

    /** Decides what is recorded. */
    public static Decision<AgreementEvent> decide(Known known, ConductCommand command) {
        return switch (command) {
            case ConductCommand.OfDeficiency deficiency -> RemedyingDeficiencies.decide(known, deficiency);
        };
    }

    /** The agreement with what was recorded. */
    public static Known evolve(Known known, ConductEvent event) {
        return switch (event) {
            case ConductEvent.OfDeficiency deficiency -> RemedyingDeficiencies.evolve(known, deficiency);
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
            case DeadlinePassed passed -> passed.lastDay().plusDays(1);
            case DeadlineKept kept -> kept.lastDay().plusDays(1);
        };
    }
}
