package se.iopledger.shell.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Tables that can be made anew from what they were made from. */
interface Rebuildable {
    String name();

    /** Those that are referred to before those that refer to them. */
    List<String> tables();

    /** Begins anew, into the tables that a session finds under those names. */
    Replay begin();

    /** One way from the beginning to where the tables that serve have come. */
    interface Replay {
        /**
         * Goes on to where those that serve are now.
         *
         * @param session a transaction is open; may be committed and begun anew as long as it is not the last time
         * @param last whether those that serve are held, so that afterwards both have taken in the same
         * @return how many positions it went
         */
        long goOn(Connection session, boolean last) throws SQLException;

        /** The last positions that were taken in; see {@link Comparison#positions}. */
        Map<String, Long> reached();
    }
}
