package se.iopledger.finance.order;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Forgets the bytes of files that were not received after all: they name people, and nobody will ever ask for them. */
final class BankFileLeftovers {
    /** Longer than any request takes, and than a repeat after an unknown outcome. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private static final int AT_A_TIME = 200;

    private final BankFileBytes bytes;
    private final Predicate<String> isReceived;
    private @Nullable String last;

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

    /** Whatever a request left behind that ended in the middle. What was received and is stuck keeps none of it. */
    void forgetOld(Instant now) {
        List<String> old = bytes.keptBefore(now.minus(LONGEST), last, AT_A_TIME);
        old.forEach(this::forgetUnlessReceived);
        last = old.size() < AT_A_TIME ? null : old.getLast();
    }
}
