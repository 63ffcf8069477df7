package se.iopledger.agreement.conduct;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.agreement.desk.AgreementDesk;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.conduct.Conduct;
import se.iopledger.agreement.domain.conduct.Deficiency;
import se.iopledger.agreement.domain.conduct.Deviation;
import se.iopledger.agreement.domain.conduct.Dialogue;
import se.iopledger.agreement.domain.conduct.EligibilityEvidence;
import se.iopledger.agreement.domain.conduct.RequirementCheck;
import se.iopledger.agreement.domain.conduct.Requirements;
import se.iopledger.agreement.domain.conduct.Requirements.Requirement;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;

/** Tells how the parties keep an agreement. */
@RestController
class ConductEndpoint {
    private final AgreementDesk desk;

    ConductEndpoint(AgreementDesk desk) {
        this.desk = desk;
    }

    /**
     * All that is recorded, each list in the order in which it was.
     *
     * @param requirements what the terms require, and what it is called
     */
    record ConductView(
            String agreementId,
            List<Deficiency> deficiencies,
            List<Dialogue> dialogues,
            List<Deviation> deviations,
            List<Required> requirements,
            List<EligibilityEvidence> evidence) {
        static ConductView of(Known known) {
            Conduct conduct = known.conduct();
            return new ConductView(
                    known.agreementId(),
                    conduct.deficiencies(),
                    conduct.dialogues(),
                    conduct.deviations(),
                    Requirements.of(known).stream()
                            .map(requirement -> Required.of(requirement, conduct))
                            .toList(),
                    conduct.evidence());
        }
    }

    /** @param checks all of this requirement; of each party the last one counts */
    record Required(String id, String text, List<String> clauses, List<RequirementCheck> checks) {
        static Required of(Requirement requirement, Conduct conduct) {
            return new Required(
                    requirement.id(),
                    requirement.condition().text(),
                    requirement.condition().clauses(),
                    conduct.checks().stream()
                            .filter(check -> check.requirementId().equals(requirement.id()))
                            .toList());
        }
    }

    @Operation(
            operationId = "getConduct",
            summary = "How the parties keep the agreement",
            description =
                    "Deficiencies and plans, dialogues, deviations, requirements with their checks and evidence. Needs"
                            + " the role READER.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ConductView.class)))
    @GetMapping("/agreements/{agreementId}/conduct")
    ResponseEntity<?> conduct(@PathVariable String agreementId, SignedIn user) {
        user.mustBe(Role.READER);
        return desk.show(agreementId, user, found -> ConductView.of(found.agreement()));
    }
}
