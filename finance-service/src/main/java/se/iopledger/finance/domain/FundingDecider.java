package se.iopledger.finance.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.finance.ClaimEvent;
import se.iopledger.contracts.finance.FinanceEvent;
import se.iopledger.contracts.finance.FinanceEvent.FundingBasisChanged;
import se.iopledger.contracts.finance.FinanceEvent.FundingScheduleDerived;
import se.iopledger.contracts.finance.FinanceEvent.FundingScheduleWithdrawn;
import se.iopledger.contracts.finance.FinanceEvent.OverpaymentCleared;
import se.iopledger.contracts.finance.FinanceEvent.OverpaymentFound;
import se.iopledger.contracts.finance.FinanceEvent.TermsFrom;
import se.iopledger.contracts.finance.FinanceEvent.TrancheCancelled;
import se.iopledger.contracts.finance.FinanceEvent.TrancheFellDue;
import se.iopledger.contracts.finance.FinanceEvent.TrancheRescheduled;
import se.iopledger.contracts.finance.FinanceEvent.TrancheScheduled;
import se.iopledger.contracts.finance.InputEvent;
import se.iopledger.contracts.finance.InputEvent.DecisionTaken;
import se.iopledger.contracts.finance.InputEvent.FactVoided;
import se.iopledger.contracts.finance.InputEvent.ForceLost;
import se.iopledger.contracts.finance.InputEvent.IndexTaken;
import se.iopledger.contracts.finance.InputEvent.SettlementTaken;
import se.iopledger.contracts.finance.InputEvent.WithdrawalTaken;
import se.iopledger.contracts.finance.PaymentEvent;
import se.iopledger.contracts.finance.Tranche;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.domain.AgreementFunding.NotScheduled;
import se.iopledger.finance.domain.AgreementFunding.PartlyScheduled;
import se.iopledger.finance.domain.AgreementFunding.Scheduled;
import se.iopledger.finance.domain.AgreementFunding.Withdrawn;
import se.iopledger.finance.domain.FundingCommand.FactChange;
import se.iopledger.finance.domain.FundingCommand.FollowAgreement;
import se.iopledger.finance.domain.FundingCommand.OfPlan;
import se.iopledger.finance.domain.FundingCommand.TakeIndex;
import se.iopledger.finance.domain.FundingCommand.WorkOffDueTranches;
import se.iopledger.finance.domain.plan.BankDays;
import se.iopledger.finance.domain.plan.Differences;
import se.iopledger.finance.domain.plan.FundingPlan;
import se.iopledger.finance.domain.plan.FundingPlan.Basis;
import se.iopledger.finance.domain.plan.Inputs;
import se.iopledger.finance.domain.plan.ScheduleParts;
import se.iopledger.finance.domain.plan.SettledSoFar;

/**
 * Decides about one agreement's funding. Every accepted command first works off the tranches that have fallen due by its
 * day, and a schedule that arrives late its own as well, so that a state never lags behind the day it was decided on.
 */
@CheckReturnValue
public final class FundingDecider {
    private final BankDays bankDays;

    public FundingDecider(BankDays bankDays) {
        this.bankDays = bankDays;
    }

    /** Before anything has happened. */
    public static AgreementFunding initial() {
        return new NotScheduled();
    }

    /** As if nothing had been settled. Rejection: {@code TranchesMustBeToldApart}. */
    public Decision<FinanceEvent> decide(OfPlan command, AgreementFunding state) {
        return decide(command, state, SettledSoFar.NOTHING);
    }

    /**
     * Rejection: {@code TranchesMustBeToldApart}.
     *
     * @param settled what was paid of it so far
     */
    public Decision<FinanceEvent> decide(OfPlan command, AgreementFunding state, SettledSoFar settled) {
        List<FinanceEvent> dueBefore = fallenDue(command, state);
        AgreementFunding worked = evolveAll(state, dueBefore);
        Decision<FinanceEvent> decision = switch (command) {
            case FollowAgreement follow -> follow(follow, worked, settled);
            case TakeIndex take -> Decision.accepted(take(take, worked, settled));
            case WorkOffDueTranches _ -> Decision.accepted(List.of());
        };
        return switch (decision) {
            case Decision.Rejected<FinanceEvent> rejected -> rejected;
            case Decision.Accepted<FinanceEvent>(var decided) -> {
                List<FinanceEvent> dueAfter = fallenDue(command, evolveAll(worked, decided));
                yield Decision.accepted(Stream.of(dueBefore, decided, dueAfter)
                        .flatMap(List::stream)
                        .toList());
            }
        };
    }

