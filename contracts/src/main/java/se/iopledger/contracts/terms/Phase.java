package se.iopledger.contracts.terms;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A phase inside the period. An obligation that bears its title is asked for in it. */
public record Phase(
        String title,
        LocalDate first,
        @Nullable LocalDate last,

        @JsonPropertyDescription("Ids of the clauses this comes from, as UPP-4.")
        List<String> clauses) {
    public Phase {
        clauses = Absent.asEmpty(clauses);
    }
}
