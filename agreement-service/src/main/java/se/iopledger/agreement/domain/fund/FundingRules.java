package se.iopledger.agreement.domain.fund;

import com.google.errorprone.annotations.CheckReturnValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.DateRules;
import se.iopledger.agreement.domain.FundingCommand.DecideFunding;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.agreement.domain.life.Life;
import se.iopledger.contracts.agreement.FundingEvent.DecidedGrant;
import se.iopledger.contracts.agreement.FundingEvent.FundingDecided;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Adjustment;
import se.iopledger.contracts.terms.AdjustmentBasis;
import se.iopledger.contracts.terms.Terms;

/** What forbids a decision on the funding of a year. */
@CheckReturnValue
final class FundingRules {
    private static final BigDecimal LARGEST_PERCENT = BigDecimal.valueOf(100);
    private static final int MOST_DECIMALS = 4;

    private FundingRules() {}

    /** A year may be decided by the terms of the day of the decision, and by those of the year that it is decided for. */
    static Stream<Terms> termsOf(Known known, DecideFunding command) {
        return Stream.concat(
                Stream.of(known.termsOn(command.decidedOn())),
                TermsOfYear.of(known, command.basis(), command.year()).stream());
    }

    static Optional<Rejection> decisionMustFollowTheAgreedRule(Known known, DecideFunding command) {
        List<Adjustment> agreed = termsOf(known, command)
                .flatMap(terms -> Stream.ofNullable(terms.funding().adjustment()))
                .distinct()
                .toList();
        return Refusals.when(
                agreed.stream().noneMatch(adjustment -> adjustment.basis() == command.basis()),
                () -> Rejection.at(
                                "/basis",
                                "DecisionMustFollowTheAgreedRule",
                                agreed.isEmpty()
                                        ? "the terms adjust no amounts"
                                        : "by the terms amounts follow "
                                                + agreed.getFirst().basis())
                        .by(Refusals.clausesOf(DecidingFunding.clauses(known, command))));
    }

    static Optional<Rejection> decisionMustStateWhatItsRuleAsksFor(DecideFunding command) {
        boolean amounts = command.basis() == AdjustmentBasis.COUNCIL_BUDGET_DECISION;
        boolean fits = amounts
                ? !command.grants().isEmpty() && command.percent() == null
                : command.grants().isEmpty() && command.percent() != null;
        return Refusals.when(
                !fits,
                () -> Rejection.at(
                        amounts ? "/grants" : "/percent",
                        "DecisionMustStateWhatItsRuleAsksFor",
                        amounts
                                ? "a budget decision states the year's amounts and no percentage"
                                : "this decision states a percentage and no amounts"));
    }

    static Optional<Rejection> yearMustBeOneOfTheAgreements(Known known, DecideFunding command) {
        Life.Span span = known.life().inForce();
        if (span == null) {
            return Optional.empty();
        }
        boolean byContract = TermsOfYear.isOfTheContract(known, command.basis());
        int first = byContract ? 1 : span.first().getYear();
        int last = byContract
                ? span.first().until(span.last()).getYears() + 1
                : span.last().getYear();
        return Refusals.when(
                command.year() < first || command.year() > last,
                () -> Rejection.at(
                                "/year",
                                "YearMustBeOneOfTheAgreements",
                                "the agreement has the years " + first + " to " + last)
                        .by(Refusals.clausesOf(known.terms().period().clauses())));
    }

