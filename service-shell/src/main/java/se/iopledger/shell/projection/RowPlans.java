package se.iopledger.shell.projection;

import org.springframework.jdbc.core.simple.JdbcClient;

/** How the server plans the statements by which a projection changes its rows. */
final class RowPlans {
    private RowPlans() {}

    /**
     * By index for the rest of the transaction. To change hundreds of rows together the server passes by the index of a
     * table that is small still, and may keep that plan while the table grows; reading a log anew took a third longer so.
     */
    static void byIndex(JdbcClient tables) {
        tables.sql("SET LOCAL enable_seqscan = off").update();
    }
}
