package se.iopledger.finance;

import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import se.iopledger.eventlog.testing.EmbeddedDatabases;
import se.iopledger.eventlog.testing.TestDatabase;

/** The tables of the service without the service, on one connection. */
public final class ServiceTables {
    private ServiceTables() {}

    /** @param name of the test, as its database is called */
    public static JdbcClient create(String name) throws SQLException {
        TestDatabase database = EmbeddedDatabases.create(name);
        migrate(database, "shell", "classpath:se/iopledger/shell/migration");
        migrate(
                database,
                "service",
                "classpath:" + new FinanceServiceApplication().service().migrations());
        JdbcClient tables = JdbcClient.create(
                new SingleConnectionDataSource(database.owner().getConnection(), true));
        tables.sql("SET search_path = service").update();
        return tables;
    }

    private static void migrate(TestDatabase database, String schema, String location) {
        Flyway.configure()
                .dataSource(database.owner())
                .schemas(schema)
                .createSchemas(true)
                .locations(location)
                .placeholders(Map.of("appRole", database.appRole()))
                .load()
                .migrate();
    }
}
