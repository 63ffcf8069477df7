package se.iopledger.agreement.exit;

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
import se.iopledger.agreement.domain.ExitCommand.WithdrawNotice;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.RequestKey;

/** Records that a notice was taken back. */
@RestController
class WithdrawNoticeEndpoint {
    private final AgreementDesk desk;

    WithdrawNoticeEndpoint(AgreementDesk desk) {
        this.desk = desk;
    }

    /**
     * The withdrawal.
     *
     * @param by id of the party that took it back: the one that gave it
     * @param consent what shows that the other parties agreed to it; where it is left out, a finding says so
     * @param withdrawnOn day on which the notice was taken back, while it ran, and not after the business date
     * @param reason why it is recorded, where that needs saying
     */
    record Withdrawal(
            String by,
            @Nullable String consent,
            LocalDate withdrawnOn,
            @Nullable String reason) {}

    @Operation(
            operationId = "withdrawNotice",
            summary = "Record that a notice was taken back",
            description = "The agreement runs on as if the notice had not been given.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/notices/{noticeId}/withdrawal")
    ResponseEntity<?> withdraw(
            @PathVariable String agreementId,
            @PathVariable String noticeId,
            @RequestBody Withdrawal withdrawal,
            SignedIn user,
            RequestKey key) {
        user.mustBe(Role.REGISTRAR);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new WithdrawNotice(
                        id,
                        noticeId,
                        withdrawal.by(),
                        withdrawal.consent(),
                        withdrawal.withdrawnOn(),
                        desk.mandate(user, withdrawal.withdrawnOn(), withdrawal.reason())));
    }
}