    static Optional<Rejection> everyGrantMustBeInTheTerms(Known known, DecideFunding command) {
        return IntStream.range(0, command.grants().size())
                .mapToObj(index -> grantMustBeInTheTerms(known, command, index))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Rejection> grantMustBeInTheTerms(Known known, DecideFunding command, int index) {
        DecidedGrant grant = command.grants().get(index);
        String pointer = "/grants/" + index;
        boolean agreed = termsOf(known, command)
                .flatMap(terms -> terms.funding().grants().stream())
                .anyMatch(one ->
                        one.payer().equals(grant.payer()) && one.recipient().equals(grant.recipient()));
        boolean twice = command.grants().subList(0, index).stream()
                .anyMatch(one ->
                        one.payer().equals(grant.payer()) && one.recipient().equals(grant.recipient()));
        return Refusals.first(List.of(
                Refusals.when(
                        !agreed,
                        () -> Rejection.at(
                                        pointer,
                                        "GrantMustBeInTheTerms",
                                        "the terms have this payer pay this recipient nothing")
                                .by(Refusals.clausesOf(known.terms().funding().clauses()))),
                Refusals.when(
                        twice,
                        () -> Rejection.at(
                                pointer, "GrantMustBeStatedOnce", "this payer and recipient stand there already")),
                Refusals.when(
                        grant.amount().isNegative(),
                        () -> Rejection.at(
                                pointer + "/amount", "AmountMustNotBeNegative", "an amount is zero or more"))));
    }

    static Optional<Rejection> percentMustBeReasonable(DecideFunding command) {
        BigDecimal percent = command.percent();
        // By its digits first, so that 1e999999999 is never written out.
        boolean broken = percent != null
                && (percent.scale() > MOST_DECIMALS
                        || percent.precision() - (long) percent.scale() > 3
                        || percent.signum() < 0
                        || percent.compareTo(LARGEST_PERCENT) > 0);
        return Refusals.when(
                broken,
                () -> Rejection.at(
                        "/percent",
                        "PercentMustBeReasonable",
                        "a percentage is from 0 to 100, with at most " + MOST_DECIMALS + " decimals"));
    }

    static Optional<Rejection> yearMustNotBeDecidedTwice(Known known, DecideFunding command) {
        return known.fundingDecisions()
                .of(command.basis(), command.year())
                .filter(decision -> command.replaces() == null)
                .map(decision -> Rejection.conflict(
                                "YearMustNotBeDecidedTwice",
                                "the year is decided by " + decision.decisionId() + " of " + decision.decidedOn()
                                        + "; a later decision replaces it by name")
                        .in("/year")
                        .by(Refusals.clausesOf(decision.clauses())));
    }

    static Optional<Rejection> replacedDecisionMustHoldForTheYear(Known known, DecideFunding command) {
        if (command.replaces() == null) {
            return Optional.empty();
        }
        Optional<FundingDecided> replaced = known.fundingDecisions()
                .of(command.basis(), command.year())
                .filter(decision -> decision.decisionId().equals(command.replaces()));
        return Refusals.first(List.of(
                Refusals.when(
                        replaced.isEmpty(),
                        () -> Rejection.at(
                                "/replaces",
                                "ReplacedDecisionMustHoldForTheYear",
                                "no decision of this id holds for the year")),
                replaced.flatMap(decision ->
                        DateRules.stepMustNotPrecedeTheLast("/decidedOn", command.decidedOn(), decision.decidedOn())),
                Refusals.reasonMustBeStated(
                        command.mandate(), "ReplacementMustStateItsReason", "say why it is decided anew")));
    }

    /** A council that decides so all the same is recorded with a finding, where it is said that this is known. */
    static Optional<Rejection> yearMustNotBeBelowTheYearBefore(Known known, DecideFunding command, Floor floor) {
        Optional<Integer> lower = IntStream.range(0, command.grants().size())
                .boxed()
                .filter(index -> floor.isBrokenBy(command.grants().get(index)))
                .findFirst();
        if (command.belowFloor()) {
            return Refusals.when(
                    lower.isEmpty(),
                    () -> Rejection.at(
                                    "/belowFloor",
                                    "FloorMustBeBrokenToBeBelowIt",
                                    "no amount is lower than the year before")
                            .by(Refusals.clausesOf(DecidingFunding.clauses(known, command))));
        }
        return lower.map(index -> Rejection.at(
                        "/grants/" + index + "/amount",
                        "YearMustNotBeBelowTheYearBefore",
                        "the year before it has "
                                + floor.of(
                                                command.grants().get(index).payer(),
                                                command.grants().get(index).recipient())
                                        .map(Object::toString)
                                        .orElse("")
                                + " kr, and a year is never lower")
                .by(Refusals.clausesOf(DecidingFunding.clauses(known, command))));
    }
}
