package se.iopledger.reporting.history;

import se.iopledger.contracts.agreement.FundingEvent.FundingDecided;
import se.iopledger.contracts.finance.FollowUpEvent;
import se.iopledger.contracts.finance.FollowUpEvent.ContributionRecorded;
import se.iopledger.contracts.finance.FollowUpEvent.ContributionTakenBack;
import se.iopledger.contracts.finance.FollowUpEvent.OutcomeReported;
import se.iopledger.contracts.finance.IndexEvent;
import se.iopledger.contracts.finance.IndexEvent.IndexCeased;
import se.iopledger.contracts.finance.IndexEvent.IndexResumed;
import se.iopledger.contracts.finance.IndexEvent.IndexValueRecorded;
import se.iopledger.contracts.finance.IndexValue;
import se.iopledger.contracts.finance.InputEvent;
import se.iopledger.contracts.finance.InputEvent.DecisionTaken;
import se.iopledger.contracts.finance.InputEvent.FactVoided;
import se.iopledger.contracts.finance.InputEvent.ForceLost;
import se.iopledger.contracts.finance.InputEvent.IndexTaken;
import se.iopledger.contracts.finance.InputEvent.LifeTaken;
import se.iopledger.contracts.finance.InputEvent.SettlementTaken;
import se.iopledger.contracts.finance.InputEvent.TermsTaken;
import se.iopledger.contracts.finance.InputEvent.WithdrawalTaken;

/** What payments are reckoned from, in a sentence each. */
final class InputSummary {
    private InputSummary() {}

    static String of(InputEvent event) {
        return switch (event) {
            case TermsTaken taken ->
                "Funding took in what version " + taken.termsVersion() + " of the terms says of money.";
            case LifeTaken taken ->
                "Funding follows an agreement from " + taken.firstDay() + " to " + taken.lastDay() + ".";
            case ForceLost _ -> "The agreement is not in force after all; what was paid by it was too much.";
            case DecisionTaken taken -> {
                FundingDecided decision = taken.decision();
                yield "Funding follows the decision " + decision.decisionId() + " for " + decision.year() + ", of "
                        + decision.decidedBy() + " on " + decision.decidedOn() + ".";
            }
            case SettlementTaken taken ->
                "Funding follows the settlement " + taken.settlement().settlementId() + " of the finding "
                        + taken.settlement().finding() + ".";
            case WithdrawalTaken taken ->
                "Funding follows the settlement " + taken.withdrawal().settlementId() + " no longer.";
            case FactVoided voided -> "Entry " + voided.fact() + " of the agreement is void: funding leaves it out.";
            case IndexTaken taken ->
                "Funding follows " + taken.index() + " as it stood with event " + taken.asOf() + " of the index"
                        + (taken.lastYear() == null
                                ? "."
                                : "; it is published for " + taken.lastYear() + " at the last.");
        };
    }

    static String of(IndexEvent event) {
        return switch (event) {
            case IndexValueRecorded recorded -> {
                IndexValue value = recorded.value();
                yield recorded.index() + " for " + value.year() + " is "
                        + value.percent().toPlainString() + " % ("
                        + (value.status() == IndexValue.Status.FINAL ? "final" : "preliminary") + ", edition "
                        + value.edition() + ", " + value.source() + ").";
            }
            case IndexCeased ceased ->
                ceased.index() + " is published for " + ceased.lastYear() + " at the last (" + ceased.source() + ").";
            case IndexResumed resumed -> resumed.index() + " is published after all (" + resumed.source() + ").";
        };
    }

    static String of(FollowUpEvent event) {
        return switch (event) {
            case ContributionRecorded recorded ->
                "The party " + recorded.party() + " brought " + recorded.what() + " for " + recorded.year()
                        + (recorded.value() == null ? ", not valued" : ", worth " + recorded.value() + " kr") + " ("
                        + recorded.contributionId() + ", shown by " + recorded.evidence() + ").";
            case ContributionTakenBack back ->
                "The contribution " + back.contributionId() + " was recorded by mistake.";
            case OutcomeReported reported ->
                "The outcome of " + reported.budget() + " for " + reported.year() + " was reported on "
                        + reported.reportedOn() + " (shown by " + reported.evidence() + ").";
        };
    }
}
