package se.iopledger.shell.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Empty copies of a projection's tables, with their keys, checks and references, as temporary tables of one session. In
 * that session the projection's own statements reach them instead of the tables that serve: PostgreSQL looks for a name
 * among the session's temporary tables first.
 */
final class ShadowTables {
    static final String LIVE = "service";
    static final String SHADOW = "pg_temp";

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    private final Connection session;
    private final List<String> tables;

    private ShadowTables(Connection session, List<String> tables) {
        this.session = session;
        this.tables = tables;
    }

    /**
     * Makes the copies.
     *
     * @param session of its own, closed afterwards: nobody else may meet the temporary tables
     * @throws SQLException also if a table refers to one that is not the projection's
     */
    static ShadowTables create(Connection session, List<String> tables) throws SQLException {
        for (String table : tables) {
            if (!PLAIN.matcher(table).matches()) {
                throw new IllegalArgumentException("not a plain table name: " + table);
            }
        }
        try (PreparedStatement make = session.prepareStatement("SELECT shell.make_shadow_tables(?)")) {
            make.setArray(1, session.createArrayOf("text", tables.toArray()));
            make.execute();
        }
        return new ShadowTables(session, tables);
    }

    /** Until the transaction ends nobody writes to the tables that serve; reading goes on. */
    void holdLive() throws SQLException {
        if (!tables.isEmpty()) {
            execute("LOCK TABLE "
                    + String.join(
                            ", ",
                            tables.stream().map(table -> LIVE + "." + table).toList()) + " IN EXCLUSIVE MODE");
        }
    }

    /** Puts the copies' rows in the place of those that serve: readers see the one or the other. */
    void swap() throws SQLException {
        for (String table : tables.reversed()) {
            execute("DELETE FROM " + LIVE + "." + table);
        }
        for (String table : tables) {
            execute("INSERT INTO " + LIVE + "." + table + " SELECT * FROM " + SHADOW + "." + table);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }
}
