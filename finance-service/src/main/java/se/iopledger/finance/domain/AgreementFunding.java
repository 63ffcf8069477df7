package se.iopledger.finance.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import se.iopledger.contracts.finance.FinanceEvent;
import se.iopledger.contracts.finance.FinanceEvent.FundingBasisChanged;
import se.iopledger.contracts.finance.FinanceEvent.FundingScheduleDerived;
import se.iopledger.contracts.finance.FinanceEvent.OverpaymentCleared;
import se.iopledger.contracts.finance.FinanceEvent.OverpaymentFound;
import se.iopledger.contracts.finance.FinanceEvent.TrancheCancelled;
import se.iopledger.contracts.finance.FinanceEvent.TrancheFellDue;
import se.iopledger.contracts.finance.FinanceEvent.TrancheRescheduled;
import se.iopledger.contracts.finance.FinanceEvent.TrancheScheduled;
import se.iopledger.contracts.finance.Overpayment;
import se.iopledger.contracts.finance.PlannedTranche;
import se.iopledger.contracts.finance.Tranche;
import se.iopledger.contracts.finance.Tranche.Settlement;
import se.iopledger.finance.domain.plan.FundingPlan;
import se.iopledger.finance.domain.plan.FundingPlan.Basis;
import se.iopledger.finance.domain.plan.Inputs;

/** Where the funding of one agreement stands. */
@CheckReturnValue
public sealed interface AgreementFunding {
    /** All that the plan is reckoned from, beside what was paid. */
    Inputs inputs();

    /** The same with other inputs. */
    AgreementFunding with(Inputs taken);

    /** Before the agreement was activated. */
    record NotScheduled(Inputs inputs) implements AgreementFunding {
        public NotScheduled() {
            this(Inputs.NONE);
        }

        @Override
        public AgreementFunding with(Inputs taken) {
            return new NotScheduled(taken);
        }
    }

    /**
     * Inside one append, between the parts of a long schedule; no command ever meets it.
     *
     * @param soFar with the tranches told so far
     * @param part the part told last
     */
    record PartlyScheduled(Scheduled soFar, int part, int parts) implements AgreementFunding {
        @Override
        public Inputs inputs() {
            return soFar.inputs();
        }

        @Override
        public AgreementFunding with(Inputs taken) {
            return new PartlyScheduled(soFar.with(taken), part, parts);
        }
    }

