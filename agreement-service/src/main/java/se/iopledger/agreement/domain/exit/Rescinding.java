package se.iopledger.agreement.domain.exit;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.DateRules;
import se.iopledger.agreement.domain.EveryValue;
import se.iopledger.agreement.domain.ExitCommand.Rescind;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.agreement.domain.breach.Breaches.Breach;
import se.iopledger.agreement.domain.breach.Breaches.Call;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.Ending;
import se.iopledger.contracts.agreement.ExitEvent.AgreementRescinded;
import se.iopledger.contracts.agreement.Resolution;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.ExitKind;
import se.iopledger.contracts.terms.ExitRule;

/** Hävning: a party rescinds for a breach that the other did not remedy in time (UPP-16, LUN-10). */
@CheckReturnValue
final class Rescinding {
    private Rescinding() {}

    static Decision<AgreementEvent> decide(Known known, Rescind command) {
        Optional<Breach> breach = known.breaches().find(command.breachId());
        if (breach.isEmpty()) {
            return Decision.rejected(rescissionMustRestOnABreach());
        }
        String exit = command.exit();
        if (exit != null) {
            return ExitRules.by(
                    known,
                    exit,
                    command.declaredOn(),
                    ExitKind.RESCISSION,
                    rule -> rescind(known, rule, breach.get(), command));
        }
        return rescind(known, null, breach.get(), command);
    }

    private static Decision<AgreementEvent> rescind(
            Known known, @Nullable ExitRule exit, Breach breach, Rescind command) {
        LocalDate declaredOn = command.declaredOn();
        List<String> clauses = exit == null ? List.of() : exit.clauses();
        return Refusals.unless(
                List.of(
                        EveryValue.mustHold(command),
                        DateRules.dateMustNotBeInTheFuture("/declaredOn", declaredOn, command.mandate()),
                        ExitRules.exitMustFallInThePeriod(known, "/declaredOn", declaredOn),
                        exit == null
                                ? rescissionMustHaveAGround(known, command)
                                : rescissionMustRestOnTheTerms(exit, command),
                        ExitRules.partyMustHaveThisExit(
                                known, exit == null ? List.of() : exit.by(), command.by(), declaredOn, clauses),
                        ExitRules.partyMustNotLeaveForItsOwnBreach(breach, command.by(), clauses),
                        rescinderMustNotHaveRegisteredTheBreach(breach, command),
                        exit == null ? Optional.empty() : ExitRules.exitMustBeInTheAgreedForm(exit, command.form()),
                        remedyMustBeCalledForFirst(breach, declaredOn, clauses),
                        ExitRules.breachMustStandUnremedied(breach, declaredOn, clauses),
                        ExitRules.exitMustNotBeUsedTwice(
                                known,
                                Ending.RESCISSION,
                                other -> command.breachId().equals(other.breachId())
                                        && other.since().equals(declaredOn)),
                        ExitRules.exitMustEndTheAgreementEarlier(
                                known, declaredOn, declaredOn, "/declaredOn", clauses)),
                () -> List.of(new AgreementRescinded(
                        known.agreementId(),
                        known.facts().nextId("rescission", AgreementRescinded.class),
                        command.exit(),
                        command.by(),
                        command.breachId(),
                        declaredOn,
                        command.form(),
                        command.outsideTerms(),
                        declaredOn,
                        calculation(breach, declaredOn),
                        Repayments.by(known.termsOn(declaredOn), breach.party()),
                        clauses)));
    }

    /** No period of notice: the other party had its time to remedy the breach. */
    private static String calculation(Breach breach, LocalDate declaredOn) {
        Call call = breach.call();
        return "rescinded on " + declaredOn
                + (call == null ? "" : ", after the time for a remedy had passed on " + call.remedyBy())
                + ": no period of notice, so that the last day is " + declaredOn;
    }

    private static Rejection rescissionMustRestOnABreach() {
        return Rejection.at(
                "/breachId", "RescissionMustRestOnABreach", "no breach with this id is registered: register it first");
    }

    /** Where the paper is silent (NOR), somebody has to decide that and why the law lets the party rescind. */
    private static Optional<Rejection> rescissionMustHaveAGround(Known known, Rescind command) {
        Optional<ExitRule> regulated = known.termsOn(command.declaredOn()).exits().stream()
                .filter(rule -> rule.kind() == ExitKind.RESCISSION)
                .findFirst();
        if (regulated.isPresent()) {
            return Optional.of(Rejection.at(
                            "/exit",
                            "ExitMustBeInTheTerms",
                            "the terms provide for rescission: say by which of their rules")
                    .by(Refusals.clausesOf(regulated.get().clauses())));
        }
        Resolution ground = command.outsideTerms();
        if (ground == null || ground.ground() == null) {
            return Optional.of(Rejection.at(
                    "/outsideTerms",
                    "RescissionMustHaveAGround",
                    "the terms do not provide for rescission: say who decided that the party may rescind, and on what"
                            + " ground"));
        }
        return Refusals.when(
                ground.decidedOn().isAfter(command.declaredOn()),
                () -> Rejection.at(
                        "/outsideTerms/decidedOn",
                        "DecisionMustComeFirst",
                        "the decision comes before the rescission, declared on " + command.declaredOn()));
    }

    private static Optional<Rejection> rescissionMustRestOnTheTerms(ExitRule exit, Rescind command) {
        return Refusals.when(
                command.outsideTerms() != null,
                () -> Rejection.at(
                                "/outsideTerms",
                                "RescissionMustRestOnTheTerms",
                                "the terms provide for rescission; no other ground is needed")
                        .by(Refusals.clausesOf(exit.clauses())));
    }

    private static Optional<Rejection> rescinderMustNotHaveRegisteredTheBreach(Breach breach, Rescind command) {
        return Refusals.when(
                breach.registeredBy().equals(command.mandate().actor()),
                () -> Rejection.forbidden(
                        "RescinderMustNotHaveRegisteredTheBreach",
                        "four eyes: whoever registered the breach may not record the rescission for it"));
    }

    private static Optional<Rejection> remedyMustBeCalledForFirst(
            Breach breach, LocalDate declaredOn, List<String> clauses) {
        Call call = breach.call();
        return call == null
                ? Optional.of(Rejection.conflict(
                                "RemedyMustBeCalledForFirst", "nobody has called on the party to remedy the breach")
                        .in("/breachId")
                        .by(Refusals.clausesOf(clauses)))
                : Refusals.when(
                        !declaredOn.isAfter(call.remedyBy()),
                        () -> Rejection.at(
                                        "/declaredOn",
                                        "TimeForTheRemedyMustHavePassed",
                                        "the party has until " + call.remedyBy() + " to remedy the breach")
                                .by(Refusals.clausesOf(clauses)));
    }
}
