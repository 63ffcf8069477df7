package se.iopledger.finance.preview;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
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
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.finance.Awaited;
import se.iopledger.contracts.finance.Overpayment;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.finance.desk.FinanceDesk;
import se.iopledger.finance.domain.AgreementFunding.Scheduled;
import se.iopledger.finance.domain.AgreementMoney;
import se.iopledger.finance.domain.plan.BankDays;
import se.iopledger.finance.domain.plan.FundingPlan;
import se.iopledger.finance.domain.plan.Inputs;
import se.iopledger.finance.domain.plan.Proposal;
import se.iopledger.finance.domain.plan.Proposal.Changed;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.http.Problems;

/** Shows what other terms would make of an agreement's payments. */
@RestController
class SchedulePreviewEndpoint {
    private final FinanceDesk desk;
    private final BankDays bankDays;

    SchedulePreviewEndpoint(FinanceDesk desk, BankDays bankDays) {
        this.desk = desk;
        this.bankDays = bankDays;
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
    record SchedulePreview(
            LocalDate from,

            @JsonPropertyDescription("The agreement's last day with the terms.")
            LocalDate lastDay,

            @JsonPropertyDescription("Tranches that would be added, changed or cancelled, in order of their ids.")
            List<Changed> changes,

            @JsonPropertyDescription("Kronor of all tranches as they stand.")
            Money sumBefore,

            @JsonPropertyDescription("Kronor of all tranches as they would be.")
            Money sumThen,

            @JsonPropertyDescription("What would have been settled with more than the terms give.")
            List<Overpayment> overpayments,

            @JsonPropertyDescription("What would have to be registered before more can be scheduled.")
            List<Awaited> waitingFor) {}

    @Operation(
            operationId = "previewSchedule",
            summary = "What other terms would change of the payments, before anybody proposes or signs them",
            description =
                    "Nothing is stored. What was paid is reckoned with: it becomes a difference or an overpayment.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SchedulePreview.class)))
    @PostMapping("/agreements/{agreementId}/schedule/preview")
    ResponseEntity<?> preview(@PathVariable String agreementId, @RequestBody ProposedTerms body, SignedIn user) {
        return desk.find(agreementId, user)
                .<ResponseEntity<?>>map(
                        known -> preview(desk.moneyOf(agreementId).state(), body))
                .orElseGet(() -> Problems.notFound("agreement"));
    }

    private ResponseEntity<?> preview(AgreementMoney money, ProposedTerms body) {
        Inputs inputs = money.funding().inputs();
        Optional<AgreementLife> life = inputs.life();
        if (!(money.funding() instanceof Scheduled scheduled) || life.isEmpty()) {
            return Problems.conflict(
                    "AgreementMustBeInForce", "only an agreement in force has payments that terms could change");
        }
        Proposal proposal = new Proposal(body.terms(), body.from(), body.lastDay());
        Optional<Rejection> broken =
                proposal.brokenRule(life.get()).or(() -> proposal.brokenRule(inputs, life.get(), bankDays));
        if (broken.isPresent()) {
            return Problems.of(broken.get());
        }
        FundingPlan before = scheduled.plan();
        FundingPlan then = proposal.plan(inputs, life.get(), money.settled(), bankDays);
        return ResponseEntity.ok(new SchedulePreview(
                body.from(),
                then.basis().lastDay(),
                Proposal.changes(before, then),
                sumOf(before),
                sumOf(then),
                then.overpayments(),
                then.basis().awaits()));
    }

    private static Money sumOf(FundingPlan plan) {
        return Money.sum(plan.tranches().stream()
                .map(planned -> planned.tranche().amount())
                .toList());
    }
}
