package se.iopledger.contracts.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a command was refused.
 *
 * @param kind what sort of refusal, so that an edge can answer without knowing the rule
 * @param rule the rule's name, a sentence in one word: {@code AllPartiesMustHaveSigned}; stable, for programs and tests
 * @param detail what is wrong, with the facts, for a person
 * @param field JSON pointer to the part of the request that breaks the rule, or null where none does by itself
 * @param clauses ids of the clauses that carry the rule; empty where the rule is the system's own
 */
public record Rejection(
        Kind kind, String rule, String detail, @Nullable String field, List<String> clauses) {
    public Rejection {
        clauses = List.copyOf(clauses);
    }

    /** What sort of refusal. */
    public enum Kind {
        /** The request itself can never be carried out. */
        INVALID,
        /** It contradicts what holds now: what is registered already, a state that forbids it. */
        CONFLICT,
        /** There is nothing to do it to. */
        UNKNOWN,
        /** This actor may not do it. */
        FORBIDDEN,
        /** It was meant for another version than the one that holds now. */
        OUTDATED
    }

    public Rejection(String rule, String detail, @Nullable String field, List<String> clauses) {
        this(Kind.INVALID, rule, detail, field, clauses);
    }

    public static Rejection of(String rule, String detail) {
        return new Rejection(rule, detail, null, List.of());
    }

    public static Rejection at(String field, String rule, String detail) {
        return new Rejection(rule, detail, field, List.of());
    }

    public static Rejection conflict(String rule, String detail) {
        return new Rejection(Kind.CONFLICT, rule, detail, null, List.of());
    }

    public static Rejection unknown(String rule, String detail) {
        return new Rejection(Kind.UNKNOWN, rule, detail, null, List.of());
    }

    public static Rejection forbidden(String rule, String detail) {
        return new Rejection(Kind.FORBIDDEN, rule, detail, null, List.of());
    }

    /**
     * The same refusal, of this part of the request.
     *
     * @param pointer JSON pointer to it
     */
    public Rejection in(String pointer) {
        return new Rejection(kind, rule, detail, pointer, clauses);
    }

    /** The same refusal, carried by these clauses. */
    public Rejection by(String... carryingClauses) {
        return new Rejection(kind, rule, detail, field, List.of(carryingClauses));
    }
}
