package se.iopledger.shell.projection;

import org.springframework.jdbc.core.simple.JdbcClient;

/** How the server plans the statements by which a projection changes its rows, each found by its key. */
final class RowPlans {
    private RowPlans() {}

    /**
     * By index for the rest of the transaction. The server keeps the plan of a statement that is repeated, and one that it
     * made while the table was empty would read the whole of it at each event, until somebody analyses it.
     */
    static void byIndex(JdbcClient tables) {
        tables.sql("SET LOCAL enable_seqscan = off").update();
    }
}
