package se.iopledger.eventlog.personal;

import java.util.Map;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The database schema {@code keys}. Never in the log's database, whose backups would keep what was erased. */
public final class KeySchema {

    private static final Pattern ROLE = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    private KeySchema() {}

    /**
     * Creates the schema or brings it up to date. Safe to call at every start, also by several instances at once.
     *
     * @param owner connects as the role that owns the database
     * @param appRole the role that the service connects as; it must exist
     * @throws IllegalArgumentException if the role's name is not plain lower case
     */
    public static void migrate(DataSource owner, String appRole) {
        if (!ROLE.matcher(appRole).matches()) {
            throw new IllegalArgumentException("Not a plain role name: " + appRole);
        }
        Flyway.configure(KeySchema.class.getClassLoader())
                .dataSource(owner)
                .schemas("keys")
                .createSchemas(true)
                .table("schema_history")
                .locations("classpath:se/iopledger/eventlog/personal/migration")
                .placeholders(Map.of("appRole", appRole))
                .load()
                .migrate();
    }
}
