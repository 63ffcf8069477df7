package se.iopledger.contracts.terms;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** How amounts follow an index or a yearly decision. */
public record Adjustment(
        AdjustmentBasis basis,

        @JsonPropertyDescription("From when it applies. More than one where the paper contradicts itself.")
        List<StartReading> startReadings,

        @JsonPropertyDescription("What it applies to. More than one where the paper can be read in several ways.")
        List<ScopeReading> scopeReadings,

        @JsonPropertyDescription("A floor: a year is never lower than what was decided for the year before.")
        boolean neverBelowYearBefore,

        @JsonPropertyDescription("Whether the clause is renegotiated if the index is no longer published.")
        boolean renegotiatedIfCeased,

        @JsonPropertyDescription("Ids of the clauses this comes from, as UPP-4.")
        List<String> clauses) {
    public Adjustment {
        startReadings = Absent.asEmpty(startReadings);
        scopeReadings = Absent.asEmpty(scopeReadings);
        clauses = Absent.asEmpty(clauses);
    }
}
