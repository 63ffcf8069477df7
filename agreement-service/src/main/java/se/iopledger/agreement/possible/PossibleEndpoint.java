package se.iopledger.agreement.possible;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.agreement.desk.AgreementDesk;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.AgreementDecider;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.shell.access.SignedIn;

/** Answers what the user may do with an agreement today. */
@RestController
class PossibleEndpoint {
    private final AgreementDesk desk;

    PossibleEndpoint(AgreementDesk desk) {
        this.desk = desk;
    }

    /**
     * What may be done and what may not.
     *
     * @param today the business date on which it is asked
     * @param version of the agreement that it holds for
     */
    record Possibilities(String agreementId, long version, LocalDate today, List<Possibility> requests) {}

    /**
     * A request, and what would come of it.
     *
     * @param operation its operationId
     * @param on what it is about, by the names of the request's parts
     * @param allowed whether it would be accepted, with everything else in it as it should be
     * @param rule the rule that refuses it; null where it is allowed
     * @param detail why, for a person
     * @param clauses the clauses that carry the rule
     */
    record Possibility(
            String operation,
            Map<String, String> on,
            boolean allowed,
            @Nullable String rule,
            @Nullable String detail,
            List<String> clauses) {}

    @Operation(
            operationId = "getPossibleRequests",
            summary = "What may be done with an agreement now, and why the rest may not",
            description =
                    "For the user who asks. Each request is decided as if it came today, in its best form; nothing is"
                            + " stored.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Possibilities.class)))
    @GetMapping("/agreements/{agreementId}/possible-requests")
    ResponseEntity<?> possible(@PathVariable String agreementId, SignedIn user) {
        Mandate mandate = desk.mandate(user, null, null);
        return desk.show(
                agreementId,
                user,
                found -> new Possibilities(
                        agreementId,
                        found.version(),
                        mandate.today(),
                        EveryRequest.of(found.agreement(), mandate).stream()
                                .map(asked -> answer(asked, found.agreement(), user))
                                .toList()));
    }

    private static Possibility answer(Asked asked, Known agreement, SignedIn user) {
        if (!user.isA(asked.role())) {
            return new Possibility(
                    asked.operation(),
                    asked.on(),
                    false,
                    "UserMustHaveRole",
                    "this needs the role " + asked.role(),
                    List.of());
        }
        return switch (AgreementDecider.decide(asked.command(), agreement)) {
            case Decision.Accepted<AgreementEvent> _ ->
                new Possibility(asked.operation(), asked.on(), true, null, null, List.of());
            case Decision.Rejected<AgreementEvent>(Rejection rejection) ->
                new Possibility(
                        asked.operation(),
                        asked.on(),
                        false,
                        rejection.rule(),
                        rejection.detail(),
                        rejection.clauses());
        };
    }
}
