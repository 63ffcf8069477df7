package se.iopledger.agreement.deadline;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.swagger.v3.oas.annotations.Operation;
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
     * @param concerns id of what it is about, as deficiency-1; left out where it is the agreement itself
     */
    record DeadlineRow(
            LocalDate onDay,
            Deadline.Kind kind,
            String agreementId,
            String municipality,
            String shortName,
            @Nullable String concerns,
            List<String> clauses) {}

    /** @param nextCursor for the page after this one; null on the last */
    record DeadlinePage(
            List<DeadlineRow> deadlines, @Nullable String nextCursor) {}

    private record Place(LocalDate onDay, String agreementId, String kind, String concerns) {
        static Place of(@Nullable String text, LocalDate from) {
            if (text == null) {
                return new Place(from, "", "", "");
            }
            try {
                String[] parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split("\n", -1);
                if (parts.length == 4) {
                    return new Place(LocalDate.parse(parts[0]), parts[1], parts[2], parts[3]);
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
                    .encodeToString((row.onDay() + "\n" + row.agreementId() + "\n" + row.kind() + "\n"
                                    + (row.concerns() == null ? "" : row.concerns()))
                            .getBytes(UTF_8));
        }
    }

    @Operation(
            operationId = "listDeadlines",
            summary = "What has to be done by when, for agreements in force",
            description =
                    "Last days, notices against an extension, reviews, phases, remediation plans and remedies, checks and"
                            + " evidence, mandates. The nearest first, from today on unless another day is given.")
    @GetMapping("/deadlines")
    DeadlinePage list(
            @RequestParam @Nullable String municipality,
            @RequestParam Deadline.@Nullable Kind kind,
            @RequestParam @Nullable LocalDate from,
            @RequestParam @Nullable LocalDate by,
            @RequestParam @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit,
            SignedIn user) {
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
                        "SELECT agreement_id, municipality, end_of_it.short_name, kind, deadline.on_day, concerns, clauses"
                                // What a fact set counts while the agreement has a last day, and until then.
                                + " FROM deadline JOIN (SELECT agreement_id, on_day AS last_day, short_name FROM deadline"
                                + " WHERE kind = :lastDay) AS end_of_it USING (agreement_id)"
                                + " WHERE municipality IN (:municipalities) AND (:kind::text IS NULL OR kind = :kind)"
                                + " AND (set_by IS NULL OR deadline.on_day <= end_of_it.last_day) AND kept_by = '{}'"
                                + " AND (:by::date IS NULL OR deadline.on_day <= :by)"
                                + " AND (deadline.on_day, agreement_id, kind, concerns)"
                                + " > (:onDay, :agreementId, :after, :concerns)"
                                + " ORDER BY deadline.on_day, agreement_id, kind, concerns LIMIT :limit")
                .param("lastDay", Deadline.Kind.LAST_DAY.name())
                .param("concerns", after.concerns())
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
                        row.getString("concerns").isEmpty() ? null : row.getString("concerns"),
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
