package se.iopledger.contracts.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a command was refused.
 *
 * @param rule the rule's name, a sentence in one word: {@code AllPartiesMustHaveSigned}; stable, for programs and tests
 * @param detail what is wrong, with the facts, for a person
 * @param field JSON pointer to the part of the request that breaks the rule, or null where none does by itself
 * @param clauses ids of the clauses that carry the rule; empty where the rule is the system's own
 */
public record Rejection(
        String rule, String detail, @Nullable String field, List<String> clauses) {
    public Rejection {
        clauses = List.copyOf(clauses);
    }

    public static Rejection of(String rule, String detail) {
        return new Rejection(rule, detail, null, List.of());
    }

    public static Rejection at(String field, String rule, String detail) {
        return new Rejection(rule, detail, field, List.of());
    }
}