    private Decision<FinanceEvent> follow(FollowAgreement command, AgreementFunding state, SettledSoFar settled) {
        List<FinanceEvent> events = new ArrayList<>(told(command, state.inputs()));
        Optional<AgreementLife> life = command.life();
        life.ifPresent(lived -> events.addAll(state.inputs().taking(command.agreementId(), lived)));
        AgreementFunding informed = evolveAll(state, events);
        if (life.isEmpty()) {
            events.addAll(withdrawal(command.agreementId(), informed, settled));
            return Decision.accepted(events);
        }
        Optional<Rejection> broken = FundingPlan.brokenRule(informed.inputs(), bankDays);
        if (broken.isPresent()) {
            return Decision.rejected(broken.get());
        }
        events.addAll(beginning(command.agreementId(), life.get(), informed));
        events.addAll(following(command.agreementId(), evolveAll(state, events), settled));
        return Decision.accepted(events);
    }

    private static List<FinanceEvent> told(FollowAgreement command, Inputs inputs) {
        String agreement = command.agreementId();
        return switch (command.facts()) {
            case FactChange.None _ -> List.of();
            case FactChange.Decided(int fact, var decision) ->
                unlessKnown(inputs, fact, new DecisionTaken(agreement, fact, decision));
            case FactChange.Settled(int fact, var settlement) ->
                Inputs.concernsMoney(settlement)
                        ? unlessKnown(inputs, fact, new SettlementTaken(agreement, fact, settlement))
                        : List.of();
            case FactChange.SettlementTakenBack(int fact, var withdrawal) ->
                inputs.knows(withdrawal)
                        ? unlessKnown(inputs, fact, new WithdrawalTaken(agreement, fact, withdrawal))
                        : List.of();
            case FactChange.Voided(int fact) ->
                inputs.standingFacts().contains(fact) ? List.of(new FactVoided(agreement, fact)) : List.of();
            case FactChange.AllVoided _ ->
                List.copyOf(inputs.standingFacts().stream()
                        .map(fact -> new FactVoided(agreement, fact))
                        .toList());
        };
    }

    private static List<FinanceEvent> unlessKnown(Inputs inputs, int fact, InputEvent taken) {
        return inputs.tookIn(fact) ? List.of() : List.of(taken);
    }

    /** An index is taken in whole, and only if it is newer than what stands there: no stale value ever wins. */
    private List<FinanceEvent> take(TakeIndex command, AgreementFunding state, SettledSoFar settled) {
        Inputs inputs = state.inputs();
        IndexTaken series = command.series();
        IndexTaken known = inputs.indices().get(series.index());
        boolean stale = known != null && known.asOf() >= series.asOf();
        if (stale || !inputs.followed().contains(series.index())) {
            return List.of();
        }
        List<FinanceEvent> events = new ArrayList<>();
        events.add(series);
        events.addAll(following(command.agreementId(), evolveAll(state, events), settled));
        return events;
    }

    /**
     * What changes of the plan when something was settled, or came back, or was taken in: nothing where the plan is what
     * it should be already.
     *
     * @param settled what was paid so far
     */
    public List<FinanceEvent> following(String agreementId, AgreementFunding state, SettledSoFar settled) {
        return switch (state) {
            case NotScheduled _, Withdrawn _ -> List.of();
            case Scheduled scheduled -> {
                if (scheduled.inputs().life().isPresent()) {
                    FundingPlan plan = FundingPlan.of(scheduled.inputs(), settled, bankDays);
                    yield Differences.between(agreementId, scheduled.plan(), plan);
                }
                yield scheduled.inputs().lost()
                        ? Differences.between(
                                agreementId, scheduled.plan(), FundingPlan.ofNothing(scheduled.basis(), settled))
                        // A stream of a release that kept no life follows with the next that is told of it.
                        : List.of();
            }
            case PartlyScheduled partly -> throw brokenOff(partly);
        };
    }

    /** What came into force without its schedule being told gets that of its beginning first: the rest are changes. */
    private List<FinanceEvent> beginning(String agreementId, AgreementLife life, AgreementFunding state) {
        return switch (state) {
            case NotScheduled _, Withdrawn _ ->
                List.copyOf(ScheduleParts.of(agreementId, FundingPlan.of(life.atItsBeginning(), bankDays)));
            case Scheduled _ -> List.of();
            case PartlyScheduled partly -> throw brokenOff(partly);
        };
    }

    /** What was paid does not go away with the schedule: it is too much then. */
    private List<FinanceEvent> withdrawal(String agreementId, AgreementFunding state, SettledSoFar settled) {
        return switch (state) {
            // An agreement may be voided before it was ever in force.
            case NotScheduled _, Withdrawn _ -> List.of();
            case Scheduled scheduled -> {
                if (settled.tranches().isEmpty()) {
                    yield List.of(new FundingScheduleWithdrawn(agreementId));
                }
                List<FinanceEvent> events = new ArrayList<>();
                if (!scheduled.inputs().lost()) {
                    events.add(new ForceLost(agreementId));
                }
                events.addAll(following(agreementId, evolveAll(scheduled, events), settled));
                yield events;
            }
            case PartlyScheduled partly -> throw brokenOff(partly);
        };
    }

