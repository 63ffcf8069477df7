package se.iopledger.reporting.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.reporting.DatedObligation;
import se.iopledger.contracts.reporting.ReportingEvent;
import se.iopledger.contracts.reporting.ReportingEvent.ObligationBecameOverdue;
import se.iopledger.contracts.reporting.ReportingEvent.ObligationsChanged;
import se.iopledger.contracts.reporting.ReportingEvent.ObligationsDerived;
import se.iopledger.contracts.reporting.ReportingEvent.ObligationsWithdrawn;
import se.iopledger.reporting.domain.ReportingCommand.FollowAgreement;
import se.iopledger.reporting.domain.ReportingCommand.WorkOffDueObligations;

/**
 * Decides on one agreement's reports and meetings. Every command first works off what is due by its date: an obligation
 * becomes overdue the day after its due date, in order of due dates, once for each date. That the agreement ends
 * takes nothing away of what was asked for up to its last day.
 */
@CheckReturnValue
public final class ReportingDecider {
    private ReportingDecider() {}

    /** @return what happens, overdue obligations first; or the rule that forbids it, and then nothing happens */
    public static Decision<ReportingEvent> decide(ReportingCommand command, Obligations state) {
        List<ReportingEvent> worked = overdueBy(command.mandate().today(), state);
        Obligations current = worked.stream().reduce(state, ReportingDecider::evolve, (earlier, later) -> later);
        return switch (decideCurrent(command, current)) {
            case Decision.Accepted<ReportingEvent>(List<ReportingEvent> events) -> {
                var all = new ArrayList<>(worked);
                all.addAll(events);
                yield Decision.accepted(all);
            }
            case Decision.Rejected<ReportingEvent> rejected -> rejected;
        };
    }

    private static List<ReportingEvent> overdueBy(LocalDate today, Obligations state) {
        return switch (state) {
            case Obligations.NothingDerived() -> List.of();
            case Obligations.Withdrawn withdrawn -> List.of();
            case Obligations.Owed owed ->
                owed.awaited().stream()
                        .map(obligation -> new ObligationBecameOverdue(
                                owed.agreementId(),
                                obligation.obligationId(),
                                Objects.requireNonNull(obligation.dueDate())))
                        .takeWhile(overdue -> overdue.dueDate().isBefore(today))
                        .<ReportingEvent>map(overdue -> overdue)
                        .toList();
        };
    }

    private static Decision<ReportingEvent> decideCurrent(ReportingCommand command, Obligations state) {
        return switch (command) {
            case FollowAgreement follow -> follow(follow, state);
            case WorkOffDueObligations workOff -> Decision.accepted(List.of());
        };
    }

    private static Decision<ReportingEvent> follow(FollowAgreement command, Obligations state) {
        Optional<AgreementLife> life = command.life();
        if (life.isEmpty()) {
            return Decision.accepted(withdrawal(command.agreementId(), state));
        }
        Optional<Rejection> broken = ReportingPlan.brokenRule(life.get());
        return broken.isPresent()
                ? Decision.rejected(broken.get())
                : Decision.accepted(follow(command.agreementId(), life.get(), state));
    }

    /** What came into force without its obligations being told gets those of its beginning first: the rest are changes. */
    private static List<ReportingEvent> follow(String agreementId, AgreementLife life, Obligations state) {
        return switch (state) {
            case Obligations.Owed owed -> Changes.between(owed, ReportingPlan.of(life), life);
            case Obligations.NothingDerived() -> begun(agreementId, life, state);
            case Obligations.Withdrawn withdrawn -> begun(agreementId, life, state);
        };
    }

    private static List<ReportingEvent> begun(String agreementId, AgreementLife life, Obligations state) {
        AgreementLife beginning = life.atItsBeginning();
        List<DatedObligation> asked = ReportingPlan.of(beginning).asked().stream()
                .map(ReportingPlan.Asked::obligation)
                .toList();
        List<ReportingEvent> events = new ArrayList<>();
        for (List<DatedObligation> portion : Portions.of(asked)) {
            events.add(new ObligationsDerived(
                    agreementId, beginning.firstVersion().number(), beginning.lastDay(), portion));
        }
        Obligations derived = events.stream().reduce(state, ReportingDecider::evolve, (earlier, later) -> later);
        events.addAll(Changes.between(owed(derived, events.getLast()), ReportingPlan.of(life), life));
        return events;
    }

    /** A draft that was never activated may be voided too: then there is nothing to withdraw. */
    private static List<ReportingEvent> withdrawal(String agreementId, Obligations state) {
        return switch (state) {
            case Obligations.Owed owed -> List.of(new ObligationsWithdrawn(agreementId));
            case Obligations.NothingDerived() -> List.of();
            case Obligations.Withdrawn withdrawn -> List.of();
        };
    }

    /** From which day an event holds: overdue is the day after the due date, the rest holds as the command says. */
    public static LocalDate effectiveOn(ReportingEvent event, ReportingCommand command) {
        return switch (event) {
            case ObligationBecameOverdue overdue -> overdue.dueDate().plusDays(1);
            case ObligationsDerived _, ObligationsChanged _, ObligationsWithdrawn _ ->
                command.mandate().effectiveOn();
        };
    }

    /**
     * What the state is after an event.
     *
     * @throws IllegalStateException if the event cannot have happened in this state
     */
    public static Obligations evolve(Obligations state, ReportingEvent event) {
        return switch (event) {
            case ObligationsDerived derived -> afterDerived(state, derived);
            case ObligationBecameOverdue overdue -> afterOverdue(state, overdue);
            case ObligationsChanged changed -> afterChanged(state, changed);
            case ObligationsWithdrawn withdrawn ->
                new Obligations.Withdrawn(owed(state, withdrawn).agreementId());
        };
    }

    private static Obligations afterDerived(Obligations state, ObligationsDerived event) {
        Obligations.Owed before = switch (state) {
            case Obligations.NothingDerived() -> startOf(event);
            case Obligations.Withdrawn withdrawn -> startOf(event);
            case Obligations.Owed owed -> owed(owed, event);
        };
        if (event.until().isBefore(before.until())) {
            throw illegal(state, event);
        }
        return before.with(event.termsVersion(), event.until(), event.obligations());
    }

    private static Obligations.Owed startOf(ObligationsDerived event) {
        return Obligations.Owed.nothingYet(event.agreementId(), event.termsVersion(), event.until());
    }

    private static Obligations afterChanged(Obligations state, ObligationsChanged event) {
        Obligations.Owed owed = owed(state, event);
        if (!owed.byId().keySet().containsAll(event.dropped())) {
            throw illegal(state, event);
        }
        return owed.with(event);
    }

    private static Obligations afterOverdue(Obligations state, ObligationBecameOverdue event) {
        Obligations.Owed owed = owed(state, event);
        DatedObligation obligation = owed.byId().get(event.obligationId());
        if (obligation == null || !event.dueDate().equals(obligation.dueDate()) || owed.isOverdue(obligation)) {
            throw illegal(state, event);
        }
        return owed.withOverdue(event.obligationId(), event.dueDate());
    }

    private static Obligations.Owed owed(Obligations state, ReportingEvent event) {
        if (state instanceof Obligations.Owed owed && owed.agreementId().equals(event.agreementId())) {
            return owed;
        }
        throw illegal(state, event);
    }

    private static IllegalStateException illegal(Obligations state, ReportingEvent event) {
        return new IllegalStateException("illegal history: " + event + " after " + state);
    }
}
