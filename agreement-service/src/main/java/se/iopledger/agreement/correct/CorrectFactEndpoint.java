package se.iopledger.agreement.correct;

import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.agreement.desk.AgreementDesk;
import se.iopledger.agreement.desk.CommandOperation;
import se.iopledger.agreement.domain.CorrectionCommand.ApproveCorrection;
import se.iopledger.agreement.domain.CorrectionCommand.ProposeCorrection;
import se.iopledger.agreement.domain.CorrectionCommand.RefuseCorrection;
import se.iopledger.agreement.domain.CorrectionCommand.WithdrawCorrection;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.RequestKey;

/** Voids what was recorded by mistake, with four eyes. */
@RestController
class CorrectFactEndpoint {
    private final AgreementDesk desk;

    CorrectFactEndpoint(AgreementDesk desk) {
        this.desk = desk;
    }

    /**
     * A fact that was recorded by mistake.
     *
     * @param fact number of the mistaken entry in the agreement's stream (its streamsequence; 0 is the registration)
     * @param reason why it was a mistake
     */
    record Mistake(int fact, String reason) {}

    /** @param reason why, where that needs saying; a refusal must */
    record CorrectionAnswer(@Nullable String reason) {}

    @Operation(
            operationId = "proposeCorrection",
            summary = "Say that a fact was recorded by mistake",
            description = "A registration, decision, signature, notice or anything else that was recorded. Nothing is"
                    + " voided before a second person approves.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/corrections")
    ResponseEntity<?> propose(
            @PathVariable String agreementId, @RequestBody Mistake mistake, SignedIn user, RequestKey key) {
        user.mustBe(Role.REGISTRAR);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new ProposeCorrection(id, mistake.fact(), desk.mandate(user, null, mistake.reason())));
    }

    @Operation(
            operationId = "approveCorrection",
            summary = "Void the fact that a correction names",
            description = "By somebody else than who proposed it. Everything that followed from the fact is taken back;"
                    + " nothing is erased. With its registration the whole agreement is void, and can be registered"
                    + " anew.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/corrections/{correctionId}/approval")
    ResponseEntity<?> approve(
            @PathVariable String agreementId,
            @PathVariable String correctionId,
            @RequestBody CorrectionAnswer answer,
            SignedIn user,
            RequestKey key) {
        user.mustBe(Role.APPROVER);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new ApproveCorrection(id, correctionId, desk.mandate(user, null, answer.reason())));
    }

    @Operation(
            operationId = "refuseCorrection",
            summary = "Let the fact stand that a correction names",
            description = "By somebody else than who proposed it, with a reason.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/corrections/{correctionId}/refusal")
    ResponseEntity<?> refuse(
            @PathVariable String agreementId,
            @PathVariable String correctionId,
            @RequestBody CorrectionAnswer answer,
            SignedIn user,
            RequestKey key) {
        user.mustBe(Role.APPROVER);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new RefuseCorrection(id, correctionId, desk.mandate(user, null, answer.reason())));
    }

    @Operation(
            operationId = "withdrawCorrection",
            summary = "Take back a correction",
            description = "By whoever proposed it.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/corrections/{correctionId}/withdrawal")
    ResponseEntity<?> withdraw(
            @PathVariable String agreementId,
            @PathVariable String correctionId,
            @RequestBody CorrectionAnswer answer,
            SignedIn user,
            RequestKey key) {
        user.mustBe(Role.REGISTRAR);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new WithdrawCorrection(id, correctionId, desk.mandate(user, null, answer.reason())));
    }
}
