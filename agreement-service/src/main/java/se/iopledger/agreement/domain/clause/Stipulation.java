package se.iopledger.agreement.domain.clause;

import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.agreement.Stipulated;

/**
 * Something that the terms say.
 *
 * @param id its place in its part of the terms, as commitment-6, since the paper gives it no name
 * @param subject what it is about; null where the text alone says so
 * @param by ids of the parties that it concerns; empty where the paper does not say
 * @param deadline a stated deadline in words
 */
public record Stipulation(
        String id,
        Kind kind,
        @Nullable String subject,
        String text,
        List<String> by,
        @Nullable String deadline,
        List<String> clauses) {
    public Stipulation {
        by = List.copyOf(by);
        clauses = List.copyOf(clauses);
    }

    /** What sort of thing is said. */
    public enum Kind {
        /** What must hold, of the parties or of the money. */
        REQUIREMENT,
        /** What a party does. */
        UNDERTAKING,
        GOAL,
        /** Named, without settled funding: nothing is promised, and nothing paid for it. */
        DEVELOPMENT_AREA,
        /** What the partnership does not cover, or forbids. */
        EXCLUDED,
        /** What binds otherwise. */
        PROVISION,
        /** What a party may do, whatever else is agreed. */
        FREEDOM
    }

    /** Whether it asks for something that can be there or not, so that somebody can look. */
    public boolean asksForSomething() {
        return switch (kind) {
            case REQUIREMENT, UNDERTAKING, PROVISION -> true;
            case GOAL, DEVELOPMENT_AREA, EXCLUDED, FREEDOM -> false;
        };
    }

    /** As an event tells it. */
    public Stipulated told() {
        return new Stipulated(id, text, clauses);
    }
}
