package se.iopledger.finance.domain.order;

import static se.iopledger.finance.domain.order.OrderRules.first;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.OrderEvent;
import se.iopledger.contracts.finance.OrderEvent.LineReported;
import se.iopledger.contracts.finance.OrderEvent.LineStatus;
import se.iopledger.contracts.finance.OrderEvent.OutcomeConfirmed;
import se.iopledger.contracts.finance.OrderEvent.OutcomeRefused;
import se.iopledger.contracts.finance.OrderEvent.OutcomeStated;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.domain.order.OrderCommand.ConfirmOutcome;
import se.iopledger.finance.domain.order.OrderCommand.RefuseOutcome;
import se.iopledger.finance.domain.order.OrderCommand.StateOutcome;
import se.iopledger.finance.domain.order.PaymentOrder.Decided;
import se.iopledger.finance.domain.order.PaymentOrder.Known;
import se.iopledger.finance.domain.order.PaymentOrder.Line;
import se.iopledger.finance.domain.order.PaymentOrder.Stage;
import se.iopledger.finance.domain.order.PaymentOrder.Statement;

/**
 * What became of payments where no file tells it, or one that has to be judged: part of the money came back, the bank
 * wrote a letter, the file never reached it. What is said may open a payment again, so that one person says it and
 * another confirms it; it is looked at anew when it is confirmed, since the bank may have told more meanwhile.
 */
@CheckReturnValue
final class Stating {
    private static final int LONGEST_EVIDENCE = 500;

    private Stating() {}

    static Decision<OrderEvent> state(StateOutcome command, Known order) {
        Optional<Rejection> unreleased = OrderRules.orderMustBeReleased(order);
        if (unreleased.isPresent()) {
            return Decision.rejected(unreleased.get());
        }
        List<Integer> lines = command.lines().isEmpty() ? untold(order) : command.lines();
        OutcomeStated stated = new OutcomeStated(
                order.orderId(),
                "statement-" + (order.statements().size() + 1),
                command.status(),
                lines,
                command.amount(),
                command.on(),
                command.evidence(),
                command.mandate().actor());
        return first(
                        () -> evidenceMustBeGiven(command.evidence()),
                        () -> aPaymentMustBeConcerned(lines),
                        () -> linesMustBeNamedOnce(lines),
                        () -> brokenBy(stated, order, command.mandate()))
                .map(Decision::<OrderEvent>rejected)
                .orElseGet(() -> Decision.accepted(List.of(stated)));
    }

    /** The payments of the file of which the bank told nothing. */
    private static List<Integer> untold(Known order) {
        return order.lines().stream()
                .filter(line -> line.stage() == Stage.CONFIRMED && line.status().isEmpty())
                .map(line -> line.line().number())
                .toList();
    }

    static Decision<OrderEvent> confirm(ConfirmOutcome command, Known order) {
        Optional<Statement> found = order.statement(command.statementId());
        if (found.isEmpty()) {
            return Decision.rejected(statementMustBeMade(command.statementId()));
        }
        Statement statement = found.get();
        if (statement.decided() == Decided.CONFIRMED) {
            return Decision.accepted(List.of());
        }
        return first(
                        () -> statementMustBeOpen(statement),
                        () -> whoStatedMustNotConfirm(statement, command.mandate()),
                        () -> brokenBy(statement.said(), order, command.mandate()))
                .map(Decision::<OrderEvent>rejected)
                .orElseGet(() -> Decision.accepted(confirmed(statement.said(), command)));
    }

    private static List<OrderEvent> confirmed(OutcomeStated said, ConfirmOutcome command) {
        List<OrderEvent> events = new ArrayList<>();
        events.add(new OutcomeConfirmed(
                said.orderId(), said.statementId(), command.mandate().actor()));
        for (int line : said.lines()) {
            events.add(new LineReported(
                    said.orderId(),
                    line,
                    said.status(),
                    said.statementId(),
                    said.amount(),
                    said.on(),
                    null,
                    said.evidence()));
        }
        return events;
    }

    static Decision<OrderEvent> refuse(RefuseOutcome command, Known order) {
        Optional<Statement> found = order.statement(command.statementId());
        if (found.isEmpty()) {
            return Decision.rejected(statementMustBeMade(command.statementId()));
        }
        if (found.get().decided() == Decided.REFUSED) {
            return Decision.accepted(List.of());
        }
        @Nullable String reason = command.mandate().reason();
        return first(() -> statementMustBeOpen(found.get()), () -> reasonMustBeGiven(reason))
                .map(Decision::<OrderEvent>rejected)
                .orElseGet(() -> Decision.accepted(List.of(new OutcomeRefused(
                        command.orderId(),
                        command.statementId(),
                        command.mandate().actor(),
                        Objects.requireNonNull(reason)))));
    }

    private static Optional<Rejection> brokenBy(OutcomeStated said, Known order, Mandate mandate) {
        return first(
                () -> OrderRules.reportMustNotBeOfADayAhead(said.on(), mandate.today()),
                () -> reportMustNotBeOlderThanTheOrder(said, order),
                () -> onlyAReturnMayBeOfPart(said),
                () -> said.lines().stream()
                        .flatMap(line -> brokenBy(said, line, order).stream())
                        .findFirst());
    }

