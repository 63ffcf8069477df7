package se.iopledger.agreement.domain.exit;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.DateRules;
import se.iopledger.agreement.domain.EveryValue;
import se.iopledger.agreement.domain.ExitCommand.RecordLapse;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.Ending;
import se.iopledger.contracts.agreement.ExitEvent.ConditionLapsed;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Condition;
import se.iopledger.contracts.terms.ExitKind;
import se.iopledger.contracts.terms.ExitRule;

/** A condition on which the agreement holds, as that funds exist, holds no longer (STO-2). */
@CheckReturnValue
final class Lapsing {
    private Lapsing() {}

    static Decision<AgreementEvent> decide(Known known, RecordLapse command) {
        return ExitRules.by(
                known,
                command.exit(),
                command.heldUntil(),
                ExitKind.LAPSE_OF_CONDITION,
                exit -> lapse(known, exit, command));
    }

    private static Decision<AgreementEvent> lapse(Known known, ExitRule exit, RecordLapse command) {
        List<Condition> conditions = known.termsOn(command.heldUntil()).conditions().stream()
                .filter(condition -> condition.kind() == command.condition())
                .toList();
        return Refusals.unless(
                List.of(
                        EveryValue.mustHold(command),
                        DateRules.dateMustNotBeInTheFuture(
                                "/resolution/decidedOn", command.resolution().decidedOn(), command.mandate()),
                        ExitRules.exitMustFallInThePeriod(known, "/heldUntil", command.heldUntil()),
                        lapsedConditionMustBeInTheTerms(exit, conditions),
                        // Nothing says which of two decisions on until when it held is the one.
                        ExitRules.exitMustNotBeUsedTwice(known, Ending.LAPSE, _ -> true),
                        ExitRules.exitMustEndTheAgreementEarlier(
                                known, command.heldUntil(), command.heldUntil(), "/heldUntil", exit.clauses())),
                () -> List.of(new ConditionLapsed(
                        known.agreementId(),
                        known.facts().nextId("lapse", ConditionLapsed.class),
                        exit.id(),
                        command.condition(),
                        command.what(),
                        command.resolution(),
                        command.heldUntil(),
                        command.resolution().decidedBy() + " found on "
                                + command.resolution().decidedOn() + " that the condition held until "
                                + command.heldUntil() + ", which is the last day",
                        Stream.concat(
                                        exit.clauses().stream(),
                                        conditions.stream().flatMap(condition -> condition.clauses().stream()))
                                .distinct()
                                .toList())));
    }

    private static Optional<Rejection> lapsedConditionMustBeInTheTerms(ExitRule exit, List<Condition> conditions) {
        return Refusals.when(
                conditions.isEmpty(),
                () -> Rejection.at(
                                "/condition",
                                "LapsedConditionMustBeInTheTerms",
                                "the terms do not make the agreement depend on this")
                        .by(Refusals.clausesOf(exit.clauses())));
    }
}
