package se.iopledger.agreement.amend;

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
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.http.Problems;

/** Shows the amendments and renegotiations of an agreement, and what each awaits. */
@RestController
class AmendmentsEndpoint {
    private final AgreementDesk desk;

    AmendmentsEndpoint(AgreementDesk desk) {
        this.desk = desk;
    }

    /** In the order in which they were recorded. */
    record AmendmentList(String agreementId, List<AmendmentView> amendments) {}

    /** In the order in which they were recorded. */
    record RenegotiationList(String agreementId, List<RenegotiationView> renegotiations) {}

    @Operation(
            operationId = "listAmendments",
            summary = "All amendments of an agreement, and what each awaits",
            description = "Those that bind, and those that were withdrawn, rejected or superseded too.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AmendmentList.class)))
    @GetMapping("/agreements/{agreementId}/amendments")
    ResponseEntity<?> all(@PathVariable String agreementId, SignedIn user) {
        return desk.show(
                agreementId,
                user,
                found -> new AmendmentList(
                        agreementId,
                        found.agreement().amendments().all().stream()
                                .map(amendment -> AmendmentView.of(found.agreement(), amendment))
                                .toList()));
    }

    @Operation(
            operationId = "getAmendment",
            summary = "One amendment, and what it awaits",
            description = "With what it changes, in words and figures.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AmendmentView.class)))
    @GetMapping("/agreements/{agreementId}/amendments/{amendmentId}")
    ResponseEntity<?> one(@PathVariable String agreementId, @PathVariable String amendmentId, SignedIn user) {
        return desk.find(agreementId, user)
                .<ResponseEntity<?>>flatMap(found -> found.agreement()
                        .amendments()
                        .find(amendmentId)
                        .map(amendment -> ResponseEntity.ok()
                                .eTag(Long.toString(found.version()))
                                .body(AmendmentView.of(found.agreement(), amendment))))
                .orElseGet(() -> Problems.notFound("amendment"));
    }

    @Operation(
            operationId = "listRenegotiations",
            summary = "All renegotiations of an agreement",
            description = "Those under way, and those that were closed with their outcome.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RenegotiationList.class)))
    @GetMapping("/agreements/{agreementId}/renegotiations")
    ResponseEntity<?> renegotiations(@PathVariable String agreementId, SignedIn user) {
        return desk.show(
                agreementId,
                user,
                found -> new RenegotiationList(
                        agreementId,
                        found.agreement().amendments().renegotiations().stream()
                                .map(RenegotiationView::of)
                                .toList()));
    }
}
