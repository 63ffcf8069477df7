package se.iopledger.benchmarks.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import se.iopledger.eventlog.DirectConnections;

/** One PostgreSQL server that flushes every commit to disk, as one that holds money does. */
public final class BenchmarkServer implements AutoCloseable {

    private static final String USER = "postgres";

    private final int port;
    private final Closeable process;

    private BenchmarkServer(int port, Closeable process) {
        this.port = port;
        this.process = process;
    }

    /** The server that another process has started, which also ends it. */
    public static BenchmarkServer startedElsewhere(int port) {
        return new BenchmarkServer(port, () -> {});
    }

    /**
     * Starts the server.
     *
     * @throws IllegalStateException if it would not flush its commits: then no figure would mean anything
     */
    public static BenchmarkServer start() throws IOException, SQLException {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("shared_buffers", "2GB")
                .setServerConfig("max_wal_size", "8GB")
                .setServerConfig("max_connections", "400")
                .start();
        BenchmarkServer started = new BenchmarkServer(server.getPort(), server);
        for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
            if (!"on".equals(started.show(setting))) {
                throw new IllegalStateException("The server runs with " + setting + " off.");
            }
        }
        return started;
    }

    /** A setting's value. */
    public String show(String setting) throws SQLException {
        try (Connection connection = simple("postgres").getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW " + setting)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    public int port() {
        return port;
    }

    public String user() {
        return USER;
    }

    public String url(String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database;
    }

    /** Creates an empty database. */
    public void create(String database) throws SQLException {
        run("postgres", "CREATE DATABASE " + database);
    }

    /** Runs statements in a database. */
    public void run(String database, String... statements) throws SQLException {
        try (Connection connection = simple(database).getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Opens a connection per call. */
    public DataSource simple(String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url(database));
        source.setUser(USER);
        return source;
    }

    /** Connections of the kind on which a service's log is written. */
    public DataSource direct(String database) {
        return DirectConnections.of(url(database), USER, USER);
    }

    /** The number that a query answers. */
    public long count(String database, String query) throws SQLException {
        try (Connection connection = simple(database).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** A pool of kept connections. */
    public HikariDataSource pool(String database, int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url(database));
        config.setUsername(USER);
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(60_000);
        return new HikariDataSource(config);
    }

    /** The processor time that the server has used so far, as far as its sessions are still open. */
    public Duration cpu() throws SQLException, IOException {
        Path pidFile = Path.of(show("data_directory"), "postmaster.pid");
        long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        return ProcessHandle.of(pid)
                .orElseThrow()
                .children()
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Writes out what is dirty, so that no turn pays for the one before it. */
    public void settle() throws SQLException {
        run("postgres", "CHECKPOINT");
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
