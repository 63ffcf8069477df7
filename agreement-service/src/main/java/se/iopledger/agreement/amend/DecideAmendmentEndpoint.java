package se.iopledger.agreement.amend;

import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.agreement.desk.AgreementDesk;
import se.iopledger.agreement.desk.CommandOperation;
import se.iopledger.agreement.domain.AmendmentCommand.DecideAmendment;
import se.iopledger.contracts.agreement.AmendmentEvent.Position;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.RequestKey;

/** Records what the steering group decided on an amendment. */
@RestController
class DecideAmendmentEndpoint {
    private final AgreementDesk desk;

    DecideAmendmentEndpoint(AgreementDesk desk) {
        this.desk = desk;
    }

    /**
     * The decision.
     *
     * @param group id of the group in the terms
     * @param decidedOn day of the decision, not after the business date
     * @param positions what each party wanted
     * @param reference case number or paragraph of the minutes
     * @param minutesSha256 SHA-256 of the minutes, hexadecimal; the minutes stay where they are
     * @param reason why it is recorded, where that needs saying
     */
    record GroupDecision(
            String group,
            LocalDate decidedOn,
            List<Position> positions,
            @Nullable String reference,
            @Nullable String minutesSha256,
            @Nullable String reason) {}

    @Operation(
            operationId = "decideAmendment",
            summary = "Record what the steering group decided on an amendment",
            description = "Say what each party wanted: what was decided follows by the group's own rule. An "
                    + "amendment that is not adopted is rejected. Four eyes: not by whoever recorded "
                    + "the proposal.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/amendments/{amendmentId}/decision")
    ResponseEntity<?> decide(
            @PathVariable String agreementId,
            @PathVariable String amendmentId,
            @RequestBody GroupDecision decision,
            SignedIn user,
            RequestKey key) {
        user.mustBe(Role.APPROVER);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new DecideAmendment(
                        id,
                        amendmentId,
                        decision.group(),
                        decision.decidedOn(),
                        decision.positions(),
                        decision.reference(),
                        decision.minutesSha256(),
                        desk.mandate(user, decision.decidedOn(), decision.reason())));
    }
}
