package se.iopledger.eventlog.axon;

import org.axonframework.common.AxonNonTransientException;

/**
 * An append whose idempotency key an earlier append of the same municipality and actor carries. Nothing is stored. The
 * earlier entry holds what is needed to answer ({@link se.iopledger.eventlog.EventLog#findByIdempotencyKey}).
 */
public final class IdempotencyKeyUsed extends AxonNonTransientException {

    private final String municipality;
    private final String actor;
    private final String key;

    IdempotencyKeyUsed(String municipality, String actor, String key) {
        super("The idempotency key " + key + " was used before by " + actor + " for " + municipality + ".");
        this.municipality = municipality;
        this.actor = actor;
        this.key = key;
    }

    public String municipality() {
        return municipality;
    }

    public String actor() {
        return actor;
    }

    public String key() {
        return key;
    }
}
