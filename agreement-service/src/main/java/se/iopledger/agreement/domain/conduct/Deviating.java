package se.iopledger.agreement.domain.conduct;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.ConductCommand.DecideDeviation;
import se.iopledger.agreement.domain.ConductCommand.OfDeviation;
import se.iopledger.agreement.domain.ConductCommand.RecordDeviation;
import se.iopledger.agreement.domain.ConductCommand.RequestDeviation;
import se.iopledger.agreement.domain.DateRules;
import se.iopledger.agreement.domain.EveryValue;
import se.iopledger.agreement.domain.Impossible;
import se.iopledger.agreement.domain.Numbered;
import se.iopledger.agreement.domain.PartyRules;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.agreement.domain.clause.StipulationRules;
import se.iopledger.agreement.domain.clause.Stipulations;
import se.iopledger.agreement.domain.conduct.Deviation.Decided;
import se.iopledger.agreement.domain.conduct.Deviation.Made;
import se.iopledger.agreement.domain.finding.Findings;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.ConductEvent;
import se.iopledger.contracts.agreement.ConductEvent.DeviationDecided;
import se.iopledger.contracts.agreement.ConductEvent.DeviationMade;
import se.iopledger.contracts.agreement.ConductEvent.DeviationRequested;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.AmendmentRule;

/** Significant deviations from plan or budget: asked for, and decided before they are made (UPP-15, LUN-11, STO-17). */
@CheckReturnValue
final class Deviating {
    private Deviating() {}

    static Decision<AgreementEvent> decide(Known known, OfDeviation command) {
        return DateRules.onceInForce(known, () -> switch (command) {
            case RequestDeviation request -> request(known, request);
            case DecideDeviation decision ->
                on(known, decision.deviationId(), deviation -> decide(known, deviation, decision));
            case RecordDeviation made -> on(known, made.deviationId(), deviation -> make(known, deviation, made));
        });
    }

    private static Decision<AgreementEvent> on(
            Known known, String id, Function<Deviation, Decision<AgreementEvent>> decision) {
        return Numbered.find(known.conduct().deviations(), id)
                .map(decision)
                .orElseGet(() -> Decision.rejected(
                        Rejection.unknown("DeviationMustBeKnown", "no deviation with this id is recorded")));
    }

    private static Decision<AgreementEvent> request(Known known, RequestDeviation command) {
        return Refusals.unless(
                List.of(
                        EveryValue.mustHold(command),
                        DateRules.dateMustNotBeInTheFuture("/requestedOn", command.requestedOn(), command.mandate()),
                        DateRules.dateMustNotPrecedeTheAgreement("/requestedOn", command.requestedOn(), known),
                        DateRules.dateMustNotComeAfterTheEnd("/requestedOn", command.requestedOn(), known),
                        PartyRules.partyMustBeInTheTerms("/by", known, command.by(), command.requestedOn()),
                        amountMustNotBeNegative(command),
                        StipulationRules.mayBeDeviatedFrom(
                                "/concerns", known, command.requestedOn(), command.concerns()),
                        changeOfPurposeMustBeRenegotiated(known, command)),
                () -> List.of(new DeviationRequested(
                        known.agreementId(),
                        known.facts().nextId("deviation", DeviationRequested.class),
                        command.by(),
                        command.from(),
                        command.requestedOn(),
                        command.description(),
                        command.amount(),
                        Stipulations.told(command.requestedOn(), known, command.concerns()),
                        clauses(known))));
    }

    private static Optional<Rejection> amountMustNotBeNegative(RequestDeviation command) {
        return Refusals.when(
                command.amount() != null && command.amount().isNegative(),
                () -> Rejection.at(
                        "/amount", "AmountMustNotBeNegative", "say in words which way it goes, and how much here"));
    }

    private static Optional<Rejection> changeOfPurposeMustBeRenegotiated(Known known, RequestDeviation command) {
        return Refusals.when(
                command.touchesPurpose(),
                () -> Rejection.at(
                                "/touchesPurpose",
                                "ChangeOfPurposeMustBeRenegotiated",
                                "what touches purpose or values is no deviation: it takes an amendment")
                        .by(Refusals.clausesOf(clauses(known))));
    }

