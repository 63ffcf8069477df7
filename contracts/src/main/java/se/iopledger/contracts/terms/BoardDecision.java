package se.iopledger.contracts.terms;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The decision to enter the agreement, as far as the documents tell. */
public record BoardDecision(
        @JsonPropertyDescription("Who decides, as socialnämnden.")
        String body,

        @JsonPropertyDescription("Date of the memo that proposes it.") @Nullable LocalDate proposedOn,

        @JsonPropertyDescription("Left out where the documents do not show the decision.") @Nullable LocalDate decidedOn,

        @JsonPropertyDescription("The year the decided funding is for; left out where the decision names none.")
        @Nullable Integer fundingYear,

        @JsonPropertyDescription("Ids of the clauses this comes from, as UPP-4.")
        List<String> clauses) {
    public BoardDecision {
        clauses = Absent.asEmpty(clauses);
    }
}
