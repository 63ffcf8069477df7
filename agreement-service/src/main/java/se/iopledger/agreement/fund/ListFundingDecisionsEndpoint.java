package se.iopledger.agreement.fund;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.LocalDate;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.agreement.desk.AgreementDesk;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.settle.Blocking;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.FundingEvent.FundingDecided;
import se.iopledger.contracts.terms.Adjustment;
import se.iopledger.contracts.terms.ScopeReading;
import se.iopledger.contracts.terms.StartReading;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.time.BusinessClock;

/** Tells what was decided on the funding of each year. */
@RestController
class ListFundingDecisionsEndpoint {
    private final AgreementDesk desk;
    private final BusinessClock clock;

    ListFundingDecisionsEndpoint(AgreementDesk desk, BusinessClock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    /**
     * In the order in which they were recorded.
     *
     * @param startReadings from when the terms can be read to adjust amounts
     * @param scopeReadings what they can be read to adjust
     * @param open findings on the adjustment that no decision has settled: until then every reading counts
     */
    record DecisionList(
            String agreementId,
            List<DecisionView> decisions,
            List<StartReading> startReadings,
            List<ScopeReading> scopeReadings,
            List<String> open) {
        static DecisionList of(Known known, LocalDate today) {
            Adjustment adjustment = known.terms().funding().adjustment();
            return new DecisionList(
                    known.agreementId(),
                    known.fundingDecisions().all().stream()
                            .map(decision -> new DecisionView(
                                    decision, known.fundingDecisions().stands(decision)))
                            .toList(),
                    adjustment == null ? List.of() : adjustment.startReadings(),
                    adjustment == null ? List.of() : adjustment.scopeReadings(),
                    known.findings().stream()
                            .filter(finding -> finding.affects() == Finding.Affects.ADJUSTED_AMOUNT)
                            .filter(finding ->
                                    Blocking.standing(known, finding, today) instanceof Blocking.Standing.Open)
                            .map(Finding::id)
                            .toList());
        }
    }

    /** @param holds false where a later decision holds instead of it */
    record DecisionView(FundingDecided decision, boolean holds) {}

    @Operation(
            operationId = "listFundingDecisions",
            summary = "The decisions on funding",
            description =
                    "Those that were replaced too, and how the terms can be read where that is open. Needs the role READER.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DecisionList.class)))
    @GetMapping("/agreements/{agreementId}/funding-decisions")
    ResponseEntity<?> list(@PathVariable String agreementId, SignedIn user) {
        user.mustBe(Role.READER);
        return desk.show(agreementId, user, found -> DecisionList.of(found.agreement(), clock.today()));
    }
}
