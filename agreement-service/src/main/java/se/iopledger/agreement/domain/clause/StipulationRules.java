package se.iopledger.agreement.domain.clause;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.agreement.domain.clause.Stipulation.Kind;
import se.iopledger.contracts.model.Rejection;

/** What may be held against a party, and what may be asked of it, because of what the terms say. */
@CheckReturnValue
public final class StipulationRules {
    private StipulationRules() {}

    /**
     * A shortcoming names what was agreed, or what was excluded; never what the party was free to do, or had not promised.
     *
     * @param pointer JSON pointer to the id
     * @param day on which it was so
     * @param id of the stipulation; null where none is named
     * @param party id of the party that it is held against
     */
    public static Optional<Rejection> mayBeHeldAgainst(String pointer, Known known, LocalDate day, @Nullable String id, String party) {
        if (id == null) {
            return Optional.empty();
        }
        return Stipulations.find(day, known, id)
                .map(stipulation -> Refusals.first(List.of(
                        freedomMustNotBeHeldAgainstAParty(pointer, stipulation),
                        whatIsNotPromisedMustNotBeHeldAgainstAParty(pointer, stipulation),
                        partyMustHaveUndertakenIt(pointer, stipulation, party))))
                .orElseGet(() -> Optional.of(stipulationMustBeInTheTerms(pointer)));
    }

    /**
     * What is excluded is let in by an amendment, and what a party is free to do needs nobody's approval.
     *
     * @param pointer JSON pointer to the id
     * @param day on which it was so
     * @param id of the stipulation; null where none is named
     */
    public static Optional<Rejection> mayBeDeviatedFrom(String pointer, Known known, LocalDate day, @Nullable String id) {
        if (id == null) {
            return Optional.empty();
        }
        return Stipulations.find(day, known, id)
                .map(stipulation -> Refusals.first(List.of(
                        freedomMustNotBeADeviation(pointer, stipulation),
                        whatIsExcludedMustBeLetInByAnAmendment(pointer, stipulation))))
                .orElseGet(() -> Optional.of(stipulationMustBeInTheTerms(pointer)));
    }

    private static Rejection stipulationMustBeInTheTerms(String pointer) {
        return Rejection.at(
                pointer,
                "StipulationMustBeInTheTerms",
                "the terms have no commitment, provision or condition so named");
    }

    private static Optional<Rejection> freedomMustNotBeHeldAgainstAParty(String pointer, Stipulation stipulation) {
        return Refusals.when(
                stipulation.kind() == Kind.FREEDOM,
                () -> Rejection.at(
                                pointer,
                                "FreedomMustNotBeHeldAgainstAParty",
                                "the agreement leaves this free: " + stipulation.text())
                        .by(Refusals.clausesOf(stipulation.clauses())));
    }

    private static Optional<Rejection> whatIsNotPromisedMustNotBeHeldAgainstAParty(
            String pointer, Stipulation stipulation) {
        return Refusals.when(
                stipulation.kind() == Kind.DEVELOPMENT_AREA && stipulation.deadline() == null,
                () -> Rejection.at(
                                pointer,
                                "WhatIsNotPromisedMustNotBeHeldAgainstAParty",
                                "a development area without a deadline is named and not promised: "
                                        + stipulation.text())
                        .by(Refusals.clausesOf(stipulation.clauses())));
    }

    /** Of a check as well: only who undertook something is asked whether it is done. */
    public static Optional<Rejection> partyMustHaveUndertakenIt(String pointer, Stipulation stipulation, String party) {
        return Refusals.when(
                !stipulation.by().isEmpty() && !stipulation.by().contains(party),
                () -> Rejection.at(
                                pointer,
                                "PartyMustHaveUndertakenIt",
                                "by the agreement this is for " + String.join(" and ", stipulation.by()) + ": "
                                        + stipulation.text())
                        .by(Refusals.clausesOf(stipulation.clauses())));
    }

    /** Somebody can look whether a thing is there that the terms ask for; not whether one is that they do not. */
    public static Optional<Rejection> onlyWhatIsAskedForIsChecked(Stipulation stipulation) {
        return Refusals.when(
                !stipulation.asksForSomething(),
                () -> Rejection.conflict(
                                "OnlyWhatIsAskedForIsChecked", "the terms do not ask for this: " + stipulation.text())
                        .by(Refusals.clausesOf(stipulation.clauses())));
    }

    private static Optional<Rejection> freedomMustNotBeADeviation(String pointer, Stipulation stipulation) {
        return Refusals.when(
                stipulation.kind() == Kind.FREEDOM,
                () -> Rejection.at(
                                pointer,
                                "FreedomMustNotBeADeviation",
                                "nobody has to approve what the agreement leaves free: " + stipulation.text())
                        .by(Refusals.clausesOf(stipulation.clauses())));
    }

    private static Optional<Rejection> whatIsExcludedMustBeLetInByAnAmendment(String pointer, Stipulation stipulation) {
        return Refusals.when(
                stipulation.kind() == Kind.EXCLUDED,
                () -> Rejection.at(
                                pointer,
                                "WhatIsExcludedMustBeLetInByAnAmendment",
                                "the partnership does not cover this, and no deviation lets it in: "
                                        + stipulation.text())
                        .by(Refusals.clausesOf(stipulation.clauses())));
    }
}
