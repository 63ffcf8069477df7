package se.iopledger.agreement.document;

import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.agreement.desk.AgreementDesk;
import se.iopledger.agreement.desk.CommandOperation;
import se.iopledger.agreement.domain.DocumentCommand.EvidenceSignatures;
import se.iopledger.agreement.domain.DocumentCommand.FileDocument;
import se.iopledger.agreement.domain.DocumentCommand.WithdrawDocument;
import se.iopledger.contracts.agreement.DocumentEvent.EvidencedSignature;
import se.iopledger.contracts.agreement.DocumentEvent.Kind;
import se.iopledger.contracts.agreement.DocumentReference;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.RequestKey;

/** Records the documents of an agreement, and the evidence of electronic signatures (NOR-13). */
@RestController
class DocumentEndpoint {
    private final AgreementDesk desk;

    DocumentEndpoint(AgreementDesk desk) {
        this.desk = desk;
    }

    /**
     * A document.
     *
     * @param label what the agreement calls it, as annex 1
     * @param document a reference; the document itself stays in the archive
     * @param replaces the document whose place it takes; then the reason is needed
     */
    record Filing(
            Kind kind,
            @Nullable String label,
            DocumentReference document,
            LocalDate filedOn,
            @Nullable String replaces,
            @Nullable String reason) {}

    /** @param reason why it is withdrawn */
    record Withdrawal(LocalDate withdrawnOn, String reason) {}

    /**
     * What the evidence says; no persons, and no identity numbers.
     *
     * @param documentId the document that holds the evidence
     */
    record Evidence(
            String documentId,
            String transactionId,
            OffsetDateTime startedAt,
            List<EvidencedSignature> signatures,
            @Nullable String reason) {}

    @Operation(
            operationId = "fileDocument",
            summary = "Record that a document belongs to the agreement",
            description = "What the document is called is in the answer to /agreements/{agreementId}/documents.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/documents")
    ResponseEntity<?> fileDocument(
            @PathVariable String agreementId, @RequestBody Filing body, SignedIn user, RequestKey key) {
        user.mustBe(Role.REGISTRAR);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new FileDocument(
                        id,
                        body.kind(),
                        body.label(),
                        body.document(),
                        body.filedOn(),
                        body.replaces(),
                        desk.mandate(user, body.filedOn(), body.reason())));
    }

    @Operation(operationId = "withdrawDocument", summary = "Record that a document belongs to the agreement no more")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/documents/{documentId}/withdrawal")
    ResponseEntity<?> withdrawDocument(
            @PathVariable String agreementId,
            @PathVariable String documentId,
            @RequestBody Withdrawal body,
            SignedIn user,
            RequestKey key) {
        user.mustBe(Role.REGISTRAR);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new WithdrawDocument(
                        id, documentId, body.withdrawnOn(), desk.mandate(user, body.withdrawnOn(), body.reason())));
    }

    @Operation(
            operationId = "evidenceSignatures",
            summary = "Record what the evidence of electronic signatures says",
            description = "A signature of an organisation that is no party is a finding.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/signature-evidence")
    ResponseEntity<?> evidenceSignatures(
            @PathVariable String agreementId, @RequestBody Evidence body, SignedIn user, RequestKey key) {
        user.mustBe(Role.REGISTRAR);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new EvidenceSignatures(
                        id,
                        body.documentId(),
                        body.transactionId(),
                        body.startedAt(),
                        body.signatures(),
                        desk.mandate(user, null, body.reason())));
    }
}
