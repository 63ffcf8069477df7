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
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/renegotiations")
    ResponseEntity<?> call(@PathVariable String agreementId, @RequestBody Call call, SignedIn user, RequestKey key) {
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
