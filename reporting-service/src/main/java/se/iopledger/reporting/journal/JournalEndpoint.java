package se.iopledger.reporting.journal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.proofs.Malformed;
import se.iopledger.proofs.tile.TilePath;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.http.BadRequest;
import se.iopledger.shell.http.InputProblem;

/** {@code GET /journal/{log}/tile/…}: the second copy of a log, as C2SP tlog-tiles has it. */
@RestController
@Tag(name = "Journal", description = "The copy of all three logs that this service keeps, for auditors.")
class JournalEndpoint {
    /** Answers depend on who asks, so no shared cache may keep them. */
    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable();

    private final DataSource pool;

    JournalEndpoint(DataSource pool) {
        this.pool = pool;
    }

    @Operation(
            operationId = "readJournalTile",
            summary = "A tile of hashes or a bundle of entries of a log, from the journal",
            description = "The path goes on as at the log itself: 0/x001/x234/067 for a tile, entries/003.p/17 for a"
                    + " bundle of entries. Needs the role AUDITOR.")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "application/octet-stream"))
    @ApiResponse(responseCode = "400", description = "Not a tile's path as the specification writes it")
    @ApiResponse(responseCode = "404", description = "The journal does not reach so far without a gap")
    @GetMapping("/journal/{log}/tile/{*path}")
    ResponseEntity<byte[]> tile(
            @Parameter(description = "agreement-service, finance-service or reporting-service") @PathVariable("log")
                    String log,
            @PathVariable("path") String path,
            SignedIn user) {
        user.mustBe(Role.AUDITOR);
        JournalTree tree = new JournalTree(pool, "/" + log);
        Optional<byte[]> content = switch (tilePath(path)) {
            case TilePath.Hashes tile -> tree.tile(tile);
            case TilePath.Entries bundle -> tree.entries(bundle);
        };
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .cacheControl(FOR_EVER)
                .body(content.orElseThrow(() -> problem(
                        HttpStatus.NOT_FOUND,
                        "MustBeWithinTheJournal",
                        "the journal has " + tree.size() + " entries of this log without a gap")));
    }

    /** @param size from position 0 on, without a gap */
    record Kept(long size) {}

    @Operation(
            operationId = "readJournalSize",
            summary = "How many entries of a log the journal has without a gap",
            description = "0 for a log that it has never heard of. Needs the role AUDITOR.")
    @GetMapping("/journal/{log}")
    Kept size(
            @Parameter(description = "agreement-service, finance-service or reporting-service") @PathVariable("log")
                    String log,
            SignedIn user) {
        user.mustBe(Role.AUDITOR);
        return new Kept(new JournalTree(pool, "/" + log).size());
    }

    private static TilePath tilePath(String path) {
        try {
            return TilePath.parse("tile" + path);
        } catch (Malformed notAPath) {
            throw problem(HttpStatus.BAD_REQUEST, "TilePathMustBeWellFormed", String.valueOf(notAPath.getMessage()));
        }
    }

    private static BadRequest problem(HttpStatus status, String rule, String detail) {
        return new BadRequest(status, new InputProblem("path", rule, detail));
    }
}
