package se.iopledger.contracts.agreement;

import java.util.List;

/**
 * Something that the terms say, as they said it when it was referred to.
 *
 * @param id its place among the commitments, provisions or conditions of the terms, as commitment-6
 * @param text what it says
 * @param clauses the clauses it comes from
 */
public record Stipulated(String id, String text, List<String> clauses) {
    public Stipulated {
        clauses = List.copyOf(clauses);
    }
}
