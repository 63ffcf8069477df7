package se.iopledger.eventlog.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import se.iopledger.eventlog.LogSchema;

/** One PostgreSQL server per JVM, and as many empty databases in it as tests ask for. */
public final class EmbeddedDatabases {

    private static final AtomicInteger CREATED = new AtomicInteger();

    private static final String OWNER = "test_owner";
    private static final String APP = "test_app";

    private EmbeddedDatabases() {}

    /**
     * Creates an empty database. It belongs to one role; another, which owns nothing, is the service's: as in
     * production.
     *
     * @param purpose lower-case letters; names the database
     */
    public static TestDatabase create(String purpose) {
        return create(purpose, "template1");
    }

    /** Creates a database that has an empty event log. */
    static TestDatabase createWithLog(String purpose) {
        return create(purpose, LogTemplate.NAME);
    }

    private static TestDatabase create(String purpose, String template) {
        String name = purpose + "_" + CREATED.incrementAndGet();
        execute("CREATE DATABASE " + name + " OWNER " + OWNER + " TEMPLATE " + template);
        return new TestDatabase(Server.RUNNING.getJdbcUrl("postgres", name), name, OWNER, APP);
    }

    /** Removes a database: each has hundreds of files, which would all be left for the end of the test run. */
    static void drop(TestDatabase database) {
        execute("DROP DATABASE " + database + " WITH (FORCE)");
    }

    /**
     * A backup: a database with everything that this one holds now. Nobody may be connected to it.
     *
     * @param purpose lower-case letters; names the copy
     */
    public static TestDatabase copyOf(TestDatabase original, String purpose) {
        return create(purpose, original.toString());
    }

    /** The folder with the server's files, everything written to them that was committed. */
    public static Path dataDirectory() {
        execute("CHECKPOINT");
        try (Connection connection = Server.RUNNING.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW data_directory")) {
            row.next();
            return Path.of(row.getString(1));
        } catch (SQLException failure) {
            throw new IllegalStateException("The test server does not say where its files are.", failure);
        }
    }

    /** Runs statements as the server's superuser, in the database {@code postgres}. */
    static void execute(String... statements) {
        try (Connection connection = Server.RUNNING.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("The test server refused: " + String.join("; ", statements), failure);
        }
    }

    /** Copying a database is much faster than migrating one. */
    private static final class LogTemplate {

        static final String NAME = migrated();

        private static String migrated() {
            TestDatabase template = create("template_log");
            LogSchema.migrate(template.owner(), template.appRole());
            return template.toString();
        }
    }

    /** Started when first used; its own shutdown hook stops it. */
    private static final class Server {

        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "300")
                        .setServerConfig("shared_buffers", "64MB")
                        .start();
                createRoles(server);
                return server;
            } catch (IOException failure) {
                throw new UncheckedIOException("The test server does not start.", failure);
            } catch (SQLException failure) {
                throw new IllegalStateException("The test server does not take roles.", failure);
            }
        }

        private static void createRoles(EmbeddedPostgres server) throws SQLException {
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE ROLE " + OWNER + " LOGIN PASSWORD '" + OWNER + "'");
                statement.execute("CREATE ROLE " + APP + " LOGIN PASSWORD '" + APP + "'");
            }
        }
    }
}
