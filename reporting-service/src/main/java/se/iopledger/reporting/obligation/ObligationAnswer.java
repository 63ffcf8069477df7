package se.iopledger.reporting.obligation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.reporting.DatedObligation;
import se.iopledger.contracts.reporting.DatedObligation.Dating;
import se.iopledger.contracts.reporting.DatedObligation.Settlement;
import se.iopledger.contracts.terms.ObligationKind;

/** One report, meeting or evaluation, as it is answered. */
record ObligationAnswer(
        String obligationId,
        ObligationKind kind,
        String title,

        @Schema(description = "Ids of the parties or groups that answer for it.")
        List<String> by,

        @Nullable LocalDate periodFirst,
        @Nullable LocalDate periodLast,

        @Schema(description = "The last day for it; left out where the paper gives nothing to date it by.") @Nullable LocalDate dueDate,

        Dating dating,
        Status status,
        List<String> clauses,

        @Schema(description = "How the date was arrived at, for a person.")
        String calculation) {

    /** Where it stands. */
    enum Status {
        /** Dated, and its date has not passed. */
        AWAITED,
        /** Its date has passed and nothing was delivered. */
        OVERDUE,
        /** The paper gives nothing to date it by. */
        UNDATED,
        /** Due before the takeover date: settled elsewhere. */
        ELSEWHERE
    }

    static ObligationAnswer of(DatedObligation obligation, boolean overdue) {
        return new ObligationAnswer(
                obligation.obligationId(),
                obligation.kind(),
                obligation.title(),
                obligation.by(),
                obligation.periodFirst(),
                obligation.periodLast(),
                obligation.dueDate(),
                obligation.dating(),
                status(obligation, overdue),
                obligation.clauses(),
                obligation.calculation());
    }

    private static Status status(DatedObligation obligation, boolean overdue) {
        if (obligation.settlement() == Settlement.ELSEWHERE) {
            return Status.ELSEWHERE;
        }
        if (obligation.dueDate() == null) {
            return Status.UNDATED;
        }
        return overdue ? Status.OVERDUE : Status.AWAITED;
    }
}
