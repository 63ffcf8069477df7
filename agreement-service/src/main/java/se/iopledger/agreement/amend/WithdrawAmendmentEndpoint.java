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
import se.iopledger.agreement.domain.AmendmentCommand.WithdrawAmendment;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.RequestKey;

/** Records that an amendment was taken back. */
@RestController
class WithdrawAmendmentEndpoint {
    private final AgreementDesk desk;

    WithdrawAmendmentEndpoint(AgreementDesk desk) {
        this.desk = desk;
    }

    /**
     * The withdrawal.
     *
     * @param by id of the party that proposed it
     * @param withdrawnOn day on which it was taken back, not after the business date
     * @param reason why it is recorded, where that needs saying
     */
    record AmendmentWithdrawal(
            String by, LocalDate withdrawnOn, @Nullable String reason) {}

    @Operation(
            operationId = "withdrawAmendment",
            summary = "Record that an amendment was taken back",
            description = "By the party that proposed it, before it binds.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/amendments/{amendmentId}/withdrawal")
    ResponseEntity<?> withdraw(
            @PathVariable String agreementId,
            @PathVariable String amendmentId,
            @RequestBody AmendmentWithdrawal withdrawal,
            SignedIn user,
            RequestKey key) {
        user.mustBe(Role.REGISTRAR);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new WithdrawAmendment(
                        id,
                        amendmentId,
                        withdrawal.by(),
                        withdrawal.withdrawnOn(),
                        desk.mandate(user, withdrawal.withdrawnOn(), withdrawal.reason())));
    }
}
