package se.iopledger.contracts.terms;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;

/** What one payer pays one recipient for one year. */
public record Grant(
        @JsonPropertyDescription("Party id.") String payer,
        @JsonPropertyDescription("Party id.") String recipient,

        @JsonPropertyDescription("Calendar year, or number of the contract year.")
        int year,

        @JsonPropertyDescription("Kronor for the whole year.")
        Money amount,

        Standing standing,

        @JsonPropertyDescription("What it is for, where the paper says.") @Nullable String purpose,

        @JsonPropertyDescription("Ids of the clauses this comes from, as UPP-4.")
        List<String> clauses) {
    public Grant {
        clauses = Absent.asEmpty(clauses);
    }
}
