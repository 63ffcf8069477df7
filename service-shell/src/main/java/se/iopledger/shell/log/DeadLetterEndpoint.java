package se.iopledger.shell.log;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.eventlog.inbox.DeadLetter;
import se.iopledger.eventlog.inbox.DeadLetters;
import se.iopledger.eventlog.inbox.Inbox;
import se.iopledger.eventlog.topic.EntryRecords;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.http.BadRequest;
import se.iopledger.shell.http.InputProblem;
import se.iopledger.shell.http.Problems;

/**
 * What this service received and could not handle, for an operator to inspect, retry or discard. Entries are of any
 * municipality. A request can be repeated at will: what is decided stays so, hence no idempotency keys.
 */
@RestController
class DeadLetterEndpoint {
    private static final int MOST_ON_A_PAGE = 200;

    private final DeadLetters letters;
    private final KafkaConfiguration.Inboxes inboxes;

    DeadLetterEndpoint(DeadLetters letters, KafkaConfiguration.Inboxes inboxes) {
        this.letters = letters;
        this.inboxes = inboxes;
    }

    /**
     * A dead letter without its entry, which has an address of its own.
     *
     * @param position the entry's position in the log of its source
     * @param attempts how often it has failed; 0 for one that only waits behind another of its stream
     */
    record Row(
            long id,
            String inbox,
            String topic,
            int partition,
            String streamId,
            String source,
            long position,
            String type,
            String leafHash,
            int attempts,
            @Nullable String failure,
            Instant parkedAt,
            DeadLetter.State state,
            DeadLetter.@Nullable Decision decision) {
        static Row of(DeadLetter letter) {
            return new Row(
                    letter.id(),
                    letter.inbox(),
                    letter.topic(),
                    letter.partition(),
                    letter.entry().streamId(),
                    letter.entry().source(),
                    letter.entry().position(),
                    letter.entry().type(),
                    letter.entry().leafHashHex(),
                    letter.attempts(),
                    letter.failure(),
                    letter.parkedAt(),
                    letter.state(),
                    letter.decision());
        }
    }

    /** @param nextAfter for the page after this one; null on the last */
    record Page(List<Row> deadLetters, @Nullable Long nextAfter) {}

    /** @param reason why it is never to be handled */
    record Discarding(String reason) {}

    @Operation(
            operationId = "listDeadLetters",
            summary = "What was received and could not be handled",
            description = "In the order in which it was parked, page by page. Needs the role OPERATOR.")
    @GetMapping("/dead-letters")
    Page list(
            @RequestParam(required = false) DeadLetter.@Nullable State state,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "50") int limit,
            SignedIn user)
            throws SQLException {
        user.mustBe(Role.OPERATOR);
        if (limit < 1 || limit > MOST_ON_A_PAGE) {
            throw new BadRequest(
                    HttpStatus.BAD_REQUEST,
                    new InputProblem(
                            "limit", "LimitMustBeReasonable", "a page holds from 1 to " + MOST_ON_A_PAGE + " rows"));
        }
        // One more than asked for tells whether there is a next page.
        List<DeadLetter> found = letters.list(state, after, limit + 1);
        List<Row> rows = found.stream().limit(limit).map(Row::of).toList();
        return new Page(rows, found.size() > limit ? rows.getLast().id() : null);
    }

    @Operation(operationId = "getDeadLetter", summary = "One of them", description = "Needs the role OPERATOR.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Row.class)))
    @GetMapping("/dead-letters/{id}")
    ResponseEntity<?> one(@PathVariable long id, SignedIn user) throws SQLException {
        user.mustBe(Role.OPERATOR);
        return letters.find(id)
                .<ResponseEntity<?>>map(letter -> ResponseEntity.ok(Row.of(letter)))
                .orElseGet(() -> Problems.notFound("dead letter"));
    }

    @Operation(
            operationId = "getDeadLetterEntry",
            summary = "Its entry, byte for byte as it was received",
            description = "Can be checked against the log of its source. Needs the role OPERATOR.")
    @GetMapping("/dead-letters/{id}/entry")
    ResponseEntity<?> entry(@PathVariable long id, SignedIn user) throws SQLException {
        user.mustBe(Role.OPERATOR);
        return letters.find(id)
                .<ResponseEntity<?>>map(letter -> ResponseEntity.ok()
                        .contentType(MediaType.parseMediaType(EntryRecords.CLOUD_EVENT))
                        .body(letter.entry().bytes()))
                .orElseGet(() -> Problems.notFound("dead letter"));
    }

    @Operation(
            operationId = "retryDeadLetter",
            summary = "Handle what is parked of its stream, in order",
            description = "Begins with the first that is parked, whichever of the stream is named, and stops where one"
                    + " fails again; the answer says how far it came. What is handled is not handled again. Needs the"
                    + " role OPERATOR.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DeadLetter.Retried.class)))
    @PostMapping("/dead-letters/{id}/retry")
    ResponseEntity<?> retry(@PathVariable long id, SignedIn user) throws SQLException, InterruptedException {
        user.mustBe(Role.OPERATOR);
        Optional<DeadLetter> letter = letters.find(id);
        Optional<Inbox> inbox = letter.flatMap(found -> inboxes.named(found.inbox()));
        if (letter.isEmpty() || inbox.isEmpty()) {
            return Problems.notFound("dead letter");
        }
        return ResponseEntity.ok(inbox.get().retry(letter.get(), user.actor()));
    }

    @Operation(
            operationId = "discardDeadLetter",
            summary = "Decide that it is never to be handled",
            description = "Only the first that is parked of its stream. Those after it stay parked until they are"
                    + " retried. Needs the role OPERATOR.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Row.class)))
    @ApiResponse(responseCode = "409", description = "It was handled already, or an earlier one is parked")
    @PostMapping("/dead-letters/{id}/discard")
    ResponseEntity<?> discard(@PathVariable long id, @RequestBody Discarding discarding, SignedIn user)
            throws Exception {
        user.mustBe(Role.OPERATOR);
        Optional<DeadLetter> letter = letters.find(id);
        Optional<Inbox> inbox = letter.flatMap(found -> inboxes.named(found.inbox()));
        if (letter.isEmpty() || inbox.isEmpty()) {
            return Problems.notFound("dead letter");
        }
        return switch (inbox.get().discard(letter.get(), user.actor(), discarding.reason())) {
            case DONE -> one(id, user);
            case NOT_THE_FIRST ->
                Problems.conflict(
                        "EarlierDeadLettersMustBeDecidedFirst",
                        "an earlier one of this stream is parked; what follows may depend on it");
            case ALREADY_HANDLED -> Problems.conflict("DeadLetterMustBeParked", "it was handled already");
        };
    }
}
