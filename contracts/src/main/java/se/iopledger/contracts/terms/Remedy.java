package se.iopledger.contracts.terms;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may be done with money when an undertaking is not fulfilled. */
public record Remedy(
        RemedyKind kind,
        @JsonPropertyDescription("In words.") String cause,
        RemedyShare share,

        @JsonPropertyDescription("Party id that repays; left out where the paper does not say.") @Nullable String liable,

        @JsonPropertyDescription("When it may not be used, in words.")
        List<String> exceptions,

        @JsonPropertyDescription("As an exchange of letters.")
        List<String> stepsBefore,

        @JsonPropertyDescription("Ids of the clauses this comes from, as UPP-4.")
        List<String> clauses) {
    public Remedy {
        exceptions = Absent.asEmpty(exceptions);
        stepsBefore = Absent.asEmpty(stepsBefore);
        clauses = Absent.asEmpty(clauses);
    }
}
