package se.iopledger.eventlog.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import se.iopledger.eventlog.DirectConnections;

/** An empty database of a test, with the roles that production has. Passwords equal the roles' names. */
public final class TestDatabase {

    private final String url;
    private final String name;
    private final String ownerRole;
    private final String appRole;

    TestDatabase(String url, String name, String ownerRole, String appRole) {
        // Without the superuser that the test server puts into its addresses.
        this.url = url.replaceFirst("\\?.*", "");
        this.name = name;
        this.ownerRole = ownerRole;
        this.appRole = appRole;
    }

    public String url() {
        return url;
    }

    public String ownerRole() {
        return ownerRole;
    }

    public String appRole() {
        return appRole;
    }

    /** Unpooled connections as the role that owns the database. */
    public DataSource owner() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(ownerRole);
        source.setPassword(ownerRole);
        return source;
    }

    /** Unpooled connections as the role that owns nothing. */
    public DataSource app() {
        return DirectConnections.of(url, appRole, appRole);
    }

    /** A pool of connections as the role that owns nothing; close it after use. */
    public HikariDataSource appPool() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(appRole);
        config.setPassword(appRole);
        config.setMaximumPoolSize(8);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    /** Cuts off all connections of the service's role, as when a server is restarted. */
    public void cutConnections() {
        EmbeddedDatabases.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name
                + "' AND usename = '" + appRole + "'");
    }

    /** Runs statements as the role that owns the database. */
    public void asOwner(String... statements) throws SQLException {
        run(owner(), statements);
    }

    /** Runs statements as the server's superuser, with triggers off: whoever can do that can do anything. */
    public void asSuperuser(String... statements) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser("postgres");
        source.setPassword("postgres");
        source.setOptions("-c session_replication_role=replica");
        run(source, statements);
    }

    /** Runs statements as the role that owns nothing. */
    public void asApp(String... statements) throws SQLException {
        run(app(), statements);
    }

    private static void run(DataSource source, String... statements) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
