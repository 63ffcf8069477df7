package se.iopledger.contracts.terms;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.SortedMap;
import se.iopledger.contracts.Money;

/** One line of a budget. */
public record BudgetLine(
        BudgetSide side,
        String heading,
        @JsonPropertyDescription("Kronor per year.") SortedMap<Integer, Money> amounts,

        @JsonPropertyDescription("Ids of the clauses this comes from, as UPP-4.")
        List<String> clauses) {
    public BudgetLine {
        clauses = Absent.asEmpty(clauses);
        amounts = Absent.asEmpty(amounts);
    }
}
