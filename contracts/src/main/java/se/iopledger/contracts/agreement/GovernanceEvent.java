package se.iopledger.contracts.agreement;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event of the groups that steer the partnership: meetings and what they decided, who is represented in which role for
 * how long, whose turn it is to chair and to document. Persons are roles here, never names.
 */
public sealed interface GovernanceEvent extends FactEvent {
    /** What happens to one meeting. */
    sealed interface OfMeeting extends GovernanceEvent {
        /** Names the meeting inside the agreement, as meeting-1. */
        String meetingId();
    }

    /**
     * A meeting was called.
     *
     * @param meetingId names the meeting inside the agreement, as meeting-1
     * @param body id of the group in the terms, or of the meeting that the terms ask the parties themselves for
     * @param plannedFor day of the meeting
     * @param convener id of the party in the terms that calls it
     */
    record MeetingPlanned(String agreementId, String meetingId, String body, LocalDate plannedFor, String convener)
            implements OfMeeting {}

    /**
     * A meeting that was called will not be held.
     *
     * @param meetingId the meeting
     * @param cancelledOn day on which it was called off
     */
    record MeetingCancelled(String agreementId, String meetingId, LocalDate cancelledOn) implements OfMeeting {}

    /**
     * A meeting was held.
     *
     * @param meetingId names the meeting inside the agreement, as meeting-1; the one that was planned, where it was
     * @param body id of the group in the terms, or of the meeting that the terms ask the parties themselves for
     * @param chair id of the party in the terms that chaired it, where that is known
     * @param documentedBy id of the party in the terms that kept the minutes, where that is known
     * @param decisions what was decided, in order
     */
    record MeetingHeld(
            String agreementId,
            String meetingId,
            String body,
            LocalDate heldOn,
            @Nullable String chair,
            @Nullable String documentedBy,
            List<Resolution> decisions)
            implements OfMeeting {
        public MeetingHeld {
            decisions = List.copyOf(decisions);
        }
    }

    /**
     * Something that a meeting decided.
     *
     * @param subject what it is about; of a tie-break, what the terms let it cover
     * @param decision what was decided, in words
     */
    record Resolution(String subject, String decision, Manner manner) {}

    /** How a meeting came to a decision. */
    enum Manner {
        CONSENSUS,
        /** No consensus was reached, and the party decided that the terms name for this case (UPP-12). */
        TIE_BREAK,
        /** In another way, or the minutes do not say. */
        OTHER
    }

    /**
     * The minutes of a meeting are kept.
     *
     * @param meetingId the meeting
     * @param keptOn day from which they are
     */
    record MinutesKept(String agreementId, String meetingId, LocalDate keptOn, DocumentReference minutes)
            implements OfMeeting {}

    /**
     * A steering group chose how often it meets from now on (STO-10).
     *
     * @param body id of the group in the terms
     * @param months at least once in so many months
     * @param from first day on which that counts
     * @param meetingId the meeting that decided it
     */
    record MeetingIntervalChosen(String agreementId, String body, int months, LocalDate from, String meetingId)
            implements GovernanceEvent {}

    /** What happens to one representative. */
    sealed interface OfRepresentative extends GovernanceEvent {}

    /**
     * A party appointed a representative.
     *
     * @param representativeId names the representative inside the agreement, as representative-1
     * @param party id of the party in the terms
     * @param group id of the group in the terms; left out for a representative of the party that belongs to none
     * @param role the role, never a name
     * @param from first day of the mandate
     * @param until last day of the mandate, where it has one
     */
    record RepresentativeAppointed(
            String agreementId,
            String representativeId,
            String party,
            @Nullable String group,
            String role,
            LocalDate from,
            @Nullable LocalDate until)
            implements OfRepresentative {}

    /**
     * A representative's mandate ends otherwise than it was to.
     *
     * @param representativeId the representative
     * @param lastDay last day of the mandate
     */
    record MandateEnded(String agreementId, String representativeId, LocalDate lastDay) implements OfRepresentative {}

    /**
     * It became a party's turn to chair a group or to document its meetings, until it is another's.
     *
     * @param group id of the group in the terms
     * @param party id of the party in the terms
     * @param from first day of its turn
     */
    record DutyAssigned(String agreementId, String group, Duty duty, String party, LocalDate from)
            implements GovernanceEvent {}

    /** What a party does for a group. */
    enum Duty {
        CHAIR,
        DOCUMENTATION
    }
}
