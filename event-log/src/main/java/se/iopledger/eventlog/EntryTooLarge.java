package se.iopledger.eventlog;

/**
 * An event that would become an entry of more than {@link Entry#MAX_BYTES} bytes. It was not sent: nothing is stored.
 * The size counts a position of 19 digits, so that an event is accepted or refused wherever in the log it would stand.
 */
public final class EntryTooLarge extends IllegalArgumentException {

    private final long sizeBytes;

    EntryTooLarge(String type, long sizeBytes) {
        super("The event " + type + " makes an entry of " + sizeBytes + " bytes; at most " + Entry.MAX_BYTES
                + " are allowed.");
        this.sizeBytes = sizeBytes;
    }

    public long sizeBytes() {
        return sizeBytes;
    }

    public int limitBytes() {
        return Entry.MAX_BYTES;
    }
}
