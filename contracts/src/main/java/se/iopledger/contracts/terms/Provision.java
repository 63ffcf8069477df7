package se.iopledger.contracts.terms;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** A clause that binds but carries nothing that is executed. */
public record Provision(
        @JsonPropertyDescription("As user influence.") String subject,
        @JsonPropertyDescription("What it says, in short.") String text,

        @JsonPropertyDescription("Ids of the clauses this comes from, as UPP-4.")
        List<String> clauses) {
    public Provision {
        clauses = Absent.asEmpty(clauses);
    }
}
