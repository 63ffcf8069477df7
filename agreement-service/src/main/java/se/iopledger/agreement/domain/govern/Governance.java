package se.iopledger.agreement.domain.govern;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.Numbered;
import se.iopledger.contracts.agreement.DocumentReference;
import se.iopledger.contracts.agreement.GovernanceEvent.Duty;
import se.iopledger.contracts.agreement.GovernanceEvent.Resolution;

/** What is recorded of the groups, each list in the order in which it was recorded. */
public record Governance(
        List<Meeting> meetings, List<Interval> intervals, List<Representative> representatives, List<Turn> turns) {
    public static final Governance NOTHING = new Governance(List.of(), List.of(), List.of(), List.of());

    public Governance {
        meetings = List.copyOf(meetings);
        intervals = List.copyOf(intervals);
        representatives = List.copyOf(representatives);
        turns = List.copyOf(turns);
    }

    /**
     * A meeting.
     *
     * @param body id of the group, or of the meeting that the terms ask the parties themselves for
     * @param plannedFor null where it was not planned here
     * @param cancelledOn null where it was not called off
     * @param held null where it was not held
     * @param minutes null where none are kept
     */
    public record Meeting(
            String id,
            String body,
            @Nullable LocalDate plannedFor,
            @Nullable LocalDate cancelledOn,
            @Nullable Held held,
            @Nullable DocumentReference minutes)
            implements Numbered {
        /** Whether it is called and still to be held. */
        public boolean stillPlanned() {
            return held == null && cancelledOn == null;
        }

        Meeting cancelled(LocalDate on) {
            return new Meeting(id, body, plannedFor, on, held, minutes);
        }

        Meeting with(Held changed) {
            return new Meeting(id, body, plannedFor, cancelledOn, changed, minutes);
        }

        Meeting with(DocumentReference changed) {
            return new Meeting(id, body, plannedFor, cancelledOn, held, changed);
        }
    }

    /** How a meeting went. */
    public record Held(
            LocalDate on, @Nullable String chair, @Nullable String documentedBy, List<Resolution> decisions) {
        public Held {
            decisions = List.copyOf(decisions);
        }
    }

    /** How often a group meets, by its own decision. */
    public record Interval(String body, int months, LocalDate from, String meetingId) {}

    /**
     * A representative, by role.
     *
     * @param group null for one who belongs to no group
     * @param until null where the mandate has no end
     */
    public record Representative(
            String id,
            String party,
            @Nullable String group,
            String role,
            LocalDate from,
            @Nullable LocalDate until) implements Numbered {
        /** Whether the mandate holds on a day. */
        public boolean holdsOn(LocalDate day) {
            return !day.isBefore(from) && (until == null || !day.isAfter(until));
        }

        Representative until(LocalDate lastDay) {
            return new Representative(id, party, group, role, from, lastDay);
        }
    }

    /** Whose turn it is from a day on, until another's begins. */
    public record Turn(String group, Duty duty, String party, LocalDate from) {}

    /** The days on which a body met, or the parties did what the terms call by this id. */
    Stream<LocalDate> heldDays(List<String> bodies) {
        return meetings.stream()
                .filter(meeting -> bodies.contains(meeting.body()))
                .map(Meeting::held)
                .flatMap(Stream::ofNullable)
                .map(Held::on);
    }

    /** Whose turn it is on a day; empty where nobody's is recorded. */
    public Optional<String> onDuty(String group, Duty duty, LocalDate day) {
        return turns.stream()
                .filter(turn -> turn.group().equals(group) && turn.duty() == duty)
                .filter(turn -> !turn.from().isAfter(day))
                .max(Comparator.comparing(Turn::from))
                .map(Turn::party);
    }

    Governance withMeetings(List<Meeting> changed) {
        return new Governance(changed, intervals, representatives, turns);
    }

    Governance with(Interval more) {
        return new Governance(
                meetings, Stream.concat(intervals.stream(), Stream.of(more)).toList(), representatives, turns);
    }

    Governance withRepresentatives(List<Representative> changed) {
        return new Governance(meetings, intervals, changed, turns);
    }

    Governance with(Turn more) {
        return new Governance(
                meetings,
                intervals,
                representatives,
                Stream.concat(turns.stream(), Stream.of(more)).toList());
    }
}
