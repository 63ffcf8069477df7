package se.iopledger.finance.followup;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.FollowUpEvent.ContributionRecorded;
import se.iopledger.contracts.finance.FollowUpEvent.OutcomeLine;
import se.iopledger.contracts.terms.ContributionKind;
import se.iopledger.contracts.terms.Period;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.terms.YearKind;
import se.iopledger.finance.desk.CommandOperation;
import se.iopledger.finance.desk.FinanceDesk;
import se.iopledger.finance.desk.FinanceDesk.Known;
import se.iopledger.finance.domain.followup.Comparison;
import se.iopledger.finance.domain.followup.FollowUp;
import se.iopledger.finance.domain.followup.FollowUpCommand;
import se.iopledger.finance.domain.followup.FollowUpCommand.RecordContribution;
import se.iopledger.finance.domain.followup.FollowUpCommand.ReportOutcome;
import se.iopledger.finance.domain.followup.FollowUpCommand.TakeContributionBack;
import se.iopledger.finance.domain.followup.TermsByYear;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.aggregate.AggregateRuntime;
import se.iopledger.shell.aggregate.AggregateRuntime.Versioned;
import se.iopledger.shell.command.RequestKey;
import se.iopledger.shell.http.Problems;
import se.iopledger.shell.time.BusinessClock;

/** Takes in contributions and outcomes, and shows them beside what the agreement says. */
@RestController
class FollowUpEndpoint {
    private final FinanceDesk desk;
    private final AggregateRuntime aggregates;
    private final BusinessClock clock;

    FollowUpEndpoint(FinanceDesk desk, AggregateRuntime aggregates, BusinessClock clock) {
        this.desk = desk;
        this.aggregates = aggregates;
        this.clock = clock;
    }

    /**
     * Something that a party brought.
     *
     * @param party id of the party in the terms
     * @param year calendar year, or number of the contract year where the terms give amounts by those
     * @param what as premises
     * @param value kronor that it is worth; left out where it is not valued
     * @param evidence the document, account or minutes that show it
     * @param reason why it is recorded, where that needs saying
     */
    record Contributed(
            String party,
            int year,
            ContributionKind kind,
            String what,
            @Nullable Money value,
            String evidence,
            @Nullable String reason) {}

    /** Why it was a mistake. */
    record Because(String reason) {}

    /**
     * What a year of a budget came to, as the organisation reported it.
     *
     * @param budget title of the budget in the terms
     * @param evidence the account or report that says so
     */
    record Outcome(
            String budget,
            int year,
            List<OutcomeLine> lines,
            LocalDate reportedOn,
            String evidence,
            @Nullable String reason) {}

    /** What the agreement says beside what was recorded. */
    record FollowUpAnswer(
            String agreementId,

            @JsonPropertyDescription("By party, year and kind; what no paper values has no stated amount.")
            List<Comparison.OfContribution> contributions,

            @JsonPropertyDescription("The contributions that stand, one by one.")
            List<ContributionRecorded> recorded,

            @JsonPropertyDescription(
                    "By budget and year: line by line, and the sums that the paper states beside what its lines sum to.")
            List<Comparison.OfBudget> budgets) {}

    @Operation(
            summary = "Contributions, budget and outcome of an agreement",
            description = "Percentages have one decimal, half up. What the terms do not state is not filled in.")
    @GetMapping("/agreements/{agreementId}/follow-up")
    ResponseEntity<?> followUp(@PathVariable String agreementId, SignedIn user) {
        return desk.find(agreementId, user)
                .<ResponseEntity<?>>map(this::answer)
                .orElseGet(() -> Problems.notFound("agreement"));
    }

    private ResponseEntity<?> answer(Known known) {
        Versioned<FollowUp> found = aggregates
                .stateOf(FollowUpCommand.followUpOf(known.agreementId()), FollowUp.class)
                .orElseGet(() -> new Versioned<>(FollowUp.NONE, -1));
        Comparison comparison = Comparison.of(termsOf(known), found.state(), yearsSoFar(known, clock.today()));
        return ResponseEntity.ok()
                .eTag(Long.toString(found.version()))
                .body(new FollowUpAnswer(
                        known.agreementId(),
                        comparison.contributions(),
                        found.state().contributions(),
                        comparison.budgets()));
    }

    private static TermsByYear termsOf(Known known) {
        return new TermsByYear(known.terms(), known.held());
    }

    /** Years of the agreement that have begun by a day, as the terms count them; those that an extension adds as well. */
    private static List<Integer> yearsSoFar(Known known, LocalDate today) {
        Terms terms = known.terms();
        Period period = terms.period();
        LocalDate last = today.isBefore(known.lastDay()) ? today : known.lastDay();
        List<Integer> years = new ArrayList<>();
        if (terms.funding().years() == YearKind.CONTRACT) {
            for (int year = 1; !period.first().plusYears(year - 1L).isAfter(last); year++) {
                years.add(year);
            }
        } else {
            for (int year = period.first().getYear(); year <= last.getYear(); year++) {
                years.add(year);
            }
        }
        return years;
    }

    @Operation(
            operationId = "recordContribution",
            summary = "Record what a party brought beside the money",
            description = "Needs the role FINANCE_OFFICER.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/contributions")
    ResponseEntity<?> contribute(
            @PathVariable String agreementId, @RequestBody Contributed body, SignedIn user, RequestKey key) {
        user.mustBe(Role.FINANCE_OFFICER);
        return desk.carryOut(
                agreementId,
                user,
                key,
                known -> new RecordContribution(
                        agreementId,
                        body.party(),
                        body.year(),
                        body.kind(),
                        body.what(),
                        body.value(),
                        body.evidence(),
                        termsOf(known),
                        desk.mandate(user, body.reason())));
    }

    @Operation(
            operationId = "takeContributionBack",
            summary = "Take back a contribution that was recorded by mistake",
            description = "Needs the role FINANCE_OFFICER.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/contributions/{contributionId}/withdrawal")
    ResponseEntity<?> takeBack(
            @PathVariable String agreementId,
            @PathVariable String contributionId,
            @RequestBody Because body,
            SignedIn user,
            RequestKey key) {
        user.mustBe(Role.FINANCE_OFFICER);
        return desk.carryOut(
                agreementId,
                user,
                key,
                known -> new TakeContributionBack(agreementId, contributionId, desk.mandate(user, body.reason())));
    }

    @Operation(
            operationId = "reportOutcome",
            summary = "Record what a year of a budget came to",
            description = "Needs the role FINANCE_OFFICER. Replaces what was reported of the same year before.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/outcomes")
    ResponseEntity<?> report(
            @PathVariable String agreementId, @RequestBody Outcome body, SignedIn user, RequestKey key) {
        user.mustBe(Role.FINANCE_OFFICER);
        return desk.carryOut(
                agreementId,
                user,
                key,
                known -> new ReportOutcome(
                        agreementId,
                        body.budget(),
                        body.year(),
                        body.lines(),
                        body.reportedOn(),
                        body.evidence(),
                        known.terms(),
                        desk.mandate(user, body.reason())));
    }
}
