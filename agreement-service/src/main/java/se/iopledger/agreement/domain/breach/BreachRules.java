package se.iopledger.agreement.domain.breach;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.Optional;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.ExitCommand.CallForRemedy;
import se.iopledger.agreement.domain.ExitCommand.RegisterBreach;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.agreement.domain.breach.Breaches.Breach;
import se.iopledger.agreement.domain.life.Life;
import se.iopledger.contracts.model.Rejection;

/** What forbids that something is recorded of a breach. */
@CheckReturnValue
final class BreachRules {
    private BreachRules() {}

    static Rejection breachMustBeKnown() {
        return Rejection.unknown("BreachMustBeKnown", "no breach with this id is registered");
    }

    /** Undertakings are not fulfilled while the agreement is in force; that this was so may come to light after it. */
    static Optional<Rejection> breachMustFallInThePeriod(Known known, RegisterBreach command) {
        Life.Span span = known.life().inForce();
        boolean outside = span == null
                || command.noticedOn().isBefore(span.first())
                || (known.life().ended() != null && command.noticedOn().isAfter(span.last()));
        return Refusals.when(
                outside,
                () -> Rejection.at(
                                "/noticedOn",
                                "BreachMustFallInThePeriod",
                                "the agreement was not in force on " + command.noticedOn())
                        .by(Refusals.clausesOf(known.terms().period().clauses())));
    }

    static Optional<Rejection> partyInBreachMustBeAParty(Known known, RegisterBreach command) {
        return Refusals.when(
                isNoParty(known, command, command.party()),
                () -> Rejection.at("/party", "PartyInBreachMustBeAParty", "the agreement has no party with this id"));
    }

    static Optional<Rejection> breachMustBeHeldAgainstAnotherParty(Known known, RegisterBreach command) {
        return Refusals.when(
                isNoParty(known, command, command.by()) || command.by().equals(command.party()),
                () -> Rejection.at(
                        "/by",
                        "BreachMustBeHeldAgainstAnotherParty",
                        "a party holds a breach against another one of the agreement's parties"));
    }

    private static boolean isNoParty(Known known, RegisterBreach command, String id) {
        return known.termsOn(command.noticedOn()).parties().stream()
                .noneMatch(party -> party.id().equals(id));
    }

    static Optional<Rejection> breachMustNotBeRegisteredTwice(Known known, RegisterBreach command) {
        return Refusals.when(
                known.breaches().all().stream()
                        .anyMatch(breach -> breach.party().equals(command.party())
                                && breach.noticedOn().equals(command.noticedOn())
                                && breach.what().equals(command.what())),
                () -> Rejection.conflict("BreachMustNotBeRegisteredTwice", "this breach is registered already"));
    }

    static Optional<Rejection> remedyMustNotBeCalledForTwice(Breach breach) {
        var call = breach.call();
        return Refusals.when(
                call != null,
                () -> Rejection.conflict(
                        "RemedyMustNotBeCalledForTwice",
                        "the party was called on already" + (call == null ? "" : ", on " + call.calledOn())));
    }

    static Optional<Rejection> breachMustNotBeRemedied(Breach breach) {
        return Refusals.when(
                breach.remediedOn() != null,
                () -> Rejection.conflict(
                        "BreachMustNotBeRemedied", "the breach was remedied on " + breach.remediedOn() + " already"));
    }

    static Optional<Rejection> remedyMustBeGivenTime(CallForRemedy command) {
        return Refusals.when(
                !command.remedyBy().isAfter(command.calledOn()),
                () -> Rejection.at(
                        "/remedyBy",
                        "RemedyMustBeGivenTime",
                        "the last day for the remedy comes after the call, on " + command.calledOn()));
    }
}
