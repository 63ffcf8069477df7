package se.iopledger.finance.domain.order;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import se.iopledger.contracts.finance.OrderEvent;
import se.iopledger.contracts.finance.OrderEvent.LineConfirmed;
import se.iopledger.contracts.finance.OrderEvent.LineDropped;
import se.iopledger.contracts.finance.OrderEvent.LineNotTakenIn;
import se.iopledger.contracts.finance.OrderEvent.LineReported;
import se.iopledger.contracts.finance.OrderEvent.LineReserved;
import se.iopledger.contracts.finance.OrderEvent.OrderEmptied;
import se.iopledger.contracts.finance.OrderEvent.OrderRecorded;
import se.iopledger.contracts.finance.OrderEvent.OrderReleased;
import se.iopledger.contracts.finance.OrderEvent.OutcomeConfirmed;
import se.iopledger.contracts.finance.OrderEvent.OutcomeRefused;
import se.iopledger.contracts.finance.OrderEvent.OutcomeStated;
import se.iopledger.contracts.finance.OrderEvent.ReportPassedOn;
import se.iopledger.contracts.finance.OrderEvent.ReservationGivenBack;
import se.iopledger.contracts.finance.OrderEvent.SettlementConfirmed;
import se.iopledger.contracts.finance.OrderEvent.SettlementProposed;
import se.iopledger.contracts.finance.OrderEvent.SettlementRefused;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.domain.order.OrderCommand.ConfirmOutcome;
import se.iopledger.finance.domain.order.OrderCommand.ConfirmSettlement;
import se.iopledger.finance.domain.order.OrderCommand.DropLine;
import se.iopledger.finance.domain.order.OrderCommand.EmptyOrder;
import se.iopledger.finance.domain.order.OrderCommand.NoteConfirmed;
import se.iopledger.finance.domain.order.OrderCommand.NoteGivenBack;
import se.iopledger.finance.domain.order.OrderCommand.NoteNotTakenIn;
import se.iopledger.finance.domain.order.OrderCommand.NotePassedOn;
import se.iopledger.finance.domain.order.OrderCommand.NoteReserved;
import se.iopledger.finance.domain.order.OrderCommand.ProposeSettlement;
import se.iopledger.finance.domain.order.OrderCommand.RecordOrder;
import se.iopledger.finance.domain.order.OrderCommand.RefuseOutcome;
import se.iopledger.finance.domain.order.OrderCommand.RefuseSettlement;
import se.iopledger.finance.domain.order.OrderCommand.ReleaseOrder;
import se.iopledger.finance.domain.order.OrderCommand.ReportLine;
import se.iopledger.finance.domain.order.OrderCommand.StateOutcome;
import se.iopledger.finance.domain.order.PaymentOrder.Decided;
import se.iopledger.finance.domain.order.PaymentOrder.Known;
import se.iopledger.finance.domain.order.PaymentOrder.Line;
import se.iopledger.finance.domain.order.PaymentOrder.NotTakenIn;
import se.iopledger.finance.domain.order.PaymentOrder.Stage;
import se.iopledger.finance.domain.order.PaymentOrder.Unknown;
import se.iopledger.finance.domain.plan.BankDays;

/**
 * Decides about one payment order. The order's stream is where it is settled whether a line is confirmed or dropped: of
 * two that drive the same order the first is believed, and the other's news is answered with no event.
 */
@CheckReturnValue
public final class OrderDecider {
    private final BankDays bankDays;

    public OrderDecider(BankDays bankDays) {
        this.bankDays = bankDays;
    }

    /** Before anything has happened. */
    public static PaymentOrder initial() {
        return new Unknown();
    }

    public Decision<OrderEvent> decide(OrderCommand command, PaymentOrder state) {
        return switch (state) {
            case Unknown _ -> onUnknown(command);
            case Known known -> onKnown(command, known);
        };
    }

    private Decision<OrderEvent> onUnknown(OrderCommand command) {
        return switch (command) {
            case RecordOrder order -> record(order);
            case NoteReserved _,
                    NoteConfirmed _,
                    DropLine _,
                    NoteGivenBack _,
                    ReleaseOrder _,
                    EmptyOrder _,
                    ReportLine _,
                    NotePassedOn _,
                    StateOutcome _,
                    ConfirmOutcome _,
                    RefuseOutcome _,
                    NoteNotTakenIn _,
                    ProposeSettlement _,
                    ConfirmSettlement _,
                    RefuseSettlement _ ->
                Decision.rejected(
                        Rejection.unknown("OrderMustBeRecorded", "there is no payment order " + command.orderId()));
        };
    }

    private Decision<OrderEvent> record(RecordOrder command) {
        return OrderRules.brokenBy(command, bankDays)
                .map(Decision::<OrderEvent>rejected)
                .orElseGet(() -> happens(new OrderRecorded(
                        command.orderId(),
                        command.municipality(),
                        command.paymentDate(),
                        command.debit(),
                        command.mandate().actor(),
                        command.lines())));
    }

