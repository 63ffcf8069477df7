package se.iopledger.shell.subscription;

import se.iopledger.contracts.model.Cause;
import se.iopledger.eventlog.Entry;

/**
 * An event of another service, as it arrived.
 *
 * @param entry the exact entry, with its attributes
 * @param payload the record from contracts that its data was read into
 */
public record Received(Entry entry, Object payload) {
    /** What a command that this event makes necessary names as its cause. */
    public Cause cause() {
        return new Cause(entry.source(), entry.position());
    }

    /** The agreement. */
    public String streamId() {
        return entry.streamId();
    }

    /** Code of the municipality that the event belongs to. */
    public String municipality() {
        return entry.attribute(se.iopledger.eventlog.EntryAttributes.MUNICIPALITY)
                .orElseThrow(() -> new IllegalStateException("the entry at position " + entry.position() + " of "
                        + entry.source() + " names no municipality"));
    }
}
