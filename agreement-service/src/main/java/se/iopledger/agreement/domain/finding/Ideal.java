package se.iopledger.agreement.domain.finding;

import java.util.List;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.Finding.Affects;
import se.iopledger.contracts.terms.ReadingIds;

/**
 * What a good paper fulfils, by name; a finding says where this one does not.
 *
 * @param rule a sentence in one word
 * @param affects what depends on a breach being settled
 */
record Ideal(String rule, Affects affects) {
    /** A breach that the agreement as a whole can have once. */
    Finding brokenBy(List<String> clauses, String text) {
        return new Finding(rule, rule, text, clauses, affects);
    }

    /** @param what the part that breaks it; with the rule it names the finding */
    Finding brokenBy(String what, List<String> clauses, String text) {
        return new Finding(rule + ":" + named(what), rule, text, clauses, affects);
    }

    /** Letters, digits and hyphens, so that an id can stand in a URL. */
    static String named(String what) {
        return ReadingIds.of(what);
    }
}
