package se.iopledger.shell.subscription;

import java.sql.SQLException;
import se.iopledger.eventlog.Entry;

/** Everything that was ever received, byte for byte, where a service keeps it. */
public interface ReceivedEntries {
    /**
     * Hands over what came from a topic, in the order of positions and without gaps.
     *
     * @param first from this position
     * @param last up to this one; nothing is handed over where it lies before the first
     * @throws NotAllReceived if one of them is missing
     */
    void read(String topic, long first, long last, Taker taker) throws SQLException;

    /** What is done with each. */
    interface Taker {
        void take(Entry entry) throws SQLException;
    }

    /** What is kept ends before what another inbox has accepted already, or has a gap. */
    final class NotAllReceived extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** @param position the first that is missing */
        public NotAllReceived(String topic, long position) {
            super("position " + position + " of what came from " + topic + " has not been kept yet");
        }
    }
}
