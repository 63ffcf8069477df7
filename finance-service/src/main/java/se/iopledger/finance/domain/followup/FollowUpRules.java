package se.iopledger.finance.domain.followup;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.PersonalIdentityNumbers;
import se.iopledger.contracts.finance.FollowUpEvent.OutcomeLine;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Budget;
import se.iopledger.contracts.terms.Period;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.terms.YearKind;
import se.iopledger.finance.domain.followup.FollowUpCommand.RecordContribution;
import se.iopledger.finance.domain.followup.FollowUpCommand.ReportOutcome;
import se.iopledger.finance.domain.followup.FollowUpCommand.TakeContributionBack;

/** What forbids a record of contributions and outcome. */
@CheckReturnValue
final class FollowUpRules {
    private static final int LONGEST_TEXT = 500;

    private FollowUpRules() {}

    /** Who has left since, or came later, is looked for in the terms of the year. */
    static Optional<Rejection> partyMustBeInTheTerms(RecordContribution command) {
        return when(
                !command.terms().name(command.party(), command.year()),
                Rejection.at(
                        "/party",
                        "PartyMustBeInTheTerms",
                        "no terms that held in year " + command.year() + " have such a party"));
    }

    /** Extensions add years, so that only what lies before the agreement, or far after it, is no year of it. */
    static Optional<Rejection> yearMustBeOneOfTheAgreements(RecordContribution command) {
        Terms terms = command.terms().newest();
        Period period = terms.period();
        int first = terms.funding().years() == YearKind.CONTRACT
                ? 1
                : period.first().getYear();
        int last = first + period.first().until(period.last()).getYears() + 10;
        return when(
                command.year() < first || command.year() > last,
                Rejection.at(
                        "/year",
                        "YearMustBeOneOfTheAgreements",
                        "the agreement's years are counted from " + first + "; " + command.year()
                                + " is none of them"));
    }

    static Optional<Rejection> textMustBeGiven(String field, String text) {
        if (text.isBlank() || text.length() > LONGEST_TEXT) {
            return Optional.of(Rejection.at(
                    field, "TextMustBeGiven", "a text of at most " + LONGEST_TEXT + " characters is needed here"));
        }
        return when(
                PersonalIdentityNumbers.occurIn(text),
                Rejection.at(
                        field,
                        "PersonalIdentityNumberMustNotBeGiven",
                        "the text holds what reads as a personal identity number; leave it out"));
    }

    static Optional<Rejection> valueMustBeReasonable(RecordContribution command) {
        Money value = command.value();
        return when(
                value != null && (value.isNegative() || value.ore() > Money.LARGEST_ORE),
                Rejection.at("/value", "ValueMustBeReasonable", "a contribution is worth nothing or more"));
    }

    static Optional<Rejection> contributionMustStand(TakeContributionBack command, FollowUp state) {
        return when(
                state.contribution(command.contributionId()).isEmpty(),
                Rejection.unknown("ContributionMustStand", "no contribution of this id stands"));
    }

    static Optional<Rejection> reasonMustBeStated(TakeContributionBack command) {
        String reason = command.mandate().reason();
        return when(
                reason == null || reason.isBlank(),
                Rejection.at("/reason", "ReasonMustBeStated", "say why it was a mistake"));
    }

    static Optional<Rejection> budgetMustBeInTheTerms(ReportOutcome command) {
        return when(
                budgetOf(command).isEmpty(),
                Rejection.at("/budget", "BudgetMustBeInTheTerms", "the terms have no budget of that title"));
    }

    private static Optional<Budget> budgetOf(ReportOutcome command) {
        return command.terms().budgets().stream()
                .filter(budget -> budget.title().equals(command.budget()))
                .findFirst();
    }

    static Optional<Rejection> yearMustBeInTheBudget(ReportOutcome command) {
        return budgetOf(command)
                .filter(budget ->
                        budget.lines().stream().noneMatch(line -> line.amounts().containsKey(command.year())))
                .map(budget -> Rejection.at(
                        "/year", "YearMustBeInTheBudget", "the budget has no amounts for " + command.year()));
    }

    static Optional<Rejection> everyLineMustBeInTheBudget(ReportOutcome command) {
        if (command.lines().isEmpty()) {
            return Optional.of(Rejection.at("/lines", "LinesMustBeReported", "report at least one line"));
        }
        List<OutcomeLine> lines = command.lines();
        Set<Object> seen = new HashSet<>();
        return budgetOf(command)
                .flatMap(budget -> IntStream.range(0, lines.size())
                        .mapToObj(index -> brokenBy(lines.get(index), "/lines/" + index, budget, seen))
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    private static Optional<Rejection> brokenBy(OutcomeLine line, String pointer, Budget budget, Set<Object> seen) {
        if (budget.lines().stream()
                .noneMatch(one -> one.side() == line.side() && one.heading().equals(line.heading()))) {
            return Optional.of(Rejection.at(
                    pointer + "/heading", "LineMustBeInTheBudget", "the budget has no such line on that side"));
        }
        if (!seen.add(List.of(line.side(), line.heading()))) {
            return Optional.of(
                    Rejection.at(pointer + "/heading", "LineMustBeReportedOnce", "the line is reported already"));
        }
        return when(
                Math.abs(line.amount().ore()) > Money.LARGEST_ORE,
                Rejection.at(pointer + "/amount", "AmountMustBeReasonable", "the amount is beyond all budgets"));
    }

    static Optional<Rejection> reportMustNotBeInTheFuture(ReportOutcome command) {
        return when(
                command.reportedOn().isAfter(command.mandate().today()),
                Rejection.at(
                        "/reportedOn", "ReportMustNotBeInTheFuture", "a report of a day to come is not there yet"));
    }

    private static Optional<Rejection> when(boolean broken, Rejection rejection) {
        return broken ? Optional.of(rejection) : Optional.empty();
    }
}