    private static Decision<OrderEvent> onKnown(OrderCommand command, Known order) {
        return switch (command) {
            case RecordOrder _ ->
                Decision.rejected(
                        Rejection.conflict("OrderMustBeRecordedOnce", "there is an order of this id already"));
            case NoteReserved reserved ->
                onLine(
                        order,
                        reserved.line(),
                        line -> line.stage() == Stage.RECORDED
                                ? happens(new LineReserved(order.orderId(), reserved.line()))
                                : nothing());
            case NoteConfirmed confirmed ->
                onLine(
                        order,
                        confirmed.line(),
                        line -> line.stage() == Stage.RESERVED
                                ? happens(new LineConfirmed(
                                        order.orderId(), confirmed.line(), confirmed.agreementVersion()))
                                : nothing());
            case DropLine drop -> onLine(order, drop.line(), line -> drop(drop, line, order));
            case NoteGivenBack back ->
                onLine(
                        order,
                        back.line(),
                        line -> line.toGiveBack()
                                ? SettlingByHand.overtaken(
                                        new ReservationGivenBack(order.orderId(), back.line()),
                                        line,
                                        order,
                                        back.mandate())
                                : nothing());
            case ReleaseOrder release -> release(release, order);
            case EmptyOrder _ -> empty(order);
            case ReportLine report -> report(report, order);
            case StateOutcome state -> Stating.state(state, order);
            case ConfirmOutcome confirm -> Stating.confirm(confirm, order);
            case RefuseOutcome refuse -> Stating.refuse(refuse, order);
            case NotePassedOn passed -> onLine(order, passed.line(), line -> passedOn(passed, line, order));
            case NoteNotTakenIn not -> onLine(order, not.line(), line -> notTakenIn(not, line));
            case ProposeSettlement propose ->
                onLine(order, propose.line(), line -> SettlingByHand.propose(propose, line, order));
            case ConfirmSettlement confirm -> SettlingByHand.confirm(confirm, order);
            case RefuseSettlement refuse -> SettlingByHand.refuse(refuse, order);
        };
    }

    private interface OfLine {
        Decision<OrderEvent> decide(Line line);
    }

    private static Decision<OrderEvent> onLine(Known order, int number, OfLine decision) {
        Optional<Line> line = order.line(number);
        return line.isPresent()
                ? decision.decide(line.get())
                : Decision.rejected(Rejection.unknown(
                        "LineMustBeInTheOrder", "order " + order.orderId() + " has no line " + number));
    }

    /**
     * What it pays is given back from every stage: another driver may have reserved it, and not have told so yet. What
     * stands in a file is not dropped any more.
     */
    private static Decision<OrderEvent> drop(DropLine command, Line line, Known order) {
        return line.stage() == Stage.DROPPED || order.release() != null
                ? nothing()
                : happens(new LineDropped(
                        command.orderId(),
                        command.line(),
                        command.why().rule(),
                        command.why().detail(),
                        command.why().clauses(),
                        true));
    }

    private static Decision<OrderEvent> release(ReleaseOrder command, Known order) {
        if (order.release() != null) {
            return nothing();
        }
        return OrderRules.brokenBy(command, order)
                .map(Decision::<OrderEvent>rejected)
                .orElseGet(() -> happens(new OrderReleased(
                        order.orderId(),
                        OrderIds.messageId(order.orderId()),
                        command.createdAt(),
                        order.confirmed().size(),
                        order.total(),
                        command.files())));
    }

    private static Decision<OrderEvent> empty(Known order) {
        if (order.emptied()) {
            return nothing();
        }
        return order.isDecided() && order.confirmed().isEmpty()
                ? happens(new OrderEmptied(order.orderId()))
                : Decision.rejected(Rejection.conflict(
                        "NothingMustBeLeftInTheOrder", "an order is closed as empty when every line is dropped"));
    }

    /** What is known already, or older than what is known, says nothing new. */
    private static Decision<OrderEvent> report(ReportLine command, Known order) {
        Optional<Rejection> broken = OrderRules.brokenBy(command, order);
        if (broken.isPresent()) {
            return Decision.rejected(broken.get());
        }
        Line line = order.line(command.line()).orElseThrow();
        boolean news =
                line.status().map(last -> command.status().compareTo(last) > 0).orElse(true);
        return news
                ? happens(new LineReported(
                        command.orderId(),
                        command.line(),
                        command.status(),
                        command.importId(),
                        null,
                        command.on(),
                        command.code(),
                        command.text()))
                : nothing();
    }

