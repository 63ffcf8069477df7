package se.iopledger.reporting.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.reporting.DatedObligation;
import se.iopledger.contracts.reporting.ReportingEvent;
import se.iopledger.contracts.reporting.ReportingEvent.ObligationBecameOverdue;
import se.iopledger.contracts.reporting.ReportingEvent.ObligationsDerived;
import se.iopledger.contracts.reporting.ReportingEvent.ObligationsWithdrawn;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.reporting.domain.ReportingCommand.DeriveObligations;
import se.iopledger.reporting.domain.ReportingCommand.ExtendObligations;
import se.iopledger.reporting.domain.ReportingCommand.WithdrawObligations;
import se.iopledger.reporting.domain.ReportingCommand.WorkOffDueObligations;

/**
 * Decides on one agreement's reports and meetings. Every command first works off what is due by its date: an obligation
 * becomes overdue the day after its due date, in order of due dates, once for each date. That the agreement expires
 * takes nothing away of what is owed already.
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
            case DeriveObligations derive -> derive(derive, state);
            case ExtendObligations extend -> extend(extend, state);
            case WithdrawObligations withdraw -> withdraw(withdraw, state);
            case WorkOffDueObligations workOff -> Decision.accepted(List.of());
        };
    }

    private static Decision<ReportingEvent> derive(DeriveObligations command, Obligations state) {
        return switch (state) {
            case Obligations.Owed owed ->
                Decision.rejected(Rejection.conflict(
                        "ObligationsMustNotBeDerivedTwice",
                        "The obligations of this agreement were derived already, up to " + owed.until() + "."));
            case Obligations.NothingDerived() ->
                derived(command.agreementId(), command.termsVersion(), command.terms(), command.until(), List.of());
            case Obligations.Withdrawn withdrawn ->
                derived(command.agreementId(), command.termsVersion(), command.terms(), command.until(), List.of());
        };
    }

    private static Decision<ReportingEvent> extend(ExtendObligations command, Obligations state) {
        return switch (state) {
            case Obligations.Owed owed
            when !command.until().isAfter(owed.until()) ->
                Decision.rejected(Rejection.conflict(
                        "ExtensionMustReachFurther",
                        "The obligations are derived up to " + owed.until() + ", and the extension ends on "
                                + command.until() + "."));
            case Obligations.Owed owed ->
                derived(
                        command.agreementId(),
                        command.termsVersion(),
                        command.terms(),
                        command.until(),
                        List.copyOf(owed.byId().values()));
            case Obligations.NothingDerived() -> nothingToExtend();
            case Obligations.Withdrawn withdrawn -> nothingToExtend();
        };
    }

    private static Decision<ReportingEvent> nothingToExtend() {
        return Decision.rejected(Rejection.conflict(
                "OnlyDerivedObligationsCanBeExtended",
                "No obligations are owed under this agreement: it is not active."));
    }

    /** A draft that was never activated may be voided too: then there is nothing to withdraw. */
    private static Decision<ReportingEvent> withdraw(WithdrawObligations command, Obligations state) {
        return switch (state) {
            case Obligations.Owed owed -> Decision.accepted(List.of(new ObligationsWithdrawn(command.agreementId())));
            case Obligations.NothingDerived() -> Decision.accepted(List.of());
            case Obligations.Withdrawn withdrawn -> Decision.accepted(List.of());
        };
    }

    private static Decision<ReportingEvent> derived(
            String agreementId, int termsVersion, Terms terms, LocalDate until, List<DatedObligation> known) {
        Optional<Rejection> broken = DerivableTerms.brokenRule(terms, until);
        if (broken.isPresent()) {
            return Decision.rejected(broken.get());
        }
        List<DatedObligation> news = new ArrayList<>(ReportingCalendar.of(terms, until));
        news.removeAll(known);
        return Decision.accepted(Portions.of(news).stream()
                .<ReportingEvent>map(portion -> new ObligationsDerived(agreementId, termsVersion, until, portion))
                .toList());
    }

    /** From which day an event holds: overdue is the day after the due date, the rest holds as the command says. */
    public static LocalDate effectiveOn(ReportingEvent event, ReportingCommand command) {
        return switch (event) {
            case ObligationBecameOverdue overdue -> overdue.dueDate().plusDays(1);
            case ObligationsDerived _, ObligationsWithdrawn _ ->
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
