package se.iopledger.contracts.terms;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A document of the agreement. The document itself stays in the archive; this is a reference to it. */
public record Document(
        @JsonPropertyDescription("What the agreement calls it, as annex 1.")
        String label,

        String title,
        DocumentKind kind,
        @Nullable String caseNumber,
        @Nullable LocalDate dated,

        @JsonPropertyDescription("Whether the document is among those that were registered.")
        boolean atHand,

        @JsonPropertyDescription("Ids of the clauses this comes from, as UPP-4.")
        List<String> clauses) {
    public Document {
        clauses = Absent.asEmpty(clauses);
    }
}
