package se.iopledger.contracts.finance;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.terms.BudgetSide;
import se.iopledger.contracts.terms.ContributionKind;

/**
 * An event of what the parties of one agreement bring beside the money that is paid out under it, and of what the activity
 * came to cost. It moves no money; the subject of its entries is the follow-up's own id.
 */
public sealed interface FollowUpEvent {
    /** Id of the stream: of the agreement's follow-up. */
    String followUpId();

    /** Id of the agreement. */
    String agreementId();

    /**
     * A party brought something, in kind or of its own (LIN-3, UPP-7, NOR-6).
     *
     * @param contributionId names it inside the agreement, as contribution-1
     * @param party id of the party in the terms
     * @param year calendar year, or number of the contract year where the terms give amounts by those
     * @param what as premises
     * @param value kronor that it is worth; left out where it is not valued
     * @param evidence the document, account or minutes that show it
     * @param recordedBy opaque id
     */
    record ContributionRecorded(
            String followUpId,
            String agreementId,
            String contributionId,
            String party,
            int year,
            ContributionKind kind,
            String what,
            @Nullable Money value,
            String evidence,
            String recordedBy)
            implements FollowUpEvent {}

    /** A contribution was recorded by mistake. The reason stands in the entry. */
    record ContributionTakenBack(String followUpId, String agreementId, String contributionId)
            implements FollowUpEvent {}

    /**
     * An organisation reported what a year of a budget came to; replaces what was reported of the same year before.
     *
     * @param budget title of the budget in the terms
     * @param year the year of the budget
     * @param lines in the order of the report
     * @param reportedOn day of the report
     * @param evidence the account or report that says so
     */
    record OutcomeReported(
            String followUpId,
            String agreementId,
            String budget,
            int year,
            List<OutcomeLine> lines,
            LocalDate reportedOn,
            String evidence)
            implements FollowUpEvent {
        public OutcomeReported {
            lines = List.copyOf(lines);
        }
    }

    /**
     * What one line of a budget came to.
     *
     * @param heading as the budget has it
     * @param amount kronor
     */
    record OutcomeLine(BudgetSide side, String heading, Money amount) {}
}
