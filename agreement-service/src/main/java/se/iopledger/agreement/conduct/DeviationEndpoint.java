package se.iopledger.agreement.conduct;

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
import se.iopledger.agreement.domain.ConductCommand.DecideDeviation;
import se.iopledger.agreement.domain.ConductCommand.RecordDeviation;
import se.iopledger.agreement.domain.ConductCommand.RequestDeviation;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.ConductEvent.Answer;
import se.iopledger.contracts.agreement.ConductEvent.DeviationFrom;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.RequestKey;

/** Records deviations from plan or budget, before they are made (UPP-15, LUN-11, STO-17). */
@RestController
class DeviationEndpoint {
    private final AgreementDesk desk;

    DeviationEndpoint(AgreementDesk desk) {
        this.desk = desk;
    }

    /**
     * What a party asked for.
     *
     * @param by id of the party
     * @param description without naming anybody
     * @param amount kronor that it concerns
     * @param touchesPurpose whether it would change goal, purpose or values
     * @param concerns what the terms say that it deviates from, by its id in /agreements/{agreementId}/clauses
     */
    record Request(
            String by,
            DeviationFrom from,
            LocalDate requestedOn,
            String description,
            @Nullable Money amount,
            boolean touchesPurpose,
            @Nullable String concerns,
            @Nullable String reason) {}

    /** @param decidedBy id of the steering group, or of every party */
    record Verdict(
            List<String> decidedBy,
            LocalDate decidedOn,
            Answer answer,
            @Nullable String reason) {}

    /** That it was made. */
    record Made(LocalDate madeOn, @Nullable String reason) {}

    @Operation(
            operationId = "requestDeviation",
            summary = "Record that a party asked to deviate",
            description = "What the deviation is called is in the answer to /agreements/{agreementId}/conduct.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/deviations")
    ResponseEntity<?> requestDeviation(
            @PathVariable String agreementId, @RequestBody Request body, SignedIn user, RequestKey key) {
        user.mustBe(Role.REGISTRAR);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new RequestDeviation(
                        id,
                        body.by(),
                        body.from(),
                        body.requestedOn(),
                        body.description(),
                        body.amount(),
                        body.touchesPurpose(),
                        body.concerns(),
                        desk.mandate(user, body.requestedOn(), body.reason())));
    }

    @Operation(
            operationId = "decideDeviation",
            summary = "Record what was decided on a deviation",
            description = "Needs the role APPROVER.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/deviations/{deviationId}/decision")
    ResponseEntity<?> decideDeviation(
            @PathVariable String agreementId,
            @PathVariable String deviationId,
            @RequestBody Verdict body,
            SignedIn user,
            RequestKey key) {
        user.mustBe(Role.APPROVER);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new DecideDeviation(
                        id,
                        deviationId,
                        body.decidedBy(),
                        body.decidedOn(),
                        body.answer(),
                        desk.mandate(user, body.decidedOn(), body.reason())));
    }

    @Operation(
            operationId = "recordDeviation",
            summary = "Record that a deviation was made",
            description = "Where no approval of that day or before is recorded, a finding says so.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/deviations/{deviationId}/making")
    ResponseEntity<?> recordDeviation(
            @PathVariable String agreementId,
            @PathVariable String deviationId,
            @RequestBody Made body,
            SignedIn user,
            RequestKey key) {
        user.mustBe(Role.REGISTRAR);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new RecordDeviation(
                        id, deviationId, body.madeOn(), desk.mandate(user, body.madeOn(), body.reason())));
    }
}
