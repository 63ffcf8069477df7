package se.iopledger.contracts.terms;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** One reading of what is adjusted. */
public record ScopeReading(
        @JsonPropertyDescription("The reading, as the compensation only.")
        String label,

        @JsonPropertyDescription("Ids of the clauses this comes from, as UPP-4.")
        List<String> clauses) {
    public ScopeReading {
        clauses = Absent.asEmpty(clauses);
    }

    /** By which a settlement ({@code FindingSettled}) names this reading. */
    public String readingId() {
        return ReadingIds.of(label);
    }
}
