package se.iopledger.finance.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import se.iopledger.contracts.finance.Awaited;
import se.iopledger.contracts.finance.FinanceEvent.FundingScheduleDerived;
import se.iopledger.contracts.finance.FinanceEvent.TrancheFellDue;
import se.iopledger.contracts.finance.Tranche;
import se.iopledger.contracts.finance.Tranche.Settlement;

/** Where the funding of one agreement stands. */
@CheckReturnValue
public sealed interface AgreementFunding {
    /** Before the agreement was activated. */
    record NotScheduled() implements AgreementFunding {}

    /**
     * Inside one append, between the parts of a long schedule; no command ever meets it.
     *
     * @param soFar with the tranches told so far
     * @param part the part told last
     */
    record PartlyScheduled(Scheduled soFar, int part, int parts) implements AgreementFunding {}

    /**
     * A schedule is in force.
     *
     * @param firstDay first day of the agreement
     * @param lastDay last day of the agreement, with the extensions that have happened
     * @param tranches in order of due date
     * @param fellDue ids of the tranches whose due date was reached
     */
    record Scheduled(
            int termsVersion,
            LocalDate firstDay,
            LocalDate lastDay,
            LocalDate takeoverDate,
            List<Tranche> tranches,
            List<Awaited> awaits,
            Set<String> fellDue)
            implements AgreementFunding {
        public Scheduled {
            tranches = List.copyOf(tranches);
            awaits = List.copyOf(awaits);
            fellDue = Set.copyOf(fellDue);
        }

        /** Tranches of this ledger whose day has come by then and has not been noted, in order of due date. */
        List<Tranche> dueBy(LocalDate today) {
            return tranches.stream()
                    .filter(tranche ->
                            isAwaitingItsDay(tranche) && !dueDateOf(tranche).isAfter(today))
                    .toList();
        }

        /** The tranche of this ledger whose day comes next. */
        public Optional<Tranche> nextTranche() {
            return tranches.stream().filter(this::isAwaitingItsDay).findFirst();
        }

        private boolean isAwaitingItsDay(Tranche tranche) {
            return tranche.settlement() == Settlement.HERE
                    && tranche.dueDate() != null
                    && !fellDue.contains(tranche.trancheId());
        }

        static LocalDate dueDateOf(Tranche tranche) {
            LocalDate dueDate = tranche.dueDate();
            if (dueDate == null) {
                throw new IllegalArgumentException("tranche " + tranche.trancheId() + " is not dated");
            }
            return dueDate;
        }

        Scheduled with(FundingScheduleDerived laterPart) {
            return new Scheduled(
                    termsVersion,
                    firstDay,
                    lastDay,
                    takeoverDate,
                    Stream.concat(tranches.stream(), laterPart.tranches().stream())
                            .toList(),
                    Stream.concat(awaits.stream(), laterPart.awaits().stream()).toList(),
                    fellDue);
        }

        /** @throws IllegalStateException if the event does not follow from this schedule */
        Scheduled with(TrancheFellDue event) {
            boolean follows = tranches.stream()
                    .anyMatch(tranche -> tranche.trancheId().equals(event.trancheId())
                            && isAwaitingItsDay(tranche)
                            && event.dueDate().equals(tranche.dueDate()));
            if (!follows) {
                throw new IllegalStateException("tranche " + event.trancheId() + " of agreement " + event.agreementId()
                        + " fell due on " + event.dueDate() + ", which its schedule does not say");
            }
            Set<String> nowFellDue = new HashSet<>(fellDue);
            nowFellDue.add(event.trancheId());
            return new Scheduled(termsVersion, firstDay, lastDay, takeoverDate, tranches, awaits, nowFellDue);
        }
    }

    /**
     * The agreement was voided. It may be registered and activated anew.
     *
     * @param termsVersion of the terms that were voided
     */
    record Withdrawn(int termsVersion) implements AgreementFunding {}
}
