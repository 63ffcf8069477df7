package se.iopledger.finance.order;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import java.util.Optional;
import se.iopledger.contracts.model.Command;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.domain.order.PaymentOrder;
import se.iopledger.finance.domain.pay.AttestRight;
import se.iopledger.finance.domain.pay.Payments;
import se.iopledger.finance.domain.payee.Payee;

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

    /** What was paid of an agreement, as of its last event. */
    Payments payments(String agreementId);

    /** A payee as of its last event. */
    Payee payee(String payeeId);

    /** The rights to attest that were granted in a municipality, as of the register's last event. */
    List<AttestRight> rights(String municipality);
}
