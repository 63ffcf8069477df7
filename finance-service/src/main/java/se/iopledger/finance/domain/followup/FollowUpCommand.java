package se.iopledger.finance.domain.followup;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.FollowUpEvent.OutcomeLine;
import se.iopledger.contracts.model.Command;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.ContributionKind;
import se.iopledger.contracts.terms.Terms;

/** What somebody records of contributions and outcome. */
public sealed interface FollowUpCommand extends Command {
    String agreementId();

    @Override
    default String streamId() {
        return followUpOf(agreementId());
    }

    /** Names the stream of an agreement's follow-up. */
    static String followUpOf(String agreementId) {
        return UUID.nameUUIDFromBytes(("follow-up/" + agreementId).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /**
     * A party brought something.
     *
     * @param value kronor; null where it is not valued
     * @param terms those that were heard, by the years in which they held
     */
    record RecordContribution(
            String agreementId,
            String party,
            int year,
            ContributionKind kind,
            String what,
            @Nullable Money value,
            String evidence,
            TermsByYear terms,
            Mandate mandate)
            implements FollowUpCommand {}

    /** A contribution was recorded by mistake; the mandate says why. */
    record TakeContributionBack(String agreementId, String contributionId, Mandate mandate)
            implements FollowUpCommand {}

    /**
     * An organisation reported what a year of a budget came to.
     *
     * @param budget title of the budget in the terms
     * @param terms the newest that were heard
     */
    record ReportOutcome(
            String agreementId,
            String budget,
            int year,
            List<OutcomeLine> lines,
            LocalDate reportedOn,
            String evidence,
            Terms terms,
            Mandate mandate)
            implements FollowUpCommand {
        public ReportOutcome {
            lines = List.copyOf(lines);
        }
    }
}
