package se.iopledger.shell.aggregate;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.common.IdentifierFactory;
import org.jspecify.annotations.Nullable;

/**
 * How Axon names messages: by UUIDs of version 7 (RFC 9562, section 5.7: milliseconds since 1970, then random bits),
 * unless one was chosen for the event that is being applied. The log keeps an index of event ids, and ids that grow with
 * time go to its end, where random ones would touch all of it. Found by Axon as a service of the class path.
 */
public final class EventIds extends IdentifierFactory {
    private static final long VERSION_7 = 0x7000;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    /** SplitMix64 (Steele, Lea and Flood 2014): an odd step through all 64-bit numbers. */
    private static final long STEP = 0x9E37_79B9_7F4A_7C15L;

    /** Ids have to differ, also between instances, and not to be secret: a random start is enough, and never waits. */
    private static final AtomicLong RANDOM = new AtomicLong(new SecureRandom().nextLong());

    private static final long INSTANCE = new SecureRandom().nextLong() & 0x0fff;
    private static final ScopedValue<AtomicReference<@Nullable String>> CHOSEN = ScopedValue.newInstance();

    /**
     * Applies one event under an id that was chosen for it.
     *
     * @param application applies exactly one event, on this thread
     * @throws IllegalStateException if none was named: whatever is bound to the id would be unreadable for ever
     */
    static void choose(String eventId, Runnable application) {
        AtomicReference<@Nullable String> chosen = new AtomicReference<>(eventId);
        ScopedValue.where(CHOSEN, chosen).run(application);
        if (chosen.get() != null) {
            throw new IllegalStateException("the event did not take the id that was chosen for it");
        }
    }

    @Override
    public String generateIdentifier() {
        String chosen = CHOSEN.isBound() ? CHOSEN.get().getAndSet(null) : null;
        return chosen == null ? timeOrdered() : chosen;
    }

    private static String timeOrdered() {
        long high = (System.currentTimeMillis() << 16) | VERSION_7 | INSTANCE;
        return new UUID(high, VARIANT | (mixed(RANDOM.getAndAdd(STEP)) >>> 2)).toString();
    }

    /** Spreads what is counted over all numbers; no two give the same. */
    private static long mixed(long number) {
        long once = (number ^ (number >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        long twice = (once ^ (once >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return twice ^ (twice >>> 31);
    }
}
