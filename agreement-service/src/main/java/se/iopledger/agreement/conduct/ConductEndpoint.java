package se.iopledger.agreement.conduct;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.agreement.desk.AgreementDesk;
import se.iopledger.agreement.domain.conduct.Deficiency;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.http.Problems;

/** Tells how the parties keep an agreement. */
@RestController
class ConductEndpoint {
    private final AgreementDesk desk;

    ConductEndpoint(AgreementDesk desk) {
        this.desk = desk;
    }

    /** All that is recorded, each list in the order in which it was. */
    record ConductView(String agreementId, List<Deficiency> deficiencies) {}

    @Operation(
            operationId = "getConduct",
            summary = "How the parties keep the agreement",
            description = "Deficiencies with their plans and what came of them. Needs the role READER.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ConductView.class)))
    @GetMapping("/agreements/{agreementId}/conduct")
    ResponseEntity<?> conduct(@PathVariable String agreementId, @Parameter(hidden = true) SignedIn user) {
        user.mustBe(Role.READER);
        return desk.find(agreementId, user)
                .<ResponseEntity<?>>map(found -> ResponseEntity.ok(
                        new ConductView(agreementId, found.agreement().conduct().deficiencies())))
                .orElseGet(() -> Problems.notFound("agreement"));
    }
}
