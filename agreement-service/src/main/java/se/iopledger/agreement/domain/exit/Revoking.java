package se.iopledger.agreement.domain.exit;

import static java.util.stream.Collectors.joining;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import java.util.Optional;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.DateRules;
import se.iopledger.agreement.domain.EveryValue;
import se.iopledger.agreement.domain.ExitCommand.Revoke;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.agreement.domain.sign.SignatureRules;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.Ending;
import se.iopledger.contracts.agreement.ExitEvent.AgreementRevoked;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.ExitKind;
import se.iopledger.contracts.terms.ExitRule;
import se.iopledger.contracts.terms.Party;

/** The parties revoke the agreement in dialogue (LIN-8). No period is stated: they agree on the last day. */
@CheckReturnValue
final class Revoking {
    private Revoking() {}

    static Decision<AgreementEvent> decide(Known known, Revoke command) {
        return ExitRules.by(
                known, command.exit(), command.agreedOn(), ExitKind.REVOCATION, exit -> revoke(known, exit, command));
    }

    private static Decision<AgreementEvent> revoke(Known known, ExitRule exit, Revoke command) {
        return Refusals.unless(
                List.of(
                        EveryValue.mustHold(command),
                        DateRules.dateMustNotBeInTheFuture("/agreedOn", command.agreedOn(), command.mandate()),
                        ExitRules.exitMustFallInThePeriod(known, "/agreedOn", command.agreedOn()),
                        revocationMustBeAgreedByAll(known, exit, command),
                        StepRules.stepsBeforeMustBeTaken(exit, command.steps(), command.agreedOn()),
                        Refusals.evidenceMustHold(command.evidence()),
                        SignatureRules.signatureMustBearTheDateOfItsEvidence(
                                "/agreedOn", command.agreedOn(), command.evidence()),
                        lastDayMustNotPrecedeItsDecision(exit, command),
                        ExitRules.exitMustNotBeUsedTwice(
                                known, Ending.REVOCATION, other -> other.since().equals(command.agreedOn())),
                        ExitRules.exitMustEndTheAgreementEarlier(
                                known, command.agreedOn(), command.lastDay(), "/lastDay", exit.clauses())),
                () -> List.of(new AgreementRevoked(
                        known.agreementId(),
                        known.facts().nextId("revocation", AgreementRevoked.class),
                        exit.id(),
                        command.agreedOn(),
                        command.agreedBy(),
                        command.steps(),
                        command.evidence(),
                        command.lastDay(),
                        "all parties agreed on " + command.agreedOn() + " that the last day is " + command.lastDay(),
                        exit.clauses())));
    }

    private static Optional<Rejection> revocationMustBeAgreedByAll(Known known, ExitRule exit, Revoke command) {
        List<String> parties = known.termsOn(command.agreedOn()).parties().stream()
                .map(Party::id)
                .toList();
        String missing = parties.stream()
                .filter(party -> !command.agreedBy().contains(party))
                .collect(joining(", "));
        boolean others = !parties.containsAll(command.agreedBy());
        return Refusals.when(
                !missing.isEmpty() || others,
                () -> Rejection.at(
                                "/agreedBy",
                                "RevocationMustBeAgreedByAll",
                                others
                                        ? "only parties agree; the agreement has none with one of these ids"
                                        : "the agreement is revoked by all its parties; missing: " + missing)
                        .by(Refusals.clausesOf(exit.clauses())));
    }

    private static Optional<Rejection> lastDayMustNotPrecedeItsDecision(ExitRule exit, Revoke command) {
        return Refusals.when(
                command.lastDay().isBefore(command.agreedOn()),
                () -> Rejection.at(
                                "/lastDay",
                                "LastDayMustNotPrecedeItsDecision",
                                "the parties agreed on " + command.agreedOn()
                                        + "; the agreement was in force until then")
                        .by(Refusals.clausesOf(exit.clauses())));
    }
}
