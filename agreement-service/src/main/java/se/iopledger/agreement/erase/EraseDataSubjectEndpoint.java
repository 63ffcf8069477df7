package se.iopledger.agreement.erase;

import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.agreement.contact.ReasonMustNotNameThePerson;
import se.iopledger.agreement.desk.AgreementDesk;
import se.iopledger.agreement.desk.CommandOperation;
import se.iopledger.agreement.domain.AgreementCommand.EraseDataSubject;
import se.iopledger.contracts.personal.ErasureGround;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.RequestKey;
import se.iopledger.shell.http.Problems;

/** Erases a person for good. */
@RestController
class EraseDataSubjectEndpoint {
    private final AgreementDesk desk;
    private final Erasures erasures;
    private final ReasonMustNotNameThePerson reasons;

    EraseDataSubjectEndpoint(AgreementDesk desk, Erasures erasures, ReasonMustNotNameThePerson reasons) {
        this.desk = desk;
        this.erasures = erasures;
        this.reasons = reasons;
    }

    /**
     * Why.
     *
     * @param ground the provision that demands it
     * @param reason in words, without naming anybody: it is stored in plain text, for good
     */
    record ErasureRequest(ErasureGround ground, String reason) {}

    @Operation(
            operationId = "eraseDataSubject",
            summary = "Erase a person for good",
            description = "Deletes the person's key: nothing that any copy of the log holds of the person can be read"
                    + " again. Cannot be undone. Needs the role APPROVER.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/contacts/{dataSubject}/erasure")
    ResponseEntity<?> erase(
            @PathVariable String agreementId,
            @PathVariable String dataSubject,
            @RequestBody ErasureRequest why,
            SignedIn user,
            RequestKey request) {
        user.mustBe(Role.APPROVER);
        return desk.find(agreementId, user)
                .<ResponseEntity<?>>map(found -> reasons.check(found, dataSubject, why.reason(), request)
                        .<ResponseEntity<?>>map(Problems::of)
                        .orElseGet(() -> AgreementDesk.answer(
                                erasures.erase(
                                        found,
                                        new EraseDataSubject(
                                                agreementId,
                                                dataSubject,
                                                why.ground(),
                                                desk.mandate(user, null, why.reason())),
                                        request),
                                HttpStatus.OK)))
                .orElseGet(() -> Problems.notFound("agreement"));
    }
}
