package se.iopledger.agreement.amend;

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
import se.iopledger.agreement.domain.AmendmentCommand.DiscussAmendment;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.RequestKey;

/** Records that an amendment was discussed. */
@RestController
class DiscussAmendmentEndpoint {
    private final AgreementDesk desk;

    DiscussAmendmentEndpoint(AgreementDesk desk) {
        this.desk = desk;
    }

    /**
     * The discussion.
     *
     * @param group id of the group in the terms; left out for a dialogue of the parties themselves
     * @param discussedOn day of the discussion, not after the business date
     * @param reference case number or paragraph of the minutes
     * @param reason why it is recorded, where that needs saying
     */
    record Discussion(
            @Nullable String group,
            LocalDate discussedOn,
            @Nullable String reference,
            @Nullable String reason) {}

    @Operation(
            operationId = "discussAmendment",
            summary = "Record that an amendment was discussed",
            description = "In a group of the agreement, or by the parties themselves.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/amendments/{amendmentId}/discussions")
    ResponseEntity<?> discuss(
            @PathVariable String agreementId,
            @PathVariable String amendmentId,
            @RequestBody Discussion discussion,
            SignedIn user,
            RequestKey key) {
        user.mustBe(Role.REGISTRAR);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new DiscussAmendment(
                        id,
                        amendmentId,
                        discussion.group(),
                        discussion.discussedOn(),
                        discussion.reference(),
                        desk.mandate(user, discussion.discussedOn(), discussion.reason())));
    }
}
