package se.iopledger.eventlog.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** One PostgreSQL server per JVM, and as many empty databases in it as tests ask for. */
public final class EmbeddedDatabases {

    private static final AtomicInteger CREATED = new AtomicInteger();

    private EmbeddedDatabases() {}

    /**
     * Creates an empty database with two roles of its own: one that owns it, one that owns nothing, as in production.
     *
     * @param purpose lower-case letters; names the database
     */
    public static TestDatabase create(String purpose) {
        String name = purpose + "_" + CREATED.incrementAndGet();
        String owner = name + "_owner";
        String app = name + "_app";
        execute(
                "CREATE ROLE " + owner + " LOGIN PASSWORD '" + owner + "'",
                "CREATE ROLE " + app + " LOGIN PASSWORD '" + app + "'",
                "CREATE DATABASE " + name + " OWNER " + owner);
        return new TestDatabase(Server.RUNNING.getJdbcUrl("postgres", name), name, owner, app);
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

    /** Started when first used; its own shutdown hook stops it. */
    private static final class Server {

        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "300")
                        .setServerConfig("shared_buffers", "64MB")
                        .start();
            } catch (IOException failure) {
                throw new UncheckedIOException("The test server does not start.", failure);
            }
        }
    }
}
