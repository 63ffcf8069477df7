package se.iopledger.reporting.obligation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.reporting.agreement.KnownAgreement;
import se.iopledger.reporting.agreement.KnownAgreements;
import se.iopledger.reporting.domain.Obligations;
import se.iopledger.reporting.paging.PageRequest;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.aggregate.AggregateRuntime;
import se.iopledger.shell.aggregate.AggregateRuntime.Versioned;
import se.iopledger.shell.http.BadRequest;
import se.iopledger.shell.http.InputProblem;
import se.iopledger.shell.http.Problems;

/** {@code GET /agreements/{id}/obligations} and {@code GET /obligations}. */
@RestController
@Tag(name = "Obligations", description = "Reports, meetings and evaluations that agreements ask for.")
class ObligationEndpoint {
    private final KnownAgreements known;
    private final AggregateRuntime aggregates;
    private final ObligationList list;

    ObligationEndpoint(KnownAgreements known, AggregateRuntime aggregates, ObligationList list) {
        this.known = known;
        this.aggregates = aggregates;
        this.list = list;
    }

    @GetMapping("/agreements/{id}/obligations")
    @Operation(
            summary = "What an agreement asks to be reported and met about",
            description = "A preview before the agreement is in force. The ETag is the version of what was derived.")
    ResponseEntity<?> ofAgreement(@PathVariable("id") String id, SignedIn user) {
        Optional<KnownAgreement> agreement = known.find(id).filter(heard -> user.mayActFor(heard.municipality()));
        if (agreement.isEmpty()) {
            return Problems.notFound("agreement");
        }
        Versioned<Obligations> state =
                aggregates.stateOf(id, Obligations.class).orElseGet(() -> new Versioned<>(Obligations.none(), -1));
        return ResponseEntity.ok()
                .eTag(String.valueOf(state.version()))
                .body(AgreementObligations.of(agreement.get(), state.state()));
    }

    /**
     * A page of obligations.
     *
     * @param next cursor of the next page
     */
    record DueList(
            List<DueObligation> obligations,

            @Schema(description = "Cursor of the next page; left out on the last.") @Nullable String next) {}

    /** An obligation, and whose it is. */
    record DueObligation(
            String agreementId,
            String municipality,
            @JsonUnwrapped ObligationAnswer obligation) {}

    @GetMapping("/obligations")
    @Operation(
            summary = "Dated obligations of many agreements, by due date",
            description = "Those followed up here, of one municipality or of all that the user may read.")
    ResponseEntity<?> byDueDate(
            @RequestParam(name = "municipality", required = false) @Nullable String municipality,
            @Parameter(description = "First due date, ISO 8601")
                    @RequestParam(name = "dueFrom", required = false)
                    @Nullable String dueFrom,
            @Parameter(description = "Last due date, ISO 8601")
                    @RequestParam(name = "dueTo", required = false)
                    @Nullable String dueTo,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            @RequestParam(name = "limit", required = false) @Nullable Integer limit,
            SignedIn user) {
        PageRequest wanted = PageRequest.of(cursor, limit, ObligationList.SORT_KEY_PARTS);
        LocalDate from = date("dueFrom", dueFrom);
        LocalDate to = date("dueTo", dueTo);
        Set<String> municipalities = municipalities(municipality, user);
        if (municipalities.isEmpty()) {
            return ResponseEntity.ok(new DueList(List.of(), null));
        }
        PageRequest.Page<ObligationList.Row> page = list.page(municipalities, from, to, wanted);
        return ResponseEntity.ok(new DueList(
                page.rows().stream()
                        .map(row -> new DueObligation(
                                row.agreementId(),
                                row.municipality(),
                                ObligationAnswer.of(row.obligation(), row.overdue())))
                        .toList(),
                page.next().orElse(null)));
    }

    private static Set<String> municipalities(@Nullable String municipality, SignedIn user) {
        if (municipality == null) {
            return user.municipalities();
        }
        user.mustActFor(municipality);
        return Set.of(municipality);
    }

    private static @Nullable LocalDate date(String parameter, @Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException notADate) {
            throw new BadRequest(
                    HttpStatus.BAD_REQUEST,
                    new InputProblem(parameter, "DateMustBeIso8601", parameter + " is a date as 2021-12-31"));
        }
    }
}
