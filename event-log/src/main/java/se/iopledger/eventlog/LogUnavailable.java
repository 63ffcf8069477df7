package se.iopledger.eventlog;

/** The log's database did not answer a read. Trying again later may succeed. */
public final class LogUnavailable extends RuntimeException {

    public LogUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
