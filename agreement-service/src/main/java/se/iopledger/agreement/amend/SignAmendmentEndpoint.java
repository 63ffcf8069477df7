package se.iopledger.agreement.amend;

import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.agreement.desk.AgreementDesk;
import se.iopledger.agreement.desk.CommandOperation;
import se.iopledger.agreement.domain.AmendmentCommand.SignAmendment;
import se.iopledger.contracts.agreement.Evidence;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.RequestKey;

/** Records one party's signature on an amendment. */
@RestController
class SignAmendmentEndpoint {
    private final AgreementDesk desk;

    SignAmendmentEndpoint(AgreementDesk desk) {
        this.desk = desk;
    }

    /**
     * The signature.
     *
     * @param party id of the party in the terms
     * @param signedOn day of the signature in Europe/Stockholm, not after the business date
     * @param reason why it is recorded, where that needs saying
     */
    record AmendmentSignature(
            String party,
            LocalDate signedOn,
            Evidence evidence,
            @Nullable String reason) {}

    @Operation(
            operationId = "signAmendment",
            summary = "Record a party's signature on an amendment",
            description = "When it is the last that was missing, the changed terms bind at once and hold "
                    + "from their day. Four eyes: not by whoever recorded the proposal.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/amendments/{amendmentId}/signatures")
    ResponseEntity<?> sign(
            @PathVariable String agreementId,
            @PathVariable String amendmentId,
            @RequestBody AmendmentSignature signature,
            SignedIn user,
            RequestKey key) {
        user.mustBe(Role.APPROVER);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new SignAmendment(
                        id,
                        amendmentId,
                        signature.party(),
                        signature.signedOn(),
                        signature.evidence(),
                        desk.mandate(user, signature.signedOn(), signature.reason())));
    }
}
