package se.iopledger.contracts.terms;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A report, account, meeting or evaluation that the agreement asks for. */
public record Obligation(
        @JsonPropertyDescription("Short name inside the document, as half-yearly-account.")
        String id,

        ObligationKind kind,
        String title,

        @JsonPropertyDescription("Party or group ids that answer for it; empty where the paper does not say.")
        List<String> by,

        @JsonPropertyDescription("Party or group id, or a body in words.") @Nullable String to,

        @JsonPropertyDescription("When.") Recurrence due,

        @JsonPropertyDescription("Party or group id that convenes a meeting.") @Nullable String convener,

        @JsonPropertyDescription("What it must hold.") List<String> contents,

        @JsonPropertyDescription("What else it is, as a yearly compilation that also is the financial account.")
        List<ObligationKind> servesAlsoAs,

        @JsonPropertyDescription("Ids of the clauses this comes from, as UPP-4.")
        List<String> clauses) {
    public Obligation {
        by = Absent.asEmpty(by);
        contents = Absent.asEmpty(contents);
        servesAlsoAs = Absent.asEmpty(servesAlsoAs);
        clauses = Absent.asEmpty(clauses);
    }
}
