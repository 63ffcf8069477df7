package se.iopledger.contracts.terms;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;

/** What a party brings beside the money paid out under the agreement. */
public record Contribution(
        @JsonPropertyDescription("Party id.") String by,
        ContributionKind kind,
        @JsonPropertyDescription("As premises.") String what,

        @JsonPropertyDescription("Value in kronor per year; left out where the paper states none.") @Nullable Money valueAYear,

        @JsonPropertyDescription("Ids of the clauses this comes from, as UPP-4.")
        List<String> clauses) {
    public Contribution {
        clauses = Absent.asEmpty(clauses);
    }
}
