package se.iopledger.agreement.govern;

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
import se.iopledger.agreement.domain.GovernanceCommand.AppointRepresentative;
import se.iopledger.agreement.domain.GovernanceCommand.AssignDuty;
import se.iopledger.agreement.domain.GovernanceCommand.EndMandate;
import se.iopledger.contracts.agreement.GovernanceEvent.Duty;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.RequestKey;

/** Records who is represented in which role, and whose turn it is (UPP-22, STO-10). */
@RestController
class RepresentativeEndpoint {
    private final AgreementDesk desk;

    RepresentativeEndpoint(AgreementDesk desk) {
        this.desk = desk;
    }

    /**
     * A representative.
     *
     * @param party id of the party
     * @param group id of the group; left out for one who belongs to none
     * @param role the role, never a name
     * @param until last day of the mandate, where it has one
     */
    record Appointment(
            String party,
            @Nullable String group,
            String role,
            LocalDate from,
            @Nullable LocalDate until,
            @Nullable String reason) {}

    /** The end of a mandate. */
    record End(LocalDate lastDay, @Nullable String reason) {}

    /** @param party id of the party whose turn it is, until it is another's */
    record Turn(
            Duty duty,
            String party,
            LocalDate from,
            @Nullable String reason) {}

    @Operation(
            operationId = "appointRepresentative",
            summary = "Record that a party appointed a representative",
            description = "By role, never by name.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/representatives")
    ResponseEntity<?> appointRepresentative(
            @PathVariable String agreementId, @RequestBody Appointment body, SignedIn user, RequestKey key) {
        user.mustBe(Role.REGISTRAR);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new AppointRepresentative(
                        id,
                        body.party(),
                        body.group(),
                        body.role(),
                        body.from(),
                        body.until(),
                        desk.mandate(user, body.from(), body.reason())));
    }

    @Operation(operationId = "endMandate", summary = "Record that a mandate ends earlier than it was to")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/representatives/{representativeId}/end")
    ResponseEntity<?> endMandate(
            @PathVariable String agreementId,
            @PathVariable String representativeId,
            @RequestBody End body,
            SignedIn user,
            RequestKey key) {
        user.mustBe(Role.REGISTRAR);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new EndMandate(
                        id, representativeId, body.lastDay(), desk.mandate(user, body.lastDay(), body.reason())));
    }

    @Operation(
            operationId = "assignDuty",
            summary = "Record whose turn it is to chair a group or to document its meetings")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/groups/{group}/duties")
    ResponseEntity<?> assignDuty(
            @PathVariable String agreementId,
            @PathVariable String group,
            @RequestBody Turn body,
            SignedIn user,
            RequestKey key) {
        user.mustBe(Role.REGISTRAR);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new AssignDuty(
                        id,
                        group,
                        body.duty(),
                        body.party(),
                        body.from(),
                        desk.mandate(user, body.from(), body.reason())));
    }
}
