package se.iopledger.contracts.terms;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.MonthDay;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One way out of the agreement. Several stand side by side, each valid in its own case. */
public record ExitRule(
        @JsonPropertyDescription("Short name inside the document, as breach.")
        String id,

        ExitKind kind,

        @JsonPropertyDescription("When it may be used, in words.")
        String inCaseOf,

        @JsonPropertyDescription("Party ids; empty for any party.")
        List<String> by,

        @JsonPropertyDescription("Months from notice to the last day.") @Nullable Integer noticeMonths,

        @JsonPropertyDescription("Last day of the year for giving notice, as --09-14.") @Nullable MonthDay noticeBy,

        @JsonPropertyDescription("Left out where the paper does not say.") @Nullable NoticeForm form,

        @JsonPropertyDescription("Group id or words.") @Nullable String noticeTo,

        @JsonPropertyDescription("What must have happened first, as dialogue.")
        List<String> stepsBefore,

        @JsonPropertyDescription("Ids of the clauses this comes from, as UPP-4.")
        List<String> clauses) {
    public ExitRule {
        by = Absent.asEmpty(by);
        stepsBefore = Absent.asEmpty(stepsBefore);
        clauses = Absent.asEmpty(clauses);
    }
}
