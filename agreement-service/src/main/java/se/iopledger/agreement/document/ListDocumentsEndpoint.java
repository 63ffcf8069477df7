package se.iopledger.agreement.document;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.agreement.desk.AgreementDesk;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.document.Documents.Filed;
import se.iopledger.agreement.domain.document.Documents.SignatureEvidence;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;

/** Tells which documents belong to an agreement. */
@RestController
class ListDocumentsEndpoint {
    private final AgreementDesk desk;

    ListDocumentsEndpoint(AgreementDesk desk) {
        this.desk = desk;
    }

    /** In the order in which they were filed. */
    record DocumentList(String agreementId, List<Filed> documents, List<SignatureEvidence> signatureEvidence) {
        static DocumentList of(Known known) {
            return new DocumentList(
                    known.agreementId(),
                    known.documents().filed(),
                    known.documents().signatures());
        }
    }

    @Operation(
            operationId = "listDocuments",
            summary = "The documents of an agreement",
            description = "Those that were replaced or withdrawn too. Needs the role READER.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DocumentList.class)))
    @GetMapping("/agreements/{agreementId}/documents")
    ResponseEntity<?> list(@PathVariable String agreementId, SignedIn user) {
        user.mustBe(Role.READER);
        return desk.show(agreementId, user, found -> DocumentList.of(found.agreement()));
    }
}
