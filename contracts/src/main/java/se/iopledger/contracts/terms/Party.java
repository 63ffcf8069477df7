package se.iopledger.contracts.terms;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.OrganisationNumber;

/** A party to the agreement. */
public record Party(
        @JsonPropertyDescription("Name of this party inside the document; others refer to it.")
        String id,

        @JsonPropertyDescription("The legal name.") String name,

        @JsonPropertyDescription("Left out where the paper does not state it.") @Nullable OrganisationNumber organisationNumber,

        Sector sector,

        @JsonPropertyDescription(
                "Board or administration that represents the party. The legal party is always the municipality.")
        @Nullable String representedBy,

        @JsonPropertyDescription("Ids of the clauses this comes from, as UPP-4.")
        List<String> clauses) {
    public Party {
        clauses = Absent.asEmpty(clauses);
    }
}
