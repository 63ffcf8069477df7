package se.iopledger.contracts.terms;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A named rule chosen where the paper is silent. */
public record ChosenDefault(
        DefaultRule rule,
        @JsonPropertyDescription("Why this one.") @Nullable String note,

        @JsonPropertyDescription("Ids of the clauses this comes from, as UPP-4.")
        List<String> clauses) {
    public ChosenDefault {
        clauses = Absent.asEmpty(clauses);
    }
}
