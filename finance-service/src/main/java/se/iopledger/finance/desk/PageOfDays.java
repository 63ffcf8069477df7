package se.iopledger.finance.desk;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import se.iopledger.shell.http.BadRequest;
import se.iopledger.shell.http.InputProblem;

/** What lists by day have in common: their days, their pages, and where a page begins. */
public final class PageOfDays {
    public static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
    public static final LocalDate LATEST = LocalDate.of(9999, 12, 31);
    private static final int LARGEST_PAGE = 200;
    private static final int USUAL_PAGE = 50;

    private PageOfDays() {}

    /**
     * Where a page begins: after this row.
     *
     * @param id what tells rows of one day and agreement apart
     */
    public record After(LocalDate day, String agreementId, String id) {
        /** Before all rows. */
        public static final After NOTHING = new After(EARLIEST.minusDays(1), "", "");

        private static final String SEPARATOR = "\n";

        public String toCursor() {
            String text = String.join(SEPARATOR, day.toString(), agreementId, id);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }

        /**
         * @param cursor null for the first page
         * @throws BadRequest if no page gave it
         */
        public static After ofCursor(@Nullable String cursor) {
            if (cursor == null) {
                return NOTHING;
            }
            try {
                String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
                List<String> parts = List.of(text.split(SEPARATOR, -1));
                // PostgreSQL takes no NUL in a text, and its dates end before Java's do.
                if (parts.size() == 3 && text.indexOf('\0') < 0 && isListed(LocalDate.parse(parts.getFirst()))) {
                    return new After(LocalDate.parse(parts.getFirst()), parts.get(1), parts.get(2));
                }
            } catch (IllegalArgumentException | DateTimeParseException notOurs) {
                throw refusedCursor();
            }
            throw refusedCursor();
        }

        private static BadRequest refusedCursor() {
            return refusal("cursor", "CursorMustComeFromAPage", "take the cursor from a page's nextCursor");
        }
    }

    /** @throws BadRequest naming the parameter and the rule it breaks */
    public static LocalDate day(String parameter, String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            if (isListed(date)) {
                return date;
            }
        } catch (DateTimeParseException notADate) {
            throw refusedDay(parameter);
        }
        throw refusedDay(parameter);
    }

    private static boolean isListed(LocalDate date) {
        return !date.isBefore(EARLIEST) && !date.isAfter(LATEST);
    }

    private static BadRequest refusedDay(String parameter) {
        return refusal(
                parameter, "DateMustBeIso8601", "a date is written as 2022-01-31, from " + EARLIEST + " to " + LATEST);
    }

    /**
     * How many rows a page has at most.
     *
     * @param limit as asked for; null for the usual number
     * @throws BadRequest naming the rule it breaks
     */
    public static int size(@Nullable String limit) {
        if (limit == null) {
            return USUAL_PAGE;
        }
        if (limit.matches("[0-9]{1,3}")) {
            int size = Integer.parseInt(limit);
            if (size >= 1 && size <= LARGEST_PAGE) {
                return size;
            }
        }
        throw refusal("limit", "LimitMustBeReasonable", "a page holds from 1 to " + LARGEST_PAGE + " rows");
    }

    public static BadRequest refusal(String parameter, String rule, String detail) {
        return new BadRequest(HttpStatus.BAD_REQUEST, new InputProblem(parameter, rule, detail));
    }
}
