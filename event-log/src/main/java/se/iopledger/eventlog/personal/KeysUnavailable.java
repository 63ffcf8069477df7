package se.iopledger.eventlog.personal;

/** The database of keys does not answer, or refuses; nothing is known of the person's key. */
public final class KeysUnavailable extends RuntimeException {

    KeysUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