    private static List<FinanceEvent> fallenDue(FundingCommand command, AgreementFunding state) {
        return switch (state) {
            case NotScheduled _, Withdrawn _ -> List.of();
            case Scheduled scheduled -> {
                List<FinanceEvent> events = new ArrayList<>();
                for (Tranche tranche : scheduled.dueBy(command.mandate().today())) {
                    events.add(new TrancheFellDue(
                            command.agreementId(),
                            tranche.trancheId(),
                            Scheduled.dueDateOf(tranche),
                            tranche.amount()));
                }
                yield events;
            }
            case PartlyScheduled partly -> throw brokenOff(partly);
        };
    }

    /** From which day an event holds: a tranche falls due on its own day, the rest holds as the command says. */
    public static LocalDate effectiveOn(FinanceEvent event, FundingCommand command) {
        return switch (event) {
            case TrancheFellDue fellDue -> fellDue.dueDate();
            case FundingScheduleDerived _,
                    FundingScheduleWithdrawn _,
                    FundingBasisChanged _,
                    TrancheScheduled _,
                    TrancheRescheduled _,
                    TrancheCancelled _,
                    OverpaymentFound _,
                    OverpaymentCleared _,
                    InputEvent _,
                    PaymentEvent _,
                    ClaimEvent _ -> command.mandate().effectiveOn();
        };
    }

    private static AgreementFunding evolveAll(AgreementFunding state, List<FinanceEvent> events) {
        AgreementFunding evolved = state;
        for (FinanceEvent event : events) {
            evolved = evolve(evolved, event);
        }
        return evolved;
    }

    /** @throws IllegalStateException if the event cannot follow on the state: the history is not one of ours */
    public static AgreementFunding evolve(AgreementFunding state, FinanceEvent event) {
        return switch (event) {
            case FundingScheduleDerived derived -> evolve(state, derived);
            case TrancheFellDue fellDue -> scheduledBefore(fellDue, state).with(fellDue);
            case FundingBasisChanged changed -> scheduledBefore(changed, state).with(changed);
            case TrancheScheduled scheduled -> scheduledBefore(scheduled, state).with(scheduled);
            case TrancheRescheduled rescheduled ->
                scheduledBefore(rescheduled, state).with(rescheduled);
            case TrancheCancelled cancelled -> scheduledBefore(cancelled, state).with(cancelled);
            case OverpaymentFound found -> scheduledBefore(found, state).with(found);
            case OverpaymentCleared cleared -> scheduledBefore(cleared, state).with(cleared);
            case FundingScheduleWithdrawn withdrawn ->
                scheduledBefore(withdrawn, state).withdrawn();
            case InputEvent taken -> state.with(state.inputs().after(taken));
            // What is paid of it, and claimed back, does not change what is to be paid.
            case PaymentEvent _, ClaimEvent _ -> state;
        };
    }

    private static AgreementFunding evolve(AgreementFunding state, FundingScheduleDerived part) {
        Scheduled scheduled = switch (state) {
            case NotScheduled _, Withdrawn _ -> first(part, Set.of(), state.inputs());
            case Scheduled before -> first(part, before.fellDue(), before.inputs());
            case PartlyScheduled partly -> {
                if (part.part() != partly.part() + 1 || part.parts() != partly.parts()) {
                    throw new IllegalStateException("part " + part.part() + " of " + part.parts()
                            + " cannot follow on part " + partly.part() + " of " + partly.parts()
                            + " of the schedule of agreement " + part.agreementId());
                }
                yield partly.soFar().with(part);
            }
        };
        return part.part() == part.parts() ? scheduled : new PartlyScheduled(scheduled, part.part(), part.parts());
    }

    private static Scheduled first(FundingScheduleDerived part, Set<String> fellDue, Inputs inputs) {
        if (part.part() != 1) {
            throw new IllegalStateException(
                    "the schedule of agreement " + part.agreementId() + " begins with part " + part.part());
        }
        Basis basis = new Basis(
                part.firstDay(),
                part.lastDay(),
                part.takeoverDate(),
                List.of(new TermsFrom(part.termsVersion(), part.firstDay())),
                List.of());
        return Scheduled.nothingYet(basis, fellDue, inputs).with(part);
    }

    private static Scheduled scheduledBefore(FinanceEvent event, AgreementFunding state) {
        return switch (state) {
            case Scheduled scheduled -> scheduled;
            case NotScheduled _, PartlyScheduled _, Withdrawn _ ->
                throw new IllegalStateException(event.getClass().getSimpleName() + " of agreement "
                        + event.agreementId() + " cannot follow on "
                        + state.getClass().getSimpleName());
        };
    }

    private static IllegalStateException brokenOff(PartlyScheduled partly) {
        return new IllegalStateException(
                "the schedule breaks off after part " + partly.part() + " of " + partly.parts());
    }
}
