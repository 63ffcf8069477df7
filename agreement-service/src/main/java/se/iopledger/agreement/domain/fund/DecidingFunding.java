package se.iopledger.agreement.domain.fund;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.DateRules;
import se.iopledger.agreement.domain.EveryValue;
import se.iopledger.agreement.domain.FundingCommand;
import se.iopledger.agreement.domain.FundingCommand.DecideFunding;
import se.iopledger.agreement.domain.Impossible;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.agreement.domain.finding.Findings;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.FundingEvent;
import se.iopledger.contracts.agreement.FundingEvent.FundingDecided;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.terms.Adjustment;

/** The yearly decisions on funding: by the council's budget (UPP-4), its price compensation (LUN-4), an index (LIN-6). */
@CheckReturnValue
public final class DecidingFunding {
    private DecidingFunding() {}

    /** Decides what is recorded. */
    public static Decision<AgreementEvent> decide(Known known, FundingCommand command) {
        return DateRules.onceInForce(known, () -> switch (command) {
            case DecideFunding decision -> decide(known, decision);
        });
    }

    private static Decision<AgreementEvent> decide(Known known, DecideFunding command) {
        Floor floor = Floor.under(known, command.year());
        return Refusals.unless(
                List.of(
                        EveryValue.mustHold(command),
                        FundingRules.decisionMustFollowTheAgreedRule(known, command),
                        FundingRules.decisionMustStateWhatItsRuleAsksFor(command),
                        FundingRules.yearMustBeOneOfTheAgreements(known, command),
                        FundingRules.everyGrantMustBeInTheTerms(known, command),
                        FundingRules.percentMustBeReasonable(command),
                        DateRules.dateMustNotBeInTheFuture("/decidedOn", command.decidedOn(), command.mandate()),
                        FundingRules.yearMustNotBeDecidedTwice(known, command),
                        FundingRules.replacedDecisionMustHoldForTheYear(known, command),
                        FundingRules.yearMustNotBeBelowTheYearBefore(known, command, floor)),
                () -> {
                    FundingDecided decided = new FundingDecided(
                            known.agreementId(),
                            known.facts().nextId("funding", FundingDecided.class),
                            command.basis(),
                            command.year(),
                            command.grants(),
                            command.percent(),
                            command.decidedBy(),
                            command.decidedOn(),
                            command.reference(),
                            command.replaces(),
                            command.belowFloor(),
                            clauses(known, command));
                    List<AgreementEvent> facts = new ArrayList<>();
                    facts.add(decided);
                    facts.addAll(Findings.raised(
                            known.agreementId(), belowTheirFloor(evolve(known, decided), command.year())));
                    return facts;
                });
    }

    /** Of the year itself, and of every later one that this decision leaves lower than the years before it. */
    private static List<Finding> belowTheirFloor(Known decided, int year) {
        return decided.fundingDecisions()
                .standing()
                .filter(decision -> decision.year() >= year && isBelowItsFloor(decided, decision))
                .map(Findings::ofFundingBelowItsFloor)
                .filter(finding -> decided.findings().stream()
                        .noneMatch(raised -> raised.id().equals(finding.id())))
                .toList();
    }

    /** Whether a decision gives a year less than the years before it have, as all is decided now (UPP-4). */
    public static boolean isBelowItsFloor(Known known, FundingDecided decision) {
        return Floor.under(known, decision.year()).isBrokenBy(decision.grants());
    }

    /** Of the rule that it follows: that of its day, unless only other terms have it. */
    static List<String> clauses(Known known, DecideFunding command) {
        return FundingRules.termsOf(known, command)
                .flatMap(terms -> Stream.ofNullable(terms.funding().adjustment()))
                .filter(adjustment -> adjustment.basis() == command.basis())
                .findFirst()
                .or(() -> Optional.ofNullable(known.terms().funding().adjustment()))
                .map(Adjustment::clauses)
                .orElse(List.of());
    }

    /** From which day an event holds. */
    public static LocalDate effectiveOn(FundingEvent event) {
        return switch (event) {
            case FundingDecided decided -> decided.decidedOn();
        };
    }

    /** The agreement with what was recorded. */
    public static Known evolve(Known known, FundingEvent event) {
        return switch (event) {
            case FundingDecided decided -> {
                FundingDecisions decisions = known.fundingDecisions();
                boolean possible = decided.replaces() == null
                        || decisions
                                .of(decided.basis(), decided.year())
                                .filter(one -> one.decisionId().equals(decided.replaces()))
                                .isPresent();
                if (!possible) {
                    throw Impossible.event(event, known);
                }
                yield known.with(decisions.and(decided));
            }
        };
    }
}
