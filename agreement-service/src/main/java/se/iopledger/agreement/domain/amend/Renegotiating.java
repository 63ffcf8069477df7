package se.iopledger.agreement.domain.amend;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import java.util.Optional;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.AmendmentCommand.CallForRenegotiation;
import se.iopledger.agreement.domain.AmendmentCommand.CloseRenegotiation;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.agreement.domain.need.Needs;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AmendmentEvent.Cause;
import se.iopledger.contracts.agreement.AmendmentEvent.Outcome;
import se.iopledger.contracts.agreement.AmendmentEvent.RenegotiationCalled;
import se.iopledger.contracts.agreement.AmendmentEvent.RenegotiationClosed;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Adjustment;
import se.iopledger.contracts.terms.AmendmentRule;
import se.iopledger.contracts.terms.Terms;

/** Renegotiation: called for as the terms allow it, and closed with its outcome (UPP-16, LUN-11, LIN-6, STO-14). */
@CheckReturnValue
final class Renegotiating {
    private Renegotiating() {}

    static Decision<AgreementEvent> call(Known known, CallForRenegotiation command) {
        Terms terms = known.termsOn(command.calledOn());
        return Refusals.unless(
                List.of(
                        AmendmentRules.day(known, "/calledOn", command.calledOn(), command.mandate()),
                        AmendmentRules.partyMustBeInTheTerms(terms, "/by", command.by()),
                        AmendmentRules.textMustBeStated(
                                "/concerns",
                                command.concerns(),
                                "RenegotiationMustSayWhatItConcerns",
                                "say what is to be renegotiated"),
                        renegotiationMustBeInTheTerms(known, terms, command),
                        renegotiationMustNotBeUnderWay(known, command),
                        Refusals.reasonMustNotHoldAnIdentityNumber(command.mandate())),
                () -> List.of(new RenegotiationCalled(
                        known.agreementId(),
                        known.facts().nextId("renegotiation", RenegotiationCalled.class),
                        command.by(),
                        command.calledOn(),
                        command.cause(),
                        command.concerns(),
                        clauses(terms, command.cause()))));
    }

    private static Optional<Rejection> renegotiationMustBeInTheTerms(
            Known known, Terms terms, CallForRenegotiation command) {
        Cause cause = command.cause();
        AmendmentRule rule = terms.amendments();
        Adjustment adjustment = terms.funding().adjustment();
        boolean provided = switch (cause) {
            case ANY_PARTY_MAY_CALL -> rule != null && rule.anyPartyMayCallForRenegotiation();
            case CHANGE_OF_PURPOSE -> rule != null;
            case INDEX_CEASED -> adjustment != null && adjustment.renegotiatedIfCeased();
            case NEEDS_CHANGED -> known.needs().changedBy(command.calledOn());
        };
        return Refusals.when(
                !provided,
                () -> Rejection.at(
                                "/cause",
                                "RenegotiationMustBeInTheTerms",
                                "the terms provide for no renegotiation for this cause; other terms may be proposed all"
                                        + " the same")
                        .by(Refusals.clausesOf(clauses(terms, cause))));
    }

    private static List<String> clauses(Terms terms, Cause cause) {
        Adjustment adjustment = terms.funding().adjustment();
        return switch (cause) {
            case ANY_PARTY_MAY_CALL, CHANGE_OF_PURPOSE -> AmendmentRules.amendmentClauses(terms);
            case INDEX_CEASED -> adjustment == null ? List.of() : adjustment.clauses();
            case NEEDS_CHANGED ->
                Needs.askedFor(terms).map(asked -> asked.obligation().clauses()).orElse(List.of());
        };
    }

    private static Optional<Rejection> renegotiationMustNotBeUnderWay(Known known, CallForRenegotiation command) {
        return known.amendments().renegotiations().stream()
                .filter(renegotiation ->
                        renegotiation.goesOn() && renegotiation.called().cause() == command.cause())
                .findFirst()
                .map(underWay -> Rejection.conflict(
                                "RenegotiationMustNotBeUnderWay",
                                underWay.id() + ", called for on "
                                        + underWay.called().calledOn() + " for the same cause, is under way already")
                        .in("/cause")
                        .by(Refusals.clausesOf(underWay.called().clauses())));
    }

    static Decision<AgreementEvent> close(Known known, CloseRenegotiation command) {
        Optional<Renegotiation> found = known.amendments().findRenegotiation(command.renegotiationId());
        if (found.isEmpty()) {
            return Decision.rejected(renegotiationMustBeKnown());
        }
        Renegotiation renegotiation = found.get();
        return Refusals.unless(
                List.of(
                        renegotiationMustBeUnderWay(renegotiation),
                        AmendmentRules.closingDay("/closedOn", command.closedOn(), command.mandate()),
                        AmendmentRules.mustNotPrecede(
                                "/closedOn",
                                command.closedOn(),
                                renegotiation.called().calledOn(),
                                "the renegotiation was called for"),
                        outcomeMustNameItsAmendment(known, renegotiation, command),
                        AmendmentRules.text("/reference", command.reference()),
                        Refusals.reasonMustNotHoldAnIdentityNumber(command.mandate())),
                () -> List.of(new RenegotiationClosed(
                        known.agreementId(),
                        renegotiation.id(),
                        command.closedOn(),
                        command.outcome(),
                        command.amendmentId(),
                        command.reference())));
    }

    /** Whoever proposes terms that come of a renegotiation names one that is under way. */
    static Rejection renegotiationMustBeKnown() {
        return Rejection.unknown("RenegotiationMustBeKnown", "no renegotiation with this id is recorded");
    }

    static Optional<Rejection> renegotiationMustBeUnderWay(Renegotiation renegotiation) {
        RenegotiationClosed closed = renegotiation.closed();
        return Refusals.when(
                closed != null,
                () -> Rejection.conflict(
                        "RenegotiationMustBeUnderWay",
                        "the renegotiation was closed"
                                + (closed == null ? "" : " on " + closed.closedOn() + ": " + closed.outcome())));
    }

    private static Optional<Rejection> outcomeMustNameItsAmendment(
            Known known, Renegotiation renegotiation, CloseRenegotiation command) {
        String amendmentId = command.amendmentId();
        if (command.outcome() != Outcome.AMENDED) {
            return Refusals.when(
                    amendmentId != null,
                    () -> Rejection.at(
                            "/amendmentId",
                            "OutcomeMustNameItsAmendment",
                            "only a renegotiation that changed the terms names an amendment"));
        }
        boolean cameOfIt = known.amendments().all().stream()
                .anyMatch(amendment -> amendment.id().equals(amendmentId)
                        && amendment.boundOn().isPresent()
                        && renegotiation.id().equals(amendment.proposal().renegotiation()));
        return Refusals.when(
                !cameOfIt,
                () -> Rejection.at(
                        "/amendmentId",
                        "OutcomeMustNameItsAmendment",
                        "name an amendment that came of this renegotiation and binds"));
    }
}
