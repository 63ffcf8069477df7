package se.iopledger.shell.personal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import se.iopledger.eventlog.personal.KeySchema;
import se.iopledger.eventlog.personal.MasterKeys;
import se.iopledger.eventlog.personal.SubjectKeys;

/** The keys of data subjects, for a service that imports this. */
@Configuration
@EnableConfigurationProperties(KeySettings.class)
public class PersonalDataConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(PersonalDataConfiguration.class);
    private static final int POOL_SIZE = 4;

    /** Its own pool, and no {@code DataSource} bean: nothing but keys shall find its way to this database. */
    record KeyDatabase(HikariDataSource pool) implements AutoCloseable {
        @Override
        public void close() {
            pool.close();
        }
    }

    @Bean
    KeyDatabase keyDatabase(KeySettings settings, @Value("${iop.database.url}") String logUrl) {
        if (settings.url().equals(logUrl)) {
            throw new IllegalArgumentException("iop.keys.url names the log's own database (iop.database.url): its"
                    + " backups would keep the keys of erased persons. Give the keys a database of their own");
        }
        KeySchema.migrate(
                new DriverManagerDataSource(settings.url(), settings.ownerUser(), settings.ownerPassword()),
                settings.user());
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(settings.url());
        pool.setUsername(settings.user());
        pool.setPassword(settings.password());
        pool.setMaximumPoolSize(POOL_SIZE);
        pool.setPoolName("keys");
        return new KeyDatabase(new HikariDataSource(pool));
    }

    @Bean
    SubjectKeys subjectKeys(KeyDatabase database, KeySettings settings) {
        MasterKeys masters = settings.masterKeys();
        SubjectKeys keys = new SubjectKeys(database.pool(), masters);
        int rewrapped = keys.rewrap();
        if (rewrapped > 0) {
            LOG.info("{} keys were wrapped anew with the master key {}", rewrapped, masters.current());
        }
        return keys;
    }
}
