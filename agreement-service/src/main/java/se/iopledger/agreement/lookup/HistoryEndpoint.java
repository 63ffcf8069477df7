package se.iopledger.agreement.lookup;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.agreement.desk.AgreementDesk;
import se.iopledger.agreement.desk.Pages;
import se.iopledger.agreement.domain.Agreement;
import se.iopledger.agreement.domain.correct.Corrections.Correction;
import se.iopledger.agreement.domain.correct.Corrections.Outcome;
import se.iopledger.agreement.domain.correct.Facts.Fact;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.EntryAttributes;
import se.iopledger.shell.access.SignedIn;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers what was recorded about an agreement, in order, with both of its times. */
@RestController
class HistoryEndpoint {
    private static final JsonMapper JSON = new JsonMapper();

    private final AgreementDesk desk;
    private final RecordedHistory history;

    HistoryEndpoint(AgreementDesk desk, RecordedHistory history) {
        this.desk = desk;
        this.history = history;
    }

    /**
     * What was recorded about an agreement.
     *
     * @param entries the first one first
     * @param next number from which the page after this one begins; null on the last
     */
    record History(
            String agreementId,
            List<HistoryEntry> entries,
            @Nullable Long next) {}

    /**
     * One entry.
     *
     * @param number its place in the agreement's stream, by which a correction names it
     * @param position its place in the service's log
     * @param effectiveOn the day from which it holds
     * @param recordedAt when the log took it
     * @param actor opaque id of who brought it about
     * @param kind whether somebody recorded it, or it followed by itself
     * @param voidedBy the correction by which it is void; null where it stands
     * @param data the event
     */
    record HistoryEntry(
            long number,
            long position,
            String type,
            LocalDate effectiveOn,
            Instant recordedAt,
            String actor,
            @Nullable String reason,
            Kind kind,
            @Nullable String voidedBy,
            JsonNode data) {}

    /** What sort of entry. */
    enum Kind {
        /** Can be corrected. */
        FACT,
        /** Stands, but holds no more: the registration that it belongs to is void, or a correction voided it. */
        VOID_FACT,
        /** Followed from facts, or is about persons or corrections. */
        OTHER
    }

    @Operation(
            operationId = "getHistory",
            summary = "What was recorded about an agreement",
            description =
                    "In the order in which it was recorded, with the day from which it holds. What is void stays in"
                            + " it and says so.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = History.class)))
    @GetMapping("/agreements/{agreementId}/history")
    ResponseEntity<?> history(
            @PathVariable String agreementId,
            @Parameter(description = "Only what was recorded by this time (RFC 3339)") @RequestParam @Nullable Instant knownAt,
            @Parameter(description = "Only what holds from this day or earlier") @RequestParam @Nullable LocalDate validAt,
            @RequestParam(defaultValue = "0") long from,
            @RequestParam(defaultValue = "100") int limit,
            SignedIn user) {
        int size = Pages.limit(limit);
        return desk.show(
                agreementId,
                user,
                found -> page(found.agreement(), knownAt == null ? Instant.MAX : knownAt, validAt, from, size));
    }

    private History page(
            Agreement.Known agreement, Instant knownAt, @Nullable LocalDate validAt, long from, int limit) {
        Map<Integer, Fact> facts = new HashMap<>();
        // The findings that were raised with a fact stand behind it, and are void with it.
        agreement
                .facts()
                .all()
                .forEach(fact -> IntStream.range(0, fact.events().size())
                        .forEach(behind -> facts.put(fact.number() + behind, fact)));
        List<HistoryEntry> recorded = history.of(agreement.agreementId(), knownAt).stream()
                .filter(entry -> entry.streamSequence() >= from)
                .filter(entry ->
                        validAt == null || !RecordedHistory.effective(entry).isAfter(validAt))
                .limit(limit + 1L)
                .map(entry -> recorded(entry, agreement, facts.get((int) entry.streamSequence())))
                .toList();
        return recorded.size() > limit
                ? new History(
                        agreement.agreementId(),
                        recorded.subList(0, limit),
                        recorded.get(limit).number())
                : new History(agreement.agreementId(), recorded, null);
    }

    private static HistoryEntry recorded(Entry entry, Agreement.Known agreement, @Nullable Fact fact) {
        return new HistoryEntry(
                entry.streamSequence(),
                entry.position(),
                entry.type(),
                RecordedHistory.effective(entry),
                entry.recordedTime(),
                entry.attribute(EntryAttributes.ACTOR).orElse(""),
                entry.attribute(EntryAttributes.REASON).orElse(null),
                kind(entry, fact),
                agreement.corrections().all().stream()
                        .filter(correction -> correction.outcome() == Outcome.APPROVED
                                && fact != null
                                && correction.fact() == fact.number())
                        .map(Correction::id)
                        .findFirst()
                        .orElse(null),
                JSON.readTree(entry.data()));
    }

    /** Findings are corrected with the fact that they were raised with, and not by themselves. */
    private static Kind kind(Entry entry, @Nullable Fact fact) {
        if (fact == null) {
            return Kind.OTHER;
        }
        if (fact.voided()) {
            return Kind.VOID_FACT;
        }
        return fact.number() == entry.streamSequence() ? Kind.FACT : Kind.OTHER;
    }
}
