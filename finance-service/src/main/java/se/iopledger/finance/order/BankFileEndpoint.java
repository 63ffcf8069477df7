package se.iopledger.finance.order;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
import se.iopledger.contracts.finance.BankFileEvent.BankFileTakenIn;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.bankfile.BankAnswer;
import se.iopledger.finance.bankfile.BankAnswerReader;
import se.iopledger.finance.bankfile.UnreadableFile;
import se.iopledger.finance.domain.intake.BankFile;
import se.iopledger.finance.domain.intake.BankFile.Finding;
import se.iopledger.finance.domain.intake.BankFileCommand;
import se.iopledger.finance.domain.intake.BankFileCommand.CloseFinding;
import se.iopledger.finance.domain.intake.BankFileCommand.KeepUnread;
import se.iopledger.finance.domain.intake.BankFileCommand.ReceiveFile;
import se.iopledger.finance.domain.intake.BankFileCommand.Trouble;
import se.iopledger.finance.order.BankFileList.Place;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.CommandGate;
import se.iopledger.shell.command.Outcome;
import se.iopledger.shell.command.RequestKey;
import se.iopledger.shell.http.OversizedBody;
import se.iopledger.shell.http.Problems;
import se.iopledger.shell.time.BusinessClock;

/** Takes in what banks send back, and shows what a person has to look at. */
@RestController
final class BankFileEndpoint {
    static final String PATH = "/bank-files";

    private static final int PAGE = 100;
    private static final String ADVICE_ON_UNREAD =
            "Find out where the file came from. Ask the bank for it anew, or for smaller files; nothing of it was taken in";

    private final BankFiles files;
    private final BankFileList list;
    private final CommandGate gate;
    private final BusinessClock clock;

    BankFileEndpoint(BankFiles files, BankFileList list, CommandGate gate, BusinessClock clock) {
        this.files = files;
        this.list = list;
        this.gate = gate;
        this.clock = clock;
    }

    /**
     * A file and what came of it.
     *
     * @param message which message it was; {@code unread} where it could not be read
     * @param messageId what the bank calls it
     * @param dialects the bank's own ways of writing that were met
     * @param result what came of it; null while it is being taken in
     * @param findings what a person has to look at
     */
    record ImportView(
            String importId,
            String municipality,
            String message,
            String messageId,
            List<String> dialects,
            int items,
            @Nullable BankFileTakenIn result,
            List<Finding> findings) {}

    /** @param nextCursor where the next page begins; null on the last */
    record Page(List<BankFileList.Row> files, @Nullable String nextCursor) {}

    /** @param how what was done about it, without naming anybody */
    record Closure(String how) {}

