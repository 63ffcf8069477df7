package se.iopledger.finance.due;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import se.iopledger.shell.http.BadRequest;
import se.iopledger.shell.http.InputProblem;

/**
 * What a due list was asked for.
 *
 * @param dueFrom first due date
 * @param dueTo last due date
 * @param after the tranche that the page before ended with
 * @param limit most tranches of the page
 */
record DueListRequest(String municipality, LocalDate dueFrom, LocalDate dueTo, After after, int limit) {
    private static final int LARGEST_PAGE = 200;
    private static final String USUAL_PAGE = "50";
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(9999, 12, 31);

    /** Where a page begins: after this tranche. */
    record After(LocalDate dueDate, String agreementId, String trancheId) {
        private static final String SEPARATOR = "\n";

        String toCursor() {
            String text = String.join(SEPARATOR, dueDate.toString(), agreementId, trancheId);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }

        static After ofCursor(String cursor) {
            try {
                String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
                List<String> parts = List.of(text.split(SEPARATOR, -1));
                if (parts.size() == 3) {
                    return new After(LocalDate.parse(parts.get(0)), parts.get(1), parts.get(2));
                }
            } catch (IllegalArgumentException | DateTimeParseException notOurs) {
                throw refusal("cursor", "CursorMustBeFromThePageBefore", "give the nextCursor of an answer, unchanged");
            }
            throw refusal("cursor", "CursorMustBeFromThePageBefore", "give the nextCursor of an answer, unchanged");
        }
    }

    /** @throws BadRequest naming the parameter and the rule it breaks */
    static DueListRequest of(
            @Nullable String municipality,
            @Nullable String dueFrom,
            @Nullable String dueTo,
            @Nullable String cursor,
            @Nullable String limit) {
        if (municipality == null || !municipality.matches("[0-9]{4}")) {
            throw refusal("municipality", "MunicipalityIsRequired", "give a municipality code of four digits");
        }
        LocalDate from = dueFrom == null ? EARLIEST : date("dueFrom", dueFrom);
        LocalDate to = dueTo == null ? LATEST : date("dueTo", dueTo);
        if (to.isBefore(from)) {
            throw refusal("dueTo", "LastDueDateMustNotBeBeforeTheFirst", "dueTo lies before dueFrom");
        }
        return new DueListRequest(
                municipality,
                from,
                to,
                cursor == null ? new After(EARLIEST.minusDays(1), "", "") : After.ofCursor(cursor),
                size(limit == null ? USUAL_PAGE : limit));
    }

    private static LocalDate date(String parameter, String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            if (!date.isBefore(EARLIEST) && !date.isAfter(LATEST)) {
                return date;
            }
        } catch (DateTimeParseException notADate) {
            throw refusal(parameter, "DateMustBeWrittenYearMonthDay", "give a date as 2022-01-31");
        }
        throw refusal(parameter, "DateMustBeWrittenYearMonthDay", "give a date as 2022-01-31");
    }

    private static int size(String limit) {
        if (limit.matches("[0-9]{1,3}")) {
            int size = Integer.parseInt(limit);
            if (size >= 1 && size <= LARGEST_PAGE) {
                return size;
            }
        }
        throw refusal("limit", "PageMustHoldOneToTwoHundred", "a page holds 1 to " + LARGEST_PAGE);
    }

    private static BadRequest refusal(String parameter, String rule, String detail) {
        return new BadRequest(HttpStatus.BAD_REQUEST, new InputProblem(parameter, rule, detail));
    }
}
