package se.iopledger.reporting.domain;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import se.iopledger.contracts.reporting.DatedObligation;
import se.iopledger.contracts.reporting.DatedObligation.Settlement;
import se.iopledger.contracts.reporting.ReportingEvent.ObligationsChanged;

/** What is known of one agreement's reports and meetings. */
public sealed interface Obligations {
    /** The state of an agreement that was never activated. */
    static Obligations none() {
        return new NothingDerived();
    }

    /** Nothing is owed: the agreement is not active, or unknown. */
    record NothingDerived() implements Obligations {}

    /** The agreement was voided, and may be registered and activated anew. */
    record Withdrawn(String agreementId) implements Obligations {}

    /**
     * What the agreement asks for.
     *
     * @param until the last day of the agreement that was reckoned with
     * @param byId every obligation by its id, also those settled elsewhere
     * @param overdueOn ids of those that became overdue, each with the due date that passed; an obligation that an
     *     extension gave another date is no longer overdue by its old one
     */
    record Owed(
            String agreementId,
            int termsVersion,
            LocalDate until,
            SortedMap<String, DatedObligation> byId,
            SortedMap<String, LocalDate> overdueOn)
            implements Obligations {
        public Owed {
            byId = Collections.unmodifiableSortedMap(new TreeMap<>(byId));
            overdueOn = Collections.unmodifiableSortedMap(new TreeMap<>(overdueOn));
        }

        public boolean isOverdue(DatedObligation obligation) {
            return obligation.dueDate() != null
                    && Objects.equals(overdueOn.get(obligation.obligationId()), obligation.dueDate());
        }

        /** The day on which the next obligation becomes overdue unless delivered: the day after its due date. */
        public Optional<LocalDate> nextOverdueOn() {
            return awaited().stream().findFirst().map(Owed::dayAfterDue);
        }

        /** Those followed up here whose date has not been recorded as passed, in order of due date. */
        List<DatedObligation> awaited() {
            return byId.values().stream()
                    .filter(obligation -> obligation.settlement() == Settlement.HERE)
                    .filter(obligation -> obligation.dueDate() != null && !isOverdue(obligation))
                    .sorted(Comparator.comparing(Owed::dayAfterDue).thenComparing(DatedObligation::obligationId))
                    .toList();
        }

        Owed with(int newTermsVersion, LocalDate newUntil, Collection<DatedObligation> addedOrDatedAnew) {
            var all = new TreeMap<>(byId);
            addedOrDatedAnew.forEach(obligation -> all.put(obligation.obligationId(), obligation));
            return new Owed(agreementId, newTermsVersion, newUntil, all, overdueOn);
        }

        /** What is dropped, or has another date now, is not overdue by the date it had. */
        Owed with(ObligationsChanged event) {
            var all = new TreeMap<>(byId);
            var late = new TreeMap<>(overdueOn);
            for (String dropped : event.dropped()) {
                all.remove(dropped);
                late.remove(dropped);
            }
            for (DatedObligation obligation : event.obligations()) {
                all.put(obligation.obligationId(), obligation);
                if (!Objects.equals(late.get(obligation.obligationId()), obligation.dueDate())) {
                    late.remove(obligation.obligationId());
                }
            }
            return new Owed(agreementId, Math.max(termsVersion, event.termsVersion()), event.until(), all, late);
        }

        Owed withOverdue(String obligationId, LocalDate dueDate) {
            var all = new TreeMap<>(overdueOn);
            all.put(obligationId, dueDate);
            return new Owed(agreementId, termsVersion, until, byId, all);
        }

        static Owed nothingYet(String agreementId, int termsVersion, LocalDate until) {
            return new Owed(agreementId, termsVersion, until, new TreeMap<>(Map.of()), new TreeMap<>(Map.of()));
        }

        private static LocalDate dayAfterDue(DatedObligation obligation) {
            return Objects.requireNonNull(obligation.dueDate()).plusDays(1);
        }
    }
}
