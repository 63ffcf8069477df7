package se.iopledger.contracts.terms;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** What must hold for the agreement to be in force. */
public record Condition(
        ConditionKind kind,
        String text,

        @JsonPropertyDescription("Ids of the clauses this comes from, as UPP-4.")
        List<String> clauses) {
    public Condition {
        clauses = Absent.asEmpty(clauses);
    }
}
