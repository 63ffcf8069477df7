package se.iopledger.agreement.exit;

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
import se.iopledger.agreement.domain.ExitCommand.ExcludeActor;
import se.iopledger.agreement.domain.ExitCommand.RecordLapse;
import se.iopledger.agreement.domain.ExitCommand.Rescind;
import se.iopledger.agreement.domain.ExitCommand.Revoke;
import se.iopledger.contracts.agreement.Evidence;
import se.iopledger.contracts.agreement.ExitEvent;
import se.iopledger.contracts.agreement.Resolution;
import se.iopledger.contracts.agreement.StepTaken;
import se.iopledger.contracts.terms.ConditionKind;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.RequestKey;

/** Records what ends an agreement at once, or on a day that was decided. */
@RestController
class DepartureEndpoint {
    private final AgreementDesk desk;

    DepartureEndpoint(AgreementDesk desk) {
        this.desk = desk;
    }

    /**
     * A rescission.
     *
     * @param exit id of the exit rule in the terms; left out where they have none for it
     * @param by id of the party that rescinded
     * @param breachId the breach that was not remedied in time
     * @param declaredOn day on which the other party was told, not after the business date
     * @param outsideTerms the decision on which it rests where the terms do not provide for it, with its ground
     * @param reason why it is recorded, where that needs saying
     */
    record Rescission(
            @Nullable String exit,
            String by,
            String breachId,
            LocalDate declaredOn,
            ExitEvent.Form form,
            @Nullable Resolution outsideTerms,
            @Nullable String reason) {}

    /**
     * A revocation.
     *
     * @param agreedOn not after the business date
     * @param lastDay the last day, as the parties agreed it
     * @param agreedBy ids of all parties
     * @param steps what the terms ask for before it, and when that was done
     */
    record Revocation(
            String exit,
            LocalDate agreedOn,
            LocalDate lastDay,
            List<String> agreedBy,
            @Nullable List<StepTaken> steps,
            Evidence evidence,
            @Nullable String reason) {}

    /**
     * That a condition no longer holds.
     *
     * @param what what no longer holds, in words
     * @param resolution who found it
     * @param heldUntil the last day on which it held, in the future where that was decided ahead
     */
    record Lapse(
            String exit,
            ConditionKind condition,
            String what,
            Resolution resolution,
            LocalDate heldUntil,
            @Nullable String reason) {}

    /**
     * An exclusion.
     *
     * @param party id of the party
     * @param deficiencyId the deficiency that remained after its plan
     * @param resolution the steering group's decision
     * @param steps what the terms ask for before it, and when that was done
     * @param lastDay the party's last day, as it was decided
     */
    record Exclusion(
            String exit,
            String party,
            String deficiencyId,
            Resolution resolution,
            @Nullable List<StepTaken> steps,
            LocalDate lastDay,
            @Nullable String reason) {}

    @Operation(
            operationId = "rescindAgreement",
            summary = "Record that a party rescinded the agreement",
            description =
                    "For a breach that was not remedied by the day for it, by somebody else than who registered the breach. What may be claimed back is told to finance, without any amount.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/rescission")
    ResponseEntity<?> rescind(
            @PathVariable String agreementId, @RequestBody Rescission rescission, SignedIn user, RequestKey key) {
        user.mustBe(Role.APPROVER);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new Rescind(
                        id,
                        rescission.exit(),
                        rescission.by(),
                        rescission.breachId(),
                        rescission.declaredOn(),
                        rescission.form(),
                        rescission.outsideTerms(),
                        desk.mandate(user, rescission.declaredOn(), rescission.reason())));
    }

    @Operation(
            operationId = "revokeAgreement",
            summary = "Record that all parties agreed to end the agreement",
            description = "On the day on which they agreed; the terms state no period.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/revocation")
    ResponseEntity<?> revoke(
            @PathVariable String agreementId, @RequestBody Revocation revocation, SignedIn user, RequestKey key) {
        user.mustBe(Role.APPROVER);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new Revoke(
                        id,
                        revocation.exit(),
                        revocation.agreedOn(),
                        revocation.lastDay(),
                        revocation.agreedBy(),
                        revocation.steps() == null ? List.of() : revocation.steps(),
                        revocation.evidence(),
                        desk.mandate(user, revocation.agreedOn(), revocation.reason())));
    }

    @Operation(
            operationId = "recordLapse",
            summary = "Record that a condition of the agreement no longer holds",
            description = "As that funds exist: the agreement ends with the last day on which it held.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/lapse")
    ResponseEntity<?> lapse(@PathVariable String agreementId, @RequestBody Lapse lapse, SignedIn user, RequestKey key) {
        user.mustBe(Role.APPROVER);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new RecordLapse(
                        id,
                        lapse.exit(),
                        lapse.condition(),
                        lapse.what(),
                        lapse.resolution(),
                        lapse.heldUntil(),
                        desk.mandate(user, lapse.resolution().decidedOn(), lapse.reason())));
    }

    @Operation(
            operationId = "excludeActor",
            summary = "Record that a party was terminated from the partnership",
            description =
                    "After a deficiency that remained after its remediation plan. Where no civil party is left the agreement ends with it; otherwise it goes on without the party.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/exclusion")
    ResponseEntity<?> exclude(
            @PathVariable String agreementId, @RequestBody Exclusion exclusion, SignedIn user, RequestKey key) {
        user.mustBe(Role.APPROVER);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new ExcludeActor(
                        id,
                        exclusion.exit(),
                        exclusion.party(),
                        exclusion.deficiencyId(),
                        exclusion.resolution(),
                        exclusion.steps() == null ? List.of() : exclusion.steps(),
                        exclusion.lastDay(),
                        desk.mandate(user, exclusion.resolution().decidedOn(), exclusion.reason())));
    }
}