    private static Optional<Rejection> brokenBy(OutcomeStated said, int number, Known order) {
        Optional<Rejection> missing = OrderRules.lineMustBeInTheFile(number, order);
        if (missing.isPresent()) {
            return missing;
        }
        Line line = order.line(number).orElseThrow();
        return first(
                () -> OrderRules.statusMustFollowOnTheLast(said.status(), line),
                () -> OrderRules.whatCameBackMustNotBePaidAgain(said.status(), said.on(), line),
                () -> statementMustTellSomethingNew(said, line),
                () -> moreMustNotComeBackThanWasPaid(said, line));
    }

    private static Rejection statementMustBeMade(String statementId) {
        return Rejection.unknown("StatementMustBeMade", "nothing was said of the order as " + statementId);
    }

    private static Optional<Rejection> evidenceMustBeGiven(String evidence) {
        return evidence.isBlank() || evidence.length() > LONGEST_EVIDENCE
                ? Optional.of(Rejection.at(
                        "/evidence",
                        "EvidenceMustBeGiven",
                        "say in at most " + LONGEST_EVIDENCE + " characters what it rests on, as the bank's letter"))
                : Optional.empty();
    }

    private static Optional<Rejection> aPaymentMustBeConcerned(List<Integer> lines) {
        return lines.isEmpty()
                ? Optional.of(Rejection.at(
                        "/lines",
                        "APaymentMustBeConcerned",
                        "the bank has told something of every payment of the order: name those that are meant"))
                : Optional.empty();
    }

    private static Optional<Rejection> linesMustBeNamedOnce(List<Integer> lines) {
        return lines.stream().distinct().count() == lines.size()
                ? Optional.empty()
                : Optional.of(Rejection.at("/lines", "LinesMustBeNamedOnce", "a payment is named twice"));
    }

    private static Optional<Rejection> statementMustBeOpen(Statement statement) {
        return statement.decided() == Decided.OPEN
                ? Optional.empty()
                : Optional.of(Rejection.conflict(
                        "StatementMustBeOpen",
                        statement.said().statementId() + " was "
                                + (statement.decided() == Decided.CONFIRMED ? "confirmed" : "refused") + " already"));
    }

    private static Optional<Rejection> whoStatedMustNotConfirm(Statement statement, Mandate mandate) {
        return statement.said().statedBy().equals(mandate.actor())
                ? Optional.of(Rejection.forbidden(
                        "WhoStatedMustNotConfirm", "what became of a payment is confirmed by somebody else"))
                : Optional.empty();
    }

    private static Optional<Rejection> reasonMustBeGiven(@Nullable String reason) {
        return reason == null || reason.isBlank()
                ? Optional.of(Rejection.at("/reason", "ReasonMustBeGiven", "say why it does not hold"))
                : Optional.empty();
    }

    /** An order is recorded a year before its day at the earliest, and nothing becomes of it before. */
    private static Optional<Rejection> reportMustNotBeOlderThanTheOrder(OutcomeStated said, Known order) {
        LocalDate first = order.paymentDate().minusDays(OrderRules.FARTHEST_DAYS);
        return said.on().isBefore(first)
                ? Optional.of(Rejection.at(
                        "/on",
                        "ReportMustNotBeOlderThanTheOrder",
                        "the order is for " + order.paymentDate() + ", so nothing became of it on " + said.on()))
                : Optional.empty();
    }

    private static Optional<Rejection> onlyAReturnMayBeOfPart(OutcomeStated said) {
        return said.amount() == null
                        || (said.status() == LineStatus.RETURNED && said.lines().size() == 1)
                ? Optional.empty()
                : Optional.of(Rejection.at(
                        "/amount",
                        "OnlyAReturnMayBeOfPart",
                        "an amount is said of one payment of which part came back; what is executed or rejected is all"
                                + " of it"));
    }

    private static Optional<Rejection> statementMustTellSomethingNew(OutcomeStated said, Line line) {
        boolean known = line.status()
                .filter(last -> said.status() == LineStatus.RETURNED
                        ? said.amount() == null && last == LineStatus.RETURNED
                        : said.status().compareTo(last) <= 0)
                .isPresent();
        return known
                ? Optional.of(Rejection.conflict(
                        "StatementMustTellSomethingNew",
                        "of payment " + line.line().number() + " the bank has told "
                                + line.status().orElseThrow() + " already"))
                : Optional.empty();
    }

    private static Optional<Rejection> moreMustNotComeBackThanWasPaid(OutcomeStated said, Line line) {
        Money amount = said.amount();
        if (amount == null) {
            return Optional.empty();
        }
        Money left = line.line().amount().minus(line.returned());
        return amount.compareTo(Money.ZERO) > 0 && amount.compareTo(left) <= 0
                ? Optional.empty()
                : Optional.of(Rejection.at(
                        "/amount",
                        "MoreMustNotComeBackThanWasPaid",
                        "of payment " + line.line().number() + ", "
                                + line.line().amount() + ", "
                                + line.returned() + " came back already; " + amount
                                + " is not more than nothing and at most what is left"));
    }
}
