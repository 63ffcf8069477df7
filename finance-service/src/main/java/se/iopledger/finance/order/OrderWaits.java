package se.iopledger.finance.order;

import java.util.Optional;

/** What orders wait for before they can be released, where all that drive them see it. */
interface OrderWaits {
    /** @param what it waits for, for a person */
    void waits(String orderId, String what);

    /** It waits no longer. */
    void goesOn(String orderId);

    Optional<String> of(String orderId);
}
