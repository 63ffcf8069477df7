package se.iopledger.finance.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import se.iopledger.contracts.finance.Awaited;
import se.iopledger.contracts.finance.FinanceEvent;
import se.iopledger.contracts.finance.FinanceEvent.FundingScheduleDerived;
import se.iopledger.contracts.finance.FinanceEvent.FundingScheduleWithdrawn;
import se.iopledger.contracts.finance.FinanceEvent.TrancheFellDue;
import se.iopledger.contracts.finance.Tranche;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.domain.AgreementFunding.NotScheduled;
import se.iopledger.finance.domain.AgreementFunding.PartlyScheduled;
import se.iopledger.finance.domain.AgreementFunding.Scheduled;
import se.iopledger.finance.domain.AgreementFunding.Withdrawn;
import se.iopledger.finance.domain.FundingCommand.DeriveSchedule;
import se.iopledger.finance.domain.FundingCommand.ExtendSchedule;
import se.iopledger.finance.domain.FundingCommand.WithdrawSchedule;
import se.iopledger.finance.domain.FundingCommand.WorkOffDueTranches;

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

    /**
     * Rejections: {@code TermsMustBeNewerThanTheirSchedule}, {@code TranchesMustBeToldApart},
     * {@code ScheduleMustExistBeforeItIsExtended}, {@code ExtensionMustFollowTheLastDay}.
     */
    public Decision<FinanceEvent> decide(FundingCommand command, AgreementFunding state) {
        List<FinanceEvent> dueBefore = fallenDue(command, state);
        AgreementFunding worked = evolveAll(state, dueBefore);
        Decision<FinanceEvent> decision = switch (command) {
            case DeriveSchedule derive -> decide(derive, worked);
            case ExtendSchedule extend -> decide(extend, worked);
            case WithdrawSchedule withdraw -> decide(withdraw, worked);
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

    private Decision<FinanceEvent> decide(DeriveSchedule command, AgreementFunding state) {
        FundingSchedule schedule = FundingSchedule.derivedFrom(command.terms(), bankDays);
        Optional<Rejection> broken = schedule.brokenRule();
        if (broken.isPresent()) {
            return Decision.rejected(broken.get());
        }
        Scheduled derived = new Scheduled(
                command.termsVersion(),
                command.terms().period().first(),
                command.terms().period().last(),
                command.terms().takeoverDate(),
                schedule.tranches(),
                schedule.awaits(),
                Set.of());
        return switch (state) {
            case NotScheduled _ -> told(command.agreementId(), derived);
            case Withdrawn withdrawn -> {
                if (command.termsVersion() <= withdrawn.termsVersion()) {
                    yield olderThan(withdrawn.termsVersion(), command);
                }
                yield told(command.agreementId(), derived);
            }
            case Scheduled scheduled -> {
                if (command.termsVersion() <= scheduled.termsVersion()) {
                    yield olderThan(scheduled.termsVersion(), command);
                }
                yield told(command.agreementId(), derived);
            }
            case PartlyScheduled partly -> throw brokenOff(partly);
        };
    }

    private static Decision<FinanceEvent> decide(ExtendSchedule command, AgreementFunding state) {
        return switch (state) {
            case NotScheduled _, Withdrawn _ ->
                Decision.rejected(Rejection.unknown(
                        "ScheduleMustExistBeforeItIsExtended",
                        "agreement " + command.agreementId() + " has no schedule in force"));
            case Scheduled scheduled -> extended(scheduled, command);
            case PartlyScheduled partly -> throw brokenOff(partly);
        };
    }

    /** The terms give amounts for the agreed period only, so that an extension waits for its own. */
    private static Decision<FinanceEvent> extended(Scheduled scheduled, ExtendSchedule command) {
        if (!command.lastDay().isAfter(scheduled.lastDay())) {
            return Decision.accepted(List.of());
        }
        if (!command.firstDay().equals(scheduled.lastDay().plusDays(1))) {
            return Decision.rejected(Rejection.conflict(
                            "ExtensionMustFollowTheLastDay",
                            "the extension begins on " + command.firstDay() + ", the agreement's last day is "
                                    + scheduled.lastDay())
                    .by(command.clauses().toArray(String[]::new)));
        }
        Awaited amount = new Awaited(
                "an amount for the extension " + command.firstDay() + " to " + command.lastDay()
                        + ": the terms give none",
                command.clauses());
        return told(
                command.agreementId(),
                new Scheduled(
                        scheduled.termsVersion(),
                        scheduled.firstDay(),
                        command.lastDay(),
                        scheduled.takeoverDate(),
                        scheduled.tranches(),
                        Stream.concat(scheduled.awaits().stream(), Stream.of(amount))
                                .toList(),
                        scheduled.fellDue()));
    }

    private static Decision<FinanceEvent> decide(WithdrawSchedule command, AgreementFunding state) {
        return switch (state) {
            // An agreement may be voided before it was ever in force.
            case NotScheduled _, Withdrawn _ -> Decision.accepted(List.of());
            case Scheduled _ -> Decision.accepted(List.of(new FundingScheduleWithdrawn(command.agreementId())));
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

    private static Decision<FinanceEvent> told(String agreementId, Scheduled schedule) {
        return Decision.accepted(List.copyOf(ScheduleParts.of(agreementId, schedule)));
    }

    private static Decision<FinanceEvent> olderThan(int scheduledVersion, DeriveSchedule command) {
        return Decision.rejected(Rejection.conflict(
                "TermsMustBeNewerThanTheirSchedule",
                "version " + command.termsVersion() + " of the terms cannot replace a schedule made from version "
                        + scheduledVersion));
    }

    /** From which day an event holds: a tranche falls due on its own day, the rest holds as the command says. */
    public static LocalDate effectiveOn(FinanceEvent event, FundingCommand command) {
        return switch (event) {
            case TrancheFellDue fellDue -> fellDue.dueDate();
            case FundingScheduleDerived _, FundingScheduleWithdrawn _ ->
                command.mandate().effectiveOn();
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
            case FundingScheduleWithdrawn withdrawn ->
                new Withdrawn(scheduledBefore(withdrawn, state).termsVersion());
        };
    }

    private static AgreementFunding evolve(AgreementFunding state, FundingScheduleDerived part) {
        Scheduled scheduled = switch (state) {
            case NotScheduled _, Withdrawn _ -> first(part, Set.of());
            case Scheduled before -> first(part, before.fellDue());
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

    private static Scheduled first(FundingScheduleDerived part, Set<String> fellDue) {
        if (part.part() != 1) {
            throw new IllegalStateException(
                    "the schedule of agreement " + part.agreementId() + " begins with part " + part.part());
        }
        return new Scheduled(
                part.termsVersion(),
                part.firstDay(),
                part.lastDay(),
                part.takeoverDate(),
                part.tranches(),
                part.awaits(),
                fellDue);
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
