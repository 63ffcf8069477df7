package se.iopledger.agreement.voiding;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.agreement.desk.AgreementDesk;
import se.iopledger.agreement.domain.AgreementCommand.VoidAgreement;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.RequestKey;

/** Voids a registration. */
@RestController
class VoidAgreementEndpoint {
    private final AgreementDesk desk;

    VoidAgreementEndpoint(AgreementDesk desk) {
        this.desk = desk;
    }

    /** @param reason why the registration was a mistake */
    record Voiding(String reason) {}

    @Operation(
            operationId = "voidAgreement",
            summary = "Void a mistaken registration",
            description = "Everything derived from it is withdrawn; nothing is erased. The agreement can be registered"
                    + " anew.")
    @Parameter(name = "Idempotency-Key", in = ParameterIn.HEADER, required = true)
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = AgreementDesk.Accepted.class)))
    @PostMapping("/agreements/{agreementId}/void")
    ResponseEntity<?> voidRegistration(
            @PathVariable String agreementId,
            @RequestBody Voiding voiding,
            @Parameter(hidden = true) SignedIn user,
            @Parameter(hidden = true) RequestKey key) {
        user.mustBe(Role.APPROVER);
        return desk.carryOut(
                agreementId, user, key, id -> new VoidAgreement(id, desk.mandate(user, null, voiding.reason())));
    }
}
