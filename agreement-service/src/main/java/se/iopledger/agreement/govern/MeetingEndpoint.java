package se.iopledger.agreement.govern;

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
import se.iopledger.agreement.domain.GovernanceCommand.CancelMeeting;
import se.iopledger.agreement.domain.GovernanceCommand.ChooseMeetingInterval;
import se.iopledger.agreement.domain.GovernanceCommand.HoldMeeting;
import se.iopledger.agreement.domain.GovernanceCommand.KeepMinutes;
import se.iopledger.agreement.domain.GovernanceCommand.PlanMeeting;
import se.iopledger.contracts.agreement.DocumentReference;
import se.iopledger.contracts.agreement.GovernanceEvent.Resolution;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.RequestKey;

/** Records meetings, and what they decided (STO-10, LUN-7, NOR-9, UPP-12). */
@RestController
class MeetingEndpoint {
    private final AgreementDesk desk;

    MeetingEndpoint(AgreementDesk desk) {
        this.desk = desk;
    }

    /**
     * A meeting that is called.
     *
     * @param body id of a group in the terms, or of a meeting that the terms ask the parties for
     * @param convener id of the party that calls it
     */
    record Plan(
            String body,
            LocalDate plannedFor,
            String convener,
            @Nullable String reason) {}

    /** A meeting that is called off. */
    record Cancellation(LocalDate cancelledOn, @Nullable String reason) {}

    /**
     * A meeting that was held.
     *
     * @param meetingId the planned meeting that it is; left out where it was not planned here
     * @param body id of a group in the terms, or of a meeting that the terms ask the parties for
     * @param chair id of the party that chaired it
     * @param documentedBy id of the party that kept the minutes
     * @param decisions without naming anybody
     */
    record Course(
            @Nullable String meetingId,
            String body,
            LocalDate heldOn,
            @Nullable String chair,
            @Nullable String documentedBy,
            List<Resolution> decisions,
            @Nullable String reason) {}

    /** @param minutes a reference; the document itself stays in the archive */
    record Minutes(
            LocalDate keptOn,
            DocumentReference minutes,
            @Nullable String reason) {}

    /**
     * How often a group meets.
     *
     * @param meetingId the meeting that decided it
     */
    record Choice(
            int months,
            LocalDate from,
            String meetingId,
            @Nullable String reason) {}

    @Operation(
            operationId = "planMeeting",
            summary = "Record that a meeting was called",
            description = "What the meeting is called is in the answer to /agreements/{agreementId}/governance.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/meetings/plans")
    ResponseEntity<?> planMeeting(
            @PathVariable String agreementId, @RequestBody Plan body, SignedIn user, RequestKey key) {
        user.mustBe(Role.REGISTRAR);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new PlanMeeting(
                        id, body.body(), body.plannedFor(), body.convener(), desk.mandate(user, null, body.reason())));
    }

    @Operation(operationId = "cancelMeeting", summary = "Record that a meeting was called off")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/meetings/{meetingId}/cancellation")
    ResponseEntity<?> cancelMeeting(
            @PathVariable String agreementId,
            @PathVariable String meetingId,
            @RequestBody Cancellation body,
            SignedIn user,
            RequestKey key) {
        user.mustBe(Role.REGISTRAR);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new CancelMeeting(
                        id, meetingId, body.cancelledOn(), desk.mandate(user, body.cancelledOn(), body.reason())));
    }

    @Operation(
            operationId = "holdMeeting",
            summary = "Record that a meeting was held, and what it decided",
            description = "Where another party chaired or documented it than whose turn it was, a finding says so.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/meetings")
    ResponseEntity<?> holdMeeting(
            @PathVariable String agreementId, @RequestBody Course body, SignedIn user, RequestKey key) {
        user.mustBe(Role.REGISTRAR);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new HoldMeeting(
                        id,
                        body.meetingId(),
                        body.body(),
                        body.heldOn(),
                        body.chair(),
                        body.documentedBy(),
                        body.decisions(),
                        desk.mandate(user, body.heldOn(), body.reason())));
    }

    @Operation(operationId = "keepMinutes", summary = "Record where the minutes of a meeting are")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/meetings/{meetingId}/minutes")
    ResponseEntity<?> keepMinutes(
            @PathVariable String agreementId,
            @PathVariable String meetingId,
            @RequestBody Minutes body,
            SignedIn user,
            RequestKey key) {
        user.mustBe(Role.REGISTRAR);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new KeepMinutes(
                        id,
                        meetingId,
                        body.keptOn(),
                        body.minutes(),
                        desk.mandate(user, body.keptOn(), body.reason())));
    }

    @Operation(operationId = "chooseMeetingInterval", summary = "Record how often a steering group chose to meet")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/groups/{group}/interval")
    ResponseEntity<?> chooseMeetingInterval(
            @PathVariable String agreementId,
            @PathVariable String group,
            @RequestBody Choice body,
            SignedIn user,
            RequestKey key) {
        user.mustBe(Role.REGISTRAR);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new ChooseMeetingInterval(
                        id,
                        group,
                        body.months(),
                        body.from(),
                        body.meetingId(),
                        desk.mandate(user, body.from(), body.reason())));
    }
}