    private static Decision<AgreementEvent> decide(Known known, Deviation deviation, DecideDeviation command) {
        return Refusals.unless(
                List.of(
                        EveryValue.mustHold(command),
                        deviationMustNotBeDecidedTwice(deviation),
                        DateRules.stepMustBeInItsTime(
                                "/decidedOn", command.decidedOn(), deviation.requestedOn(), command.mandate()),
                        deviationMustBeDecidedByWhoMayDecideIt(known, command)),
                () -> List.of(new DeviationDecided(
                        known.agreementId(),
                        deviation.id(),
                        command.decidedBy(),
                        command.decidedOn(),
                        command.answer())));
    }

    private static Optional<Rejection> deviationMustNotBeDecidedTwice(Deviation deviation) {
        Decided decided = deviation.decided();
        return decided == null
                ? Optional.empty()
                : Optional.of(Rejection.conflict(
                        "DeviationMustNotBeDecidedTwice", "it was decided on " + decided.on() + " already"));
    }

    /** The steering group (UPP-15, STO-17), or the representatives of all parties (LUN-11). */
    private static Optional<Rejection> deviationMustBeDecidedByWhoMayDecideIt(Known known, DecideDeviation command) {
        boolean bySteeringGroup = command.decidedBy().size() == 1
                && PartyRules.isSteeringGroup(known, command.decidedBy().getFirst(), command.decidedOn());
        boolean byAllParties =
                Set.copyOf(command.decidedBy()).equals(Set.copyOf(PartyRules.parties(known, command.decidedOn())));
        return Refusals.when(
                !bySteeringGroup && !byAllParties,
                () -> Rejection.at(
                                "/decidedBy",
                                "DeviationMustBeDecidedByWhoMayDecideIt",
                                "a deviation is decided by the steering group, or by all parties' representatives")
                        .by(Refusals.clausesOf(clauses(known))));
    }

    private static Decision<AgreementEvent> make(Known known, Deviation deviation, RecordDeviation command) {
        return Refusals.unless(
                List.of(
                        EveryValue.mustHold(command),
                        deviationMustNotBeMadeTwice(deviation),
                        DateRules.dateMustNotBeInTheFuture("/madeOn", command.madeOn(), command.mandate()),
                        DateRules.dateMustNotPrecedeTheAgreement("/madeOn", command.madeOn(), known),
                        DateRules.dateMustNotComeAfterTheEnd("/madeOn", command.madeOn(), known)),
                () -> {
                    boolean approvedBefore = deviation.approvedBy(command.madeOn());
                    List<AgreementEvent> facts = new ArrayList<>();
                    facts.add(new DeviationMade(known.agreementId(), deviation.id(), command.madeOn(), approvedBefore));
                    if (!approvedBefore) {
                        facts.addAll(Findings.raised(
                                known.agreementId(),
                                List.of(Findings.ofUnapprovedDeviation(
                                        deviation.id(), command.madeOn(), clauses(known)))));
                    }
                    return facts;
                });
    }

    private static Optional<Rejection> deviationMustNotBeMadeTwice(Deviation deviation) {
        Made made = deviation.made();
        return made == null
                ? Optional.empty()
                : Optional.of(
                        Rejection.conflict("DeviationMustNotBeMadeTwice", "it was made on " + made.on() + " already"));
    }

    private static List<String> clauses(Known known) {
        AmendmentRule rule = known.terms().amendments();
        return rule == null ? List.of() : rule.clauses();
    }

    static Known evolve(Known known, ConductEvent.OfDeviation event) {
        List<Deviation> all = known.conduct().deviations();
        return known.with(known.conduct()
                .withDeviations(
                        switch (event) {
                            case DeviationRequested requested ->
                                Numbered.and(
                                        all,
                                        new Deviation(
                                                requested.deviationId(),
                                                requested.by(),
                                                requested.from(),
                                                requested.requestedOn(),
                                                requested.description(),
                                                requested.amount(),
                                                requested.concerns(),
                                                null,
                                                null));
                            case DeviationDecided decided ->
                                Numbered.step(
                                                all,
                                                decided.deviationId(),
                                                deviation -> deviation.decided() == null,
                                                deviation -> deviation.with(new Decided(
                                                        decided.decidedBy(), decided.decidedOn(), decided.answer())))
                                        .orElseThrow(() -> Impossible.event(event, known));
                            case DeviationMade made ->
                                Numbered.step(
                                                all,
                                                made.deviationId(),
                                                deviation -> deviation.made() == null
                                                        && (!made.approvedBefore()
                                                                || deviation.approvedBy(made.madeOn())),
                                                deviation ->
                                                        deviation.with(new Made(made.madeOn(), made.approvedBefore())))
                                        .orElseThrow(() -> Impossible.event(event, known));
                        }));
    }
}
