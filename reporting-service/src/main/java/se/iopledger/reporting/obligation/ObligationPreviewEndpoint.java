package se.iopledger.reporting.obligation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.reporting.agreement.KnownAgreements;
import se.iopledger.reporting.domain.Proposal;
import se.iopledger.reporting.domain.Proposal.Changed;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.http.Problems;

/** Shows what other terms would make of an agreement's reports and meetings. */
@RestController
class ObligationPreviewEndpoint {
    private final KnownAgreements known;

    ObligationPreviewEndpoint(KnownAgreements known) {
        this.known = known;
    }

    /**
     * Terms that are thought of.
     *
     * @param terms the whole terms as changed
     * @param from first day on which they would hold; may have passed
     * @param lastDay the agreement's last day with them, as agreement-service's preview tells it; left out where it stays
     */
    record ProposedTerms(
            @Schema(type = "object", description = "The whole terms, by the published schema terms.v1.json.")
            Terms terms,

            LocalDate from,

            @Nullable LocalDate lastDay) {}

    /** What would be other than it is. */
    record ObligationPreview(
            LocalDate from,

            @Schema(
                    description =
                            "Reports and meetings that would be added, changed or dropped, in order of their ids.")
            List<Changed> changes) {}

    @Operation(
            operationId = "previewObligations",
            summary = "What other terms would change of reports and meetings, before anybody proposes or signs them",
            description = "Nothing is stored.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ObligationPreview.class)))
    @PostMapping("/agreements/{id}/obligations/preview")
    ResponseEntity<?> preview(@PathVariable("id") String id, @RequestBody ProposedTerms body, SignedIn user) {
        if (known.find(id).filter(heard -> user.mayActFor(heard.municipality())).isEmpty()) {
            return Problems.notFound("agreement");
        }
        Optional<AgreementLife> life = known.lifeOf(id);
        if (life.isEmpty()) {
            return Problems.conflict(
                    "AgreementMustBeInForce", "only an agreement in force has reports that terms could change");
        }
        Proposal proposal = new Proposal(body.terms(), body.from(), body.lastDay());
        Optional<Rejection> broken = proposal.brokenRule(life.get());
        return broken.<ResponseEntity<?>>map(Problems::of)
                .orElseGet(() -> ResponseEntity.ok(new ObligationPreview(body.from(), proposal.changes(life.get()))));
    }
}
