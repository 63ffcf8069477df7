package se.iopledger.shell.log;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.sql.SQLException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.eventlog.PostgresEventLog;
import se.iopledger.eventlog.complete.Completeness;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.http.Problems;

/** Lets an operator decide that a log takes writes though entries of it are missing, or may be. */
@RestController
class CompletenessEndpoint {
    private final Completeness completeness;
    private final PostgresEventLog log;

    CompletenessEndpoint(Completeness completeness, PostgresEventLog log) {
        this.completeness = completeness;
        this.log = log;
    }

    /** @param reason why nothing is missing, or why what is missing is given up; kept */
    record Deciding(String reason) {}

    /** Whether the log takes writes. */
    record Writes(boolean takesWrites) {}

    @Operation(
            operationId = "openLog",
            summary = "Decide that the log takes writes though entries of it are missing, or may be",
            description = "For a broker that stays away while nothing was put back, and for entries that nobody has any"
                    + " more: those are given up, and their positions go to others, which auditors and receivers will"
                    + " notice. A log that can be completed is completed instead. The reason is kept. Needs the role"
                    + " OPERATOR.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Writes.class)))
    @ApiResponse(
            responseCode = "409",
            description = "The log takes writes, or its service has to be started again first")
    @PostMapping("/completeness/decision")
    ResponseEntity<?> open(@RequestBody Deciding deciding, SignedIn user) throws SQLException {
        user.mustBe(Role.OPERATOR);
        return completeness.open(user.actor(), deciding.reason().strip())
                ? ResponseEntity.ok(new Writes(true))
                // A log that was set back under its writer is looked at anew when the service starts.
                : Problems.conflict(
                        "LogMustRefuseWrites",
                        log.refusal().orElse("the log takes writes; there is nothing to decide"));
    }
}
