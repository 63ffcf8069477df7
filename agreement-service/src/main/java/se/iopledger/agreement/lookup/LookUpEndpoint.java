package se.iopledger.agreement.lookup;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.LocalDate;
import java.util.ArrayList;
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
import se.iopledger.agreement.desk.AgreementDesk;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.http.BadRequest;
import se.iopledger.shell.http.InputProblem;
import se.iopledger.shell.http.Problems;

/** Answers what stands where. */
@RestController
class LookUpEndpoint {
    private static final int MOST_ON_A_PAGE = 100;

    private final AgreementDesk desk;
    private final JdbcClient tables;

    LookUpEndpoint(AgreementDesk desk, JdbcClient tables) {
        this.desk = desk;
        this.tables = tables;
    }

    /** One agreement in a list. */
    record Row(
            String agreementId,
            String municipality,
            String shortName,
            String title,
            @Nullable String caseNumber,
            AgreementState state,
            LocalDate firstDay,
            LocalDate lastDay,
            int findings,
            long version) {}

    /** @param nextCursor for the page after this one; null on the last */
    record Page(List<Row> agreements, @Nullable String nextCursor) {}

    @Operation(
            operationId = "getAgreement",
            summary = "An agreement as it stands",
            description = "With its findings and what is missing for its activation. The ETag is its version.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AgreementView.class)))
    @GetMapping("/agreements/{agreementId}")
    ResponseEntity<?> one(@PathVariable String agreementId, @Parameter(hidden = true) SignedIn user) {
        return desk.find(agreementId, user)
                .<ResponseEntity<?>>map(found ->
                        ResponseEntity.ok().eTag(Long.toString(found.version())).body(AgreementView.of(found)))
                .orElseGet(() -> Problems.notFound("agreement"));
    }

    @Operation(
            operationId = "listAgreements",
            summary = "Agreements of the user's municipalities",
            description = "By short name, page by page.")
    @GetMapping("/agreements")
    Page list(
            @RequestParam @Nullable String municipality,
            @RequestParam @Nullable AgreementState state,
            @RequestParam @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit,
            @Parameter(hidden = true) SignedIn user) {
        if (municipality != null) {
            user.mustActFor(municipality);
        }
        if (limit < 1 || limit > MOST_ON_A_PAGE) {
            throw new BadRequest(
                    HttpStatus.BAD_REQUEST,
                    new InputProblem(
                            "limit", "LimitMustBeReasonable", "a page holds from 1 to " + MOST_ON_A_PAGE + " rows"));
        }
        Set<String> municipalities = municipality == null ? user.municipalities() : Set.of(municipality);
        return page(municipalities, state, Cursor.of(cursor), limit);
    }

    private Page page(Set<String> municipalities, @Nullable AgreementState state, Cursor after, int limit) {
        if (municipalities.isEmpty()) {
            return new Page(List.of(), null);
        }
        // One more than asked for tells whether there is a next page.
        List<Row> rows = new ArrayList<>(tables.sql("SELECT agreement_id, municipality, short_name, title,"
                        + " case_number, state, first_day, last_day, findings, version FROM agreement_overview"
                        + " WHERE municipality IN (:municipalities) AND (:state::text IS NULL OR state = :state)"
                        + " AND (short_name, agreement_id) > (:shortName, :agreementId)"
                        + " ORDER BY short_name, agreement_id LIMIT :limit")
                .param("municipalities", municipalities)
                .param("state", state == null ? null : state.name())
                .param("shortName", after.shortName())
                .param("agreementId", after.agreementId())
                .param("limit", limit + 1)
                .query(Row.class)
                .list());
        if (rows.size() <= limit) {
            return new Page(rows, null);
        }
        rows.removeLast();
        return new Page(
                rows, new Cursor(rows.getLast().shortName(), rows.getLast().agreementId()).text());
    }
}
