package se.iopledger.finance.domain.order;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.ArrayList;
import java.util.List;
import se.iopledger.contracts.finance.OrderLine;
import se.iopledger.finance.domain.order.PaymentOrder.Dropped;
import se.iopledger.finance.domain.order.PaymentOrder.Known;
import se.iopledger.finance.domain.order.PaymentOrder.Line;
import se.iopledger.finance.domain.order.PaymentOrder.Report;
import se.iopledger.finance.domain.order.PaymentOrder.Stage;

/**
 * What is to be done next with an order. It follows from what the order's stream holds and from nothing else, so that
 * whoever takes the order up after a crash does what is left; each step may have been done before.
 */
@CheckReturnValue
public sealed interface Step {
    /** Reserve what the line pays in the agreement's stream. */
    record Reserve(OrderLine line) implements Step {}

    /** Give back what a dropped line had reserved. */
    record GiveBack(OrderLine line, String why) implements Step {}

    /**
     * Confirm what is reserved, all of it one after the other, so that little time passes between a confirmation and the
     * release.
     */
    record Confirm(List<OrderLine> lines) implements Step {
        public Confirm {
            lines = List.copyOf(lines);
        }
    }

    /** Make the file of what is confirmed, and release the order. */
    record Release() implements Step {}

    /** Close an order in which nothing is left. */
    record Empty() implements Step {}

    /** Tell the agreement's stream what the bank told. */
    record PassOn(OrderLine line, Report report) implements Step {}

    /** All that may be done now; empty where there is nothing to do until the bank tells more. */
    static List<Step> of(Known order) {
        List<Step> steps = new ArrayList<>();
        for (Line line : order.lines()) {
            Dropped dropped = line.dropped();
            if (line.toGiveBack() && dropped != null) {
                steps.add(new GiveBack(line.line(), dropped.rule() + ": " + dropped.detail()));
            } else if (line.stage() == Stage.RECORDED) {
                steps.add(new Reserve(line.line()));
            }
            line.nextToPassOn().ifPresent(report -> steps.add(new PassOn(line.line(), report)));
        }
        if (!isHeldUp(order) && order.release() == null && !order.emptied()) {
            steps.add(last(order));
        }
        return List.copyOf(steps);
    }

    /** What cannot be given back waits for a person, and the other payments do not wait for it. */
    private static boolean isHeldUp(Known order) {
        return order.lines().stream()
                .anyMatch(line -> line.stage() == Stage.RECORDED || (line.toGiveBack() && line.notTakenIn() == null));
    }

    private static Step last(Known order) {
        List<OrderLine> reserved = order.lines().stream()
                .filter(line -> line.stage() == Stage.RESERVED)
                .map(Line::line)
                .toList();
        if (!reserved.isEmpty()) {
            return new Confirm(reserved);
        }
        return order.confirmed().isEmpty() ? new Empty() : new Release();
    }
}
