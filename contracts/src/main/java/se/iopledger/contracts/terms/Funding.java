package se.iopledger.contracts.terms;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;

/** The money of the agreement. */
public record Funding(
        @JsonPropertyDescription("Whether a year below is a calendar year or a contract year (1 is the first).")
        YearKind years,

        @JsonPropertyDescription("One row per payer, recipient and year.")
        List<Grant> grants,

        @JsonPropertyDescription(
                "The year total over all payers and in-kind contributions that the paper states; checked against the rows.")
        @Nullable Money statedYearlyTotal,

        @Nullable PaymentTerms payment,

        @JsonPropertyDescription("How the amounts change from year to year.") @Nullable Adjustment adjustment,

        @JsonPropertyDescription(
                "Label of the document that is to bring the amounts; nothing is scheduled before it is registered.")
        @Nullable String awaitsDocument,

        @JsonPropertyDescription("Ids of the clauses this comes from, as UPP-4.")
        List<String> clauses) {
    public Funding {
        grants = Absent.asEmpty(grants);
        clauses = Absent.asEmpty(clauses);
    }
}
