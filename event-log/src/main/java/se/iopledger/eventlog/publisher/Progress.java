package se.iopledger.eventlog.publisher;

import se.iopledger.eventlog.topic.Link;

/**
 * How far one partition has come.
 *
 * @param last the last entry that the broker acknowledged in it, and all before that one
 * @param completeTo up to here in the log, all that belongs in this partition is acknowledged; -1: nothing
 */
record Progress(Link last, long completeTo) {

    static final Progress NONE = new Progress(Link.NONE, -1);

    /**
     * Where to go on: from the lower of this checkpoint and the partition's last record, because a broker acknowledges
     * before it has written to disk, and can lose its tail.
     */
    Progress lowerOf(Link lastRecord) {
        return lastRecord.position() >= last.position() ? this : new Progress(lastRecord, lastRecord.position());
    }
}
