package se.iopledger.agreement.domain.govern;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.EveryValue;
import se.iopledger.agreement.domain.GovernanceCommand.AppointRepresentative;
import se.iopledger.agreement.domain.GovernanceCommand.EndMandate;
import se.iopledger.agreement.domain.GovernanceCommand.OfRepresentative;
import se.iopledger.agreement.domain.Impossible;
import se.iopledger.agreement.domain.Numbered;
import se.iopledger.agreement.domain.PartyRules;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.agreement.domain.govern.Governance.Representative;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.GovernanceEvent;
import se.iopledger.contracts.agreement.GovernanceEvent.MandateEnded;
import se.iopledger.contracts.agreement.GovernanceEvent.RepresentativeAppointed;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Group;
import se.iopledger.contracts.terms.Seats;

/** Representatives with a mandate for a time (UPP-22), in groups with limited seats (STO-10). */
@CheckReturnValue
final class Representatives {
    private Representatives() {}

    static Decision<AgreementEvent> decide(Known known, OfRepresentative command) {
        return switch (command) {
            case AppointRepresentative appoint -> appoint(known, appoint);
            case EndMandate end ->
                Numbered.find(known.governance().representatives(), end.representativeId())
                        .map(representative -> end(known, representative, end))
                        .orElseGet(() -> Decision.rejected(Rejection.unknown(
                                "RepresentativeMustBeKnown", "no representative with this id is recorded")));
        };
    }

    private static Decision<AgreementEvent> appoint(Known known, AppointRepresentative command) {
        return Refusals.unless(
                List.of(
                        EveryValue.mustHold(command),
                        PartyRules.partyMustBeInTheTerms("/party", known, command.party(), command.from()),
                        command.group() == null
                                ? Optional.empty()
                                : PartyRules.groupMustBeInTheTerms("/group", known, command.group(), command.from()),
                        mandateMustLastADay(
                                "/until", command.from(), command.until() == null ? command.from() : command.until()),
                        seatsMustNotBeExceeded(known, command)),
                () -> List.of(new RepresentativeAppointed(
                        known.agreementId(),
                        known.facts().nextId("representative", RepresentativeAppointed.class),
                        command.party(),
                        command.group(),
                        command.role(),
                        command.from(),
                        command.until())));
    }

    private static Optional<Rejection> mandateMustLastADay(String pointer, LocalDate from, LocalDate until) {
        return Refusals.when(
                until.isBefore(from),
                () -> Rejection.at(
                        pointer, "MandateMustLastADay", "the mandate is from " + from + ", its last day " + until));
    }

    /** Counted on every day of the new mandate: the number changes only where another mandate begins. */
    private static Optional<Rejection> seatsMustNotBeExceeded(Known known, AppointRepresentative command) {
        String groupId = command.group();
        if (groupId == null) {
            return Optional.empty();
        }
        Optional<Group> group = PartyRules.group(known, groupId, command.from());
        Optional<Seats> seats = group.stream()
                .flatMap(one -> one.seats().stream())
                .filter(limit -> limit.party().equals(command.party()))
                .findFirst();
        if (seats.isEmpty()) {
            return Optional.empty();
        }
        Representative more = new Representative(
                "", command.party(), command.group(), command.role(), command.from(), command.until());
        List<Representative> others = known.governance().representatives().stream()
                .filter(one -> one.party().equals(command.party()) && groupId.equals(one.group()))
                .toList();
        boolean exceeded = Stream.concat(
                        Stream.of(command.from()), others.stream().map(Representative::from))
                .filter(more::holdsOn)
                .anyMatch(day -> others.stream().filter(one -> one.holdsOn(day)).count()
                        >= seats.get().atMost());
        return Refusals.when(
                exceeded,
                () -> Rejection.conflict(
                                "SeatsMustNotBeExceeded",
                                "this party has at most " + seats.get().atMost() + " seats in the group")
                        .in("/group")
                        .by(Refusals.clausesOf(group.get().clauses())));
    }

    private static Decision<AgreementEvent> end(Known known, Representative representative, EndMandate command) {
        return Refusals.unless(
                List.of(
                        EveryValue.mustHold(command),
                        mandateMustLastADay("/lastDay", representative.from(), command.lastDay()),
                        mandateMustEndEarlier(representative, command)),
                () -> List.of(new MandateEnded(known.agreementId(), representative.id(), command.lastDay())));
    }

    private static Optional<Rejection> mandateMustEndEarlier(Representative representative, EndMandate command) {
        LocalDate until = representative.until();
        return Refusals.when(
                until != null && !command.lastDay().isBefore(until),
                () -> Rejection.at("/lastDay", "MandateMustEndEarlier", "the mandate ends on " + until + " as it is"));
    }

    static Known evolve(Known known, GovernanceEvent.OfRepresentative event) {
        List<Representative> all = known.governance().representatives();
        return known.with(known.governance()
                .withRepresentatives(
                        switch (event) {
                            case RepresentativeAppointed appointed ->
                                Numbered.and(
                                        all,
                                        new Representative(
                                                appointed.representativeId(),
                                                appointed.party(),
                                                appointed.group(),
                                                appointed.role(),
                                                appointed.from(),
                                                appointed.until()));
                            case MandateEnded ended ->
                                Numbered.step(
                                                all,
                                                ended.representativeId(),
                                                one -> true,
                                                one -> one.until(ended.lastDay()))
                                        .orElseThrow(() -> Impossible.event(event, known));
                        }));
    }
}
