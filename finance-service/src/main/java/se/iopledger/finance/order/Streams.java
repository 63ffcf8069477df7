package se.iopledger.finance.order;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.Optional;
import se.iopledger.contracts.model.Command;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.domain.order.PaymentOrder;

/** The streams that a payment order goes through. */
interface Streams {
    /**
     * Has a stream decide.
     *
     * @return the rule that forbids it; empty where it holds, durably
     */
    @CheckReturnValue
    Optional<Rejection> send(Command command, String municipality);

    /** An order as of its last event. */
    PaymentOrder order(String orderId);
}
