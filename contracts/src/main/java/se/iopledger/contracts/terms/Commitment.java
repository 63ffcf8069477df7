package se.iopledger.contracts.terms;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An undertaking of one or several parties. */
public record Commitment(
        String title,

        @JsonPropertyDescription("Party ids; empty where the paper does not say.")
        List<String> by,

        List<Figure> figures,

        @JsonPropertyDescription("Latest reading of a stated start.") @Nullable LocalDate startsAtTheLatest,

        @JsonPropertyDescription("A stated deadline in words, as within a year.") @Nullable String deadline,

        @JsonPropertyDescription("The day from which the deadline counts; left out where the paper does not say.")
        @Nullable LocalDate deadlineFrom,

        @JsonPropertyDescription("A goal that takes more than this many months.") @Nullable Integer horizonMonthsOver,

        CommitmentKind kind,

        @JsonPropertyDescription("Ids of the clauses this comes from, as UPP-4.")
        List<String> clauses) {
    public Commitment {
        by = Absent.asEmpty(by);
        figures = Absent.asEmpty(figures);
        clauses = Absent.asEmpty(clauses);
    }
}
