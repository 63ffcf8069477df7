package se.iopledger.agreement.conduct;

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
import se.iopledger.agreement.domain.ConductCommand.CheckRequirement;
import se.iopledger.agreement.domain.ConductCommand.EvidenceEligibility;
import se.iopledger.contracts.agreement.ConductEvent.Result;
import se.iopledger.contracts.agreement.DocumentReference;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.RequestKey;

/** Records checks and evidence of what the agreement requires of a party (STO-12). */
@RestController
class RequirementEndpoint {
    private final AgreementDesk desk;

    RequirementEndpoint(AgreementDesk desk) {
        this.desk = desk;
    }

    /**
     * A check.
     *
     * @param party id of the party
     * @param note what it rests on; needed unless the requirement is fulfilled
     * @param nextCheckOn last day for the next check; that it passed is told by itself
     */
    record Check(
            String party,
            LocalDate checkedOn,
            Result result,
            @Nullable String note,
            @Nullable LocalDate nextCheckOn,
            @Nullable String reason) {}

    /**
     * Evidence.
     *
     * @param party id of the party
     * @param document a reference; the document itself stays in the archive
     * @param validUntil last day; that it passed is told by itself
     */
    record Proof(
            String party,
            DocumentReference document,
            LocalDate validFrom,
            @Nullable LocalDate validUntil,
            @Nullable String reason) {}

    @Operation(
            operationId = "checkRequirement",
            summary = "Record what a check of a requirement found",
            description = "Of what the terms require, undertake or provide: what it is called is in the answer to"
                    + " /agreements/{agreementId}/clauses.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/requirements/{requirementId}/checks")
    ResponseEntity<?> checkRequirement(
            @PathVariable String agreementId,
            @PathVariable String requirementId,
            @RequestBody Check body,
            SignedIn user,
            RequestKey key) {
        user.mustBe(Role.REGISTRAR);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new CheckRequirement(
                        id,
                        requirementId,
                        body.party(),
                        body.checkedOn(),
                        body.result(),
                        body.note(),
                        body.nextCheckOn(),
                        desk.mandate(user, body.checkedOn(), body.reason())));
    }

    @Operation(
            operationId = "evidenceEligibility",
            summary = "Record a document that shows that a requirement is fulfilled")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/requirements/{requirementId}/evidence")
    ResponseEntity<?> evidenceEligibility(
            @PathVariable String agreementId,
            @PathVariable String requirementId,
            @RequestBody Proof body,
            SignedIn user,
            RequestKey key) {
        user.mustBe(Role.REGISTRAR);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new EvidenceEligibility(
                        id,
                        requirementId,
                        body.party(),
                        body.document(),
                        body.validFrom(),
                        body.validUntil(),
                        desk.mandate(user, body.validFrom(), body.reason())));
    }
}
