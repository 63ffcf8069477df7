package se.iopledger.local.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import se.iopledger.local.screen.CannotContinue;

/**
 * PostgreSQL on loopback with its data in a folder. Commits are durable (fsync and synchronous_commit are on, and
 * checked), every role needs its password, and the server goes when this process goes, however it ends.
 */
public final class PostgresServer implements AutoCloseable {

    private static final String SUPERUSER = "postgres";
    private static final int STOP_SECONDS = 30;

    /**
     * Waits until its standard input ends, then stops the server. The pipe ends when we close it and when this process
     * is killed; signals meant for the whole terminal are not for this one.
     */
    private static final String GUARDIAN = "trap '' INT TERM HUP; cat >/dev/null; exec \"$@\"";

    private final int port;
    private final String superuserPassword;
    private final Process guardian;

    private PostgresServer(int port, String superuserPassword, Process guardian) {
        this.port = port;
        this.superuserPassword = superuserPassword;
        this.guardian = guardian;
    }

    /**
     * Starts the server, creating its data the first time.
     *
     * @param dataRoot the data folder of the run; the server's files go to its folder {@code postgres}
     * @throws CannotContinue if it does not start
     */
    public static PostgresServer start(Path dataRoot, int port, String superuserPassword) {
        return start(dataRoot, port, superuserPassword, RunAs.onThisMachine());
    }

    static PostgresServer start(Path dataRoot, int port, String superuserPassword, RunAs runAs) {
        Path folder = dataRoot.resolve("postgres");
        Path log = folder.resolve("postgresql.log");
        try {
            Files.createDirectories(folder);
            Binaries binaries = Binaries.unpackedIn(folder);
            runAs.own(dataRoot, folder);
            Path data = initialised(folder, binaries, runAs, superuserPassword);
            // The guardian first: from here on a server cannot outlive this process.
            PostgresServer server = new PostgresServer(port, superuserPassword, guard(data, binaries, runAs));
            server.startOn(data, log, binaries, runAs);
            return server;
        } catch (IOException e) {
            throw new CannotContinue("PostgreSQL did not start: " + e.getMessage() + "; see " + log, e);
        }
    }

    private void startOn(Path data, Path log, Binaries binaries, RunAs runAs) throws IOException {
        try {
            run(
                    log.resolveSibling("pg_ctl.log"),
                    runAs.with(
                            binaries.program("pg_ctl").toString(),
                            "--pgdata=" + data,
                            "--log=" + log,
                            "--options=" + String.join(" ", settings(port)),
                            "--wait",
                            "--timeout=60",
                            "start"));
            requireDurableCommits();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Stops a server that a killed run left behind in this data folder.
     *
     * @return whether there was one
     */
    public static boolean stopOrphan(Path dataRoot) {
        Path folder = dataRoot.resolve("postgres");
        try {
            Path data = folder.resolve("data");
            return Files.exists(data) && stopServerOf(data, Binaries.unpackedIn(folder), RunAs.onThisMachine());
        } catch (IOException e) {
            throw new CannotContinue(
                    "PostgreSQL of an earlier run still runs and cannot be stopped: " + e.getMessage(), e);
        }
    }

    private static Path initialised(Path folder, Binaries binaries, RunAs runAs, String superuserPassword)
            throws IOException {
        Path data = folder.resolve("data");
        if (Files.exists(data)) {
            return data;
        }
        Path aside = folder.resolve("data-" + ProcessHandle.current().pid());
        Path passwordFile = folder.resolve("superuser-password");
        Files.deleteIfExists(passwordFile);
        // Closed to others from the first moment: the folder above may be open to them while it changes hands.
        Files.createFile(
                passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile, superuserPassword);
        try {
            runAs.own(folder.resolveSibling(""), folder);
            run(
                    folder.resolve("initdb.log"),
                    runAs.with(
                            binaries.program("initdb").toString(),
                            "--pgdata=" + aside,
                            "--username=" + SUPERUSER,
                            "--pwfile=" + passwordFile,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale=C",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8",
                            "--no-instructions"));
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        // Moved whole, so that a run killed in the middle leaves no half database behind.
        Files.move(aside, data, StandardCopyOption.ATOMIC_MOVE);
        return data;
    }

    private static List<String> settings(int port) {
        return List.of(
                "-p " + port,
                "-c listen_addresses=127.0.0.1",
                // No socket file: its path may be longer than the system allows, and nobody needs it.
                "-c unix_socket_directories=",
                "-c fsync=on",
                "-c synchronous_commit=on",
                "-c timezone=UTC",
                "-c max_connections=100",
                "-c shared_buffers=64MB");
    }

    private static Process guard(Path data, Binaries binaries, RunAs runAs) throws IOException {
        List<String> command = runAs.with(
                "sh", "-c", GUARDIAN, "guardian", binaries.program("pg_ctl").toString());
        command.addAll(stopArguments(data));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        data.resolveSibling("pg_ctl.log").toFile()))
                .start();
    }

    private static List<String> stopArguments(Path data) {
        return List.of("--pgdata=" + data, "--mode=fast", "--wait", "--timeout=" + STOP_SECONDS, "stop");
    }

    /**
     * Stops whichever server runs on this data. Its process id comes from a file that outlives a crash of the machine,
     * so that the number may by now be another program's: only a process that is PostgreSQL is stopped.
     */
    private static boolean stopServerOf(Path data, Binaries binaries, RunAs runAs) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return false;
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        Optional<ProcessHandle> server = ProcessHandle.of(pid)
                .filter(process -> process.info().command().orElse("").endsWith("/postgres"));
        if (server.isPresent()) {
            List<String> command = runAs.with(binaries.program("pg_ctl").toString());
            command.addAll(stopArguments(data));
            run(data.resolveSibling("pg_ctl.log"), command);
        }
        return server.isPresent();
    }

    private static void run(Path log, List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(command + " ended with " + process.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void requireDurableCommits() {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                try (ResultSet row = statement.executeQuery("SHOW " + setting)) {
                    if (!row.next() || !"on".equals(row.getString(1))) {
                        throw new IllegalStateException(setting + " is not on");
                    }
                }
            }
        } catch (SQLException e) {
            throw new CannotContinue("PostgreSQL started but does not answer: " + e.getMessage(), e);
        }
    }

    /**
     * Creates a service's database with the roles {@code <database>_owner} and {@code <database>_app}, or sets their
     * passwords if they exist.
     */
    public void provision(String database, String ownerPassword, String appPassword) {
        try {
            Provisioning.run(this::connect, database, ownerPassword, appPassword);
        } catch (SQLException e) {
            throw new CannotContinue("The database " + database + " could not be set up: " + e.getMessage(), e);
        }
    }

    /** @return the address of a database, without user or password */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", SUPERUSER);
        properties.setProperty("password", superuserPassword);
        return DriverManager.getConnection(jdbcUrl(database), properties);
    }

    /** Stops the server; returns when it is gone. */
    @Override
    public void close() {
        try {
            guardian.getOutputStream().close();
            if (!guardian.waitFor(STOP_SECONDS + 5, TimeUnit.SECONDS) || guardian.exitValue() != 0) {
                throw new IllegalStateException("PostgreSQL did not stop as asked; see pg_ctl.log in its folder");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
