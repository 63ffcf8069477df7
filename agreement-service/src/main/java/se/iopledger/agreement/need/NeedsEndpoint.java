package se.iopledger.agreement.need;

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
import se.iopledger.agreement.domain.NeedCommand.AnalyseNeeds;
import se.iopledger.contracts.agreement.NeedEvent.NeedsAnalysed;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.RequestKey;

/** Records analyses of needs, and tells of them (NOR-12). */
@RestController
class NeedsEndpoint {
    private final AgreementDesk desk;

    NeedsEndpoint(AgreementDesk desk) {
        this.desk = desk;
    }

    /**
     * An analysis.
     *
     * @param analysedOn in the phase that the terms give it, and not after the business date
     * @param by ids of the parties that made it together: all whom the terms name
     * @param conclusion what was found, without naming anybody
     */
    record Analysis(
            LocalDate analysedOn,
            List<String> by,
            boolean needsChanged,
            String conclusion,
            @Nullable String reason) {}

    /** @param mayBeAdjusted whether any party may call for a renegotiation, since the needs have changed */
    record NeedsView(String agreementId, boolean mayBeAdjusted, List<NeedsAnalysed> analyses) {}

    @Operation(
            operationId = "analyseNeeds",
            summary = "Record what the parties found when they analysed the needs together",
            description = "Where the needs have changed, any party may call for a renegotiation (NEEDS_CHANGED).")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/needs-analyses")
    ResponseEntity<?> analyse(
            @PathVariable String agreementId, @RequestBody Analysis body, SignedIn user, RequestKey key) {
        user.mustBe(Role.REGISTRAR);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new AnalyseNeeds(
                        id,
                        body.analysedOn(),
                        body.by(),
                        body.needsChanged(),
                        body.conclusion(),
                        desk.mandate(user, body.analysedOn(), body.reason())));
    }

    @Operation(operationId = "listNeedsAnalyses", summary = "The analyses of needs, and whether they give a right")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = NeedsView.class)))
    @GetMapping("/agreements/{agreementId}/needs-analyses")
    ResponseEntity<?> all(@PathVariable String agreementId, SignedIn user) {
        user.mustBe(Role.READER);
        LocalDate today = desk.mandate(user, null, null).today();
        return desk.show(
                agreementId,
                user,
                found -> new NeedsView(
                        agreementId,
                        found.agreement().needs().changedBy(today),
                        found.agreement().needs().analyses()));
    }
}
