package se.iopledger.agreement.deadline;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.agreement.desk.Pages;
import se.iopledger.agreement.domain.deadline.Deadline;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.http.BadRequest;
import se.iopledger.shell.http.InputProblem;
import se.iopledger.shell.time.BusinessClock;

/** Answers what has to be done by when. */
@RestController
class ListDeadlinesEndpoint {
    private final JdbcClient tables;
    private final BusinessClock clock;

    ListDeadlinesEndpoint(JdbcClient tables, BusinessClock clock) {
        this.tables = tables;
        this.clock = clock;
    }

    /**
     * One deadline.
     *
     * @param onDay the last day on which it can be done
     */
    record DeadlineRow(
            LocalDate onDay,
            Deadline.Kind kind,
            String agreementId,
            String municipality,
            String shortName,
            List<String> clauses) {}

    /** @param nextCursor for the page after this one; null on the last */
    record DeadlinePage(
            List<DeadlineRow> deadlines, @Nullable String nextCursor) {}

    private record Place(LocalDate onDay, String agreementId, String kind) {
        static Place of(@Nullable String text, LocalDate from) {
            if (text == null) {
                return new Place(from, "", "");
            }
            try {
                String[] parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split("\n", -1);
                if (parts.length == 3) {
                    return new Place(LocalDate.parse(parts[0]), parts[1], parts[2]);
                }
            } catch (IllegalArgumentException | DateTimeException notOurs) {
                // Told below, as any other text that is no cursor.
            }
            throw new BadRequest(
                    HttpStatus.BAD_REQUEST,
                    new InputProblem("cursor", "CursorMustComeFromAPage", "take the cursor from a page's nextCursor"));
        }

        static String after(DeadlineRow row) {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((row.onDay() + "\n" + row.agreementId() + "\n" + row.kind()).getBytes(UTF_8));
        }
    }

    @Operation(
            operationId = "listDeadlines",
            summary = "What has to be done by when, for agreements in force",
            description = "Last days, notices against an extension, reviews. The nearest first, from today on unless"
                    + " another day is given.")
    @GetMapping("/deadlines")
    DeadlinePage list(
            @RequestParam @Nullable String municipality,
            @RequestParam Deadline.@Nullable Kind kind,
            @RequestParam @Nullable LocalDate from,
            @RequestParam @Nullable LocalDate by,
            @RequestParam @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit,
            @Parameter(hidden = true) SignedIn user) {
        if (municipality != null) {
            user.mustActFor(municipality);
        }
        int size = Pages.limit(limit);
        Set<String> municipalities = municipality == null ? user.municipalities() : Set.of(municipality);
        Place after = Place.of(cursor, from == null ? clock.today() : from);
        return municipalities.isEmpty()
                ? new DeadlinePage(List.of(), null)
                : page(municipalities, kind, by, after, size);
    }

    private DeadlinePage page(
            Set<String> municipalities, Deadline.@Nullable Kind kind, @Nullable LocalDate by, Place after, int limit) {
        // One more than asked for tells whether there is a next page.
        List<DeadlineRow> rows = new ArrayList<>(tables.sql(
                        "SELECT agreement_id, municipality, short_name, kind, on_day, clauses FROM deadline"
                                + " WHERE municipality IN (:municipalities) AND (:kind::text IS NULL OR kind = :kind)"
                                + " AND (:by::date IS NULL OR on_day <= :by)"
                                + " AND (on_day, agreement_id, kind) > (:onDay, :agreementId, :after)"
                                + " ORDER BY on_day, agreement_id, kind LIMIT :limit")
                .param("municipalities", municipalities)
                .param("kind", kind == null ? null : kind.name())
                .param("by", by)
                .param("onDay", after.onDay())
                .param("agreementId", after.agreementId())
                .param("after", after.kind())
                .param("limit", limit + 1)
                .query((row, number) -> new DeadlineRow(
                        row.getObject("on_day", LocalDate.class),
                        Deadline.Kind.valueOf(row.getString("kind")),
                        row.getString("agreement_id"),
                        row.getString("municipality"),
                        row.getString("short_name"),
                        clauses(row.getString("clauses"))))
                .list());
        if (rows.size() <= limit) {
            return new DeadlinePage(rows, null);
        }
        rows.removeLast();
        return new DeadlinePage(rows, Place.after(rows.getLast()));
    }

    private static List<String> clauses(String stored) {
        return stored.isEmpty() ? List.of() : List.of(stored.split(" ", -1));
    }
}
