package se.iopledger.agreement.approve;

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
import se.iopledger.agreement.domain.AgreementCommand.ApproveAgreement;
import se.iopledger.contracts.agreement.Evidence;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.RequestKey;

/** Records the board's decision. */
@RestController
class ApproveAgreementEndpoint {
    private final AgreementDesk desk;

    ApproveAgreementEndpoint(AgreementDesk desk) {
        this.desk = desk;
    }

    /**
     * The decision.
     *
     * @param decidedBy the deciding body, as socialnämnden
     * @param decidedOn day of the decision, not after the business date
     * @param reference case number or paragraph of the minutes
     * @param reason why it is recorded, where that needs saying
     */
    record Approval(
            String decidedBy,
            LocalDate decidedOn,
            @Nullable String reference,
            Evidence evidence,
            @Nullable String reason) {}

    @Operation(
            operationId = "approveAgreement",
            summary = "Record the board's decision",
            description =
                    "By somebody else than who registered the agreement. When all parties have signed it activates"
                            + " at once.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/approval")
    ResponseEntity<?> approve(
            @PathVariable String agreementId, @RequestBody Approval approval, SignedIn user, RequestKey key) {
        user.mustBe(Role.APPROVER);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new ApproveAgreement(
                        id,
                        approval.decidedBy(),
                        approval.decidedOn(),
                        approval.reference(),
                        approval.evidence(),
                        desk.mandate(user, approval.decidedOn(), approval.reason())));
    }
}
