package se.iopledger.finance.schedule;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.finance.Awaited;
import se.iopledger.contracts.finance.FinanceEvent.TermsFrom;
import se.iopledger.contracts.finance.Overpayment;
import se.iopledger.contracts.finance.PlannedTranche;
import se.iopledger.contracts.finance.PlannedTranche.Correction;
import se.iopledger.contracts.finance.Share;
import se.iopledger.contracts.finance.Tranche;
import se.iopledger.contracts.finance.Tranche.Reading;
import se.iopledger.contracts.finance.Tranche.Settlement;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.finance.domain.AgreementFunding.Scheduled;
import se.iopledger.finance.domain.plan.FundingPlan;
import se.iopledger.finance.domain.plan.FundingPlan.Why;
import se.iopledger.finance.domain.plan.UsedInput;
import se.iopledger.finance.schedule.HeardAgreements.Refusal;

/** What {@code GET /agreements/{id}/schedule} answers. */
record ScheduleAnswer(
        String agreementId,
        String shortName,
        Status status,

        @JsonPropertyDescription("The newest version of the terms.")
        int termsVersion,

        @JsonPropertyDescription("Which version of the terms holds from which day, in order.")
        List<TermsFrom> terms,

        LocalDate firstDay,

        @JsonPropertyDescription("Last day of the agreement as it stands.")
        LocalDate lastDay,

        @JsonPropertyDescription("Tranches due before this day are settled elsewhere.")
        LocalDate takeoverDate,

        @JsonPropertyDescription("In order of due date; those that cannot be dated last.")
        List<TrancheAnswer> tranches,

        @JsonPropertyDescription("Ids of the tranches whose due date has been reached.")
        List<String> fellDue,

        @JsonPropertyDescription("The tranche settled here whose due date comes next; left out where there is none.")
        @Nullable TrancheAnswer nextTranche,

        @JsonPropertyDescription("What was settled with more than the terms now give, in order of tranche.")
        List<Overpayment> overpayments,

        @JsonPropertyDescription("What must be registered before more can be scheduled, each with its clauses.")
        List<String> waitingFor,

        @JsonPropertyDescription("What came to light since, as an index that is no longer published.")
        List<Finding> findings,

        @JsonPropertyDescription("Why an event of the agreement had no effect here; left out where all is well.")
        @Nullable Refusal refusal) {
    enum Status {
        /** What the terms of a draft would give. */
        PREVIEW,
        IN_FORCE,
        /** The agreement was voided. */
        WITHDRAWN,
        /** A rule of this service keeps the agreement from having a schedule; mended by voiding and registering anew. */
        REFUSED
    }

    /** A tranche, what each version of the terms gives of it, and what it corrects. */
    record TrancheAnswer(
            @JsonUnwrapped Tranche tranche,

            @JsonPropertyDescription("What each version of the terms gives of it, in order of time.")
            List<Share> shares,

            @JsonPropertyDescription(
                    "The tranche that was settled by another amount than the terms now give; left out where it corrects none.")
            @Nullable Correction corrects,

            @JsonPropertyDescription(
                    "What the amount rests on beside the terms, as things stand now: index values with edition and source, decisions, and how a clause is read.")
            List<UsedInput> inputs,

            @JsonPropertyDescription(
                    "Where the paper can be read in several ways: what each reading gives now, whatever was settled.")
            List<Reading> outcomes) {
        /** @param whys by id of the tranche that the terms give */
        static TrancheAnswer of(PlannedTranche planned, Map<String, Why> whys) {
            Correction corrects = planned.corrects();
            Why why = whys.getOrDefault(
                    corrects == null ? planned.tranche().trancheId() : corrects.trancheId(),
                    new Why(List.of(), List.of()));
            return new TrancheAnswer(planned.tranche(), planned.shares(), corrects, why.inputs(), why.readings());
        }
    }

    static ScheduleAnswer preview(String agreementId, Terms terms, FundingPlan plan, LocalDate today) {
        Optional<PlannedTranche> next = plan.tranches().stream()
                .filter(planned ->
                        planned.tranche().settlement() == Settlement.HERE && isFrom(today, planned.tranche()))
                .findFirst();
        return withPlan(
                agreementId, terms.shortName(), Status.PREVIEW, plan, Set.of(), next, Map.of(), List.of(), null);
    }

    /**
     * @param whys what each tranche's amount rests on
     * @param refusal of a later event, as an extension; null where all is well
     */
    static ScheduleAnswer inForce(
            String agreementId,
            String shortName,
            Scheduled schedule,
            Map<String, Why> whys,
            @Nullable Refusal refusal) {
        return withPlan(
                agreementId,
                shortName,
                Status.IN_FORCE,
                schedule.plan(),
                schedule.fellDue(),
                schedule.nextTranche(),
                whys,
                FundingPlan.findings(schedule.inputs()),
                refusal);
    }

    private static ScheduleAnswer withPlan(
            String agreementId,
            String shortName,
            Status status,
            FundingPlan plan,
            Set<String> fellDue,
            Optional<PlannedTranche> next,
            Map<String, Why> whys,
            List<Finding> findings,
            @Nullable Refusal refusal) {
        return new ScheduleAnswer(
                agreementId,
                shortName,
                status,
                plan.basis().termsVersion(),
                plan.basis().terms(),
                plan.basis().firstDay(),
                plan.basis().lastDay(),
                plan.basis().takeoverDate(),
                plan.tranches().stream()
                        .map(planned -> TrancheAnswer.of(planned, whys))
                        .toList(),
                plan.tranches().stream()
                        .map(planned -> planned.tranche().trancheId())
                        .filter(fellDue::contains)
                        .toList(),
                next.map(planned -> TrancheAnswer.of(planned, whys)).orElse(null),
                plan.overpayments(),
                inWords(plan.basis().awaits()),
                findings,
                refusal);
    }

    static ScheduleAnswer withdrawn(String agreementId, int termsVersion, Terms terms) {
        return withoutTranches(agreementId, Status.WITHDRAWN, termsVersion, terms, null);
    }

    static ScheduleAnswer refused(String agreementId, int termsVersion, Terms terms, Refusal refusal) {
        return withoutTranches(agreementId, Status.REFUSED, termsVersion, terms, refusal);
    }

    private static ScheduleAnswer withoutTranches(
            String agreementId, Status status, int termsVersion, Terms terms, @Nullable Refusal refusal) {
        return new ScheduleAnswer(
                agreementId,
                terms.shortName(),
                status,
                termsVersion,
                List.of(),
                terms.period().first(),
                terms.period().last(),
                terms.takeoverDate(),
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                refusal);
    }

    private static boolean isFrom(LocalDate today, Tranche tranche) {
        LocalDate dueDate = tranche.dueDate();
        return dueDate != null && !dueDate.isBefore(today);
    }

    private static List<String> inWords(List<Awaited> awaits) {
        return awaits.stream()
                .map(awaited -> awaited.clauses().isEmpty()
                        ? awaited.what()
                        : awaited.what() + " (" + String.join(", ", awaited.clauses()) + ")")
                .toList();
    }
}
