package se.iopledger.agreement.sign;

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
import se.iopledger.agreement.domain.AgreementCommand.SignAgreement;
import se.iopledger.contracts.agreement.Evidence;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.RequestKey;

/** Records one party's signature. */
@RestController
class SignAgreementEndpoint {
    private final AgreementDesk desk;

    SignAgreementEndpoint(AgreementDesk desk) {
        this.desk = desk;
    }

    /**
     * The signature.
     *
     * @param party id of the party in the terms
     * @param signedOn day of the signature in Europe/Stockholm, not after the business date
     * @param reason why it is recorded, where that needs saying
     */
    record Signature(
            String party,
            LocalDate signedOn,
            Evidence evidence,
            @Nullable String reason) {}

    @Operation(
            operationId = "signAgreement",
            summary = "Record a party's signature",
            description = "When it is the last one missing and the board has decided, the agreement activates at once.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/signatures")
    ResponseEntity<?> sign(
            @PathVariable String agreementId, @RequestBody Signature signature, SignedIn user, RequestKey key) {
        user.mustBe(Role.REGISTRAR);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new SignAgreement(
                        id,
                        signature.party(),
                        signature.signedOn(),
                        signature.evidence(),
                        desk.mandate(user, signature.signedOn(), signature.reason())));
    }
}
