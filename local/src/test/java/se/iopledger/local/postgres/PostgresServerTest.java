package se.iopledger.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.iopledger.local.testing.FreePorts;
import se.iopledger.local.testing.QuickstartProcess;

class PostgresServerTest {

    private static Path shared;

    private Path dataRoot;
    private int port;

    /** Not JUnit's own temporary folder, which only its owner may enter: another user may have to reach this one. */
    @BeforeAll
    static void unpackOnce() throws IOException {
        shared = Files.createDirectory(
                Path.of(System.getProperty("java.io.tmpdir"), "iop-postgres-" + System.nanoTime()));
        var _ = Binaries.unpackedIn(shared);
    }

    @AfterAll
    static void deleteShared() throws IOException {
        delete(shared);
    }

    @BeforeEach
    void makeFolder() throws IOException {
        dataRoot = shared.resolve("data-" + System.nanoTime());
        Files.createDirectories(dataRoot.resolve("postgres"));
        Files.createSymbolicLink(dataRoot.resolve("postgres/programs"), shared.resolve("programs"));
        port = FreePorts.find(1).getFirst();
    }

    @AfterEach
    void deleteFolder() throws IOException {
        delete(dataRoot);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** As root, each way of not being root that this machine allows; else the user's own. */
    static List<RunAs> ways() {
        return RunAs.onThisMachine() == RunAs.THE_USER
                ? List.of(RunAs.THE_USER)
                : Stream.of(RunAs.NOBODY_IN_A_NAMESPACE, RunAs.NOBODY)
                        .filter(RunAs::works)
                        .toList();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void data_survives_and_commits_are_durable_whoever_the_server_runs_as(RunAs way) throws SQLException {
        try (PostgresServer server = PostgresServer.start(dataRoot, port, "secret", way)) {
            server.provision("finance", "owner-secret", "app-secret");
            execute(server, "finance_owner", "owner-secret", "CREATE TABLE kept AS SELECT 42 AS answer");
        }
        try (PostgresServer server = PostgresServer.start(dataRoot, port, "secret", way)) {
            assertThat(query(server, "finance_owner", "owner-secret", "SELECT answer FROM kept"))
                    .isEqualTo("42");
            assertThat(query(server, "finance_owner", "owner-secret", "SHOW fsync"))
                    .isEqualTo("on");
            assertThat(query(server, "finance_owner", "owner-secret", "SHOW synchronous_commit"))
                    .isEqualTo("on");
            assertThat(query(server, "finance_owner", "owner-secret", "SHOW server_version_num"))
                    .startsWith("18");
        }
        assertThat(dataRoot.resolve("postgres/data/postmaster.pid")).doesNotExist();
    }

    @Test
    void every_role_has_its_own_database_and_the_app_role_owns_nothing() throws SQLException {
        try (PostgresServer server = PostgresServer.start(dataRoot, port, "secret")) {
            server.provision("finance", "owner-secret", "app-secret");
            server.provision("reporting", "other-owner-secret", "other-app-secret");

            assertThatThrownBy(() -> query(server, "finance_app", "wrong", "SELECT 1"))
                    .hasMessageContaining("password authentication failed");
            assertThatThrownBy(() -> connect(server.jdbcUrl("reporting"), "finance_owner", "owner-secret"))
                    .hasMessageContaining("permission denied for database");
            assertThatThrownBy(() -> query(server, "finance_app", "app-secret", "CREATE TABLE mine ()"))
                    .hasMessageContaining("permission denied for schema public");
            assertThatThrownBy(() -> query(server, "finance_app", "app-secret", "CREATE SCHEMA mine"))
                    .hasMessageContaining("permission denied for database");
            assertThatThrownBy(() -> query(server, "finance_app", "app-secret", "CREATE TEMP TABLE mine ()"))
                    .hasMessageContaining("permission denied");
            execute(server, "finance_owner", "owner-secret", "CREATE TABLE owned ()");
        }
    }

    @Test
    void provisioning_again_keeps_everything_and_sets_the_passwords() throws SQLException {
        try (PostgresServer server = PostgresServer.start(dataRoot, port, "secret")) {
            server.provision("finance", "owner-secret", "app-secret");
            execute(server, "finance_owner", "owner-secret", "CREATE TABLE kept AS SELECT 42 AS answer");

            server.provision("finance", "new-owner-secret", "new-app-secret");

            assertThat(query(server, "finance_owner", "new-owner-secret", "SELECT answer FROM kept"))
                    .isEqualTo("42");
            assertThatThrownBy(() -> query(server, "finance_app", "app-secret", "SELECT 1"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void a_server_that_was_left_behind_is_found_and_stopped() throws IOException {
        PostgresServer server = PostgresServer.start(dataRoot, port, "secret");
        ProcessHandle postmaster = postmaster();

        assertThat(PostgresServer.stopOrphan(dataRoot)).isTrue();

        QuickstartProcess.awaitGone(List.of(postmaster));
        assertThat(PostgresServer.stopOrphan(dataRoot)).isFalse();
        assertThatThrownBy(server::close).hasMessageContaining("did not stop as asked");
    }

    @Test
    void another_program_that_got_the_old_process_id_is_left_alone() throws IOException {
        PostgresServer.start(dataRoot, port, "secret").close();
        Process innocent = new ProcessBuilder("sleep", "600").start();
        try {
            Files.writeString(dataRoot.resolve("postgres/data/postmaster.pid"), innocent.pid() + "\n");

            assertThat(PostgresServer.stopOrphan(dataRoot)).isFalse();
            assertThat(innocent.isAlive()).isTrue();
        } finally {
            innocent.destroyForcibly();
        }
    }

    private ProcessHandle postmaster() throws IOException {
        String pid = Files.readAllLines(dataRoot.resolve("postgres/data/postmaster.pid"))
                .getFirst();
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }

    private static void execute(PostgresServer server, String user, String password, String sql) throws SQLException {
        try (Connection connection = connect(server.jdbcUrl("finance"), user, password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(PostgresServer server, String user, String password, String sql) throws SQLException {
        try (Connection connection = connect(server.jdbcUrl("finance"), user, password);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    private static Connection connect(String url, String user, String password) throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }
}
