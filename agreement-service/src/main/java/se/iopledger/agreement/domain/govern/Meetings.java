package se.iopledger.agreement.domain.govern;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.DateRules;
import se.iopledger.agreement.domain.DocumentRules;
import se.iopledger.agreement.domain.EveryValue;
import se.iopledger.agreement.domain.GovernanceCommand.CancelMeeting;
import se.iopledger.agreement.domain.GovernanceCommand.HoldMeeting;
import se.iopledger.agreement.domain.GovernanceCommand.KeepMinutes;
import se.iopledger.agreement.domain.GovernanceCommand.OfMeeting;
import se.iopledger.agreement.domain.GovernanceCommand.PlanMeeting;
import se.iopledger.agreement.domain.Impossible;
import se.iopledger.agreement.domain.Numbered;
import se.iopledger.agreement.domain.PartyRules;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.agreement.domain.finding.Findings;
import se.iopledger.agreement.domain.govern.Governance.Held;
import se.iopledger.agreement.domain.govern.Governance.Meeting;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.GovernanceEvent;
import se.iopledger.contracts.agreement.GovernanceEvent.Duty;
import se.iopledger.contracts.agreement.GovernanceEvent.Manner;
import se.iopledger.contracts.agreement.GovernanceEvent.MeetingCancelled;
import se.iopledger.contracts.agreement.GovernanceEvent.MeetingHeld;
import se.iopledger.contracts.agreement.GovernanceEvent.MeetingPlanned;
import se.iopledger.contracts.agreement.GovernanceEvent.MinutesKept;
import se.iopledger.contracts.agreement.GovernanceEvent.Resolution;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.DecisionRule;
import se.iopledger.contracts.terms.Group;

/** Meetings are called, held or called off, and their minutes kept. */
@CheckReturnValue
final class Meetings {
    private Meetings() {}

    static Decision<AgreementEvent> decide(Known known, OfMeeting command) {
        return switch (command) {
            case PlanMeeting plan -> plan(known, plan);
            case CancelMeeting cancel -> on(known, cancel.meetingId(), meeting -> cancel(known, meeting, cancel));
            case HoldMeeting hold ->
                hold.meetingId() == null
                        ? hold(known, null, hold)
                        : on(known, hold.meetingId(), meeting -> hold(known, meeting, hold));
            case KeepMinutes keep -> on(known, keep.meetingId(), meeting -> keep(known, meeting, keep));
        };
    }

    private static Decision<AgreementEvent> on(
            Known known, String id, Function<Meeting, Decision<AgreementEvent>> decision) {
        return Numbered.find(known.governance().meetings(), id)
                .map(decision)
                .orElseGet(() -> Decision.rejected(
                        Rejection.unknown("MeetingMustBeKnown", "no meeting with this id is recorded")));
    }

    private static Decision<AgreementEvent> plan(Known known, PlanMeeting command) {
        return Refusals.unless(
                List.of(
                        EveryValue.mustHold(command),
                        Bodies.bodyMustBeInTheTerms(known, command.body(), command.plannedFor()),
                        PartyRules.partyMustBeInTheTerms("/convener", known, command.convener(), command.plannedFor()),
                        meetingMustBeCalledByItsConvener(known, command)),
                () -> List.of(new MeetingPlanned(
                        known.agreementId(), nextId(known), command.body(), command.plannedFor(), command.convener())));
    }

    private static Optional<Rejection> meetingMustBeCalledByItsConvener(Known known, PlanMeeting command) {
        return Bodies.convener(known, command.body(), command.plannedFor())
                .filter(convener -> !convener.equals(command.convener()))
                .map(convener -> Rejection.at(
                                "/convener",
                                "MeetingMustBeCalledByItsConvener",
                                "the terms have this meeting called by " + convener)
                        .by(Refusals.clausesOf(Bodies.clauses(known, command.body(), command.plannedFor()))));
    }

