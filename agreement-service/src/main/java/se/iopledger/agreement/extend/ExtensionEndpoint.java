package se.iopledger.agreement.extend;

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
import se.iopledger.agreement.domain.ExtensionCommand.AgreeExtension;
import se.iopledger.agreement.domain.ExtensionCommand.CheckFunds;
import se.iopledger.agreement.domain.ExtensionCommand.RecordReview;
import se.iopledger.contracts.agreement.ExtensionEvent.Outcome;
import se.iopledger.contracts.agreement.ExtensionEvent.Signature;
import se.iopledger.contracts.agreement.Resolution;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.RequestKey;

/** Records what the parties do for an agreement to go on. */
@RestController
class ExtensionEndpoint {
    private final AgreementDesk desk;

    ExtensionEndpoint(AgreementDesk desk) {
        this.desk = desk;
    }

    /**
     * An extension.
     *
     * @param documentId the document that the parties signed, filed by another person
     * @param lastDay the new last day; left out where it follows from the terms
     * @param signatures of all parties, each before the agreement ends
     * @param reason why it is recorded, where that needs saying
     */
    record Extension(
            String documentId,
            @Nullable LocalDate lastDay,
            List<Signature> signatures,
            @Nullable String reason) {}

    /**
     * A check of funds.
     *
     * @param extensionFrom first day of the extension that depends on them
     * @param exist whether they do
     * @param resolution who decided so
     */
    record FundsCheck(
            LocalDate extensionFrom,
            Boolean exist,
            Resolution resolution,
            @Nullable String reason) {}

    /**
     * A review.
     *
     * @param reference case number or paragraph of the minutes
     */
    record Review(
            LocalDate reviewedOn,
            Outcome outcome,
            @Nullable String reference,
            @Nullable String reason) {}

    @Operation(
            operationId = "agreeExtension",
            summary = "Record that the parties agreed in writing to go on",
            description =
                    "With every party's signature and the document that they signed, and not by whoever filed that or registered the agreement. The last day follows from the terms where they say how long an extension is.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/extensions")
    ResponseEntity<?> agree(
            @PathVariable String agreementId, @RequestBody Extension extension, SignedIn user, RequestKey key) {
        user.mustBe(Role.APPROVER);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new AgreeExtension(
                        id,
                        extension.documentId(),
                        extension.lastDay(),
                        extension.signatures(),
                        desk.mandate(user, null, extension.reason())));
    }

    @Operation(
            operationId = "checkFunds",
            summary = "Record whether funds exist for an extension",
            description =
                    "An extension by the agreement's own rule does not follow where they do not; where nobody says, it does, and that is told.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/funds-checks")
    ResponseEntity<?> check(
            @PathVariable String agreementId, @RequestBody FundsCheck check, SignedIn user, RequestKey key) {
        user.mustBe(Role.APPROVER);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new CheckFunds(
                        id,
                        check.extensionFrom(),
                        check.exist(),
                        check.resolution(),
                        desk.mandate(user, check.resolution().decidedOn(), check.reason())));
    }

    @Operation(
            operationId = "recordReview",
            summary = "Record the review of whether to go on",
            description = "By the day that the terms state; when that passes without one, it is told.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/reviews")
    ResponseEntity<?> review(
            @PathVariable String agreementId, @RequestBody Review review, SignedIn user, RequestKey key) {
        user.mustBe(Role.REGISTRAR);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new RecordReview(
                        id,
                        review.reviewedOn(),
                        review.outcome(),
                        review.reference(),
                        desk.mandate(user, review.reviewedOn(), review.reason())));
    }
}
