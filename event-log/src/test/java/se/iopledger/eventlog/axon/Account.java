package se.iopledger.eventlog.axon;

import java.math.BigDecimal;
import java.time.LocalDate;

/** Events for the tests of this package; the second version of {@code Opened} has a currency, the first had none. */
sealed interface Account {

    record OpenedV2(String account, String currency, LocalDate on) implements Account {}

    record Paid(BigDecimal amount) implements Account {}

    /** Not registered: goes by its class name. */
    record Noted(String text) implements Account {}
}
