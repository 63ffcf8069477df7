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
import se.iopledger.agreement.domain.AmendmentCommand.CloseRenegotiation;
import se.iopledger.contracts.agreement.AmendmentEvent.Outcome;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.RequestKey;

/** Records what a renegotiation led to. */
@RestController
class CloseRenegotiationEndpoint {
    private final AgreementDesk desk;

    CloseRenegotiationEndpoint(AgreementDesk desk) {
        this.desk = desk;
    }

    /**
     * The end of it.
     *
     * @param closedOn day on which it was closed, not after the business date
     * @param outcome what came of it
     * @param amendmentId the amendment that it led to, which binds; only for the outcome AMENDED
     * @param reference case number or paragraph of the minutes
     * @param reason why it is recorded, where that needs saying
     */
    record Closing(
            LocalDate closedOn,
            Outcome outcome,
            @Nullable String amendmentId,
            @Nullable String reference,
            @Nullable String reason) {}

    @Operation(
            operationId = "closeRenegotiation",
            summary = "Record what a renegotiation led to",
            description = "An amendment that came of it and binds, the same terms as before, or that the "
                    + "parties go apart.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/renegotiations/{renegotiationId}/closing")
    ResponseEntity<?> close(
            @PathVariable String agreementId,
            @PathVariable String renegotiationId,
            @RequestBody Closing closing,
            SignedIn user,
            RequestKey key) {
        user.mustBe(Role.REGISTRAR);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new CloseRenegotiation(
                        id,
                        renegotiationId,
                        closing.closedOn(),
                        closing.outcome(),
                        closing.amendmentId(),
                        closing.reference(),
                        desk.mandate(user, closing.closedOn(), closing.reason())));
    }
}
