package se.iopledger.agreement.settle;

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
import se.iopledger.agreement.domain.SettlementCommand.SettleFinding;
import se.iopledger.agreement.domain.SettlementCommand.WithdrawSettlement;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.RequestKey;

/** Records the decisions that settle findings. */
@RestController
class SettleFindingEndpoint {
    private final AgreementDesk desk;

    SettleFindingEndpoint(AgreementDesk desk) {
        this.desk = desk;
    }

    /**
     * The decision.
     *
     * @param finding id of the finding
     * @param reading id of the reading that is to hold, where the finding offers several
     * @param decidedBy the role or body that decided, never a person's name
     * @param decidedOn day of the decision, not after the business date
     * @param reason why it was decided so
     * @param reference case number, paragraph of the minutes or document that shows the decision
     */
    record Settlement(
            String finding,
            @Nullable String reading,
            String decidedBy,
            LocalDate decidedOn,
            String reason,
            @Nullable String reference) {}

    /**
     * A settlement is taken back.
     *
     * @param withdrawnOn day on which it was, not after the business date
     * @param reason why
     */
    record SettlementWithdrawal(LocalDate withdrawnOn, String reason) {}

    @Operation(
            operationId = "settleFinding",
            summary = "Record the decision that settles a finding",
            description =
                    "Changes no terms; where the finding offers readings it says which one holds. A later decision"
                            + " on the same finding takes its place, and both stay recorded.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/settlements")
    ResponseEntity<?> settle(
            @PathVariable String agreementId, @RequestBody Settlement settlement, SignedIn user, RequestKey key) {
        user.mustBe(Role.APPROVER);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new SettleFinding(
                        id,
                        settlement.finding(),
                        settlement.reading(),
                        settlement.decidedBy(),
                        settlement.decidedOn(),
                        settlement.reference(),
                        desk.mandate(user, settlement.decidedOn(), settlement.reason())));
    }

    @Operation(
            operationId = "withdrawSettlement",
            summary = "Take a settlement back",
            description = "The decision before it holds again, or the finding is open.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/settlements/{settlementId}/withdrawal")
    ResponseEntity<?> withdraw(
            @PathVariable String agreementId,
            @PathVariable String settlementId,
            @RequestBody SettlementWithdrawal withdrawal,
            SignedIn user,
            RequestKey key) {
        user.mustBe(Role.APPROVER);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new WithdrawSettlement(
                        id,
                        settlementId,
                        withdrawal.withdrawnOn(),
                        desk.mandate(user, withdrawal.withdrawnOn(), withdrawal.reason())));
    }
}
