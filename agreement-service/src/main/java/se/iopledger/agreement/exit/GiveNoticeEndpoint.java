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
import se.iopledger.agreement.domain.ExitCommand.GiveNotice;
import se.iopledger.contracts.agreement.ExitEvent;
import se.iopledger.contracts.agreement.StepTaken;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.RequestKey;

/** Records that a party gave notice. */
@RestController
class GiveNoticeEndpoint {
    private final AgreementDesk desk;

    GiveNoticeEndpoint(AgreementDesk desk) {
        this.desk = desk;
    }

    /**
     * The notice.
     *
     * @param exit id of the exit rule in the terms by which it is given
     * @param by id of the party in the terms
     * @param givenOn day on which it was given, not after the business date
     * @param form how it was given
     * @param to id of the group or party that it was given to: needed where the terms name one
     * @param cause why, where the way out asks for a cause
     * @param breachId the registered breach for which it is given; left out where there is none
     * @param steps what the terms ask for before it, and when that was done
     * @param reason why it is recorded, where that needs saying
     */
    record Notice(
            String exit,
            String by,
            LocalDate givenOn,
            ExitEvent.Form form,
            @Nullable String to,
            @Nullable String cause,
            @Nullable String breachId,
            @Nullable List<StepTaken> steps,
            @Nullable String reason) {}

    @Operation(
            operationId = "giveNotice",
            summary = "Record a party's notice",
            description = "The last day follows from the terms and the day of the notice, whenever it is recorded: a"
                    + " notice that comes to light after an extension or an end that it contradicts takes that back.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/notices")
    ResponseEntity<?> give(
            @PathVariable String agreementId, @RequestBody Notice notice, SignedIn user, RequestKey key) {
        user.mustBe(Role.REGISTRAR);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new GiveNotice(
                        id,
                        notice.exit(),
                        notice.by(),
                        notice.givenOn(),
                        notice.form(),
                        notice.to(),
                        notice.cause(),
                        notice.breachId(),
                        notice.steps() == null ? List.of() : notice.steps(),
                        desk.mandate(user, notice.givenOn(), notice.reason())));
    }
}
