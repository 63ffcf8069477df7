package se.iopledger.shell.projection;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A projection as it serves, compared with what the log gives anew, both at the same position. What is kept of other
 * services is compared with what was received of them.
 *
 * <p>A digest is SHA-256 over UTF-8 text, in lower-case hexadecimal: for each table its name and a line feed, then for
 * each row {@code to_jsonb(row)::text} and a line feed, rows ordered by that text in the collation "C", times in UTC.
 *
 * @param projection its name
 * @param positions the last position that both have taken in, -1 for none: of the log, by its source, or of each
 *     partition of a topic, as {@code iop.agreements/0}
 * @param liveDigest of the tables that serve
 * @param rebuiltDigest of the tables that were rebuilt
 * @param equal whether the digests are the same
 * @param firstDifference the first row, in that order, that only one of them has; null where they are equal
 * @param swapped whether what was rebuilt serves now
 */
public record Comparison(
        String projection,
        Map<String, Long> positions,
        String liveDigest,
        String rebuiltDigest,
        boolean equal,
        @Nullable Difference firstDifference,
        boolean swapped) {
    public Comparison {
        positions = Map.copyOf(positions);
    }

    /**
     * Where the two part.
     *
     * @param live the row that serves, as JSON; null if there is none at this place
     * @param rebuilt the row that was rebuilt, as JSON; null if there is none at this place
     */
    public record Difference(
            String table, @Nullable String live, @Nullable String rebuilt) {}
}
