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
import se.iopledger.agreement.domain.AmendmentCommand.RejectAmendment;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.RequestKey;

/** Records that a party will not sign an amendment. */
@RestController
class RejectAmendmentEndpoint {
    private final AgreementDesk desk;

    RejectAmendmentEndpoint(AgreementDesk desk) {
        this.desk = desk;
    }

    /**
     * The rejection.
     *
     * @param by id of the party
     * @param rejectedOn day on which it said so, not after the business date
     * @param reason why it is recorded, where that needs saying
     */
    record AmendmentRejection(
            String by, LocalDate rejectedOn, @Nullable String reason) {}

    @Operation(
            operationId = "rejectAmendment",
            summary = "Record that a party will not sign an amendment",
            description = "The amendment is closed; other terms may be proposed.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/amendments/{amendmentId}/rejection")
    ResponseEntity<?> reject(
            @PathVariable String agreementId,
            @PathVariable String amendmentId,
            @RequestBody AmendmentRejection rejection,
            SignedIn user,
            RequestKey key) {
        user.mustBe(Role.REGISTRAR);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new RejectAmendment(
                        id,
                        amendmentId,
                        rejection.by(),
                        rejection.rejectedOn(),
                        desk.mandate(user, rejection.rejectedOn(), rejection.reason())));
    }
}