    private static Decision<OrderEvent> passedOn(NotePassedOn command, Line line, Known order) {
        return line.nextToPassOn()
                        .filter(report -> report.status() == command.status()
                                && report.importId().equals(command.importId()))
                        .isPresent()
                ? SettlingByHand.overtaken(
                        new ReportPassedOn(command.orderId(), command.line(), command.status()),
                        line,
                        order,
                        command.mandate())
                : nothing();
    }

    /** What was taken in meanwhile, or is known to be refused so, says nothing new. */
    private static Decision<OrderEvent> notTakenIn(NoteNotTakenIn command, Line line) {
        NotTakenIn refused = new NotTakenIn(
                command.status(),
                command.importId(),
                command.why().rule(),
                command.why().detail());
        return line.awaits(refused) && !refused.equals(line.notTakenIn())
                ? happens(new LineNotTakenIn(
                        command.orderId(),
                        command.line(),
                        refused.status(),
                        refused.importId(),
                        refused.rule(),
                        refused.detail()))
                : nothing();
    }

    private static Decision<OrderEvent> happens(OrderEvent event) {
        return Decision.accepted(List.of(event));
    }

    private static Decision<OrderEvent> nothing() {
        return Decision.accepted(List.of());
    }

    /** From which day an event holds: what the bank told from the day that it names. */
    public static LocalDate effectiveOn(OrderEvent event, OrderCommand command) {
        return switch (event) {
            case LineReported reported ->
                Objects.requireNonNullElse(reported.on(), command.mandate().effectiveOn());
            case OrderRecorded _,
                    LineReserved _,
                    LineConfirmed _,
                    LineDropped _,
                    ReservationGivenBack _,
                    OrderReleased _,
                    OrderEmptied _,
                    OutcomeStated _,
                    OutcomeConfirmed _,
                    OutcomeRefused _,
                    ReportPassedOn _,
                    LineNotTakenIn _,
                    SettlementProposed _,
                    SettlementConfirmed _,
                    SettlementRefused _ -> command.mandate().effectiveOn();
        };
    }

    /** @throws IllegalStateException if the event cannot follow on the state: the history is not one of ours */
    public static PaymentOrder evolve(PaymentOrder state, OrderEvent event) {
        return switch (event) {
            case OrderRecorded recorded -> evolve(state, recorded);
            case LineReserved reserved ->
                known(state, event).with(reserved.line(), line -> next(line, Stage.RECORDED, Stage.RESERVED));
            case LineConfirmed confirmed ->
                known(state, event).with(confirmed.line(), line -> next(line, Stage.RESERVED, Stage.CONFIRMED));
            case LineDropped dropped -> known(state, event).with(dropped.line(), line -> line.dropped(dropped));
            case ReservationGivenBack back -> known(state, event).with(back.line(), Line::givenBack);
            case OrderReleased released -> known(state, event).released(released);
            case OrderEmptied _ -> known(state, event).withNothingLeft();
            case LineReported reported -> known(state, event).with(reported.line(), line -> line.reported(reported));
            case ReportPassedOn passed -> known(state, event).with(passed.line(), Line::withReportPassedOn);
            case OutcomeStated stated -> known(state, event).stated(stated);
            case OutcomeConfirmed confirmed ->
                known(state, event).decided(confirmed.statementId(), Decided.CONFIRMED, confirmed.confirmedBy(), null);
            case OutcomeRefused refused ->
                known(state, event)
                        .decided(refused.statementId(), Decided.REFUSED, refused.refusedBy(), refused.reason());
            case LineNotTakenIn not ->
                known(state, event)
                        .with(
                                not.line(),
                                line -> line.notTakenIn(
                                        new NotTakenIn(not.status(), not.importId(), not.rule(), not.detail())));
            case SettlementProposed proposed -> known(state, event).proposed(proposed);
            case SettlementConfirmed confirmed ->
                known(state, event)
                        .settled(confirmed.settlementId(), Decided.CONFIRMED, confirmed.confirmedBy(), null)
                        .with(confirmed.line(), line -> line.settledByHand(confirmed.settlementId()));
            case SettlementRefused refused ->
                known(state, event)
                        .settled(refused.settlementId(), Decided.REFUSED, refused.refusedBy(), refused.reason());
        };
    }

    private static Line next(Line line, Stage before, Stage after) {
        if (line.stage() != before) {
            throw new IllegalStateException(
                    "line " + line.line().number() + " is " + line.stage() + ", and becomes " + after);
        }
        return line.at(after);
    }

    private static PaymentOrder evolve(PaymentOrder state, OrderRecorded event) {
        return switch (state) {
            case Unknown _ -> Known.recorded(event);
            case Known _ -> throw new IllegalStateException("order " + event.orderId() + " was recorded twice");
        };
    }

    private static Known known(PaymentOrder state, OrderEvent event) {
        return switch (state) {
            case Known known -> known;
            case Unknown _ ->
                throw new IllegalStateException(event.getClass().getSimpleName() + " of order " + event.orderId()
                        + ", which was never recorded");
        };
    }
}
