package se.iopledger.agreement.domain.exit;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.contracts.agreement.StepTaken;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.ExitRule;

/** What the terms ask for before a way out is used, as a dialogue, comes before it. */
@CheckReturnValue
final class StepRules {
    private StepRules() {}

    /** @param usedOn day on which the way out is used */
    static Optional<Rejection> stepsBeforeMustBeTaken(ExitRule exit, List<StepTaken> steps, LocalDate usedOn) {
        return Stream.concat(
                        IntStream.range(0, steps.size())
                                .boxed()
                                .flatMap(index -> Refusals.first(List.of(
                                                stepMustBeInTheTerms(exit, steps.get(index), index),
                                                stepMustComeFirst(exit, steps.get(index), index, usedOn)))
                                        .stream()),
                        missing(exit, steps).stream())
                .findFirst();
    }

    private static Optional<Rejection> stepMustBeInTheTerms(ExitRule exit, StepTaken taken, int index) {
        return Refusals.when(
                exit.stepsBefore().stream().noneMatch(step -> isSame(step, taken)),
                () -> Rejection.at(
                                "/steps/" + index + "/step",
                                "StepMustBeInTheTerms",
                                "the terms ask for no such step before this way out")
                        .by(Refusals.clausesOf(exit.clauses())));
    }

    private static Optional<Rejection> stepMustComeFirst(ExitRule exit, StepTaken taken, int index, LocalDate usedOn) {
        return Refusals.when(
                taken.on().isAfter(usedOn),
                () -> Rejection.at(
                                "/steps/" + index + "/on",
                                "StepMustComeFirst",
                                "this is done before the way out is used, on " + usedOn)
                        .by(Refusals.clausesOf(exit.clauses())));
    }

    private static Optional<Rejection> missing(ExitRule exit, List<StepTaken> steps) {
        return exit.stepsBefore().stream()
                .filter(step -> steps.stream().noneMatch(taken -> isSame(step, taken)))
                .findFirst()
                .map(step -> Rejection.at(
                                "/steps",
                                "StepsBeforeMustBeTaken",
                                "the terms ask for this first: " + step + "; say when it was done")
                        .by(Refusals.clausesOf(exit.clauses())));
    }

    private static boolean isSame(String step, StepTaken taken) {
        return step.strip().toLowerCase(Locale.ROOT).equals(taken.step().strip().toLowerCase(Locale.ROOT));
    }
}
