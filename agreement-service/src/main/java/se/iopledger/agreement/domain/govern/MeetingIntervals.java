package se.iopledger.agreement.domain.govern;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.DateRules;
import se.iopledger.agreement.domain.EveryValue;
import se.iopledger.agreement.domain.GovernanceCommand.ChooseMeetingInterval;
import se.iopledger.agreement.domain.Impossible;
import se.iopledger.agreement.domain.Numbered;
import se.iopledger.agreement.domain.PartyRules;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.agreement.domain.govern.Governance.Held;
import se.iopledger.agreement.domain.govern.Governance.Interval;
import se.iopledger.agreement.domain.govern.Governance.Meeting;
import se.iopledger.agreement.domain.life.Life.Span;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.GovernanceEvent.MeetingIntervalChosen;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Obligation;
import se.iopledger.contracts.terms.Recurrence;
import se.iopledger.contracts.terms.YearKind;

/** How often the terms ask for meetings, how often a group chose to meet, and how often it did. */
@CheckReturnValue
public final class MeetingIntervals {
    private static final int LONGEST_MONTHS = 12;

    private MeetingIntervals() {}

    /**
     * A span of time that has begun, and how often it asked for a meeting.
     *
     * @param meeting id of the meeting in the terms
     * @param asked at least so many
     * @param held so many are recorded
     * @param over whether the span has passed
     */
    public record Asked(
            String meeting,
            String title,
            LocalDate first,
            LocalDate last,
            int asked,
            int held,
            boolean over,
            List<String> clauses) {
        public Asked {
            clauses = List.copyOf(clauses);
        }

        public boolean tooSeldom() {
            return over && held < asked;
        }
    }

    /**
     * What the terms asked for until a day, from the day on which this ledger carries the agreement. A year that the
     * agreement does not fill asks for no number that could be counted; nor does "regularly", until the group says how
     * often that is.
     */
    public static List<Asked> until(LocalDate today, Known known) {
        Span inForce = known.life().inForce();
        if (inForce == null) {
            return List.of();
        }
        LocalDate takeover = known.registration().terms().takeoverDate();
        return Bodies.meetings(known, today)
                .flatMap(meeting -> spans(known, meeting, inForce).stream()
                        .filter(counted -> !counted.last().isBefore(takeover))
                        .filter(counted -> !counted.first().isAfter(today))
                        .map(counted -> asked(known, meeting, counted, today)))
                .toList();
    }

    private static Asked asked(Known known, Obligation meeting, Counted counted, LocalDate today) {
        int held = (int) known.governance()
                .heldDays(bodies(meeting))
                .distinct()
                .filter(day -> !day.isBefore(counted.first()) && !day.isAfter(counted.last()))
                .count();
        return new Asked(
                meeting.id(),
                meeting.title(),
                counted.first(),
                counted.last(),
                counted.times(),
                held,
                counted.last().isBefore(today),
                meeting.clauses());
    }

    /** Under which ids its meetings are recorded: its own, and those of the groups that hold it. */
    private static List<String> bodies(Obligation meeting) {
        return Stream.concat(Stream.of(meeting.id()), meeting.by().stream()).toList();
    }

    /** A span that asks for at least so many meetings. */
    private record Counted(LocalDate first, LocalDate last, int times) {}

    private static List<Counted> spans(Known known, Obligation meeting, Span inForce) {
        return switch (meeting.due()) {
            case Recurrence.TimesAYear(int times, YearKind years) -> years(years, times, inForce);
            case Recurrence.EveryMonths(int months) -> byInterval(known, meeting, Optional.of(months), inForce);
            case Recurrence.Regularly _ -> byInterval(known, meeting, Optional.empty(), inForce);
            case Recurrence.TimesInPeriod(int times) -> List.of(new Counted(inForce.first(), inForce.last(), times));
            case Recurrence.InMonths _, Recurrence.OnceBy _, Recurrence.BeforeStart _ -> List.of();
        };
    }

    private static List<Counted> years(YearKind years, int times, Span inForce) {
        LocalDate first = switch (years) {
            case CONTRACT -> inForce.first();
            case CALENDAR ->
                inForce.first().getDayOfYear() == 1
                        ? inForce.first()
                        : inForce.first().withDayOfYear(1).plusYears(1);
        };
        return whole(first, LONGEST_MONTHS, inForce.last(), times);
    }

