package se.iopledger.contracts.terms;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A budget table: lines per year, and the totals the paper states. */
public record Budget(
        String title,

        @JsonPropertyDescription("Party id of whose budget it is; left out where it is the partnership's.") @Nullable String party,

        @JsonPropertyDescription("Whether the lines are for calendar or contract years.")
        YearKind years,

        List<BudgetLine> lines,
        List<StatedTotal> statedTotals,

        @JsonPropertyDescription("Ids of the clauses this comes from, as UPP-4.")
        List<String> clauses) {
    public Budget {
        lines = Absent.asEmpty(lines);
        statedTotals = Absent.asEmpty(statedTotals);
        clauses = Absent.asEmpty(clauses);
    }
}