    private static Decision<AgreementEvent> cancel(Known known, Meeting meeting, CancelMeeting command) {
        return Refusals.unless(
                List.of(
                        EveryValue.mustHold(command),
                        meetingMustBeStillPlanned(meeting),
                        DateRules.dateMustNotBeInTheFuture("/cancelledOn", command.cancelledOn(), command.mandate())),
                () -> List.of(new MeetingCancelled(known.agreementId(), meeting.id(), command.cancelledOn())));
    }

    private static Optional<Rejection> meetingMustBeStillPlanned(Meeting meeting) {
        return Refusals.when(
                !meeting.stillPlanned(),
                () -> Rejection.conflict("MeetingMustBeStillPlanned", "the meeting was held or called off already"));
    }

    private static Decision<AgreementEvent> hold(Known known, @Nullable Meeting planned, HoldMeeting command) {
        return Refusals.unless(
                List.of(
                        EveryValue.mustHold(command),
                        DateRules.dateMustNotBeInTheFuture("/heldOn", command.heldOn(), command.mandate()),
                        planned == null ? Optional.empty() : meetingMustBeStillPlanned(planned),
                        planned == null ? Optional.empty() : meetingMustBeOfTheBodyItWasPlannedFor(planned, command),
                        Bodies.bodyMustBeInTheTerms(known, command.body(), command.heldOn()),
                        partyOrNone("/chair", known, command.chair(), command.heldOn()),
                        partyOrNone("/documentedBy", known, command.documentedBy(), command.heldOn()),
                        tieBreakMustCoverWhatItDecides(known, command)),
                () -> {
                    String id = planned == null ? nextId(known) : planned.id();
                    List<AgreementEvent> facts = new ArrayList<>();
                    facts.add(new MeetingHeld(
                            known.agreementId(),
                            id,
                            command.body(),
                            command.heldOn(),
                            command.chair(),
                            command.documentedBy(),
                            command.decisions()));
                    facts.addAll(Findings.raised(known.agreementId(), findings(known, id, command)));
                    return facts;
                });
    }

    private static Optional<Rejection> partyOrNone(String pointer, Known known, @Nullable String party, LocalDate day) {
        return party == null ? Optional.empty() : PartyRules.partyMustBeInTheTerms(pointer, known, party, day);
    }

    private static Optional<Rejection> meetingMustBeOfTheBodyItWasPlannedFor(Meeting planned, HoldMeeting command) {
        return Refusals.when(
                !planned.body().equals(command.body()),
                () -> Rejection.at(
                        "/body",
                        "MeetingMustBeOfTheBodyItWasPlannedFor",
                        "the meeting was called for " + planned.body()));
    }

    /** UPP-12: where no consensus is reached one party decides, on what the terms say and nothing else. */
    private static Optional<Rejection> tieBreakMustCoverWhatItDecides(Known known, HoldMeeting command) {
        Optional<DecisionRule> rule = PartyRules.group(known, command.body(), command.heldOn())
                .map(Group::decisionRule)
                .filter(decides -> decides.tieBreak() != null);
        return IntStream.range(0, command.decisions().size())
                .filter(index -> {
                    Resolution decision = command.decisions().get(index);
                    return decision.manner() == Manner.TIE_BREAK
                            && rule.filter(decides -> decides.covers().contains(decision.subject()))
                                    .isEmpty();
                })
                .mapToObj(index -> Rejection.at(
                                "/decisions/" + index + "/subject",
                                "TieBreakMustCoverWhatItDecides",
                                rule.map(decides -> "without consensus it is decided only on "
                                                + String.join("; ", decides.covers()))
                                        .orElse("the terms let nobody decide where no consensus is reached"))
                        .by(Refusals.clausesOf(rule.map(DecisionRule::clauses).orElse(List.of()))))
                .findFirst();
    }

