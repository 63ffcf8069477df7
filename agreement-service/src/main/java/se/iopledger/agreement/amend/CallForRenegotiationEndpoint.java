package se.iopledger.agreement.amend;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.agreement.desk.AgreementDesk;
import se.iopledger.agreement.domain.AmendmentCommand.CallForRenegotiation;
import se.iopledger.contracts.agreement.AmendmentEvent.Cause;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.RequestKey;

/** Records that a party called for renegotiation. */
@RestController
class CallForRenegotiationEndpoint {
    private final AgreementDesk desk;

    CallForRenegotiationEndpoint(AgreementDesk desk) {
        this.desk = desk;
    }

    /**
     * The call.
     *
     * @param by id of the party in the terms
     * @param calledOn day of the call, not after the business date
     * @param cause what in the terms entitles to it
     * @param concerns what is to be renegotiated, in words
     * @param reason why it is recorded, where that needs saying
     */
    record Call(
            String by,
            LocalDate calledOn,
            Cause cause,
            String concerns,
            @Nullable String reason) {}

    @Operation(
            operationId = "callForRenegotiation",
            summary = "Record that a party called for renegotiation",
            description = "For a cause that the terms provide for. What comes of it is an amendment that "
                    + "names it, or nothing.")
    @Parameter(name = "Idempotency-Key", in = ParameterIn.HEADER, required = true)
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = AgreementDesk.Accepted.class)))
    @PostMapping("/agreements/{agreementId}/renegotiations")
    ResponseEntity<?> call(
            @PathVariable String agreementId,
            @RequestBody Call call,
            @Parameter(hidden = true) SignedIn user,
            @Parameter(hidden = true) RequestKey key) {
        user.mustBe(Role.REGISTRAR);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new CallForRenegotiation(
                        id,
                        call.by(),
                        call.calledOn(),
                        call.cause(),
                        call.concerns(),
                        desk.mandate(user, call.calledOn(), call.reason())));
    }
}
