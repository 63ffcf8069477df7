package se.iopledger.finance.domain.followup;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.iopledger.contracts.finance.FollowUpEvent;
import se.iopledger.contracts.finance.FollowUpEvent.ContributionRecorded;
import se.iopledger.contracts.finance.FollowUpEvent.ContributionTakenBack;
import se.iopledger.contracts.finance.FollowUpEvent.OutcomeReported;

/**
 * What was recorded of one agreement.
 *
 * @param contributions those that stand, in the order in which they were recorded
 * @param everRecorded how many there were, those taken back too
 * @param outcomes what was reported last of each budget and year
 */
@CheckReturnValue
public record FollowUp(List<ContributionRecorded> contributions, int everRecorded, List<OutcomeReported> outcomes) {
    public static final FollowUp NONE = new FollowUp(List.of(), 0, List.of());

    public FollowUp {
        contributions = List.copyOf(contributions);
        outcomes = List.copyOf(outcomes);
    }

    Optional<ContributionRecorded> contribution(String id) {
        return contributions.stream()
                .filter(one -> one.contributionId().equals(id))
                .findFirst();
    }

    Optional<OutcomeReported> outcome(String budget, int year) {
        return outcomes.stream()
                .filter(one -> one.budget().equals(budget) && one.year() == year)
                .findFirst();
    }

    /** @throws IllegalStateException if the event cannot follow on the state: the history is not one of ours */
    public FollowUp after(FollowUpEvent event) {
        return switch (event) {
            case ContributionRecorded recorded ->
                new FollowUp(
                        Stream.concat(contributions.stream(), Stream.of(recorded))
                                .toList(),
                        everRecorded + 1,
                        outcomes);
            case ContributionTakenBack back -> {
                if (contribution(back.contributionId()).isEmpty()) {
                    throw new IllegalStateException(back.contributionId() + " does not stand");
                }
                yield new FollowUp(
                        contributions.stream()
                                .filter(one -> !one.contributionId().equals(back.contributionId()))
                                .toList(),
                        everRecorded,
                        outcomes);
            }
            case OutcomeReported reported ->
                new FollowUp(
                        contributions,
                        everRecorded,
                        Stream.concat(
                                        outcomes.stream()
                                                .filter(one -> !(one.budget().equals(reported.budget())
                                                        && one.year() == reported.year())),
                                        Stream.of(reported))
                                .toList());
        };
    }
}