    /** A meeting that went otherwise than the terms have it was held all the same. */
    private static List<Finding> findings(Known known, String id, HoldMeeting command) {
        return Stream.of(
                        duty(known, id, command, Duty.CHAIR, command.chair()).stream(),
                        duty(known, id, command, Duty.DOCUMENTATION, command.documentedBy()).stream(),
                        FirstMeeting.findings(known, command).stream())
                .flatMap(findings -> findings)
                .toList();
    }

    private static Optional<Finding> duty(
            Known known, String id, HoldMeeting command, Duty duty, @Nullable String party) {
        if (party == null) {
            return Optional.empty();
        }
        return Duties.whose(known, command.body(), duty, command.heldOn())
                .filter(whose -> !whose.equals(party))
                .map(whose -> Findings.ofDuty(
                        id, duty, whose, party, Bodies.clauses(known, command.body(), command.heldOn())));
    }

    private static Decision<AgreementEvent> keep(Known known, Meeting meeting, KeepMinutes command) {
        Held held = meeting.held();
        return Refusals.unless(
                List.of(
                        EveryValue.mustHold(command),
                        Refusals.when(
                                held == null,
                                () -> Rejection.conflict(
                                        "MinutesMustBeOfAMeetingThatWasHeld", "the meeting was not held")),
                        Refusals.when(
                                meeting.minutes() != null,
                                () -> Rejection.conflict(
                                        "MinutesMustNotBeKeptTwice",
                                        "the minutes of this meeting are recorded already")),
                        DateRules.stepMustBeInItsTime(
                                "/keptOn",
                                command.keptOn(),
                                held == null ? command.keptOn() : held.on(),
                                command.mandate()),
                        DocumentRules.referenceMustHold("/minutes", command.minutes(), command.mandate())),
                () -> List.of(new MinutesKept(known.agreementId(), meeting.id(), command.keptOn(), command.minutes())));
    }

    private static String nextId(Known known) {
        // What happens to a meeting later names it again: only what was numbered counts, voided or not.
        return known.facts()
                .nextId(
                        "meeting",
                        GovernanceEvent.OfMeeting.class,
                        event -> ((GovernanceEvent.OfMeeting) event).meetingId());
    }

    static Known evolve(Known known, GovernanceEvent.OfMeeting event) {
        List<Meeting> all = known.governance().meetings();
        return known.with(known.governance()
                .withMeetings(
                        switch (event) {
                            case MeetingPlanned planned ->
                                Numbered.and(
                                        all,
                                        new Meeting(
                                                planned.meetingId(),
                                                planned.body(),
                                                planned.plannedFor(),
                                                null,
                                                null,
                                                null));
                            case MeetingCancelled cancelled ->
                                Numbered.step(
                                                all,
                                                cancelled.meetingId(),
                                                Meeting::stillPlanned,
                                                meeting -> meeting.cancelled(cancelled.cancelledOn()))
                                        .orElseThrow(() -> Impossible.event(event, known));
                            case MeetingHeld held -> held(known, held);
                            case MinutesKept kept ->
                                Numbered.step(
                                                all,
                                                kept.meetingId(),
                                                meeting -> meeting.held() != null && meeting.minutes() == null,
                                                meeting -> meeting.with(kept.minutes()))
                                        .orElseThrow(() -> Impossible.event(event, known));
                        }));
    }

    private static List<Meeting> held(Known known, MeetingHeld event) {
        List<Meeting> all = known.governance().meetings();
        Held held = new Held(event.heldOn(), event.chair(), event.documentedBy(), event.decisions());
        if (Numbered.find(all, event.meetingId()).isEmpty()) {
            return Numbered.and(all, new Meeting(event.meetingId(), event.body(), null, null, held, null));
        }
        return Numbered.step(all, event.meetingId(), Meeting::stillPlanned, meeting -> meeting.with(held))
                .orElseThrow(() -> Impossible.event(event, known));
    }
}
