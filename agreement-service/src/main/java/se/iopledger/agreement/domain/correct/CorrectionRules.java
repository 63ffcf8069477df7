package se.iopledger.agreement.domain.correct;

import static java.util.stream.Collectors.joining;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.Optional;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.CorrectionCommand.ProposeCorrection;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.agreement.domain.correct.Corrections.Correction;
import se.iopledger.agreement.domain.correct.Corrections.Outcome;
import se.iopledger.agreement.domain.correct.Facts.Fact;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.contracts.EventCatalogue.Released;
import se.iopledger.contracts.agreement.ArchiveEvent.AgreementArchived;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;

/** What forbids a correction. */
@CheckReturnValue
final class CorrectionRules {
    private CorrectionRules() {}

    static Rejection whatIsCorrectedMustBeAFact(Known known, ProposeCorrection command) {
        boolean happened = command.fact() >= 0 && command.fact() < known.facts().told();
        return Rejection.at(
                "/fact",
                "WhatIsCorrectedMustBeAFact",
                happened
                        ? "entry " + command.fact()
                                + " followed from facts, or is about persons or corrections: correct"
                                + " the fact that it followed from; persons are removed or erased"
                        : "the agreement has no entry with this number");
    }

    static Optional<Rejection> factMustNotBeVoided(Fact fact) {
        return Refusals.when(
                fact.voided(),
                () -> Rejection.conflict("FactMustNotBeVoided", "entry " + fact.number() + " is void already"));
    }

    static Optional<Rejection> correctionMustNotBeProposedTwice(Known known, Fact fact) {
        return known.corrections()
                .open()
                .filter(correction -> correction.fact() == fact.number())
                .findFirst()
                .map(correction -> Rejection.conflict(
                        "CorrectionMustNotBeProposedTwice",
                        correction.id() + " proposes to void this entry, and is not decided"));
    }

    /** A notice that was taken back, say: void the withdrawal first. */
    static Optional<Rejection> factMustNotBeNeededByAnother(Known known, int fact) {
        if (Correcting.isRegistration(known, fact)) {
            return Optional.empty();
        }
        return switch (FactsAlone.of(known, known.facts().without(fact))) {
            case FactsAlone.Hold _ -> Optional.empty();
            case FactsAlone.Lack(Fact dependent) ->
                Optional.of(Rejection.conflict(
                        "FactMustNotBeNeededByAnother",
                        "entry " + dependent.number() + " (" + typeOf(dependent)
                                + ") cannot stand without it: correct that one first"));
        };
    }

    /** Whatever else was a mistake, the decision that all was in order rests on it. */
    static Optional<Rejection> archivingMustBeCorrectedFirst(Known known, int fact) {
        return Refusals.when(
                known.archive().archived() != null
                        && known.facts()
                                .find(fact)
                                .filter(found -> found.event() instanceof AgreementArchived)
                                .isEmpty(),
                () -> Rejection.conflict(
                        "ArchivingMustBeCorrectedFirst",
                        "the agreement is archived: correct entry "
                                + known.facts().all().stream()
                                        .filter(one -> !one.voided() && one.event() instanceof AgreementArchived)
                                        .map(Fact::number)
                                        .map(String::valueOf)
                                        .collect(joining())
                                + " first, and archive it again after this one"));
    }

    static Rejection correctionMustBeKnown() {
        return Rejection.unknown("CorrectionMustBeKnown", "no correction with this id is proposed");
    }

    static Optional<Rejection> correctionMustBeOpen(Correction correction) {
        return Refusals.when(
                correction.outcome() != Outcome.OPEN,
                () -> Rejection.conflict("CorrectionMustBeOpen", "this correction is " + correction.outcome()));
    }

    static Optional<Rejection> correctionMustBeDecidedBySomebodyElse(Correction correction, Mandate mandate) {
        return Refusals.when(
                correction.proposedBy().equals(mandate.actor()),
                () -> Rejection.forbidden(
                        "CorrectionMustBeDecidedBySomebodyElse",
                        "four eyes: whoever proposed a correction may not decide on it"));
    }

    static Optional<Rejection> correctionMustBeWithdrawnByItsProposer(Correction correction, Mandate mandate) {
        return Refusals.when(
                !correction.proposedBy().equals(mandate.actor()),
                () -> Rejection.forbidden(
                        "CorrectionMustBeWithdrawnByItsProposer",
                        "somebody else proposed this correction: refuse it, or leave it open"));
    }

    static String typeOf(Fact fact) {
        return EventCatalogue.agreements().stream()
                .filter(released -> released.payload() == fact.event().getClass())
                .reduce((earlier, later) -> later)
                .map(Released::type)
                .orElseThrow();
    }
}
