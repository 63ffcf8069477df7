package se.iopledger.finance.domain.followup;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.iopledger.contracts.finance.FollowUpEvent;
import se.iopledger.contracts.finance.FollowUpEvent.ContributionRecorded;
import se.iopledger.contracts.finance.FollowUpEvent.ContributionTakenBack;
import se.iopledger.contracts.finance.FollowUpEvent.OutcomeReported;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.domain.followup.FollowUpCommand.RecordContribution;
import se.iopledger.finance.domain.followup.FollowUpCommand.ReportOutcome;
import se.iopledger.finance.domain.followup.FollowUpCommand.TakeContributionBack;

/** Decides about the follow-up of one agreement. */
@CheckReturnValue
public final class FollowUpDecider {
    private FollowUpDecider() {}

    /** Decides what is recorded. */
    public static Decision<FollowUpEvent> decide(FollowUpCommand command, FollowUp state) {
        return switch (command) {
            case RecordContribution recording ->
                unless(
                        Stream.of(
                                FollowUpRules.yearMustBeOneOfTheAgreements(recording),
                                FollowUpRules.partyMustBeInTheTerms(recording),
                                FollowUpRules.textMustBeGiven("/what", recording.what()),
                                FollowUpRules.textMustBeGiven("/evidence", recording.evidence()),
                                FollowUpRules.valueMustBeReasonable(recording)),
                        new ContributionRecorded(
                                recording.streamId(),
                                recording.agreementId(),
                                "contribution-" + (state.everRecorded() + 1),
                                recording.party(),
                                recording.year(),
                                recording.kind(),
                                recording.what(),
                                recording.value(),
                                recording.evidence(),
                                recording.mandate().actor()));
            case TakeContributionBack back ->
                unless(
                        Stream.of(
                                FollowUpRules.contributionMustStand(back, state),
                                FollowUpRules.reasonMustBeStated(back)),
                        new ContributionTakenBack(back.streamId(), back.agreementId(), back.contributionId()));
            case ReportOutcome report ->
                unless(
                        Stream.of(
                                FollowUpRules.budgetMustBeInTheTerms(report),
                                FollowUpRules.yearMustBeInTheBudget(report),
                                FollowUpRules.everyLineMustBeInTheBudget(report),
                                FollowUpRules.reportMustNotBeInTheFuture(report),
                                FollowUpRules.textMustBeGiven("/evidence", report.evidence())),
                        new OutcomeReported(
                                report.streamId(),
                                report.agreementId(),
                                report.budget(),
                                report.year(),
                                report.lines(),
                                report.reportedOn(),
                                report.evidence()));
        };
    }

    private static Decision<FollowUpEvent> unless(Stream<Optional<Rejection>> rules, FollowUpEvent event) {
        return rules.flatMap(Optional::stream)
                .findFirst()
                .map(Decision::<FollowUpEvent>rejected)
                .orElseGet(() -> Decision.accepted(List.of(event)));
    }
}
