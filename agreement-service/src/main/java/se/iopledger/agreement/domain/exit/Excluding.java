package se.iopledger.agreement.domain.exit;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.DateRules;
import se.iopledger.agreement.domain.EveryValue;
import se.iopledger.agreement.domain.ExitCommand.ExcludeActor;
import se.iopledger.agreement.domain.ReasonableDates;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.agreement.domain.conduct.Deficiency;
import se.iopledger.agreement.domain.life.Life;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.ExitEvent.ActorExcluded;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.ExitKind;
import se.iopledger.contracts.terms.ExitRule;
import se.iopledger.contracts.terms.Party;
import se.iopledger.contracts.terms.Sector;
import se.iopledger.contracts.terms.Terms;

/** The steering group terminates a party from the partnership, when a deficiency remains after its plan (STO-8). */
@CheckReturnValue
final class Excluding {
    private Excluding() {}

    static Decision<AgreementEvent> decide(Known known, ExcludeActor command) {
        return ExitRules.by(
                known,
                command.exit(),
                command.resolution().decidedOn(),
                ExitKind.ACTOR_EXCLUSION,
                exit -> exclude(known, exit, command));
    }

    private static Decision<AgreementEvent> exclude(Known known, ExitRule exit, ExcludeActor command) {
        LocalDate decidedOn = command.resolution().decidedOn();
        Terms terms = known.termsOn(decidedOn);
        LocalDate after = ReasonableDates.atTheLatest(command.lastDay()).plusDays(1);
        boolean endsAgreement = !GoingOnWithout.hasACivilPartyBut(command.party(), known, after);
        return Refusals.unless(
                List.of(
                        EveryValue.mustHold(command),
                        DateRules.dateMustNotBeInTheFuture("/resolution/decidedOn", decidedOn, command.mandate()),
                        ExitRules.exitMustFallInThePeriod(known, "/resolution/decidedOn", decidedOn),
                        actorMustBeACivilParty(terms, exit, command),
                        actorMustNotBeExcludedTwice(known, exit, command),
                        planMustHaveFailed(known, exit, command),
                        excluderMustNotHaveRecordedTheDeficiency(known, command),
                        StepRules.stepsBeforeMustBeTaken(exit, command.steps(), decidedOn),
                        lastDayMustNotPrecedeItsDecision(exit, command),
                        ExitRules.exitMustEndTheAgreementEarlier(
                                known, decidedOn, command.lastDay(), "/lastDay", exit.clauses())),
                () -> List.of(new ActorExcluded(
                        known.agreementId(),
                        known.facts().nextId("exclusion", ActorExcluded.class),
                        exit.id(),
                        command.party(),
                        command.deficiencyId(),
                        command.resolution(),
                        command.steps(),
                        command.lastDay(),
                        command.resolution().decidedBy() + " decided on " + decidedOn + " that the party's last day is "
                                + command.lastDay(),
                        endsAgreement,
                        known.nextTermsVersion(),
                        Repayments.by(terms, command.party()),
                        exit.clauses())));
    }

    private static Optional<Rejection> actorMustBeACivilParty(Terms terms, ExitRule exit, ExcludeActor command) {
        return Refusals.when(
                terms.parties().stream()
                        .filter(party -> party.sector() == Sector.CIVIL)
                        .map(Party::id)
                        .noneMatch(command.party()::equals),
                () -> Rejection.at(
                                "/party",
                                "ActorMustBeACivilParty",
                                "a civil party can be terminated from the partnership; there is none with this id")
                        .by(Refusals.clausesOf(exit.clauses())));
    }

    /** Whom the terms of the day brought back may go again. */
    private static Optional<Rejection> actorMustNotBeExcludedTwice(Known known, ExitRule exit, ExcludeActor command) {
        int version = known.life()
                .versionOn(command.resolution().decidedOn())
                .map(Life.Version::number)
                .orElseGet(known::termsVersion);
        return known.departures()
                .standing(known)
                .filter(departure -> command.party().equals(departure.party()))
                .filter(departure -> !GoingOnWithout.isMadeWithout(departure, version, known))
                .findFirst()
                .map(departure -> Rejection.conflict(
                                "ActorMustNotBeExcludedTwice",
                                "this party's exclusion is recorded already, as " + departure.id())
                        .in("/party")
                        .by(Refusals.clausesOf(exit.clauses())));
    }

    private static Optional<Rejection> planMustHaveFailed(Known known, ExitRule exit, ExcludeActor command) {
        return Refusals.when(
                known.conduct()
                        .failedPlansOf(command.party())
                        .filter(deficiency ->
                                failedBy(deficiency, command.resolution().decidedOn()))
                        .map(Deficiency::id)
                        .noneMatch(command.deficiencyId()::equals),
                () -> Rejection.at(
                                "/deficiencyId",
                                "PlanMustHaveFailed",
                                "a party is terminated when a deficiency of its own remains after the plan that was"
                                        + " demanded for it; none is recorded with this id by then")
                        .by(Refusals.clausesOf(exit.clauses())));
    }

    private static Optional<Rejection> excluderMustNotHaveRecordedTheDeficiency(Known known, ExcludeActor command) {
        return Refusals.when(
                known.conduct()
                        .failedPlansOf(command.party())
                        .filter(deficiency -> deficiency.id().equals(command.deficiencyId()))
                        .anyMatch(deficiency ->
                                deficiency.wasRecordedBy(command.mandate().actor())),
                () -> Rejection.forbidden(
                        "ExcluderMustNotHaveRecordedTheDeficiency",
                        "four eyes: whoever registered the deficiency, or that it remains, may not record the exclusion"
                                + " for it"));
    }

    private static boolean failedBy(Deficiency deficiency, LocalDate day) {
        Deficiency.FollowUp followUp = deficiency.followedUp();
        return followUp != null && !followUp.on().isAfter(day);
    }

    private static Optional<Rejection> lastDayMustNotPrecedeItsDecision(ExitRule exit, ExcludeActor command) {
        return Refusals.when(
                command.lastDay().isBefore(command.resolution().decidedOn()),
                () -> Rejection.at(
                                "/lastDay",
                                "LastDayMustNotPrecedeItsDecision",
                                "the party was in the partnership until it was decided, on "
                                        + command.resolution().decidedOn())
                        .by(Refusals.clausesOf(exit.clauses())));
    }
}