    /**
     * A schedule is in force.
     *
     * @param basis what it rests on, as it was told last
     * @param tranches in order of due date
     * @param overpayments what was settled with more than the terms now give, by id of the tranche
     * @param fellDue ids of the tranches whose due date was reached
     * @param inputs what the plan was reckoned from
     */
    record Scheduled(
            Basis basis,
            List<PlannedTranche> tranches,
            SortedMap<String, Overpayment> overpayments,
            Set<String> fellDue,
            Inputs inputs)
            implements AgreementFunding {
        public Scheduled {
            tranches = List.copyOf(tranches);
            overpayments = Collections.unmodifiableSortedMap(new TreeMap<>(overpayments));
            fellDue = Set.copyOf(fellDue);
        }

        static Scheduled nothingYet(Basis basis, Set<String> fellDue, Inputs inputs) {
            return new Scheduled(basis, List.of(), new TreeMap<>(), fellDue, inputs);
        }

        @Override
        public Scheduled with(Inputs taken) {
            return new Scheduled(basis, tranches, overpayments, fellDue, taken);
        }

        /** What is scheduled, as a plan. */
        public FundingPlan plan() {
            return new FundingPlan(basis, tranches, List.copyOf(overpayments.values()));
        }

        /** Tranches of this ledger whose day has come by then and has not been noted, in order of due date. */
        List<Tranche> dueBy(LocalDate today) {
            return plain().filter(tranche ->
                            isAwaitingItsDay(tranche) && !dueDateOf(tranche).isAfter(today))
                    .toList();
        }

        /** The tranche of this ledger whose day comes next. */
        public Optional<PlannedTranche> nextTranche() {
            return tranches.stream()
                    .filter(planned -> isAwaitingItsDay(planned.tranche()))
                    .findFirst();
        }

        private Stream<Tranche> plain() {
            return tranches.stream().map(PlannedTranche::tranche);
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

        Scheduled with(FundingScheduleDerived part) {
            return new Scheduled(
                    basis.awaitingAlso(part.awaits()),
                    Stream.concat(
                                    tranches.stream(),
                                    part.tranches().stream()
                                            .map(tranche -> FundingPlan.whole(tranche, part.termsVersion())))
                            .toList(),
                    overpayments,
                    fellDue,
                    inputs);
        }

        Scheduled with(FundingBasisChanged event) {
            return new Scheduled(
                    new Basis(event.firstDay(), event.lastDay(), event.takeoverDate(), event.terms(), event.awaits()),
                    tranches,
                    overpayments,
                    fellDue,
                    inputs);
        }

        /** @throws IllegalStateException if the event does not follow from this schedule */
        Scheduled with(TrancheFellDue event) {
            boolean follows = plain().anyMatch(tranche -> tranche.trancheId().equals(event.trancheId())
                    && isAwaitingItsDay(tranche)
                    && event.dueDate().equals(tranche.dueDate()));
            if (!follows) {
                throw unfollowable(event, "tranche " + event.trancheId() + " is not awaited on " + event.dueDate());
            }
            Set<String> nowFellDue = new HashSet<>(fellDue);
            nowFellDue.add(event.trancheId());
            return new Scheduled(basis, tranches, overpayments, nowFellDue, inputs);
        }

        /** @throws IllegalStateException if it is scheduled already */
        Scheduled with(TrancheScheduled event) {
            String id = event.planned().tranche().trancheId();
            if (find(id).isPresent()) {
                throw unfollowable(event, "tranche " + id + " is scheduled already");
            }
            return scheduling(Stream.concat(tranches.stream(), Stream.of(event.planned())), fellDue);
        }

        /** @throws IllegalStateException if it is not scheduled */
        Scheduled with(TrancheRescheduled event) {
            String id = event.planned().tranche().trancheId();
            Tranche was = find(id).orElseThrow(() -> unfollowable(event, "tranche " + id + " is not scheduled"))
                    .tranche();
            boolean sameDay =
                    Objects.equals(was.dueDate(), event.planned().tranche().dueDate());
            return scheduling(
                    tranches.stream()
                            .map(planned -> planned.tranche().trancheId().equals(id) ? event.planned() : planned),
                    sameDay ? fellDue : without(id));
        }

        /** @throws IllegalStateException if it is not scheduled */
        Scheduled with(TrancheCancelled event) {
            if (find(event.trancheId()).isEmpty()) {
                throw unfollowable(event, "tranche " + event.trancheId() + " is not scheduled");
            }
            return scheduling(
                    tranches.stream()
                            .filter(planned -> !planned.tranche().trancheId().equals(event.trancheId())),
                    without(event.trancheId()));
        }

        Scheduled with(OverpaymentFound event) {
            SortedMap<String, Overpayment> found = new TreeMap<>(overpayments);
            found.put(event.overpayment().trancheId(), event.overpayment());
            return new Scheduled(basis, tranches, found, fellDue, inputs);
        }

        /** @throws IllegalStateException if none was found */
        Scheduled with(OverpaymentCleared event) {
            SortedMap<String, Overpayment> left = new TreeMap<>(overpayments);
            if (left.remove(event.trancheId()) == null) {
                throw unfollowable(event, "tranche " + event.trancheId() + " was not overpaid");
            }
            return new Scheduled(basis, tranches, left, fellDue, inputs);
        }

        Withdrawn withdrawn() {
            return new Withdrawn(inputs.notInForce());
        }

        private Scheduled scheduling(Stream<PlannedTranche> changed, Set<String> stillFellDue) {
            return new Scheduled(basis, FundingPlan.inOrder(changed.toList()), overpayments, stillFellDue, inputs);
        }

        private Set<String> without(String trancheId) {
            Set<String> left = new HashSet<>(fellDue);
            left.remove(trancheId);
            return left;
        }

        private Optional<PlannedTranche> find(String trancheId) {
            return tranches.stream()
                    .filter(planned -> planned.tranche().trancheId().equals(trancheId))
                    .findFirst();
        }

        private static IllegalStateException unfollowable(FinanceEvent event, String because) {
            return new IllegalStateException(
                    event.getClass().getSimpleName() + " of agreement " + event.agreementId() + ": " + because);
        }
    }

    /** The agreement was voided, or is not in force after all. It may come into force anew. */
    record Withdrawn(Inputs inputs) implements AgreementFunding {
        @Override
        public AgreementFunding with(Inputs taken) {
            return new Withdrawn(taken);
        }
    }
}
