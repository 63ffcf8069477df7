package se.iopledger.contracts.agreement;

import java.util.List;

/**
 * A place where an agreement is silent, contradicts itself, calculates wrongly or rests on an assumption.
 *
 * @param id stable inside the agreement: the rule, and what it concerns, as {@code PartyMustStateOrganisationNumber:lund}
 * @param rule the rule that raised it, a sentence in one word
 * @param text the fact, for a person, in English
 * @param clauses the clauses it concerns
 * @param affects what depends on its being settled
 */
public record Finding(String id, String rule, String text, List<String> clauses, Affects affects) {
    public Finding {
        clauses = List.copyOf(clauses);
    }

    /** What an open finding stands in the way of. */
    public enum Affects {
        NOTHING,
        /** Amounts that are indexed or adjusted (LIN-6). */
        ADJUSTED_AMOUNT,
        /** Dates or amounts of the whole schedule. */
        SCHEDULE,
        /** Dates of reports and meetings. */
        OBLIGATIONS,
        /** How the agreement may end. */
        EXIT,
        REPAYMENT,
        /** What shows that the parties are bound. */
        EVIDENCE
    }
}
