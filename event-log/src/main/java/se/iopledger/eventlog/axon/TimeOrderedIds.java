package se.iopledger.eventlog.axon;

import java.security.SecureRandom;
import java.util.UUID;
import org.axonframework.common.IdentifierFactory;

/**
 * Ids of messages: UUIDs of version 7 (RFC 9562, section 5.7), milliseconds since 1970 and then random bits. The log
 * keeps an index of event ids, and ids that grow with time go to its end, where random ones would touch all of it.
 *
 * <p>Found by Axon as a service ({@code META-INF/services}).
 */
public final class TimeOrderedIds extends IdentifierFactory {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long VERSION_7 = 0x7000;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    @Override
    public String generateIdentifier() {
        long random = RANDOM.nextLong();
        long high = (System.currentTimeMillis() << 16) | VERSION_7 | (random & 0x0fff);
        return new UUID(high, VARIANT | (RANDOM.nextLong() >>> 2)).toString();
    }
}
