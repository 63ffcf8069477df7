package se.iopledger.reporting.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import se.iopledger.eventlog.testing.EmbeddedDatabases;
import se.iopledger.eventlog.testing.TestDatabase;

/** The service's own tables in a fresh database, used as the role that owns nothing. */
public final class ReportingTables implements AutoCloseable {
    private final HikariDataSource pool;
    private final TransactionTemplate transactions;

    public ReportingTables() {
        TestDatabase database = EmbeddedDatabases.create("reportingtables");
        Flyway.configure()
                .dataSource(database.owner())
                .schemas("service")
                .createSchemas(true)
                .locations("classpath:db/reporting")
                .placeholders(Map.of("appRole", database.appRole()))
                .load()
                .migrate();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setUsername(database.appRole());
        config.setPassword(database.appRole());
        config.setConnectionInitSql("SET search_path = service");
        this.pool = new HikariDataSource(config);
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(pool));
    }

    public JdbcClient client() {
        return JdbcClient.create(pool);
    }

    /** Does it in one transaction. */
    public void inTransaction(Consumer<JdbcClient> work) {
        transactions.executeWithoutResult(status -> work.accept(client()));
    }

    @Override
    public void close() {
        pool.close();
    }
}
