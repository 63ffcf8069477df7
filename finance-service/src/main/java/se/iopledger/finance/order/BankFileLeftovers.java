package se.iopledger.finance.order;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/** Forgets the bytes of files that were not received after all: they name people, and nobody will ever ask for them. */
final class BankFileLeftovers {
    /** Longer than any request takes, and than a repeat after an unknown outcome. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private static final int AT_A_TIME = 200;

    private final BankFileBytes bytes;
    private final Predicate<String> isReceived;

    /** @param isReceived whether an import stands in the log: its bytes are forgotten when it is taken in */
    BankFileLeftovers(BankFileBytes bytes, Predicate<String> isReceived) {
        this.bytes = bytes;
        this.isReceived = isReceived;
    }

    /** A request was not carried out. The same file may have been received by another, and not be taken in yet. */
    void forgetUnlessReceived(String importId) {
        if (!isReceived.test(importId)) {
            bytes.forget(importId);
        }
    }

    /** Whatever a request left behind that ended in the middle. */
    void forgetOld(Instant now) {
        bytes.keptBefore(now.minus(LONGEST), AT_A_TIME).forEach(this::forgetUnlessReceived);
    }
}
