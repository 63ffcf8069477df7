package se.iopledger.eventlog;

import java.util.Map;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * The database schema {@code eventlog}: entries, the log's head, snapshots, and the places where publisher and inbox
 * keep how far they have come.
 */
public final class LogSchema {

    private static final Pattern ROLE = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    private LogSchema() {}

    /**
     * Creates the schema or brings it up to date. Safe to call at every start, also by several instances at once.
     *
     * @param owner connects as the role that owns the database, or may create schemas in it
     * @param appRole the role that the service connects as; it must exist, and is granted reading and appending, no more
     * @throws IllegalArgumentException if the role's name is not plain lower case
     */
    public static void migrate(DataSource owner, String appRole) {
        if (!ROLE.matcher(appRole).matches()) {
            throw new IllegalArgumentException("Not a plain role name: " + appRole);
        }
        Flyway.configure(LogSchema.class.getClassLoader())
                .dataSource(owner)
                .schemas("eventlog")
                .createSchemas(true)
                .table("schema_history")
                .locations("classpath:se/iopledger/eventlog/migration")
                .placeholders(Map.of("appRole", appRole))
                .load()
                .migrate();
    }
}
