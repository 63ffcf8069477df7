package se.iopledger.finance.domain.order;

import static se.iopledger.finance.domain.order.OrderRules.first;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.finance.OrderEvent;
import se.iopledger.contracts.finance.OrderEvent.SettlementConfirmed;
import se.iopledger.contracts.finance.OrderEvent.SettlementProposed;
import se.iopledger.contracts.finance.OrderEvent.SettlementRefused;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.domain.order.OrderCommand.ConfirmSettlement;
import se.iopledger.finance.domain.order.OrderCommand.ProposeSettlement;
import se.iopledger.finance.domain.order.OrderCommand.RefuseSettlement;
import se.iopledger.finance.domain.order.PaymentOrder.Decided;
import se.iopledger.finance.domain.order.PaymentOrder.Known;
import se.iopledger.finance.domain.order.PaymentOrder.Line;
import se.iopledger.finance.domain.order.PaymentOrder.NotTakenIn;
import se.iopledger.finance.domain.order.PaymentOrder.Settlement;

/**
 * The way out for what an agreement does not take in, as money that the bank sent back after its recipient had repaid it:
 * one person says how it was settled, another confirms it. Nothing changes in the agreement by that.
 */
@CheckReturnValue
final class SettlingByHand {
    private static final int LONGEST_DECISION = 500;

    private SettlingByHand() {}

    static Decision<OrderEvent> propose(ProposeSettlement command, Line line, Known order) {
        NotTakenIn refused = line.notTakenIn();
        if (refused == null) {
            return Decision.rejected(onlyWhatIsNotTakenIn(command.line()));
        }
        return first(() -> decisionMustBeGiven(command.decision()), () -> settlementMustNotBeProposedTwice(line, order))
                .map(Decision::<OrderEvent>rejected)
                .orElseGet(() -> Decision.accepted(List.of(new SettlementProposed(
                        command.orderId(),
                        "settlement-" + (order.settlements().size() + 1),
                        command.line(),
                        refused.status(),
                        refused.importId(),
                        refused.rule(),
                        command.decision(),
                        command.mandate().actor()))));
    }

    static Decision<OrderEvent> confirm(ConfirmSettlement command, Known order) {
        Optional<Settlement> found = order.settlement(command.settlementId());
        if (found.isEmpty()) {
            return Decision.rejected(settlementMustBeProposed(command.settlementId()));
        }
        Settlement settlement = found.get();
        if (settlement.decided() == Decided.CONFIRMED) {
            return Decision.accepted(List.of());
        }
        SettlementProposed proposed = settlement.proposed();
        return first(
                        () -> settlementMustBeOpen(settlement),
                        () -> whoProposedMustNotConfirm(
                                proposed, command.mandate().actor()),
                        () -> itMustStillBeWhatIsNotTakenIn(proposed, order))
                .map(Decision::<OrderEvent>rejected)
                .orElseGet(() -> Decision.accepted(List.of(new SettlementConfirmed(
                        command.orderId(),
                        command.settlementId(),
                        proposed.line(),
                        proposed.status(),
                        command.mandate().actor()))));
    }

    static Decision<OrderEvent> refuse(RefuseSettlement command, Known order) {
        Optional<Settlement> found = order.settlement(command.settlementId());
        if (found.isEmpty()) {
            return Decision.rejected(settlementMustBeProposed(command.settlementId()));
        }
        if (found.get().decided() == Decided.REFUSED) {
            return Decision.accepted(List.of());
        }
        @Nullable String reason = command.mandate().reason();
        return first(() -> settlementMustBeOpen(found.get()), () -> reasonMustBeGiven(reason))
                .map(Decision::<OrderEvent>rejected)
                .orElseGet(() -> Decision.accepted(List.of(new SettlementRefused(
                        command.orderId(),
                        command.settlementId(),
                        command.mandate().actor(),
                        Objects.requireNonNull(reason)))));
    }

