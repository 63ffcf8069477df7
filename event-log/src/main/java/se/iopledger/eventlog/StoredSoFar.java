package se.iopledger.eventlog;

import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How far the lanes of one writer have stored, or have seen others store, so that a database that was put back to an earlier copy under them is
 * noticed. Such a database has lost its connections, so that each new one is asked.
 */
final class StoredSoFar {

    /** The highest position that is known to have been stored; -1: none. */
    private final AtomicLong position = new AtomicLong(-1);

    private volatile @Nullable String setBack;

    void reached(long lastPosition) {
        position.accumulateAndGet(lastPosition, Math::max);
    }

    /**
     * Looks whether a log that was just connected to has what was stored.
     *
     * @throws WritesRefused if it has not
     */
    void check(AppendStatement connected) throws SQLException {
        // Before the head: the other lane goes on storing meanwhile.
        long reached = position.get();
        long head = connected.head();
        if (head < reached) {
            String why = "The log ends at position " + head + ", but position " + reached
                    + " was stored: its database was put back to an earlier copy while the service ran. Start the"
                    + " service again; it then says what is missing and how to complete the log.";
            setBack = why;
            throw new WritesRefused(why);
        }
        reached(head);
    }

    Optional<String> setBack() {
        return Optional.ofNullable(setBack);
    }
}
