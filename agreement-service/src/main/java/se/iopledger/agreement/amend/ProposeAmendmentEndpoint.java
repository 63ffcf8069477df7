package se.iopledger.agreement.amend;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.agreement.desk.AgreementDesk;
import se.iopledger.agreement.desk.AgreementDesk.Standing;
import se.iopledger.agreement.domain.AmendmentCommand.ProposeAmendment;
import se.iopledger.agreement.domain.amend.Amendment;
import se.iopledger.agreement.domain.amend.AmendmentPreview;
import se.iopledger.agreement.register.TermsReader;
import se.iopledger.agreement.register.TermsReading;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.Outcome;
import se.iopledger.shell.command.RequestKey;
import se.iopledger.shell.http.InputProblem;
import se.iopledger.shell.http.Problems;

/** Takes other terms in, or says what they would mean. */
@RestController
class ProposeAmendmentEndpoint {
    private final TermsReader reader = new TermsReader();
    private final AgreementDesk desk;

    ProposeAmendmentEndpoint(AgreementDesk desk) {
        this.desk = desk;
    }

    /**
     * What was proposed.
     *
     * @param version the agreement's version
     * @param amendmentId names the amendment in later requests
     * @param termsVersion the number of the changed terms as a version of the terms
     */
    record Proposed(String agreementId, long version, String amendmentId, int termsVersion) {}

    @Operation(
            operationId = "proposeAmendment",
            summary = "Propose other terms",
            description =
                    "The whole terms as they are to be, made on the version that holds latest. They bind when all is"
                            + " there that the agreement asks for, and hold from their day. A proposal that another amendment"
                            + " took the ground from under is refused, with what changed.")
    @ApiResponse(
            responseCode = "201",
            description = "Proposed, by this request or an earlier one with the same key",
            content = @Content(schema = @Schema(implementation = Proposed.class)))
    @PostMapping("/agreements/{agreementId}/amendments")
    ResponseEntity<?> propose(
            @PathVariable String agreementId, @RequestBody AmendmentRequest request, SignedIn user, RequestKey key) {
        user.mustBe(Role.REGISTRAR);
        return withTerms(agreementId, request, user, found -> terms -> {
            ProposeAmendment command = command(agreementId, request, terms, user);
            Outcome outcome = desk.carryOut(command, found.municipality(), key);
            return outcome instanceof Outcome.Done done
                    ? proposed(command, done, user)
                    : AgreementDesk.answer(outcome, HttpStatus.CREATED);
        });
    }

    /** The answer names what later requests are about; it is found by what was proposed, also for a repeated request. */
    private ResponseEntity<?> proposed(ProposeAmendment command, Outcome.Done done, SignedIn user) {
        Amendment amendment = desk.find(command.agreementId(), user).stream()
                .flatMap(found -> found.agreement().amendments().all().stream())
                .filter(each -> each.proposal().by().equals(command.by())
                        && each.proposal().proposedOn().equals(command.proposedOn())
                        && each.proposal().from().equals(command.from())
                        && each.proposal().terms().equals(command.terms()))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IllegalStateException("what was proposed is not there"));
        return ResponseEntity.status(HttpStatus.CREATED)
                .eTag(Long.toString(done.version()))
                .header("Location", "/agreements/" + command.agreementId() + "/amendments/" + amendment.id())
                .body(new Proposed(
                        command.agreementId(),
                        done.version(),
                        amendment.id(),
                        amendment.proposal().termsVersion()));
    }

    @Operation(
            operationId = "previewAmendment",
            summary = "What other terms would change, before anybody proposes or signs them",
            description =
                    "The same request as a proposal; nothing is stored. Answers what differs in words and figures,"
                            + " what the amendment would need to bind, the agreement's last day, what would be found in the"
                            + " terms, and the rule that would refuse it. Single payments and reports are previewed by"
                            + " finance-service and reporting-service, from the same terms.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PreviewView.class)))
    @PostMapping("/agreements/{agreementId}/amendments/preview")
    ResponseEntity<?> preview(@PathVariable String agreementId, @RequestBody AmendmentRequest request, SignedIn user) {
        return withTerms(
                agreementId,
                request,
                user,
                found -> terms -> ResponseEntity.ok(PreviewView.of(
                        AmendmentPreview.of(found.agreement(), command(agreementId, request, terms, user)))));
    }

    private ProposeAmendment command(String agreementId, AmendmentRequest request, Terms terms, SignedIn user) {
        return new ProposeAmendment(
                agreementId,
                request.by(),
                request.proposedOn(),
                request.way(),
                request.from(),
                request.background(),
                request.keepsPurpose(),
                request.madeOn(),
                terms,
                request.annex(),
                request.renegotiation(),
                request.supersedes(),
                desk.mandate(user, request.proposedOn(), request.reason()));
    }

    private ResponseEntity<?> withTerms(
            String agreementId,
            AmendmentRequest request,
            SignedIn user,
            Function<Standing, Function<Terms, ResponseEntity<?>>> then) {
        return desk.find(agreementId, user)
                .<ResponseEntity<?>>map(found -> switch (reader.read(request.terms(), "/terms")) {
                    case TermsReading.Read(Terms terms) -> then.apply(found).apply(terms);
                    case TermsReading.Refused(List<InputProblem> problems) ->
                        Problems.of(HttpStatus.BAD_REQUEST, problems);
                })
                .orElseGet(() -> Problems.notFound("agreement"));
    }
}
