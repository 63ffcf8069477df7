package se.iopledger.eventlog;

/**
 * An append was sent, the answer was lost, and sending it again gave none either: its events may be stored, or may yet
 * become so. Append the same events again (or repeat the command with the same idempotency key) to learn which.
 */
public final class OutcomeUnknown extends RuntimeException {

    OutcomeUnknown(String message, Throwable cause) {
        super(message, cause);
    }
}
