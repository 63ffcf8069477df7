package se.iopledger.finance.schedule;

import io.swagger.v3.oas.annotations.Operation;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.finance.domain.AgreementFunding;
import se.iopledger.finance.domain.AgreementFunding.NotScheduled;
import se.iopledger.finance.domain.AgreementFunding.PartlyScheduled;
import se.iopledger.finance.domain.AgreementFunding.Scheduled;
import se.iopledger.finance.domain.AgreementFunding.Withdrawn;
import se.iopledger.finance.domain.AgreementMoney;
import se.iopledger.finance.domain.plan.BankDays;
import se.iopledger.finance.domain.plan.FundingPlan;
import se.iopledger.finance.schedule.HeardAgreements.Heard;
import se.iopledger.finance.schedule.HeardAgreements.Refusal;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.aggregate.AggregateRuntime;
import se.iopledger.shell.aggregate.AggregateRuntime.Versioned;
import se.iopledger.shell.http.Problems;
import se.iopledger.shell.time.BusinessClock;

/** Shows an agreement's funding schedule. */
@RestController
final class ScheduleEndpoint {
    private final HeardAgreements heardAgreements;
    private final AggregateRuntime aggregates;
    private final BankDays bankDays;
    private final BusinessClock clock;

    ScheduleEndpoint(
            HeardAgreements heardAgreements, AggregateRuntime aggregates, BankDays bankDays, BusinessClock clock) {
        this.heardAgreements = heardAgreements;
        this.aggregates = aggregates;
        this.bankDays = bankDays;
        this.clock = clock;
    }

    /** 404 for an agreement that was not heard of yet, and for one of a municipality that is not the user's. */
    @Operation(
            summary = "The funding schedule of an agreement",
            description =
                    "A preview while the agreement is a draft; in force once it is activated; withdrawn when it"
                            + " is voided; refused, with the rule, where its terms cannot be scheduled. Every tranche says its clauses, its calculation and the defaults it rests on.")
    @GetMapping("/agreements/{agreementId}/schedule")
    ResponseEntity<?> schedule(@PathVariable String agreementId, SignedIn user) {
        Optional<Heard> heard =
                heardAgreements.of(agreementId).filter(agreement -> user.mayActFor(agreement.municipality()));
        if (heard.isEmpty()) {
            return Problems.notFound("agreement");
        }
        Optional<Versioned<AgreementMoney>> money = aggregates.stateOf(agreementId, AgreementMoney.class);
        ScheduleAnswer answer = answer(
                agreementId,
                heard.get(),
                money.<AgreementFunding>map(found -> found.state().funding()).orElse(new NotScheduled()));
        String version = money.map(stream -> String.valueOf(stream.version())).orElse("none");
        return ResponseEntity.ok()
                .eTag('"' + answer.status().name() + "-" + answer.termsVersion() + "-" + version + refusalIn(answer)
                        + '"')
                .body(answer);
    }

    /** A refusal may come without a new version of the stream. */
    private static String refusalIn(ScheduleAnswer answer) {
        Refusal refusal = answer.refusal();
        return refusal == null ? "" : "-" + refusal.rule();
    }

    private ScheduleAnswer answer(String agreementId, Heard heard, AgreementFunding funding) {
        return switch (funding) {
            case Scheduled scheduled ->
                ScheduleAnswer.inForce(
                        agreementId,
                        heard.terms().shortName(),
                        scheduled,
                        FundingPlan.whys(scheduled.inputs(), bankDays),
                        heard.refusal());
            case NotScheduled _, Withdrawn _ -> notInForce(agreementId, heard);
            case PartlyScheduled _ ->
                throw new IllegalStateException("the schedule of agreement " + agreementId + " breaks off");
        };
    }

    /** A draft that would be refused says so before it is activated. */
    private ScheduleAnswer notInForce(String agreementId, Heard heard) {
        if (heard.voided()) {
            return ScheduleAnswer.withdrawn(agreementId, heard.termsVersion(), heard.terms());
        }
        AgreementLife begun = AgreementLife.begun(heard.termsVersion(), heard.terms());
        return Optional.ofNullable(heard.refusal())
                .or(() -> FundingPlan.brokenRule(begun, bankDays).map(Refusal::of))
                .map(refusal -> ScheduleAnswer.refused(agreementId, heard.termsVersion(), heard.terms(), refusal))
                .orElseGet(() -> ScheduleAnswer.preview(
                        agreementId, heard.terms(), FundingPlan.of(begun, bankDays), clock.today()));
    }
}
