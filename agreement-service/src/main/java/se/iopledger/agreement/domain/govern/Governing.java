package se.iopledger.agreement.domain.govern;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.DateRules;
import se.iopledger.agreement.domain.GovernanceCommand;
import se.iopledger.agreement.domain.GovernanceCommand.AssignDuty;
import se.iopledger.agreement.domain.GovernanceCommand.ChooseMeetingInterval;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.GovernanceEvent;
import se.iopledger.contracts.agreement.GovernanceEvent.DutyAssigned;
import se.iopledger.contracts.agreement.GovernanceEvent.MandateEnded;
import se.iopledger.contracts.agreement.GovernanceEvent.MeetingCancelled;
import se.iopledger.contracts.agreement.GovernanceEvent.MeetingHeld;
import se.iopledger.contracts.agreement.GovernanceEvent.MeetingIntervalChosen;
import se.iopledger.contracts.agreement.GovernanceEvent.MeetingPlanned;
import se.iopledger.contracts.agreement.GovernanceEvent.MinutesKept;
import se.iopledger.contracts.agreement.GovernanceEvent.RepresentativeAppointed;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;

/** Brings what is recorded of the groups to the part that it concerns. */
@CheckReturnValue
public final class Governing {
    private Governing() {}

    /** Decides what is recorded. Groups are appointed, and meet, before the agreement is in force too. */
    public static Decision<AgreementEvent> decide(Known known, GovernanceCommand command) {
        return DateRules.unlessVoided(known, () -> switch (command) {
            case GovernanceCommand.OfMeeting meeting -> Meetings.decide(known, meeting);
            case ChooseMeetingInterval choice -> MeetingIntervals.decide(known, choice);
            case GovernanceCommand.OfRepresentative representative -> Representatives.decide(known, representative);
            case AssignDuty assignment -> Duties.decide(known, assignment);
        });
    }

    /** The agreement with what was recorded. */
    public static Known evolve(Known known, GovernanceEvent event) {
        return switch (event) {
            case GovernanceEvent.OfMeeting meeting -> Meetings.evolve(known, meeting);
            case MeetingIntervalChosen chosen -> MeetingIntervals.evolve(known, chosen);
            case GovernanceEvent.OfRepresentative representative -> Representatives.evolve(known, representative);
            case DutyAssigned assigned -> Duties.evolve(known, assigned);
        };
    }

    /** From which day an event holds: a meeting is called on the command's own day, however far ahead it lies. */
    public static LocalDate effectiveOn(GovernanceEvent event, Mandate mandate) {
        return switch (event) {
            case MeetingPlanned _ -> mandate.effectiveOn();
            case MeetingCancelled cancelled -> cancelled.cancelledOn();
            case MeetingHeld held -> held.heldOn();
            case MinutesKept kept -> kept.keptOn();
            case MeetingIntervalChosen chosen -> chosen.from();
            case RepresentativeAppointed appointed -> appointed.from();
            case MandateEnded ended -> ended.lastDay();
            case DutyAssigned assigned -> assigned.from();
        };
    }
}
