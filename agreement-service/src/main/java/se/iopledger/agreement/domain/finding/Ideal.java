package se.iopledger.agreement.domain.finding;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.Finding.Affects;

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
    private static String named(String what) {
        return Normalizer.normalize(what, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
    }
}
