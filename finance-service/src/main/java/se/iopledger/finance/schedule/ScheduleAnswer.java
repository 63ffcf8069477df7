package se.iopledger.finance.schedule;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.finance.Awaited;
import se.iopledger.contracts.finance.Tranche;
import se.iopledger.contracts.finance.Tranche.Settlement;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.finance.domain.AgreementFunding.Scheduled;
import se.iopledger.finance.domain.FundingSchedule;
import se.iopledger.finance.schedule.HeardTerms.Refusal;

/** What {@code GET /agreements/{id}/schedule} answers. */
record ScheduleAnswer(
        String agreementId,
        String shortName,
        Status status,
        int termsVersion,
        LocalDate firstDay,

        @JsonPropertyDescription("Last day of the agreement, with the extensions that have happened.")
        LocalDate lastDay,

        @JsonPropertyDescription("Tranches due before this day are settled elsewhere.")
        LocalDate takeoverDate,

        @JsonPropertyDescription("In order of due date; those that cannot be dated last.")
        List<Tranche> tranches,

        @JsonPropertyDescription("Ids of the tranches whose due date has been reached.")
        List<String> fellDue,

        @JsonPropertyDescription("The tranche settled here whose due date comes next; left out where there is none.")
        @Nullable Tranche nextTranche,

        @JsonPropertyDescription("What must be registered before more can be scheduled, each with its clauses.")
        List<String> waitingFor,

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

    static ScheduleAnswer preview(
            String agreementId, int termsVersion, Terms terms, FundingSchedule schedule, LocalDate today) {
        Optional<Tranche> next = schedule.tranches().stream()
                .filter(tranche -> tranche.settlement() == Settlement.HERE && isFrom(today, tranche))
                .findFirst();
        return new ScheduleAnswer(
                agreementId,
                terms.shortName(),
                Status.PREVIEW,
                termsVersion,
                terms.period().first(),
                terms.period().last(),
                terms.takeoverDate(),
                schedule.tranches(),
                List.of(),
                next.orElse(null),
                inWords(schedule.awaits()),
                null);
    }

    /** @param refusal of a later event, as an extension; null where all is well */
    static ScheduleAnswer inForce(String agreementId, String shortName, Scheduled schedule, @Nullable Refusal refusal) {
        return new ScheduleAnswer(
                agreementId,
                shortName,
                Status.IN_FORCE,
                schedule.termsVersion(),
                schedule.firstDay(),
                schedule.lastDay(),
                schedule.takeoverDate(),
                schedule.tranches(),
                schedule.tranches().stream()
                        .map(Tranche::trancheId)
                        .filter(schedule.fellDue()::contains)
                        .toList(),
                schedule.nextTranche().orElse(null),
                inWords(schedule.awaits()),
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
                terms.period().first(),
                terms.period().last(),
                terms.takeoverDate(),
                List.of(),
                List.of(),
                null,
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
