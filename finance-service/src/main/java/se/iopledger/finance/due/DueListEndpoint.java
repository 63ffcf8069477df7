package se.iopledger.finance.due;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.finance.PayeeEvent.RecipientHeld;
import se.iopledger.contracts.finance.PaymentEvent.PaymentsHeld;
import se.iopledger.contracts.finance.Tranche;
import se.iopledger.finance.desk.PageOfDays.After;
import se.iopledger.finance.payee.StoppedRecipients;
import se.iopledger.shell.access.SignedIn;
import tools.jackson.databind.json.JsonMapper;

/** Lists the tranches that a municipality is to settle through this ledger, by due date. */
@RestController
final class DueListEndpoint {
    private final JsonMapper json = ContractsJson.mapper();
    private final JdbcClient tables;
    private final StoppedRecipients stopped;

    DueListEndpoint(JdbcClient tables, StoppedRecipients stopped) {
        this.tables = tables;
        this.stopped = stopped;
    }

    /**
     * One page.
     *
     * @param nextCursor where the next page begins; null on the last
     */
    record DueList(
            List<DueTranche> tranches,

            @JsonPropertyDescription("Give it as cursor to get the next page; left out on the last.") @Nullable String nextCursor) {}

    /**
     * A tranche of an agreement.
     *
     * @param fellDue whether its due date has been reached
     * @param heldBy what stops payments of the agreement to its recipient: a tranche that is held stays in the list
     * @param recipientHeldBy what stops payments to its recipient whatever the agreement, from the day that each says
     */
    record DueTranche(
            String agreementId,
            String shortName,
            boolean fellDue,
            List<PaymentsHeld> heldBy,
            List<RecipientHeld> recipientHeldBy,
            Tranche tranche) {}

    private record Found(
            String agreementId, String shortName, boolean fellDue, List<PaymentsHeld> heldBy, Tranche tranche) {}

    @Operation(
            summary = "Tranches to be settled here, by due date",
            description = "Dated tranches of schedules in force. Tranches due before an agreement's takeover date are"
                    + " settled elsewhere and not listed.")
    @GetMapping("/tranches")
    DueList tranches(
            @Parameter(description = "Four-digit municipality code; all of the user's if left out.")
                    @RequestParam(required = false)
                    @Nullable String municipality,
            @Parameter(description = "First due date, as 2022-01-01.") @RequestParam(required = false) @Nullable String dueFrom,
            @Parameter(description = "Last due date, as 2022-01-31.") @RequestParam(required = false) @Nullable String dueTo,
            @RequestParam(required = false) @Nullable String cursor,
            @Parameter(description = "Most tranches of one page, 1 to 200; 50 if not given.")
                    @RequestParam(required = false)
                    @Nullable String limit,
            SignedIn user) {
        DueListRequest request = DueListRequest.of(municipality, dueFrom, dueTo, cursor, limit);
        Set<String> municipalities = municipalitiesOf(request, user);
        List<Found> found = find(request, municipalities);
        boolean more = found.size() > request.limit();
        List<Found> page = more ? found.subList(0, request.limit()) : found;
        return new DueList(shown(page, municipalities), more ? cursorAfter(page.getLast()) : null);
    }

    private static Set<String> municipalitiesOf(DueListRequest request, SignedIn user) {
        String municipality = request.municipality();
        if (municipality == null) {
            return user.municipalities();
        }
        user.mustActFor(municipality);
        return Set.of(municipality);
    }

    /** One more than the page holds, to see whether another follows. */
    private List<Found> find(DueListRequest request, Set<String> municipalities) {
        if (municipalities.isEmpty()) {
            return List.of();
        }
        return tables.sql("""
                        SELECT t.agreement_id, coalesce(h.short_name, ''), t.fell_due,
                            coalesce((SELECT jsonb_agg(p.hold ORDER BY p.hold_id) FROM payment_hold p
                                WHERE p.agreement_id = t.agreement_id AND NOT p.released
                                  AND (p.recipient IS NULL OR p.recipient = t.tranche ->> 'recipient')), '[]'),
                            t.tranche
                        FROM tranche t
                        LEFT JOIN heard_agreement h ON h.agreement_id = t.agreement_id
                        WHERE t.here AND t.municipality IN (:municipalities)
                          AND t.due_date BETWEEN :from AND :to
                          AND (t.due_date, t.agreement_id, t.tranche_id) > (:afterDay, :afterAgreement, :afterTranche)
                          -- Not joined: the planner takes schedules told in full for few, and would begin with all of them.
                          AND (SELECT s.part = s.parts FROM funding_schedule s WHERE s.agreement_id = t.agreement_id)
                        ORDER BY t.due_date, t.agreement_id, t.tranche_id
                        LIMIT :limit""")
                .param("municipalities", municipalities)
                .param("from", request.dueFrom())
                .param("to", request.dueTo())
                .param("afterDay", request.after().day())
                .param("afterAgreement", request.after().agreementId())
                .param("afterTranche", request.after().id())
                .param("limit", request.limit() + 1)
                .query((row, number) -> new Found(
                        row.getString(1),
                        row.getString(2),
                        row.getBoolean(3),
                        List.of(json.readValue(row.getString(4), PaymentsHeld[].class)),
                        json.readValue(row.getString(5), Tranche.class)))
                .list();
    }

    /** Looked up once the page is read: a mapper of rows that asks again holds two connections. */
    private List<DueTranche> shown(List<Found> page, Set<String> municipalities) {
        StoppedRecipients.Stops stops =
                stopped.of(municipalities, page.stream().map(Found::agreementId).toList());
        return page.stream()
                .map(found -> new DueTranche(
                        found.agreementId(),
                        found.shortName(),
                        found.fellDue(),
                        found.heldBy(),
                        stops.on(found.agreementId(), found.tranche().recipient()),
                        found.tranche()))
                .toList();
    }

    private static String cursorAfter(Found last) {
        LocalDate dueDate = last.tranche().dueDate();
        if (dueDate == null) {
            throw new IllegalStateException("only dated tranches are listed");
        }
        return new After(dueDate, last.agreementId(), last.tranche().trancheId()).toCursor();
    }
}
