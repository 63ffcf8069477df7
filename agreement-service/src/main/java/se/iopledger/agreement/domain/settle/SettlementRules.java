package se.iopledger.agreement.domain.settle;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.agreement.domain.SettlementCommand.SettleFinding;
import se.iopledger.agreement.domain.SettlementCommand.WithdrawSettlement;
import se.iopledger.agreement.domain.finding.Findings;
import se.iopledger.agreement.domain.settle.Settlements.Settlement;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.SettlementEvent.ChosenReading;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Terms;

/** What forbids a settlement, or its being taken back. */
@CheckReturnValue
final class SettlementRules {
    private SettlementRules() {}

    static Rejection findingMustBeRaised() {
        return Rejection.at("/finding", "FindingMustBeRaised", "the agreement has no finding with this id");
    }

    /** STO-4: that nothing is known cannot be decided away. */
    static Optional<Rejection> whatIsMissingMustBeRegistered(Terms terms, Finding finding) {
        return Blocking.of(terms, finding)
                .filter(blocked -> blocked.until() == Blocked.Until.REGISTERED)
                .map(blocked -> Rejection.conflict(
                                "WhatIsMissingMustBeRegistered",
                                "a decision on this finding brings nothing that could be acted on: register what is"
                                        + " missing, or amend the terms")
                        .in("/finding")
                        .by(Refusals.clausesOf(finding.clauses())));
    }

    static Optional<Rejection> settlementMustChooseAReading(
            Finding finding, List<ChosenReading> offered, SettleFinding command) {
        return Refusals.when(
                !offered.isEmpty() && command.reading() == null,
                () -> Rejection.at(
                                "/reading",
                                "SettlementMustChooseAReading",
                                "say which of the readings holds: " + idsOf(offered)
                                        + "; what the paper does not say is an amendment")
                        .by(Refusals.clausesOf(finding.clauses())));
    }

    static Optional<Rejection> readingMustBeOffered(List<ChosenReading> offered, SettleFinding command) {
        return Refusals.when(
                command.reading() != null
                        && offered.stream().noneMatch(reading -> reading.id().equals(command.reading())),
                () -> Rejection.at(
                        "/reading",
                        "ReadingMustBeOffered",
                        offered.isEmpty()
                                ? "the finding offers no readings to choose from"
                                : "the finding offers these readings: " + idsOf(offered)));
    }

    private static String idsOf(List<ChosenReading> readings) {
        return readings.stream().map(ChosenReading::id).collect(Collectors.joining(", "));
    }

    static Optional<Rejection> decidingBodyMustBeNamed(SettleFinding command) {
        return Refusals.when(
                command.decidedBy().isBlank(),
                () -> Rejection.at("/decidedBy", "DecidingBodyMustBeNamed", "say which role or body decided"));
    }

    /** A reading decides what is paid: who took the terms in does not choose it too. */
    static Optional<Rejection> settlerMustNotHaveRegistered(Known known, Mandate mandate) {
        return Refusals.when(
                known.registration().registeredBy().equals(mandate.actor()),
                () -> Rejection.forbidden(
                        "SettlerMustNotHaveRegistered",
                        "four eyes: whoever registered the agreement may not record how its findings are settled"));
    }

    /** That the purpose stays is not confirmed by whoever recorded that somebody said so. */
    static Optional<Rejection> settlerMustNotHaveProposed(Known known, Finding finding, Mandate mandate) {
        return Refusals.when(
                finding.rule().equals("PurposeMustBeAgreedToStay")
                        && known.amendments().all().stream()
                                .filter(amendment -> Findings.concerns(finding, amendment.id()))
                                .anyMatch(amendment ->
                                        amendment.proposal().registeredBy().equals(mandate.actor())),
                () -> Rejection.forbidden(
                        "SettlerMustNotHaveProposed",
                        "four eyes: whoever recorded the proposal may not record that the purpose stays"));
    }

    static Optional<Rejection> settlementMustNotBeInTheFuture(SettleFinding command) {
        return Refusals.when(
                command.decidedOn().isAfter(command.mandate().today()),
                () -> Rejection.at(
                        "/decidedOn",
                        "SettlementMustNotBeInTheFuture",
                        "the decision is dated " + command.decidedOn() + ", today is "
                                + command.mandate().today()));
    }

    static Optional<Rejection> settlementMustNotBeRecordedTwice(Known known, SettleFinding command) {
        return known.settlements().of(command.finding()).stream()
                .filter(Settlement::stands)
                .filter(settlement -> settlement.settled().decidedOn().equals(command.decidedOn())
                        && settlement.settled().decidedBy().equals(command.decidedBy()))
                .findFirst()
                .map(settlement -> Rejection.conflict(
                        "SettlementMustNotBeRecordedTwice",
                        "the decision of " + command.decidedOn() + " by " + command.decidedBy()
                                + " is recorded already, as " + settlement.id()));
    }

    static Rejection settlementMustBeKnown() {
        return Rejection.unknown("SettlementMustBeKnown", "no settlement with this id is recorded");
    }

    static Optional<Rejection> settlementMustStand(Settlement settlement) {
        return Refusals.when(
                !settlement.stands(),
                () -> Rejection.conflict(
                        "SettlementMustStand", "this settlement was taken back on " + settlement.withdrawnOn()));
    }

    static Optional<Rejection> withdrawalMustNotBeInTheFuture(WithdrawSettlement command) {
        return Refusals.when(
                command.withdrawnOn().isAfter(command.mandate().today()),
                () -> Rejection.at(
                        "/withdrawnOn",
                        "WithdrawalMustNotBeInTheFuture",
                        "the withdrawal is dated " + command.withdrawnOn() + ", today is "
                                + command.mandate().today()));
    }

    static Optional<Rejection> withdrawalMustFollowTheSettlement(Settlement settlement, WithdrawSettlement command) {
        return Refusals.when(
                command.withdrawnOn().isBefore(settlement.settled().decidedOn()),
                () -> Rejection.at(
                        "/withdrawnOn",
                        "WithdrawalMustFollowTheSettlement",
                        "it was decided on " + settlement.settled().decidedOn() + ", after this day"));
    }
}
