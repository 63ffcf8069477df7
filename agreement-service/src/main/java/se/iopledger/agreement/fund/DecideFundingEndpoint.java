package se.iopledger.agreement.fund;

import io.swagger.v3.oas.annotations.Operation;
import java.math.BigDecimal;
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
import se.iopledger.agreement.domain.FundingCommand.DecideFunding;
import se.iopledger.contracts.agreement.FundingEvent.DecidedGrant;
import se.iopledger.contracts.terms.AdjustmentBasis;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.RequestKey;

/** Records the yearly decisions on funding (UPP-4, LUN-4, LIN-6). */
@RestController
class DecideFundingEndpoint {
    private final AgreementDesk desk;

    DecideFundingEndpoint(AgreementDesk desk) {
        this.desk = desk;
    }

    /**
     * A decision.
     *
     * @param basis the rule of the terms by which it was decided
     * @param grants amounts for the year; empty where a percentage is decided
     * @param percent 0 to 100; left out where amounts are decided
     * @param reference case number or paragraph of the minutes
     * @param replaces the decision for the same year that it holds instead of; then the reason is needed
     * @param belowFloor whether it is known that the terms forbid so low an amount, and it was decided all the same
     */
    record FundingDecision(
            AdjustmentBasis basis,
            int year,
            List<DecidedGrant> grants,
            @Nullable BigDecimal percent,
            String decidedBy,
            LocalDate decidedOn,
            @Nullable String reference,
            @Nullable String replaces,
            boolean belowFloor,
            @Nullable String reason) {}

    @Operation(
            operationId = "decideFunding",
            summary = "Record what was decided on the funding of a year",
            description =
                    "Needs the role APPROVER. An amount below the year before is refused, unless it is said that this is"
                            + " known; then it is a finding.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/funding-decisions")
    ResponseEntity<?> decideFunding(
            @PathVariable String agreementId, @RequestBody FundingDecision body, SignedIn user, RequestKey key) {
        user.mustBe(Role.APPROVER);
        return desk.carryOut(
                agreementId,
                user,
                key,
                id -> new DecideFunding(
                        id,
                        body.basis(),
                        body.year(),
                        body.grants(),
                        body.percent(),
                        body.decidedBy(),
                        body.decidedOn(),
                        body.reference(),
                        body.replaces(),
                        body.belowFloor(),
                        desk.mandate(user, body.decidedOn(), body.reason())));
    }
}
