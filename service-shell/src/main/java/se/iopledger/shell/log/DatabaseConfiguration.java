package se.iopledger.shell.log;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import se.iopledger.eventlog.LogSchema;
import se.iopledger.shell.ServiceDefinition;

/** The service's database: migrated by its owner first, then used by a role that owns nothing. */
@Configuration
@EnableConfigurationProperties(DatabaseSettings.class)
public class DatabaseConfiguration {
    private static final int POOL_SIZE = 10;

    @Bean
    DataSource dataSource(DatabaseSettings settings, ServiceDefinition service) {
        DataSource owner = new DriverManagerDataSource(settings.url(), settings.ownerUser(), settings.ownerPassword());
        LogSchema.migrate(owner, settings.user());
        migrate(owner, "shell", "classpath:se/iopledger/shell/migration", settings.user());
        migrate(owner, "service", "classpath:" + service.migrations(), settings.user());
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(settings.url());
        pool.setUsername(settings.user());
        pool.setPassword(settings.password());
        pool.setMaximumPoolSize(POOL_SIZE);
        pool.setPoolName(service.name());
        // The service's own tables are found without their schema's name.
        pool.setConnectionInitSql("SET search_path = service");
        return new HikariDataSource(pool);
    }

    private static void migrate(DataSource owner, String schema, String location, String appRole) {
        Flyway.configure()
                .dataSource(owner)
                .schemas(schema)
                .createSchemas(true)
                .table("schema_history")
                .locations(location)
                .placeholders(Map.of("appRole", appRole))
                .load()
                .migrate();
    }
}
