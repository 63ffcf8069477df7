package se.iopledger.eventlog.axon;

/** An append that the log refused because a stream is elsewhere, or because an event id is taken. */
final class StreamConflict extends RuntimeException {

    StreamConflict(String what) {
        super(what);
    }
}
