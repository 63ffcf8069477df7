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
import se.iopledger.agreement.domain.ConductCommand.CloseDialogue;
import se.iopledger.agreement.domain.ConductCommand.EscalateDialogue;
import se.iopledger.agreement.domain.ConductCommand.OpenDialogue;
import se.iopledger.contracts.agreement.ConductEvent.Conclusion;
import se.iopledger.contracts.agreement.ConductEvent.Subject;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.RequestKey;

/** Records what the parties talk of: changed circumstances, breaches, disputes (STO-6, STO-14). */
@RestController
class DialogueEndpoint {
    private final AgreementDesk desk;

    DialogueEndpoint(AgreementDesk desk) {
        this.desk = desk;
    }

    /**
     * What was brought up.
     *
     * @param by id of the party that brought it up
     * @param group id of the group it was brought to; changed circumstances go to the steering group, where there is one
     * @param since day from which it is so
     * @param about what it is about, without naming anybody
     */
    record Opening(
            Subject subject,
            String by,
            @Nullable String group,
            LocalDate openedOn,
            @Nullable LocalDate since,
            String about,
            @Nullable String reason) {}

    /** @param group id of the steering group */
    record Escalation(
            String group, LocalDate escalatedOn, @Nullable String reason) {}

    /** @param conclusion what was concluded, without naming anybody */
    record Closing(
            LocalDate closedOn,
            Conclusion outcome,
            String conclusion,
            @Nullable String reason) {}

    @Operation(
            operationId = "openDialogue",
            summary = "Record changed circumstances, a breach or a dispute that was brought up",
            description = "What the dialogue is called is in the answer to /agreements/{agreementId}/conduct.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/dialogues")
    ResponseEntity<?> openDialogue(
            @PathVariable String agreementId, @RequestBody Opening body, SignedIn user, RequestKey key) {
        user.mustBe(Role.REGISTRAR);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new OpenDialogue(
                        id,
                        body.subject(),
                        body.by(),
                        body.group(),
                        body.openedOn(),
                        body.since(),
                        body.about(),
                        desk.mandate(user, body.openedOn(), body.reason())));
    }

    @Operation(operationId = "escalateDialogue", summary = "Record that a dialogue went up to the steering group")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/dialogues/{dialogueId}/escalation")
    ResponseEntity<?> escalateDialogue(
            @PathVariable String agreementId,
            @PathVariable String dialogueId,
            @RequestBody Escalation body,
            SignedIn user,
            RequestKey key) {
        user.mustBe(Role.REGISTRAR);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new EscalateDialogue(
                        id,
                        dialogueId,
                        body.group(),
                        body.escalatedOn(),
                        desk.mandate(user, body.escalatedOn(), body.reason())));
    }

    @Operation(operationId = "closeDialogue", summary = "Record how a dialogue ended")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/dialogues/{dialogueId}/closing")
    ResponseEntity<?> closeDialogue(
            @PathVariable String agreementId,
            @PathVariable String dialogueId,
            @RequestBody Closing body,
            SignedIn user,
            RequestKey key) {
        user.mustBe(Role.REGISTRAR);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new CloseDialogue(
                        id,
                        dialogueId,
                        body.closedOn(),
                        body.outcome(),
                        body.conclusion(),
                        desk.mandate(user, body.closedOn(), body.reason())));
    }
}
