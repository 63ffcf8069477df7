package se.iopledger.agreement.domain;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.agreement.DocumentReference;
import se.iopledger.contracts.agreement.GovernanceEvent.Duty;
import se.iopledger.contracts.agreement.GovernanceEvent.Resolution;
import se.iopledger.contracts.model.Mandate;

/** What is recorded of the groups that steer the partnership. Persons are roles, never names. */
public sealed interface GovernanceCommand extends AgreementCommand {
    /** What is recorded of a meeting. */
    sealed interface OfMeeting extends GovernanceCommand {}

    /**
     * Record that a meeting was called.
     *
     * @param body id of a group, or of a meeting that the terms ask the parties themselves for
     * @param plannedFor may lie ahead
     */
    record PlanMeeting(String agreementId, String body, LocalDate plannedFor, String convener, Mandate mandate)
            implements OfMeeting {}

    /** Record that a meeting that was called will not be held. */
    record CancelMeeting(String agreementId, String meetingId, LocalDate cancelledOn, Mandate mandate)
            implements OfMeeting {}

    /**
     * Record that a meeting was held.
     *
     * @param meetingId the planned meeting that it is; null where it was not planned here
     */
    record HoldMeeting(
            String agreementId,
            @Nullable String meetingId,
            String body,
            LocalDate heldOn,
            @Nullable String chair,
            @Nullable String documentedBy,
            List<Resolution> decisions,
            Mandate mandate)
            implements OfMeeting {
        public HoldMeeting {
            decisions = List.copyOf(decisions);
        }
    }

    /** Record where the minutes of a meeting are. */
    record KeepMinutes(
            String agreementId, String meetingId, LocalDate keptOn, DocumentReference minutes, Mandate mandate)
            implements OfMeeting {}

    /**
     * Record that a steering group chose how often it meets.
     *
     * @param months 1 to 12
     * @param from not before the meeting that decided it
     */
    record ChooseMeetingInterval(
            String agreementId, String body, int months, LocalDate from, String meetingId, Mandate mandate)
            implements GovernanceCommand {}

    /** What is recorded of a representative. */
    sealed interface OfRepresentative extends GovernanceCommand {}

    /** Record that a party appointed a representative; the mandate may begin later. */
    record AppointRepresentative(
            String agreementId,
            String party,
            @Nullable String group,
            String role,
            LocalDate from,
            @Nullable LocalDate until,
            Mandate mandate)
            implements OfRepresentative {}

    /** Record that a mandate ends on another day than it was to. */
    record EndMandate(String agreementId, String representativeId, LocalDate lastDay, Mandate mandate)
            implements OfRepresentative {}

    /** Record whose turn it is. */
    record AssignDuty(String agreementId, String group, Duty duty, String party, LocalDate from, Mandate mandate)
            implements GovernanceCommand {}
}
