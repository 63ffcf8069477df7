package se.iopledger.contracts.terms;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a group decides. */
public record DecisionRule(
        @JsonPropertyDescription("Whether it decides by consensus.")
        boolean consensus,

        @JsonPropertyDescription("Party id that decides where no consensus is reached.") @Nullable String tieBreak,

        @JsonPropertyDescription("What the rule covers; it covers nothing else.")
        List<String> covers,

        @JsonPropertyDescription("Ids of the clauses this comes from, as UPP-4.")
        List<String> clauses) {
    public DecisionRule {
        covers = Absent.asEmpty(covers);
        clauses = Absent.asEmpty(clauses);
    }
}
