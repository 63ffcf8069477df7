package se.iopledger.agreement.domain.breach;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.DateRules;
import se.iopledger.agreement.domain.EveryValue;
import se.iopledger.agreement.domain.ExitCommand.CallForRemedy;
import se.iopledger.agreement.domain.ExitCommand.OfBreach;
import se.iopledger.agreement.domain.ExitCommand.RecordRemedy;
import se.iopledger.agreement.domain.ExitCommand.RegisterBreach;
import se.iopledger.agreement.domain.Impossible;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.agreement.domain.breach.Breaches.Breach;
import se.iopledger.agreement.domain.breach.Breaches.Call;
import se.iopledger.agreement.domain.clause.StipulationRules;
import se.iopledger.agreement.domain.clause.Stipulations;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.ExitEvent;
import se.iopledger.contracts.agreement.ExitEvent.BreachRegistered;
import se.iopledger.contracts.agreement.ExitEvent.BreachRemedied;
import se.iopledger.contracts.agreement.ExitEvent.RemedyCalledFor;
import se.iopledger.contracts.model.Decision;

/** Registering breaches, calling for their remedy, and recording it. */
@CheckReturnValue
public final class Breaking {
    private Breaking() {}

    /** Decides what is done about a breach, of an agreement that is in force or was. */
    public static Decision<AgreementEvent> decide(Known known, OfBreach command) {
        return switch (command) {
            case RegisterBreach register -> register(known, register);
            case CallForRemedy call -> on(known, call.breachId(), breach -> call(known, breach, call));
            case RecordRemedy remedy -> on(known, remedy.breachId(), breach -> remedy(known, breach, remedy));
        };
    }

    private static Decision<AgreementEvent> on(
            Known known, String id, Function<Breach, Decision<AgreementEvent>> decision) {
        return known.breaches()
                .find(id)
                .map(decision)
                .orElseGet(() -> Decision.rejected(BreachRules.breachMustBeKnown()));
    }

    private static Decision<AgreementEvent> register(Known known, RegisterBreach command) {
        return Refusals.unless(
                List.of(
                        EveryValue.mustHold(command),
                        DateRules.dateMustNotBeInTheFuture("/noticedOn", command.noticedOn(), command.mandate()),
                        BreachRules.breachMustFallInThePeriod(known, command),
                        BreachRules.partyInBreachMustBeAParty(known, command),
                        BreachRules.breachMustBeHeldAgainstAnotherParty(known, command),
                        BreachRules.breachMustNotBeRegisteredTwice(known, command),
                        StipulationRules.mayBeHeldAgainst(
                                "/against", known, command.noticedOn(), command.against(), command.party())),
                () -> List.of(new BreachRegistered(
                        known.agreementId(),
                        known.facts().nextId("breach", BreachRegistered.class),
                        command.party(),
                        command.by(),
                        command.what(),
                        command.noticedOn(),
                        command.mandate().actor(),
                        Stipulations.told(command.noticedOn(), known, command.against()))));
    }

    private static Decision<AgreementEvent> call(Known known, Breach breach, CallForRemedy command) {
        return Refusals.unless(
                List.of(
                        EveryValue.mustHold(command),
                        BreachRules.remedyMustNotBeCalledForTwice(breach),
                        BreachRules.breachMustNotBeRemedied(breach),
                        DateRules.stepMustBeInItsTime(
                                "/calledOn", command.calledOn(), breach.noticedOn(), command.mandate()),
                        BreachRules.remedyMustBeGivenTime(command)),
                () -> List.of(
                        new RemedyCalledFor(known.agreementId(), breach.id(), command.calledOn(), command.remedyBy())));
    }

    private static Decision<AgreementEvent> remedy(Known known, Breach breach, RecordRemedy command) {
        return Refusals.unless(
                List.of(
                        EveryValue.mustHold(command),
                        BreachRules.breachMustNotBeRemedied(breach),
                        DateRules.stepMustBeInItsTime(
                                "/remediedOn", command.remediedOn(), breach.noticedOn(), command.mandate())),
                () -> List.of(
                        new BreachRemedied(known.agreementId(), breach.id(), command.remediedOn(), command.how())));
    }

    /** The agreement with what happened to a breach. */
    public static Known evolve(Known known, ExitEvent.OfBreach event) {
        return switch (event) {
            case BreachRegistered registered ->
                known.with(known.breaches()
                        .and(new Breach(
                                registered.breachId(),
                                registered.party(),
                                registered.what(),
                                registered.noticedOn(),
                                registered.registeredBy(),
                                registered.against(),
                                null,
                                null)));
            case RemedyCalledFor called ->
                changed(
                        known,
                        event,
                        called.breachId(),
                        breach -> breach.call() == null,
                        breach -> breach.with(new Call(called.calledOn(), called.remedyBy())));
            case BreachRemedied remedied ->
                changed(
                        known,
                        event,
                        remedied.breachId(),
                        breach -> breach.remediedOn() == null,
                        breach -> breach.remedied(remedied.remediedOn()));
        };
    }

    private static Known changed(
            Known known, ExitEvent event, String id, Predicate<Breach> possible, UnaryOperator<Breach> change) {
        return known.breaches()
                .find(id)
                .filter(possible)
                .map(breach -> known.with(known.breaches().with(change.apply(breach))))
                .orElseThrow(() -> Impossible.event(event, known));
    }
}
