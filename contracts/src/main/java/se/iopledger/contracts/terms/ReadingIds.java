package se.iopledger.contracts.terms;

import java.text.Normalizer;
import java.util.Locale;

/** Names readings, so that a decision can say which one holds. */
public final class ReadingIds {
    private ReadingIds() {}

    /** Letters, digits and hyphens; the same words always give the same id. */
    public static String of(String words) {
        return Normalizer.normalize(words, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
    }
}
