package se.iopledger.reporting.witness;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.proofs.bundle.ConsistencyBundle;
import se.iopledger.proofs.merkle.Hash;
import se.iopledger.proofs.note.Checkpoint;
import se.iopledger.proofs.note.SignedNote;
import se.iopledger.reporting.journal.JournalTree;
import se.iopledger.shell.access.NotAllowed;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.http.BadRequest;
import se.iopledger.shell.http.InputProblem;
import se.iopledger.shell.http.Problems;

/** {@code /witness}: cosigned checkpoints for everybody, alarms for those who look after them. */
@RestController
@Tag(name = "Witness", description = "Checkpoints of the logs that a second copy of their entries agrees with.")
class WitnessEndpoint {
    private static final String LOGS = "agreement-service, finance-service or reporting-service";
    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);
    private static final int MOST_ON_A_PAGE = 200;
    private static final int LONGEST_REASON = 2_000;

    private final Optional<Witness> witness;
    private final DataSource pool;

    WitnessEndpoint(Optional<Witness> witness, DataSource pool) {
        this.witness = witness;
        this.pool = pool;
    }

    /** @param nextAfter for the page after this one; null on the last */
    record Page(List<Alarm> alarms, @Nullable Long nextAfter) {}

    /** @param reason why cosigning may go on; kept */
    record Deciding(@Nullable String reason) {}

    @Operation(
            operationId = "readCosignedCheckpoint",
            summary = "The newest checkpoint of a log that was cosigned",
            description = "As the log signed it, with the witness's signature and time under the log's: C2SP"
                    + " tlog-cosignature.")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "text/plain"))
    @ApiResponse(responseCode = "404", description = "Nothing of this log was cosigned yet, or it is not witnessed")
    @GetMapping("/witness/{log}/checkpoint")
    ResponseEntity<byte[]> checkpoint(@Parameter(description = LOGS) @PathVariable("log") String log)
            throws SQLException {
        return text(cosigned(log, Long.MAX_VALUE).bytes());
    }

    @Operation(
            operationId = "proveCosignedEntry",
            summary = "An entry with its proof under a cosigned checkpoint, to be verified offline",
            description = "C2SP tlog-proof with the entry in its extra line, both from the journal: what java -jar"
                    + " proofs.jar proof --witness verifies. Needs the role AUDITOR.")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "text/plain"))
    @ApiResponse(responseCode = "404", description = "No entry at this position is cosigned")
    @GetMapping("/witness/{log}/proof/bundle/{position}")
    ResponseEntity<byte[]> bundle(
            @Parameter(description = LOGS) @PathVariable("log") String log,
            @PathVariable("position") long position,
            SignedIn user)
            throws SQLException {
        user.mustBe(Role.AUDITOR);
        SignedNote newest = cosigned(log, Long.MAX_VALUE);
        return text(new JournalTree(pool, "/" + log)
                .bundle(position, newest)
                .orElseThrow(() -> problem(
                        HttpStatus.NOT_FOUND,
                        "position",
                        "MustBeCosigned",
                        "the cosigned log has " + sizeOf(newest) + " entries; what was just recorded is cosigned soon"))
                .bytes());
    }

    @Operation(
            operationId = "proveCosignedConsistency",
            summary = "The proof that a log only grew since a checkpoint that was cosigned, to be verified offline",
            description = "Both checkpoints with their cosignatures and the hashes between them: what java -jar"
                    + " proofs.jar consistency verifies. Needs the role AUDITOR.")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "text/plain"))
    @ApiResponse(responseCode = "404", description = "No checkpoint of this size was cosigned")
    @GetMapping("/witness/{log}/proof/consistency/{size}")
    ResponseEntity<byte[]> consistency(
            @Parameter(description = LOGS) @PathVariable("log") String log,
            @Parameter(description = "of the older checkpoint, its second line") @PathVariable("size") long size,
            SignedIn user)
            throws SQLException {
        user.mustBe(Role.AUDITOR);
        SignedNote newest = cosigned(log, Long.MAX_VALUE);
        SignedNote older = cosigned(log, size);
        if (size < 1 || sizeOf(older) != size) {
            throw problem(
                    HttpStatus.NOT_FOUND,
                    "size",
                    "MustBeCosigned",
                    "no checkpoint of this size was cosigned; the one before it has " + sizeOf(older) + " entries");
        }
        List<Hash> path = new JournalTree(pool, "/" + log)
                .consistency(size, sizeOf(newest))
                .path();
        return text(new ConsistencyBundle(path, older, newest).bytes());
    }

    private SignedNote cosigned(String log, long atMost) throws SQLException {
        Optional<SignedNote> cosigned =
                witness.isEmpty() ? Optional.empty() : witness.get().cosigned("/" + log, atMost);
        return cosigned.orElseThrow(() -> problem(
                HttpStatus.NOT_FOUND,
                "log",
                "MustBeCosigned",
                "no such checkpoint of this log was cosigned yet, or the log is not witnessed here"));
    }

    private static long sizeOf(SignedNote checkpoint) {
        return Checkpoint.parse(checkpoint.text()).size();
    }

    private static ResponseEntity<byte[]> text(byte[] body) {
        return ResponseEntity.ok()
                .contentType(TEXT)
                .cacheControl(CacheControl.maxAge(Duration.ofSeconds(1)).cachePrivate())
                .body(body);
    }

    @Operation(
            operationId = "listAlarms",
            summary = "What the witness found to differ",
            description = "In the order in which it was found, page by page. Needs the role OPERATOR or AUDITOR.")
    @GetMapping("/witness/alarms")
    Page alarms(
            @RequestParam(name = "after", defaultValue = "0") long after,
            @RequestParam(name = "limit", defaultValue = "50") int limit,
            SignedIn user)
            throws SQLException {
        if (!user.isA(Role.OPERATOR) && !user.isA(Role.AUDITOR)) {
            throw new NotAllowed("UserMustHaveRole", "this needs the role OPERATOR or AUDITOR");
        }
        if (limit < 1 || limit > MOST_ON_A_PAGE) {
            throw problem(
                    HttpStatus.BAD_REQUEST,
                    "limit",
                    "LimitMustBeReasonable",
                    "a page holds from 1 to " + MOST_ON_A_PAGE + " rows");
        }
        if (witness.isEmpty()) {
            return new Page(List.of(), null);
        }
        // One more than asked for tells whether there is a next page.
        List<Alarm> found = witness.get().alarms().list(after, limit + 1);
        List<Alarm> shown = found.stream().limit(limit).toList();
        return new Page(shown, found.size() > limit ? shown.getLast().id() : null);
    }

    @Operation(
            operationId = "decideOnAlarm",
            summary = "Decide that cosigning may go on",
            description = "The reason is kept with the alarm. Where the log still differs the alarm is raised again:"
                    + " nothing makes the witness sign what it does not have. Needs the role OPERATOR.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Alarm.class)))
    @ApiResponse(responseCode = "409", description = "It was decided before")
    @PostMapping("/witness/alarms/{id}/decision")
    ResponseEntity<?> decide(@PathVariable("id") long id, @RequestBody Deciding deciding, SignedIn user)
            throws SQLException {
        user.mustBe(Role.OPERATOR);
        String reason = deciding.reason();
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw problem(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "/reason",
                    "ReasonMustBeGiven",
                    "a reason has from 1 to " + LONGEST_REASON + " characters");
        }
        if (witness.isEmpty() || witness.get().alarms().find(id).isEmpty()) {
            return Problems.notFound("alarm");
        }
        if (!witness.get().alarms().decide(id, user.actor(), reason.strip())) {
            return Problems.conflict("AlarmMustBeUndecided", "it was decided on before");
        }
        return ResponseEntity.ok(witness.get().alarms().find(id).orElseThrow());
    }

    private static BadRequest problem(HttpStatus status, String field, String rule, String detail) {
        return new BadRequest(status, new InputProblem(field, rule, detail));
    }
}
