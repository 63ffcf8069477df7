package se.iopledger.agreement.contact;

import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.agreement.desk.AgreementDesk;
import se.iopledger.agreement.desk.CommandOperation;
import se.iopledger.agreement.domain.AgreementCommand.RemoveContactPerson;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.RequestKey;
import se.iopledger.shell.http.Problems;

/** Removes a contact person, who stays readable in the log until erased. */
@RestController
class RemoveContactPersonEndpoint {
    private final AgreementDesk desk;
    private final ReasonMustNotNameThePerson reasons;

    RemoveContactPersonEndpoint(AgreementDesk desk, ReasonMustNotNameThePerson reasons) {
        this.desk = desk;
        this.reasons = reasons;
    }

    /** @param reason why, where that needs saying; without naming anybody */
    record Removal(@Nullable String reason) {}

    @Operation(
            operationId = "removeContactPerson",
            summary = "Remove a contact person",
            description = "Nothing is erased by it: erase the person where that is meant. Needs the role REGISTRAR.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/contacts/{dataSubject}/removal")
    ResponseEntity<?> remove(
            @PathVariable String agreementId,
            @PathVariable String dataSubject,
            @RequestBody Removal removal,
            SignedIn user,
            RequestKey request) {
        user.mustBe(Role.REGISTRAR);
        return desk.find(agreementId, user)
                .<ResponseEntity<?>>map(found -> reasons.check(found, dataSubject, removal.reason(), request)
                        .<ResponseEntity<?>>map(Problems::of)
                        .orElseGet(() -> AgreementDesk.answer(
                                desk.carryOut(
                                        new RemoveContactPerson(
                                                agreementId, dataSubject, desk.mandate(user, null, removal.reason())),
                                        found.municipality(),
                                        request),
                                HttpStatus.OK)))
                .orElseGet(() -> Problems.notFound("agreement"));
    }
}
