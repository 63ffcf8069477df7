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
import se.iopledger.agreement.domain.ExitCommand.CallForRemedy;
import se.iopledger.agreement.domain.ExitCommand.RecordRemedy;
import se.iopledger.agreement.domain.ExitCommand.RegisterBreach;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.RequestKey;

/** Records breaches, calls to remedy them, and remedies. */
@RestController
class BreachEndpoint {
    private final AgreementDesk desk;

    BreachEndpoint(AgreementDesk desk) {
        this.desk = desk;
    }

    /**
     * A breach.
     *
     * @param party id of the party that did not fulfil its undertakings
     * @param by id of the party that says so
     * @param what what was not fulfilled, without naming anybody
     * @param noticedOn not after the business date
     * @param against what the terms say that was not fulfilled, by its id in /agreements/{agreementId}/clauses
     * @param reason why it is recorded, where that needs saying
     */
    record Breach(
            String party,
            String by,
            String what,
            LocalDate noticedOn,
            @Nullable String against,
            @Nullable String reason) {}

    /**
     * A call to remedy it.
     *
     * @param remedyBy the last day for the remedy
     */
    record Call(
            LocalDate calledOn,
            LocalDate remedyBy,
            @Nullable String reason) {}

    /**
     * That it was remedied.
     *
     * @param how what was done, without naming anybody
     */
    record Remedy(
            LocalDate remediedOn, String how, @Nullable String reason) {}

    @Operation(
            operationId = "registerBreach",
            summary = "Record that a party did not fulfil its undertakings",
            description =
                    "It is the ground of what is done about it: a call to remedy it, notice for cause, rescission.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/breaches")
    ResponseEntity<?> register(
            @PathVariable String agreementId, @RequestBody Breach breach, SignedIn user, RequestKey key) {
        user.mustBe(Role.REGISTRAR);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new RegisterBreach(
                        id,
                        breach.party(),
                        breach.by(),
                        breach.what(),
                        breach.noticedOn(),
                        breach.against(),
                        desk.mandate(user, breach.noticedOn(), breach.reason())));
    }

    @Operation(
            operationId = "callForRemedy",
            summary = "Record that a party was called on to remedy its breach",
            description = "With the day by which; before it has passed nobody rescinds.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/breaches/{breachId}/call-for-remedy")
    ResponseEntity<?> call(
            @PathVariable String agreementId,
            @PathVariable String breachId,
            @RequestBody Call call,
            SignedIn user,
            RequestKey key) {
        user.mustBe(Role.REGISTRAR);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new CallForRemedy(
                        id,
                        breachId,
                        call.calledOn(),
                        call.remedyBy(),
                        desk.mandate(user, call.calledOn(), call.reason())));
    }

    @Operation(
            operationId = "recordRemedy",
            summary = "Record that a breach was remedied",
            description = "What rests on the breach and came after the remedy is taken back.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/breaches/{breachId}/remedy")
    ResponseEntity<?> remedy(
            @PathVariable String agreementId,
            @PathVariable String breachId,
            @RequestBody Remedy remedy,
            SignedIn user,
            RequestKey key) {
        user.mustBe(Role.REGISTRAR);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new RecordRemedy(
                        id,
                        breachId,
                        remedy.remediedOn(),
                        remedy.how(),
                        desk.mandate(user, remedy.remediedOn(), remedy.reason())));
    }
}
