package se.iopledger.agreement.domain.need;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.DateRules;
import se.iopledger.agreement.domain.EveryValue;
import se.iopledger.agreement.domain.NeedCommand;
import se.iopledger.agreement.domain.NeedCommand.AnalyseNeeds;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.agreement.domain.need.Needs.Asked;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.NeedEvent;
import se.iopledger.contracts.agreement.NeedEvent.NeedsAnalysed;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;

/** The parties analyse the needs together, in the time that the terms give it (NOR-12). */
@CheckReturnValue
public final class AnalysingNeeds {
    private AnalysingNeeds() {}

    /** Decides what is recorded of an analysis. */
    public static Decision<AgreementEvent> decide(Known known, NeedCommand command) {
        return DateRules.onceInForce(known, () -> switch (command) {
            case AnalyseNeeds analyse ->
                Needs.askedFor(known.termsOn(analyse.analysedOn()))
                        .map(asked -> analyse(known, asked, analyse))
                        .orElseGet(() -> Decision.rejected(Rejection.conflict(
                                "AnalysisMustBeInTheTerms", "the terms ask for no joint analysis of needs")));
        });
    }

    private static Decision<AgreementEvent> analyse(Known known, Asked asked, AnalyseNeeds command) {
        return Refusals.unless(
                List.of(
                        EveryValue.mustHold(command),
                        DateRules.dateMustNotBeInTheFuture("/analysedOn", command.analysedOn(), command.mandate()),
                        analysisMustFallInItsPhase(asked, command),
                        analysisMustBeJoint(asked, command)),
                () -> List.of(new NeedsAnalysed(
                        known.agreementId(),
                        known.facts().nextId("analysis", NeedsAnalysed.class),
                        asked.obligation().id(),
                        command.analysedOn(),
                        command.by(),
                        command.needsChanged(),
                        command.conclusion(),
                        asked.obligation().clauses())));
    }

    /** Made before its time, it would not be the analysis that gives a right to adjust. */
    private static Optional<Rejection> analysisMustFallInItsPhase(Asked asked, AnalyseNeeds command) {
        var last = asked.phase().last();
        return Refusals.when(
                command.analysedOn().isBefore(asked.phase().first())
                        || (last != null && command.analysedOn().isAfter(last)),
                () -> Rejection.at(
                                "/analysedOn",
                                "AnalysisMustFallInItsPhase",
                                "\"" + asked.phase().title() + "\" begins on "
                                        + asked.phase().first() + (last == null ? "" : " and ends on " + last)
                                        + ", this is dated " + command.analysedOn())
                        .by(Refusals.clausesOf(asked.phase().clauses())));
    }

    private static Optional<Rejection> analysisMustBeJoint(Asked asked, AnalyseNeeds command) {
        return Refusals.when(
                !Set.copyOf(command.by()).equals(Set.copyOf(asked.obligation().by())),
                () -> Rejection.at(
                                "/by",
                                "AnalysisMustBeJoint",
                                "the terms have it made together by "
                                        + String.join(
                                                " and ", asked.obligation().by()))
                        .by(Refusals.clausesOf(asked.obligation().clauses())));
    }

    /** The agreement with what was found. */
    public static Known evolve(Known known, NeedEvent event) {
        return switch (event) {
            case NeedsAnalysed analysed -> known.with(known.needs().and(analysed));
        };
    }
}
