package se.iopledger.shell.proof;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.eventlog.seal.LogTiles;
import se.iopledger.proofs.Malformed;
import se.iopledger.proofs.bundle.TlogProof;
import se.iopledger.proofs.merkle.ConsistencyProof;
import se.iopledger.proofs.merkle.Hash;
import se.iopledger.proofs.note.SignedNote;
import se.iopledger.proofs.tile.TilePath;
import se.iopledger.shell.ServiceDefinition;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.http.BadRequest;
import se.iopledger.shell.http.InputProblem;

/** The sealed log under the prefix {@code /log} (C2SP tlog-tiles, "APIs"), and proofs made of it. */
@RestController
class LogEndpoint {
    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);
    private static final Pattern WHOLE_NUMBER = Pattern.compile("0|[1-9][0-9]{0,18}");

    /** Answers depend on who asks, so no shared cache may keep them. */
    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable();

    private static final CacheControl FOR_A_MOMENT =
            CacheControl.maxAge(Duration.ofSeconds(1)).cachePrivate();

    private final LogTiles log;
    private final ServiceDefinition service;

    LogEndpoint(LogTiles log, ServiceDefinition service) {
        this.log = log;
        this.service = service;
    }

    /**
     * The proof that an entry is in the log.
     *
     * @param size of the tree that the proof was made in: that of the checkpoint
     * @param path hashes in base64, from the leaf's sibling to the root's child (RFC 6962 §2.1.1)
     * @param checkpoint the signed note that states the root
     */
    record Inclusion(long position, long size, List<String> path, String checkpoint) {}

    /**
     * The proof that the log of one size begins with the log of another.
     *
     * @param path hashes in base64 (RFC 6962 §2.1.2)
     */
    record Consistency(long from, long to, List<String> path) {}

    @Operation(
            operationId = "readCheckpoint",
            summary = "The newest checkpoint",
            description = "What the log says of itself at its present size, signed: C2SP tlog-checkpoint.")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "text/plain"))
    @ApiResponse(responseCode = "404", description = "The log was not sealed yet")
    @GetMapping("/log/checkpoint")
    ResponseEntity<byte[]> checkpoint() {
        SignedNote note = log.checkpoint().orElseThrow(() -> beyond("checkpoint", "the log was not sealed yet"));
        return ResponseEntity.ok().contentType(TEXT).cacheControl(FOR_A_MOMENT).body(note.bytes());
    }

    @Operation(
            operationId = "readTile",
            summary = "A tile of hashes or a bundle of entries",
            description =
                    "The path goes on as C2SP tlog-tiles writes it: 0/x001/x234/067 for a tile, entries/003.p/17 for"
                            + " a bundle of entries. Entries are of the whole installation and need the role AUDITOR.")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "application/octet-stream"))
    @ApiResponse(responseCode = "400", description = "Not a tile's path as the specification writes it")
    @ApiResponse(responseCode = "404", description = "The sealed log does not reach so far")
    @GetMapping("/log/tile/{*path}")
    ResponseEntity<byte[]> tile(@PathVariable String path, SignedIn user) {
        byte[] content = switch (tilePath(path)) {
            case TilePath.Hashes tile -> log.tile(tile).orElseThrow(this::beyondTiles);
            case TilePath.Entries bundle -> {
                user.mustBe(Role.AUDITOR);
                yield log.entries(bundle).orElseThrow(this::beyondTiles);
            }
        };
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .cacheControl(FOR_EVER)
                .body(content);
    }

    private static TilePath tilePath(String path) {
        try {
            return TilePath.parse("tile" + path);
        } catch (Malformed notAPath) {
            throw malformed("path", "TilePathMustBeWellFormed", String.valueOf(notAPath.getMessage()));
        }
    }

    private BadRequest beyondTiles() {
        return beyond("path", "the sealed log has " + log.size() + " entries and does not reach this tile");
    }

    @Operation(
            operationId = "proveInclusion",
            summary = "The proof that an entry is in the log",
            description = "In the tree of the newest checkpoint, which comes along. Without the entry.")
    @ApiResponse(responseCode = "404", description = "No entry at this position is sealed")
    @GetMapping("/log/proof/inclusion")
    Inclusion inclusion(@RequestParam String position) {
        long wanted = number("position", position);
        TlogProof proof = log.inclusion(wanted).orElseThrow(() -> beyondPositions("position"));
        return new Inclusion(
                wanted,
                proof.inclusion().size(),
                base64(proof.inclusion().path()),
                new String(proof.note().bytes(), StandardCharsets.UTF_8));
    }

    @Operation(operationId = "proveConsistency", summary = "The proof that the log only grew from one size to another")
    @ApiResponse(responseCode = "400", description = "The sizes are no whole numbers, or not 0 < from ≤ to")
    @ApiResponse(responseCode = "404", description = "So many entries are not sealed")
    @GetMapping("/log/proof/consistency")
    Consistency consistency(@RequestParam String from, @RequestParam String to) {
        long older = number("from", from);
        long newer = number("to", to);
        if (older == 0 || older > newer) {
            throw malformed(
                    "from", "SizesMustFollowOneAnother", "from is at least 1 and at most to; every log begins empty");
        }
        ConsistencyProof proof = log.consistency(older, newer).orElseThrow(() -> beyondPositions("to"));
        return new Consistency(older, newer, base64(proof.path()));
    }

    @Operation(
            operationId = "proveEntry",
            summary = "An entry with its proof, to be verified offline",
            description = "C2SP tlog-proof with the entry in its extra line: what java -jar proofs.jar proof verifies."
                    + " Needs the role AUDITOR.")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "text/plain"))
    @ApiResponse(responseCode = "404", description = "No entry at this position is sealed")
    @GetMapping("/log/proof/bundle/{position}")
    ResponseEntity<byte[]> bundle(@PathVariable String position, SignedIn user) {
        user.mustBe(Role.AUDITOR);
        long wanted = number("position", position);
        TlogProof proof = log.bundle(wanted).orElseThrow(() -> beyondPositions("position"));
        String file = service.name() + "-" + wanted + TlogProof.FILE_EXTENSION;
        return ResponseEntity.ok()
                .contentType(TEXT)
                .cacheControl(FOR_A_MOMENT)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file + "\"")
                .body(proof.bytes());
    }

    private static List<String> base64(List<Hash> path) {
        return path.stream().map(Hash::base64).toList();
    }

    private static long number(String field, String text) {
        if (WHOLE_NUMBER.matcher(text).matches()) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException tooLarge) {
                throw malformed(field, "NumberMustBeWhole", "no log is that long");
            }
        }
        throw malformed(field, "NumberMustBeWhole", "a whole number from 0, without sign and leading zeros");
    }

    private static BadRequest malformed(String field, String rule, String detail) {
        return new BadRequest(HttpStatus.BAD_REQUEST, new InputProblem(field, rule, detail));
    }

    private BadRequest beyondPositions(String field) {
        return beyond(
                field, "the sealed log has " + log.size() + " entries; what was just recorded is sealed in a moment");
    }

    private static BadRequest beyond(String field, String detail) {
        return new BadRequest(HttpStatus.NOT_FOUND, new InputProblem(field, "MustBeWithinTheSealedLog", detail));
    }
}
