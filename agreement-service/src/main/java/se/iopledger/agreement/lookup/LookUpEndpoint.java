package se.iopledger.agreement.lookup;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import se.iopledger.agreement.desk.Pages;
import se.iopledger.agreement.domain.Agreement;
import se.iopledger.agreement.domain.ReasonableDates;
import se.iopledger.agreement.domain.asof.AsOf;
import se.iopledger.eventlog.Entry;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.http.BadRequest;
import se.iopledger.shell.http.InputProblem;
import se.iopledger.shell.http.Problems;
import se.iopledger.shell.time.BusinessClock;

/** Answers what stands where. */
@RestController
class LookUpEndpoint {
    private final AgreementDesk desk;
    private final JdbcClient tables;
    private final RecordedHistory history;
    private final BusinessClock clock;

    LookUpEndpoint(AgreementDesk desk, JdbcClient tables, RecordedHistory history, BusinessClock clock) {
        this.desk = desk;
        this.tables = tables;
        this.history = history;
        this.clock = clock;
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
            summary = "An agreement as it stands, or stood",
            description =
                    "With its findings and what is missing for its activation. The ETag is its version. With a day"
                            + " and a time: as it stood on that day by what was known at that time, decided on as the rules of"
                            + " today decide.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AgreementView.class)))
    @GetMapping("/agreements/{agreementId}")
    ResponseEntity<?> one(
            @PathVariable String agreementId,
            @Parameter(description = "The day on which it holds; the business date where it is left out")
                    @RequestParam
                    @Nullable LocalDate validAt,
            @Parameter(description = "By what was recorded at this time (RFC 3339); now where it is left out")
                    @RequestParam
                    @Nullable Instant knownAt,
            SignedIn user) {
        if (validAt != null && !ReasonableDates.include(validAt)) {
            throw new BadRequest(
                    HttpStatus.BAD_REQUEST, new InputProblem("validAt", ReasonableDates.RULE, ReasonableDates.DETAIL));
        }
        return desk.find(agreementId, user)
                .flatMap(found -> validAt == null && knownAt == null
                        ? Optional.of(AgreementView.of(found.agreement(), found.version(), clock.today()))
                        : asOf(agreementId, validAt, knownAt))
                .<ResponseEntity<?>>map(view ->
                        ResponseEntity.ok().eTag(Long.toString(view.version())).body(view))
                .orElseGet(() -> Problems.notFound("agreement"));
    }

    /** Empty where nothing was known of it yet. */
    private Optional<AgreementView> asOf(String agreementId, @Nullable LocalDate validAt, @Nullable Instant knownAt) {
        List<Entry> known = history.of(agreementId, knownAt == null ? Instant.MAX : knownAt);
        LocalDate day = validAt == null ? clock.today() : validAt;
        Agreement stood = AsOf.of(known.stream().map(RecordedHistory::read).toList(), day);
        return stood instanceof Agreement.Known agreement
                ? Optional.of(AgreementView.of(agreement, known.getLast().streamSequence(), day))
                : Optional.empty();
    }

    @Operation(
            operationId = "listAgreements",
            summary = "Agreements of the user's municipalities",
            description = "By short name, page by page.")
    @GetMapping("/agreements")
    Page list(
            @RequestParam @Nullable String municipality,
            @RequestParam @Nullable AgreementState state,
            @Parameter(description = "An organisation number, or part of a party's name") @RequestParam @Nullable String party,
            @RequestParam @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit,
            SignedIn user) {
        if (municipality != null) {
            user.mustActFor(municipality);
        }
        int size = Pages.limit(limit);
        Set<String> municipalities = municipality == null ? user.municipalities() : Set.of(municipality);
        return page(municipalities, state, party, Cursor.of(cursor), size);
    }

    private Page page(
            Set<String> municipalities,
            @Nullable AgreementState state,
            @Nullable String party,
            Cursor after,
            int limit) {
        if (municipalities.isEmpty()) {
            return new Page(List.of(), null);
        }
        // One more than asked for tells whether there is a next page.
        List<Row> rows = new ArrayList<>(tables.sql("SELECT agreement_id, municipality, short_name, title,"
                        + " case_number, state, first_day, last_day, findings, version FROM ("
                        + "SELECT agreement_id, municipality, short_name, title, case_number, first_day, last_day,"
                        + " findings, version, CASE WHEN archived_by_fact IS NULL THEN state ELSE :archived END AS state"
                        + " FROM agreement_overview) AS agreement_overview"
                        + " WHERE municipality IN (:municipalities) AND (:state::text IS NULL OR state = :state)"
                        + " AND (:party::text IS NULL OR EXISTS (SELECT 1 FROM agreement_party"
                        + " WHERE agreement_party.agreement_id = agreement_overview.agreement_id"
                        + " AND (organisation_number = :party OR position(lower(:party) IN lower(name)) > 0)))"
                        + " AND (short_name, agreement_id) > (:shortName, :agreementId)"
                        + " ORDER BY short_name, agreement_id LIMIT :limit")
                .param("archived", AgreementState.ARCHIVED.name())
                .param("municipalities", municipalities)
                .param("state", state == null ? null : state.name())
                .param("party", party)
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
