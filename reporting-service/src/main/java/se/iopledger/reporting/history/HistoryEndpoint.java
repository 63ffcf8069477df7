package se.iopledger.reporting.history;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.reporting.paging.PageRequest;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.http.Problems;

/** {@code GET /agreements/{id}/history}. */
@RestController
@Tag(name = "History", description = "Everything that happened to an agreement, from all three services.")
class HistoryEndpoint {
    private static final MediaType CLOUD_EVENT = MediaType.parseMediaType("application/cloudevents+json");

    private final History history;

    HistoryEndpoint(History history) {
        this.history = history;
    }

    /**
     * A page of history.
     *
     * @param entries oldest first
     * @param waiting how many entries have arrived before what caused them, and are not shown before it arrives
     * @param next cursor of the next page
     */
    record HistoryAnswer(
            String agreementId,
            List<Happening> entries,

            @Schema(description = "Entries that arrived before what caused them; shown once it arrives.")
            int waiting,

            @Schema(description = "Cursor of the next page; left out on the last.") @Nullable String next) {}

    @GetMapping("/agreements/{id}/history")
    @Operation(
            summary = "What happened to an agreement, oldest first",
            description = "In the order of recorded time, then of log and position; never an effect before its cause.")
    ResponseEntity<?> history(
            @PathVariable("id") String id,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            @RequestParam(name = "limit", required = false) @Nullable Integer limit,
            SignedIn user) {
        if (!mayRead(id, user)) {
            return Problems.notFound("agreement");
        }
        PageRequest.Page<Happening> page = history.page(id, PageRequest.of(cursor, limit, History.SORT_KEY_PARTS));
        return ResponseEntity.ok(new HistoryAnswer(
                id, page.rows(), history.waitingOf(id), page.next().orElse(null)));
    }

    @GetMapping("/agreements/{id}/history/{service}/{position}")
    @Operation(
            summary = "One entry, byte for byte as its log stored it",
            description = "Its SHA-256 over a zero byte and these bytes is the leaf hash that the history shows.")
    ResponseEntity<?> entry(
            @PathVariable("id") String id,
            @Parameter(description = "agreement-service, finance-service or reporting-service") @PathVariable("service")
                    String service,
            @PathVariable("position") long position,
            SignedIn user) {
        Optional<byte[]> entry = mayRead(id, user) ? history.entry(id, "/" + service, position) : Optional.empty();
        return entry.<ResponseEntity<?>>map(
                        bytes -> ResponseEntity.ok().contentType(CLOUD_EVENT).body(bytes))
                .orElseGet(() -> Problems.notFound("entry"));
    }

    private boolean mayRead(String agreementId, SignedIn user) {
        return history.municipalityOf(agreementId).filter(user::mayActFor).isPresent();
    }
}
