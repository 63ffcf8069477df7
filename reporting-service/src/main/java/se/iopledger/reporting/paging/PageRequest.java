package se.iopledger.reporting.paging;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import se.iopledger.shell.http.BadRequest;
import se.iopledger.shell.http.InputProblem;

/**
 * Which page is wanted. A cursor holds the sort key of the last row of the page before it, so that rows which arrive
 * meanwhile shift nothing.
 *
 * @param after the sort key's parts; empty for the first page
 * @param limit rows at the most
 */
public record PageRequest(List<String> after, int limit) {
    private static final int MOST = 200;
    private static final int USUAL = 50;
    private static final String SEPARATOR = "\n";

    /**
     * @param parts how many parts the sort key has
     * @throws BadRequest if either is none that this service gave out or allows
     */
    public static PageRequest of(@Nullable String cursor, @Nullable Integer limit, int parts) {
        if (limit != null && (limit < 1 || limit > MOST)) {
            throw bad("limit", "LimitMustBeReasonable", "limit is 1 to " + MOST);
        }
        return new PageRequest(cursor == null ? List.of() : decoded(cursor, parts), limit == null ? USUAL : limit);
    }

    /**
     * One page of rows.
     *
     * @param oneMore the rows, of which one more than the limit was asked for
     * @param key a row's sort key
     */
    public <T> Page<T> page(List<T> oneMore, Function<T, List<String>> key) {
        if (oneMore.size() <= limit) {
            return new Page<>(List.copyOf(oneMore), Optional.empty());
        }
        List<T> rows = List.copyOf(oneMore.subList(0, limit));
        return new Page<>(rows, Optional.of(encoded(key.apply(rows.getLast()))));
    }

    /** The part of a cursor, read as something; what cannot be read was not given out by this service. */
    public <T> T part(int index, Function<String, T> reader) {
        try {
            return reader.apply(after.get(index));
        } catch (RuntimeException unreadable) {
            throw badCursor();
        }
    }

    /**
     * Rows, and where more are.
     *
     * @param next cursor of the next page; empty on the last
     */
    public record Page<T>(List<T> rows, Optional<String> next) {}

    private static String encoded(List<String> key) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, key).getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> decoded(String cursor, int parts) {
        List<String> key;
        try {
            key = List.of(
                    new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(SEPARATOR, -1));
        } catch (IllegalArgumentException notBase64) {
            throw badCursor();
        }
        if (key.size() != parts || key.stream().anyMatch(part -> part.indexOf('\0') >= 0)) {
            throw badCursor();
        }
        return key;
    }

    private static BadRequest badCursor() {
        return bad("cursor", "CursorMustComeFromAnAnswer", "the cursor is none that this service gave out");
    }

    private static BadRequest bad(String field, String rule, String detail) {
        return new BadRequest(HttpStatus.BAD_REQUEST, new InputProblem(field, rule, detail));
    }
}
