package se.iopledger.shell.projection;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.proofs.Malformed;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.http.Problems;
import se.iopledger.shell.subscription.ReceivedEntries.NotAllReceived;

/**
 * Checks what serves queries against the log, and rebuilds it from there. A request can be repeated at will: both give
 * the same again, hence no idempotency keys. The answer comes when the log has been replayed.
 */
@RestController
public class ProjectionEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectionEndpoint.class);

    /** PostgreSQL documentation, appendix A. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final ProjectionRebuild rebuild;

    ProjectionEndpoint(ProjectionRebuild rebuild) {
        this.rebuild = rebuild;
    }

    /** @param reason why it is rebuilt, for whoever reads the service's own log later */
    record Rebuilding(String reason) {}

    @Operation(
            operationId = "listProjections",
            summary = "The tables that this service keeps from its log",
            description = "By name. Needs the role OPERATOR.")
    @GetMapping("/projections")
    List<String> list(SignedIn user) {
        user.mustBe(Role.OPERATOR);
        return rebuild.names();
    }

    @Operation(
            operationId = "verifyProjection",
            summary = "Compare a projection with what the log gives anew",
            description = "Replays the log beside it and digests both at the same position. Changes nothing. Needs the"
                    + " role OPERATOR; the first difference may show a row of any municipality.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Comparison.class)))
    @ApiResponse(
            responseCode = "409",
            description = "Its tables are held by somebody else, or the journal lacks something or does not answer")
    @PostMapping("/projections/{name}/verification")
    ResponseEntity<?> verify(@PathVariable String name, SignedIn user) throws SQLException {
        user.mustBe(Role.OPERATOR);
        return answer(() -> rebuild.verify(name));
    }

    @Operation(
            operationId = "rebuildProjection",
            summary = "Rebuild a projection from the log and let the new one serve",
            description = "The old one serves until then. The answer compares the two. Needs the role OPERATOR.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Comparison.class)))
    @ApiResponse(
            responseCode = "409",
            description = "Its tables are held by somebody else, or the journal lacks something or does not answer")
    @PostMapping("/projections/{name}/rebuild")
    ResponseEntity<?> rebuild(@PathVariable String name, @RequestBody Rebuilding rebuilding, SignedIn user)
            throws SQLException {
        user.mustBe(Role.OPERATOR);
        LOG.info("{} has the projection {} rebuilt: {}", user.actor(), name, rebuilding.reason());
        return answer(() -> rebuild.rebuild(name));
    }

    private static ResponseEntity<?> answer(Work work) throws SQLException {
        try {
            return work.compare()
                    .<ResponseEntity<?>>map(ResponseEntity::ok)
                    .orElseGet(() -> Problems.notFound("projection"));
        } catch (SQLException refused) {
            if (LOCK_NOT_AVAILABLE.equals(refused.getSQLState())) {
                return Problems.conflict(
                        "ProjectionMustBeFree",
                        "its tables are held by somebody else, such as another rebuild; try again");
            }
            throw refused;
        } catch (NotAllReceived missing) {
            return Problems.conflict("WhatWasReceivedMustBeKept", missing.getMessage() + "; try again");
        } catch (Malformed unanswered) {
            LOG.warn("The journal cannot be read.", unanswered);
            return Problems.conflict("JournalMustAnswer", String.valueOf(unanswered.getMessage()));
        }
    }

    private interface Work {
        Optional<Comparison> compare() throws SQLException;
    }
}