    /** By the terms' interval, and from each day on which the group chose another by that one. */
    private static List<Counted> byInterval(Known known, Obligation meeting, Optional<Integer> months, Span inForce) {
        List<Interval> chosen = known.governance().intervals().stream()
                .filter(interval -> bodies(meeting).contains(interval.body()))
                .sorted(Comparator.comparing(Interval::from))
                .toList();
        List<Counted> spans = new ArrayList<>();
        LocalDate from = inForce.first();
        Optional<Integer> every = months;
        for (Interval interval : chosen) {
            addWhole(spans, from, every, interval.from().minusDays(1));
            from = interval.from();
            every = Optional.of(interval.months());
        }
        addWhole(spans, from, every, inForce.last());
        return List.copyOf(spans);
    }

    private static void addWhole(List<Counted> spans, LocalDate from, Optional<Integer> months, LocalDate last) {
        months.ifPresent(every -> spans.addAll(whole(from, every, last, 1)));
    }

    /** Whole spans only; reckoned from the first day, so that a short month shortens none but its own. */
    private static List<Counted> whole(LocalDate first, int months, LocalDate last, int times) {
        List<Counted> spans = new ArrayList<>();
        for (int number = 0;
                !first.plusMonths((number + 1L) * months).minusDays(1).isAfter(last);
                number++) {
            spans.add(new Counted(
                    first.plusMonths((long) number * months),
                    first.plusMonths((number + 1L) * months).minusDays(1),
                    times));
        }
        return List.copyOf(spans);
    }

    static Decision<AgreementEvent> decide(Known known, ChooseMeetingInterval command) {
        Optional<Meeting> meeting = Numbered.find(known.governance().meetings(), command.meetingId())
                .filter(one -> one.body().equals(command.body()));
        Optional<Held> held = meeting.flatMap(one -> Optional.ofNullable(one.held()));
        return Refusals.unless(
                List.of(
                        EveryValue.mustHold(command),
                        intervalMustBeAtMostAYear(command),
                        intervalMustBeTheGroupsToChoose(known, command),
                        Refusals.when(
                                held.isEmpty(),
                                () -> Rejection.at(
                                        "/meetingId",
                                        "IntervalMustBeDecidedAtAMeeting",
                                        "no meeting of this group that was held has this id")),
                        held.flatMap(one -> DateRules.stepMustNotPrecedeTheLast("/from", command.from(), one.on()))),
                () -> List.of(new MeetingIntervalChosen(
                        known.agreementId(), command.body(), command.months(), command.from(), command.meetingId())));
    }

    private static Optional<Rejection> intervalMustBeAtMostAYear(ChooseMeetingInterval command) {
        return Refusals.when(
                command.months() < 1 || command.months() > LONGEST_MONTHS,
                () -> Rejection.at(
                        "/months",
                        "IntervalMustBeAtMostAYear",
                        "a group meets at least once in 1 to " + LONGEST_MONTHS + " months"));
    }

    /** A number that the terms state binds the group; only a steering group may choose, where they state none. */
    private static Optional<Rejection> intervalMustBeTheGroupsToChoose(Known known, ChooseMeetingInterval command) {
        List<Obligation> meetings = Bodies.meetings(known, command.from())
                .filter(meeting -> meeting.by().contains(command.body()))
                .toList();
        boolean stated = meetings.stream()
                .map(Obligation::due)
                .anyMatch(due -> due instanceof Recurrence.TimesAYear || due instanceof Recurrence.TimesInPeriod);
        return Refusals.when(
                !PartyRules.isSteeringGroup(known, command.body(), command.from()) || meetings.isEmpty() || stated,
                () -> Rejection.at(
                                "/body",
                                "IntervalMustBeTheGroupsToChoose",
                                "the terms do not leave it to a group of this id how often it meets")
                        .by(Refusals.clausesOf(meetings.stream()
                                .flatMap(meeting -> meeting.clauses().stream())
                                .toList())));
    }

    static Known evolve(Known known, MeetingIntervalChosen event) {
        if (Numbered.find(known.governance().meetings(), event.meetingId())
                .filter(meeting -> meeting.held() != null)
                .isEmpty()) {
            throw Impossible.event(event, known);
        }
        return known.with(
                known.governance().with(new Interval(event.body(), event.months(), event.from(), event.meetingId())));
    }
}
