package se.iopledger.agreement.archive;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.agreement.desk.AgreementDesk;
import se.iopledger.agreement.desk.CommandOperation;
import se.iopledger.agreement.domain.ArchiveCommand.ArchiveAgreement;
import se.iopledger.agreement.domain.archive.LeftOpen;
import se.iopledger.contracts.agreement.ArchiveEvent.AgreementArchived;
import se.iopledger.contracts.agreement.ArchiveEvent.Concluded;
import se.iopledger.contracts.agreement.ArchiveEvent.Fate;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.RequestKey;

/** Archives agreements, and tells what is in the archive and what keeps an agreement out of it. */
@RestController
class ArchiveEndpoint {
    private final AgreementDesk desk;

    ArchiveEndpoint(AgreementDesk desk) {
        this.desk = desk;
    }

    /**
     * A decision.
     *
     * @param archivedOn after the agreement's last day, and not after the business date
     * @param documentPlan case number or name of the municipality's own document plan
     * @param documentsKeptUntil last day, for documents that are discarded; left out for those that are preserved
     * @param lastVoucherYear the last financial year with a voucher of the agreement; left out where there is none
     * @param elsewhere for payments and reports, what shows that they are concluded
     * @param reason on what the decision rests
     */
    record Decision(
            LocalDate archivedOn,
            String documentPlan,
            Fate documents,
            @Nullable LocalDate documentsKeptUntil,
            @Nullable Integer lastVoucherYear,
            List<Concluded> elsewhere,
            String reason) {}

    /**
     * How it stands with the archive.
     *
     * @param archived the decision; left out where there is none
     * @param leftOpen ids of what has to be brought to an end before
     */
    record ArchiveView(String agreementId, @Nullable AgreementArchived archived, List<String> leftOpen) {}

    @Operation(
            operationId = "archiveAgreement",
            summary = "Archive an agreement that is over",
            description =
                    "With a decision on retention: vouchers by law, documents by the municipality's plan. Afterwards only a"
                            + " correction that a second person approves opens it again. Needs the role APPROVER.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/archive")
    ResponseEntity<?> archive(
            @PathVariable String agreementId, @RequestBody Decision body, SignedIn user, RequestKey key) {
        user.mustBe(Role.APPROVER);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new ArchiveAgreement(
                        id,
                        body.archivedOn(),
                        body.documentPlan(),
                        body.documents(),
                        body.documentsKeptUntil(),
                        body.lastVoucherYear(),
                        body.elsewhere(),
                        desk.mandate(user, body.archivedOn(), body.reason())));
    }

    @Operation(
            operationId = "getArchive",
            summary = "Whether an agreement is archived, by which decision, and what is still open")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ArchiveView.class)))
    @GetMapping("/agreements/{agreementId}/archive")
    ResponseEntity<?> archived(@PathVariable String agreementId, SignedIn user) {
        user.mustBe(Role.READER);
        LocalDate today = desk.mandate(user, null, null).today();
        return desk.show(
                agreementId,
                user,
                found -> new ArchiveView(
                        agreementId, found.agreement().archive().archived(), LeftOpen.of(found.agreement(), today)));
    }
}
