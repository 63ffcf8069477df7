package se.iopledger.finance.invoice;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.Invoice.Kind;
import se.iopledger.contracts.finance.InvoiceEvent.Because;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.http.BadRequest;
import se.iopledger.shell.http.InputProblem;

/** Shows invoices. */
@RestController
class ListInvoicesEndpoint {
    private static final int LARGEST_PAGE = 200;

    private final InvoiceDesk desk;
    private final JdbcClient tables;

    ListInvoicesEndpoint(InvoiceDesk desk, JdbcClient tables) {
        this.desk = desk;
        this.tables = tables;
    }

    /** One page, in the order in which they came in. */
    record Page(
            List<Row> invoices,

            @JsonPropertyDescription("Give it as cursor to get the next page; left out on the last.") @Nullable String nextCursor) {}

    /**
     * One invoice of a list. Of a document that cannot be read no more is known than that it is there.
     *
     * @param because why it waits for a person
     * @param payable kronor, as it came in
     * @param left kronor that are left of it after credit notes
     * @param placed kronor of it that are paid as part of the tranche
     */
    record Row(
            String invoiceId,
            String municipality,
            InvoiceStanding state,
            @Nullable Because because,
            @Nullable Kind kind,
            @Nullable String seller,
            @Nullable String sellerName,
            @Nullable String number,
            @Nullable LocalDate issuedOn,
            @Nullable LocalDate receivedOn,
            @Nullable Money payable,
            @Nullable Money left,
            @Nullable LocalDate dueOn,
            @Nullable String agreementId,
            @Nullable String trancheId,
            @Nullable Money placed) {}

    @Operation(
            operationId = "getInvoice",
            summary = "An invoice as it stands",
            description = "While it waits, with the tranches it may belong to, what speaks for each and what against.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = InvoiceView.class)))
    @GetMapping("/invoices/{invoiceId}")
    ResponseEntity<?> one(@PathVariable String invoiceId, SignedIn user) {
        return desk.show(invoiceId, user);
    }

    @Operation(
            operationId = "listInvoices",
            summary = "Invoices of the user's municipalities",
            description = "In the order in which they came in, page by page. WAITING and UNREADABLE are for a person.")
    @GetMapping("/invoices")
    Page list(
            @Parameter(description = "Four-digit municipality code; all of the user's if left out.")
                    @RequestParam(required = false)
                    @Nullable String municipality,
            @RequestParam(required = false) @Nullable InvoiceStanding state,
            @Parameter(description = "Those that stand for a tranche of this agreement.")
                    @RequestParam(required = false)
                    @Nullable String agreement,
            @RequestParam(required = false) @Nullable String cursor,
            @Parameter(description = "Most invoices of one page, 1 to 200.") @RequestParam(defaultValue = "50")
                    int limit,
            SignedIn user) {
        if (municipality != null) {
            user.mustActFor(municipality);
        }
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw refusal("limit", "LimitMustBeReasonable", "a page holds from 1 to " + LARGEST_PAGE + " rows");
        }
        Set<String> municipalities = municipality == null ? user.municipalities() : Set.of(municipality);
        return municipalities.isEmpty()
                ? new Page(List.of(), null)
                : page(municipalities, state, agreement, after(cursor), limit);
    }

    /** Positions of the log begin with 0. */
    private static long after(@Nullable String cursor) {
        if (cursor == null) {
            return -1;
        }
        if (!cursor.matches("[0-9]{1,18}")) {
            throw refusal("cursor", "CursorMustComeFromAPage", "take the cursor from a page's nextCursor");
        }
        return Long.parseLong(cursor);
    }

    private static BadRequest refusal(String parameter, String rule, String detail) {
        return new BadRequest(HttpStatus.BAD_REQUEST, new InputProblem(parameter, rule, detail));
    }

    private record Placed(long position, Row row) {}

    private Page page(
            Set<String> municipalities,
            @Nullable InvoiceStanding state,
            @Nullable String agreement,
            long after,
            int limit) {
        // One more than asked for tells whether there is a next page.
        List<Placed> found = tables.sql("""
                        SELECT * FROM invoice
                        WHERE municipality IN (:municipalities) AND position > :after
                          AND (:state::text IS NULL OR state = :state)
                          AND (:agreement::text IS NULL OR agreement_id = :agreement)
                        ORDER BY position LIMIT :limit""")
                .param("municipalities", municipalities)
                .param("after", after)
                .param("state", state == null ? null : state.name())
                .param("agreement", agreement)
                .param("limit", limit + 1)
                .query((row, number) -> new Placed(row.getLong("position"), row(row)))
                .list();
        List<Placed> page = found.size() > limit ? found.subList(0, limit) : found;
        return new Page(
                page.stream().map(Placed::row).toList(),
                found.size() > limit ? Long.toString(page.getLast().position()) : null);
    }

    private static Row row(ResultSet row) throws SQLException {
        String because = row.getString("because");
        String kind = row.getString("kind");
        return new Row(
                row.getString("invoice_id"),
                row.getString("municipality"),
                InvoiceStanding.valueOf(row.getString("state")),
                because == null ? null : Because.valueOf(because),
                kind == null ? null : Kind.valueOf(kind),
                row.getString("seller"),
                row.getString("seller_name"),
                row.getString("number"),
                row.getObject("issued_on", LocalDate.class),
                row.getObject("received_on", LocalDate.class),
                money(row, "payable_ore"),
                money(row, "left_ore"),
                row.getObject("due_on", LocalDate.class),
                row.getString("agreement_id"),
                row.getString("tranche_id"),
                money(row, "placed_ore"));
    }

    private static @Nullable Money money(ResultSet row, String column) throws SQLException {
        long ore = row.getLong(column);
        return row.wasNull() ? null : new Money(ore);
    }
}
