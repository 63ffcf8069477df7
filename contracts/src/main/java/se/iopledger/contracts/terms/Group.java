package se.iopledger.contracts.terms;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A group that steers or coordinates the partnership. Roles, never names of persons. */
public record Group(
        @JsonPropertyDescription("Short name inside the document; others refer to it.")
        String id,

        GroupKind kind,
        String name,
        @JsonPropertyDescription("Roles of its members.") List<String> roles,

        @JsonPropertyDescription("How many each party may send, where the paper says.")
        List<Seats> seats,

        @JsonPropertyDescription("Party id.") @Nullable String convener,

        @JsonPropertyDescription("Party id that keeps the minutes.") @Nullable String documents,

        boolean rotatingChair,

        @JsonPropertyDescription("How the group decides; left out where the paper does not say.") @Nullable DecisionRule decisionRule,

        @JsonPropertyDescription("What it does, in words.") List<String> tasks,

        @JsonPropertyDescription("Ids of the clauses this comes from, as UPP-4.")
        List<String> clauses) {
    public Group {
        roles = Absent.asEmpty(roles);
        seats = Absent.asEmpty(seats);
        tasks = Absent.asEmpty(tasks);
        clauses = Absent.asEmpty(clauses);
    }
}