    /**
     * What the agreement takes in after all is not settled by hand any more: what was proposed of it waits for nobody.
     *
     * @param takenIn that it was taken in
     */
    static Decision<OrderEvent> overtaken(OrderEvent takenIn, Line line, Known order, Mandate mandate) {
        return Decision.accepted(Stream.concat(
                        Stream.of(takenIn),
                        openOf(line, order)
                                .map(
                                        open -> new SettlementRefused(
                                                order.orderId(),
                                                open.proposed().settlementId(),
                                                mandate.actor(),
                                                "the agreement has taken it in meanwhile: nothing is left to be settled by hand")))
                .toList());
    }

    private static Stream<Settlement> openOf(Line line, Known order) {
        return order.settlements().stream()
                .filter(settlement -> settlement.decided() == Decided.OPEN
                        && settlement.proposed().line() == line.line().number());
    }

    private static Rejection onlyWhatIsNotTakenIn(int line) {
        return Rejection.conflict(
                "OnlyWhatIsNotTakenInIsSettledByHand",
                "of payment " + line + " nothing waits that its agreement does not take in");
    }

    private static Rejection settlementMustBeProposed(String settlementId) {
        return Rejection.unknown("SettlementMustBeProposed", "nothing was proposed as " + settlementId);
    }

    private static Optional<Rejection> decisionMustBeGiven(String decision) {
        return decision.isBlank() || decision.length() > LONGEST_DECISION
                ? Optional.of(Rejection.at(
                        "/decision",
                        "DecisionMustBeGiven",
                        "say in at most " + LONGEST_DECISION
                                + " characters what was decided and what it rests on, without naming anybody"))
                : Optional.empty();
    }

    private static Optional<Rejection> settlementMustNotBeProposedTwice(Line line, Known order) {
        return openOf(line, order)
                .findFirst()
                .map(open -> Rejection.conflict(
                        "SettlementMustNotBeProposedTwice",
                        open.proposed().settlementId() + " waits for a second person: confirm or refuse it first"));
    }

    private static Optional<Rejection> settlementMustBeOpen(Settlement settlement) {
        return settlement.decided() == Decided.OPEN
                ? Optional.empty()
                : Optional.of(Rejection.conflict(
                        "SettlementMustBeOpen",
                        settlement.proposed().settlementId() + " was "
                                + (settlement.decided() == Decided.CONFIRMED ? "confirmed" : "refused") + " already"));
    }

    private static Optional<Rejection> whoProposedMustNotConfirm(SettlementProposed proposed, String actor) {
        return proposed.proposedBy().equals(actor)
                ? Optional.of(Rejection.forbidden(
                        "WhoProposedMustNotConfirm", "what is settled by hand is confirmed by somebody else"))
                : Optional.empty();
    }

    /** It may have been taken in after all, and something else may wait now. */
    private static Optional<Rejection> itMustStillBeWhatIsNotTakenIn(SettlementProposed proposed, Known order) {
        Optional<NotTakenIn> now = order.line(proposed.line())
                .map(Line::notTakenIn)
                .filter(refused -> refused.status() == proposed.status()
                        && Objects.equals(refused.importId(), proposed.importId()));
        return now.isEmpty()
                ? Optional.of(onlyWhatIsNotTakenIn(proposed.line()))
                : now.filter(refused -> !refused.rule().equals(proposed.rule()))
                        .map(refused -> Rejection.conflict(
                                "SettlementMustBeOfWhatIsRefusedNow",
                                "it was proposed for what is refused by " + proposed.rule()
                                        + ", and the agreement now refuses it by " + refused.rule() + ": "
                                        + refused.detail() + "; refuse the proposal and make another"));
    }

    private static Optional<Rejection> reasonMustBeGiven(@Nullable String reason) {
        return reason == null || reason.isBlank()
                ? Optional.of(Rejection.at("/reason", "ReasonMustBeGiven", "say why it is not settled so"))
                : Optional.empty();
    }
}
