package se.iopledger.agreement.register;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.agreement.desk.AgreementDesk;
import se.iopledger.agreement.domain.AgreementCommand.RegisterAgreement;
import se.iopledger.agreement.domain.terms.TermsRules;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.Outcome;
import se.iopledger.shell.command.RequestKey;
import se.iopledger.shell.http.InputProblem;
import se.iopledger.shell.http.Problems;

/** Takes terms in, as YAML or JSON. */
@RestController
class RegisterAgreementEndpoint {
    private static final String JSON = "application/json";
    private static final String YAML = "application/yaml";

    private final TermsReader reader = new TermsReader();
    private final AgreementDesk desk;

    RegisterAgreementEndpoint(AgreementDesk desk) {
        this.desk = desk;
    }

    @Operation(
            operationId = "registerAgreement",
            summary = "Register an agreement from its terms",
            description = "The terms follow the published schema terms.v1.json. What they leave open or contradict"
                    + " becomes findings; what no agreement can mean is refused, all of it at once. The id follows from"
                    + " the terms: the same agreement is registered once in a municipality.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = {
                @Content(mediaType = JSON, schema = @Schema(type = "object")),
                @Content(mediaType = YAML, schema = @Schema(type = "object"))
            })
    @ApiResponse(
            responseCode = "201",
            description = "Registered, by this request or an earlier one with the same key",
            content = @Content(schema = @Schema(implementation = AgreementDesk.Accepted.class)))
    @ApiResponse(
            responseCode = "400",
            description = "The document cannot be read as terms; `errors` lists every field that is wrong",
            content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
    @ApiResponse(
            responseCode = "409",
            description = "Registered already",
            content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
    @ApiResponse(
            responseCode = "422",
            description = "The terms break a rule; `errors` lists all that they break",
            content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
    @PostMapping(
            path = "/agreements",
            consumes = {JSON, YAML})
    ResponseEntity<?> register(
            @RequestBody byte[] body,
            @RequestHeader("Content-Type") String contentType,
            SignedIn user,
            RequestKey key) {
        user.mustBe(Role.REGISTRAR);
        return TermsFormat.ofContentType(contentType)
                .<ResponseEntity<?>>map(format -> switch (reader.read(body, format)) {
                    case TermsReading.Read(Terms terms) -> register(terms, user, key);
                    case TermsReading.Refused(List<InputProblem> problems) ->
                        Problems.of(HttpStatus.BAD_REQUEST, problems);
                })
                .orElseGet(() -> Problems.of(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                        List.of(new InputProblem(
                                "Content-Type", "BodyMustBeJsonOrYaml", "terms are JSON or YAML in UTF-8"))));
    }

    private ResponseEntity<?> register(Terms terms, SignedIn user, RequestKey key) {
        user.mustActFor(terms.municipality());
        RegisterAgreement command = new RegisterAgreement(terms, desk.mandate(user, null, null));
        Outcome outcome = desk.carryOut(command, terms.municipality(), key);
        return outcome instanceof Outcome.Refused refused
                ? withAllThatIsBroken(refused.rejection(), terms)
                : AgreementDesk.answer(outcome, HttpStatus.CREATED);
    }

    /** Whoever mends the first error wants to know of the others. */
    private static ResponseEntity<?> withAllThatIsBroken(Rejection first, Terms terms) {
        ResponseEntity<ProblemDetail> answer = Problems.of(first);
        List<InputProblem> all = TermsRules.check(terms).stream()
                .map(broken ->
                        new InputProblem(broken.field() == null ? "" : broken.field(), broken.rule(), broken.detail()))
                .toList();
        ProblemDetail problem = answer.getBody();
        if (problem != null && !all.isEmpty()) {
            problem.setProperty("errors", all);
        }
        return answer;
    }
}
