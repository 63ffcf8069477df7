package se.iopledger.eventlog;

/**
 * The log takes no writes now, since it may not have all the entries that it once had: what would be appended would take
 * the positions of those. Nothing is appended. The message says what an operator has to do.
 */
public final class WritesRefused extends RuntimeException {

    public WritesRefused(String why) {
        super(why);
    }
}
