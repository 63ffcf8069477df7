package se.iopledger.contracts.terms;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the agreement is changed. */
public record AmendmentRule(
        @JsonPropertyDescription("Left out where the paper does not say.") @Nullable NoticeForm form,

        boolean signedByAllParties,

        @JsonPropertyDescription("Whether single undertakings may change as long as goal, purpose and values stay.")
        boolean commitmentsWithoutRenegotiation,

        boolean anyPartyMayCallForRenegotiation,

        @JsonPropertyDescription("How significant deviations from plan or budget are decided, in words.") @Nullable String deviations,

        boolean newPartyByAnnex,

        @JsonPropertyDescription("Ids of the clauses this comes from, as UPP-4.")
        List<String> clauses) {
    public AmendmentRule {
        clauses = Absent.asEmpty(clauses);
    }
}
