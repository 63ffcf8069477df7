package se.iopledger.contracts.terms;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the agreement may go on after its last day. */
public record ExtensionRule(
        ExtensionKind kind,

        @JsonPropertyDescription("Length of one extension.") @Nullable Integer years,

        @JsonPropertyDescription("The last day that extensions may reach.") @Nullable LocalDate longestTo,

        @JsonPropertyDescription("Day by which the parties review whether to go on.") @Nullable LocalDate reviewBy,

        @JsonPropertyDescription("What must hold for it, in words.")
        List<String> requires,

        @JsonPropertyDescription("Ids of the clauses this comes from, as UPP-4.")
        List<String> clauses) {
    public ExtensionRule {
        requires = Absent.asEmpty(requires);
        clauses = Absent.asEmpty(clauses);
    }
}
