package se.iopledger.finance.attest;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import se.iopledger.finance.domain.pay.AttestRight.Step;
import se.iopledger.shell.http.BadRequest;
import se.iopledger.shell.http.InputProblem;

/**
 * What a list of waiting payments was asked for.
 *
 * @param step what they wait for
 * @param dueTo last day by which they are to be paid
 * @param after the payment that the page before ended with
 * @param limit most payments of the page
 */
record WaitingRequest(Step step, LocalDate dueTo, After after, int limit) {
    private static final int LARGEST_PAGE = 200;
    private static final String USUAL_PAGE = "50";
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(9999, 12, 31);

    /** Where a page begins: after this payment. */
    record After(LocalDate day, String agreementId, String payableId) {
        private static final String SEPARATOR = "\n";

        String toCursor() {
            String text = String.join(SEPARATOR, day.toString(), agreementId, payableId);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }

        static After ofCursor(String cursor) {
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
    static WaitingRequest of(String step, @Nullable String dueTo, @Nullable String cursor, @Nullable String limit) {
        return new WaitingRequest(
                step(step),
                dueTo == null ? LATEST : date(dueTo),
                cursor == null ? new After(EARLIEST, "", "") : After.ofCursor(cursor),
                size(limit == null ? USUAL_PAGE : limit));
    }

    private static Step step(String step) {
        return Arrays.stream(Step.values())
                .filter(known -> known.name().equals(step))
                .findFirst()
                .orElseThrow(() -> refusal("step", "StepMustBeKnown", "a payment waits to be EXAMINEd or APPROVEd"));
    }

    private static LocalDate date(String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            if (isListed(date)) {
                return date;
            }
        } catch (DateTimeParseException notADate) {
            throw refusedDate();
        }
        throw refusedDate();
    }

    private static boolean isListed(LocalDate date) {
        return !date.isBefore(EARLIEST) && !date.isAfter(LATEST);
    }

    private static BadRequest refusedDate() {
        return refusal(
                "dueTo", "DateMustBeIso8601", "a date is written as 2022-01-31, from " + EARLIEST + " to " + LATEST);
    }

    private static int size(String limit) {
        if (limit.matches("[0-9]{1,3}")) {
            int size = Integer.parseInt(limit);
            if (size >= 1 && size <= LARGEST_PAGE) {
                return size;
            }
        }
        throw refusal("limit", "LimitMustBeReasonable", "a page holds from 1 to " + LARGEST_PAGE + " rows");
    }

    private static BadRequest refusal(String parameter, String rule, String detail) {
        return new BadRequest(HttpStatus.BAD_REQUEST, new InputProblem(parameter, rule, detail));
    }
}
