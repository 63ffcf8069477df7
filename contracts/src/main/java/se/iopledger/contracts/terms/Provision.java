package se.iopledger.contracts.terms;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/**
 * A clause that binds but carries no date, figure or rule: it is followed up by checks, and a shortcoming can name it. One
 * whose subject begins with "freedom" says what a party may do, which nobody can hold against it.
 */
public record Provision(
        @JsonPropertyDescription("As user influence; as freedom: other funders, where it leaves something free.")
        String subject,

        @JsonPropertyDescription("What it says, in short.") String text,

        @JsonPropertyDescription("Ids of the clauses this comes from, as UPP-4.")
        List<String> clauses) {
    public Provision {
        clauses = Absent.asEmpty(clauses);
    }
}
