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
import se.iopledger.agreement.domain.ConductCommand.AcceptRemediationPlan;
import se.iopledger.agreement.domain.ConductCommand.DemandRemediationPlan;
import se.iopledger.agreement.domain.ConductCommand.FollowUpDeficiency;
import se.iopledger.agreement.domain.ConductCommand.RegisterDeficiency;
import se.iopledger.agreement.domain.ConductCommand.SubmitRemediationPlan;
import se.iopledger.contracts.agreement.ConductEvent.Outcome;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.RequestKey;

/** Records deficiencies, and what is done about them (STO-8). */
@RestController
class DeficiencyEndpoint {
    private final AgreementDesk desk;

    DeficiencyEndpoint(AgreementDesk desk) {
        this.desk = desk;
    }

    /**
     * A deficiency.
     *
     * @param party id of the party that falls short
     * @param noticedOn not after the business date
     * @param description what is deficient, without naming anybody
     * @param against what the terms say that it falls short of, by its id in /agreements/{agreementId}/clauses
     */
    record Shortfall(
            String party,
            LocalDate noticedOn,
            String description,
            @Nullable String against,
            @Nullable String reason) {}

    /**
     * A demand.
     *
     * @param by id of the steering group
     * @param deadline last day for handing the plan in
     */
    record Demand(
            String by,
            LocalDate demandedOn,
            LocalDate deadline,
            @Nullable String reason) {}

    /** A plan that was handed in. */
    record Submission(LocalDate submittedOn, @Nullable String reason) {}

    /** A plan that was accepted. */
    record Acceptance(LocalDate acceptedOn, @Nullable String reason) {}

    /** What came of it. */
    record FollowUp(
            LocalDate followedUpOn,
            Outcome outcome,
            @Nullable String reason) {}

    @Operation(
            operationId = "registerDeficiency",
            summary = "Record that a party falls short",
            description = "What the deficiency is called is in the answer to /agreements/{agreementId}/conduct.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/deficiencies")
    ResponseEntity<?> register(
            @PathVariable String agreementId, @RequestBody Shortfall body, SignedIn user, RequestKey key) {
        user.mustBe(Role.REGISTRAR);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new RegisterDeficiency(
                        id,
                        body.party(),
                        body.noticedOn(),
                        body.description(),
                        body.against(),
                        desk.mandate(user, body.noticedOn(), body.reason())));
    }

    @Operation(
            operationId = "demandRemediationPlan",
            summary = "Record that the steering group demanded a plan",
            description = "Where none comes by the deadline, that is told by itself.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/deficiencies/{deficiencyId}/plan-demand")
    ResponseEntity<?> demand(
            @PathVariable String agreementId,
            @PathVariable String deficiencyId,
            @RequestBody Demand body,
            SignedIn user,
            RequestKey key) {
        user.mustBe(Role.REGISTRAR);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new DemandRemediationPlan(
                        id,
                        deficiencyId,
                        body.by(),
                        body.demandedOn(),
                        body.deadline(),
                        desk.mandate(user, body.demandedOn(), body.reason())));
    }

    @Operation(operationId = "submitRemediationPlan", summary = "Record that the plan was handed in")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/deficiencies/{deficiencyId}/plan")
    ResponseEntity<?> submit(
            @PathVariable String agreementId,
            @PathVariable String deficiencyId,
            @RequestBody Submission body,
            SignedIn user,
            RequestKey key) {
        user.mustBe(Role.REGISTRAR);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new SubmitRemediationPlan(
                        id, deficiencyId, body.submittedOn(), desk.mandate(user, body.submittedOn(), body.reason())));
    }

    @Operation(operationId = "acceptRemediationPlan", summary = "Record that the steering group accepted the plan")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/deficiencies/{deficiencyId}/plan-acceptance")
    ResponseEntity<?> accept(
            @PathVariable String agreementId,
            @PathVariable String deficiencyId,
            @RequestBody Acceptance body,
            SignedIn user,
            RequestKey key) {
        user.mustBe(Role.REGISTRAR);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new AcceptRemediationPlan(
                        id, deficiencyId, body.acceptedOn(), desk.mandate(user, body.acceptedOn(), body.reason())));
    }

    @Operation(
            operationId = "followUpDeficiency",
            summary = "Record whether the deficiency is remedied",
            description = "It remains only after a plan that was accepted, or after the deadline for one.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/deficiencies/{deficiencyId}/follow-up")
    ResponseEntity<?> followUp(
            @PathVariable String agreementId,
            @PathVariable String deficiencyId,
            @RequestBody FollowUp body,
            SignedIn user,
            RequestKey key) {
        user.mustBe(Role.REGISTRAR);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new FollowUpDeficiency(
                        id,
                        deficiencyId,
                        body.followedUpOn(),
                        body.outcome(),
                        desk.mandate(user, body.followedUpOn(), body.reason())));
    }
}