    @Operation(
            operationId = "takeInBankFile",
            summary = "Take in what a bank sent: pain.002, camt.053 or camt.054",
            description =
                    "The file is read whole or refused whole. What tells of this ledger's payments is taken in; what cannot be is kept as a finding with what to do, and so is a file that cannot be read. The same file is taken in once.")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ImportView.class)))
    @PostMapping(
            path = PATH,
            consumes = {MediaType.APPLICATION_XML_VALUE, MediaType.TEXT_XML_VALUE})
    ResponseEntity<?> takeIn(
            @RequestParam String municipality,
            @RequestBody(required = false) byte @Nullable [] body,
            HttpServletRequest request,
            SignedIn user,
            RequestKey key) {
        Rights.mayOrder(user);
        user.mustActFor(municipality);
        Optional<OversizedBody> oversized = OversizedBody.of(request);
        if (oversized.isPresent()) {
            return unread(
                    municipality,
                    oversized.get().sha256(),
                    "FileMustFitTheLimit",
                    "the file has " + oversized.get().bytes() + " bytes, and at most " + BankAnswerReader.MOST_BYTES
                            + " are read",
                    user,
                    key);
        }
        byte[] content = body == null ? new byte[0] : body;
        BankAnswer answer;
        try {
            answer = BankAnswerReader.read(new ByteArrayInputStream(content));
        } catch (UnreadableFile unreadable) {
            return unread(
                    municipality,
                    OrderFiles.sha256(content),
                    unreadable.rule(),
                    Plain.text(unreadable.detail()),
                    user,
                    key);
        }
        String sha256 = OrderFiles.sha256(content);
        String importId = BankFileCommand.importId(municipality, sha256);
        files.keep(importId, content);
        return answer(
                gate.execute(
                        new ReceiveFile(
                                importId,
                                municipality,
                                sha256,
                                answer.message().message(),
                                Plain.text(answer.messageId()),
                                answer.dialects(),
                                BankNews.of(answer).size(),
                                Mandate.of(user.actor(), clock.today())),
                        municipality,
                        key),
                importId);
    }

    /** Refused, and kept for whoever did not see the answer. */
    private ResponseEntity<?> unread(
            String municipality, String sha256, String rule, String detail, SignedIn user, RequestKey key) {
        String importId = BankFileCommand.unreadImportId(municipality, sha256);
        Trouble why = new Trouble(0, rule, detail, ADVICE_ON_UNREAD, null, null, null);
        Mandate mandate = Mandate.of(user.actor(), clock.today());
        return switch (gate.execute(new KeepUnread(importId, municipality, sha256, why, mandate), municipality, key)) {
            case Outcome.Done _ ->
                Problems.of(Rejection.of(rule, detail + "; that it came is kept as /bank-files/" + importId));
            case Outcome.Refused(Rejection rejection) -> Problems.of(rejection);
            case Outcome.KeyReused reused -> Problems.of(reused);
        };
    }

    private ResponseEntity<?> answer(Outcome outcome, String importId) {
        return switch (outcome) {
            case Outcome.Done _ -> {
                files.takeIn(importId);
                yield ResponseEntity.status(HttpStatus.CREATED)
                        .header("Location", "/bank-files/" + importId)
                        .body(view(importId, files.find(importId).orElseThrow()));
            }
            case Outcome.Refused(Rejection rejection) -> {
                // Brought again since its bytes were lost before they were taken in, it is taken in now.
                files.takeIn(importId);
                files.forget(importId);
                yield Problems.of(rejection);
            }
            case Outcome.KeyReused reused -> {
                files.forgetUnlessReceived(importId);
                yield Problems.of(reused);
            }
        };
    }

    private static ImportView view(String importId, BankFile.Known file) {
        return new ImportView(
                importId,
                file.municipality(),
                file.received().message(),
                file.received().messageId(),
                file.received().dialects(),
                file.received().items(),
                file.result(),
                file.findings());
    }

    @Operation(operationId = "getBankFile", summary = "What came of a bank's file")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ImportView.class)))
    @GetMapping("/bank-files/{importId}")
    ResponseEntity<?> one(@PathVariable String importId, SignedIn user) {
        return find(importId, user)
                .<ResponseEntity<?>>map(file -> ResponseEntity.ok(view(importId, file)))
                .orElseGet(() -> Problems.notFound("bank file"));
    }

    private Optional<BankFile.Known> find(String importId, SignedIn user) {
        return files.find(importId).filter(file -> user.mayActFor(file.municipality()));
    }

    @Operation(operationId = "listBankFiles", summary = "The bank files of the user's municipalities, newest first")
    @GetMapping("/bank-files")
    Page all(
            @Parameter(description = "Four-digit municipality code; all of the user's if left out.")
                    @RequestParam(required = false)
                    @Nullable String municipality,
            @Parameter(description = "Only those with findings that wait for a person.")
                    @RequestParam(defaultValue = "false")
                    boolean open,
            @RequestParam(required = false) @Nullable String cursor,
            SignedIn user) {
        if (municipality != null) {
            user.mustActFor(municipality);
        }
        List<BankFileList.Row> rows = list.of(
                municipality == null ? user.municipalities() : Set.of(municipality),
                cursor == null ? null : Place.ofCursor(cursor),
                open,
                PAGE + 1);
        boolean more = rows.size() > PAGE;
        List<BankFileList.Row> page = more ? List.copyOf(rows.subList(0, PAGE)) : rows;
        return new Page(page, more ? page.getLast().place().toCursor() : null);
    }

    @Operation(operationId = "closeFinding", summary = "Close a finding of a bank's file, saying what was done")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ImportView.class)))
    @PostMapping("/bank-files/{importId}/findings/{number}/closure")
    ResponseEntity<?> close(
            @PathVariable String importId,
            @PathVariable int number,
            @RequestBody Closure closure,
            SignedIn user,
            RequestKey key) {
        Rights.mayOrder(user);
        Optional<BankFile.Known> file = find(importId, user);
        if (file.isEmpty()) {
            return Problems.notFound("bank file");
        }
        Outcome outcome = gate.execute(
                new CloseFinding(importId, number, closure.how(), Mandate.of(user.actor(), clock.today())),
                file.get().municipality(),
                key);
        return switch (outcome) {
            case Outcome.Done _ ->
                ResponseEntity.ok(view(importId, files.find(importId).orElseThrow()));
            case Outcome.Refused(Rejection rejection) -> Problems.of(rejection);
            case Outcome.KeyReused reused -> Problems.of(reused);
        };
    }
}
