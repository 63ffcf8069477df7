package se.iopledger.shell.projection;

import org.jspecify.annotations.Nullable;

/**
 * A projection as it serves, compared with what the log gives anew, both at the same position.
 *
 * <p>A digest is SHA-256 over UTF-8 text, in lower-case hexadecimal: for each table its name and a line feed, then for
 * each row {@code to_jsonb(row)::text} and a line feed, rows ordered by that text in the collation "C", times in UTC.
 *
 * @param projection its name
 * @param position the last position of the log that both have taken in; -1: none
 * @param liveDigest of the tables that serve
 * @param rebuiltDigest of the tables that were rebuilt
 * @param equal whether the digests are the same
 * @param firstDifference the first row, in that order, that only one of them has; null where they are equal
 * @param swapped whether what was rebuilt serves now
 */
public record Comparison(
        String projection,
        long position,
        String liveDigest,
        String rebuiltDigest,
        boolean equal,
        @Nullable Difference firstDifference,
        boolean swapped) {

    /**
     * Where the two part.
     *
     * @param live the row that serves, as JSON; null if there is none at this place
     * @param rebuilt the row that was rebuilt, as JSON; null if there is none at this place
     */
    public record Difference(
            String table, @Nullable String live, @Nullable String rebuilt) {}
}
