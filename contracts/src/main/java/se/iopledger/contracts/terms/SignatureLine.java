package se.iopledger.contracts.terms;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A signature as the documents show it: a line to sign on, or an entry in electronic evidence. */
public record SignatureLine(
        @JsonPropertyDescription("Name of the signing organisation as written.")
        String organisation,

        @JsonPropertyDescription("Party id; left out where the signing organisation is no party.") @Nullable String party,

        @JsonPropertyDescription(
                "The body that the line signs for, as socialnämnden; left out where the line names none.")
        @Nullable String onBehalfOf,

        @JsonPropertyDescription("Place and date as written, where that is no complete date, as Lund 2020-.") @Nullable String asWritten,

        @JsonPropertyDescription("Left out where no complete date is written.") @Nullable LocalDate dated,

        @JsonPropertyDescription("Time in the evidence of the signing service.") @Nullable OffsetDateTime electronicallySignedAt,

        @JsonPropertyDescription("Reference of the signing service.") @Nullable String transactionId,

        @JsonPropertyDescription("Ids of the clauses this comes from, as UPP-4.")
        List<String> clauses) {
    public SignatureLine {
        clauses = Absent.asEmpty(clauses);
    }
}
