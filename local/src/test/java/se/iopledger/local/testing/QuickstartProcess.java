package se.iopledger.local.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import se.iopledger.local.Quickstart;
import se.iopledger.local.machine.Port;

/** A quickstart as a child process with its own data folder and ports, whose output and processes a test can see. */
public final class QuickstartProcess implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final Process process;
    private final Path dataFolder;
    private final Map<String, String> ports;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private QuickstartProcess(Process process, Path dataFolder, Map<String, String> ports) {
        this.process = process;
        this.dataFolder = dataFolder;
        this.ports = Map.copyOf(ports);
        this.reader = Thread.ofVirtual().start(this::readOutput);
    }

    /** Runs the script {@code quickstart} of this checkout, with the services that the build made. */
    public static QuickstartProcess ofTheCheckout(Path dataFolder, Map<String, String> ports, String... arguments) {
        Path root = Path.of("").toAbsolutePath().getParent();
        List<String> command = new ArrayList<>(List.of(root + "/quickstart"));
        command.addAll(List.of(arguments));
        return start(command, dataFolder, ports);
    }

    /**
     * Runs the program on the test's class path.
     *
     * @param home where the services' jars are looked for, and agreements in {@code classes}
     */
    public static QuickstartProcess of(Path home, Path dataFolder, Map<String, String> ports, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx384m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Diop.home=" + home,
                "-cp",
                home.resolve("classes") + ":" + System.getProperty("java.class.path"),
                Quickstart.class.getName()));
        command.addAll(List.of(arguments));
        return start(command, dataFolder, ports);
    }

    private static QuickstartProcess start(List<String> command, Path dataFolder, Map<String, String> ports) {
        // A process group of its own, as a shell makes one for what is typed.
        List<String> inOwnGroup = new ArrayList<>(command);
        inOwnGroup.addFirst("setsid");
        ProcessBuilder builder = new ProcessBuilder(inOwnGroup).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("IOP_"));
        builder.environment().putAll(ports);
        builder.environment().put("IOP_DATA", dataFolder.toString());
        try {
            return new QuickstartProcess(builder.start(), dataFolder, ports);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readOutput() {
        try (BufferedReader source = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = source.readLine(); line != null; line = source.readLine()) {
                lines.add(line);
            }
        } catch (IOException ended) {
            // The process was killed; what it said before is kept.
        }
    }

    /** Returns when the output holds the text. */
    public QuickstartProcess awaitOutput(String text) {
        Await.until("\"" + text + "\" from process " + process.pid(), LIMIT, () -> {
            if (output().contains(text)) {
                return true;
            }
            if (!process.isAlive() && !reader.isAlive()) {
                throw new AssertionError("It ended without saying \"" + text + "\":\n" + output());
            }
            return false;
        });
        return this;
    }

    /** Returns when everything runs and the table has been shown. */
    public QuickstartProcess awaitTable() {
        return awaitOutput("Ctrl-C stops everything");
    }

    /** @return the rows of the closing table, as they stand on the screen */
    public List<String> table() {
        List<String> lines = output().lines().toList();
        int heading = lines.indexOf(lines.stream()
                .filter(line -> line.startsWith("Agreement "))
                .findFirst()
                .orElseThrow());
        return lines.stream()
                .skip(heading + 2L)
                .takeWhile(line -> !line.isBlank())
                .toList();
    }

    public String output() {
        return String.join("\n", lines);
    }

    /** @return the exit status, once the process has ended by itself or by a signal */
    public int awaitExit() {
        try {
            if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("It does not end:\n" + output());
            }
            reader.join();
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** @return the process of a service, such as "finance-service", once it runs; after a death, the new one */
    public ProcessHandle service(String name) {
        Path file = dataFolder.resolve("processes").resolve(name);
        AtomicReference<ProcessHandle> running = new AtomicReference<>();
        Await.until(name + " to run", LIMIT, () -> {
            Optional<ProcessHandle> found = Files.exists(file)
                    ? ProcessHandle.of(pidIn(file)).filter(QuickstartProcess::isRunning)
                    : Optional.empty();
            found.ifPresent(running::set);
            return found.isPresent();
        });
        return Objects.requireNonNull(running.get());
    }

    private static long pidIn(Path file) {
        try {
            String first = Files.readString(file).strip().split("\\s+")[0];
            return first.isEmpty() ? -1 : Long.parseLong(first);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many entries each event log holds, by database: done once means not one more. PostgreSQL must be running. */
    public Map<String, Long> entriesOfTheLogs() {
        Properties secrets = new Properties();
        try (Reader reader = Files.newBufferedReader(dataFolder.resolve("secrets.properties"))) {
            secrets.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String database : List.of("agreement", "finance", "reporting")) {
            String role = database + "_owner";
            try (Connection connection = DriverManager.getConnection(
                            "jdbc:postgresql://127.0.0.1:" + ports.get(Port.POSTGRES.variable()) + "/" + database,
                            role,
                            secrets.getProperty(role));
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT count(*) FROM eventlog.entry")) {
                row.next();
                counts.put(database, row.getLong(1));
            } catch (SQLException e) {
                throw new AssertionError("The log of " + database + " cannot be read", e);
            }
        }
        return counts;
    }

    /** @return everything that runs because of this run: itself, what it started, and PostgreSQL, which is detached */
    public List<ProcessHandle> processes() {
        List<ProcessHandle> processes = new ArrayList<>();
        processes.add(process.toHandle());
        process.descendants().forEach(processes::add);
        Path postmaster = dataFolder.resolve("postgres/data/postmaster.pid");
        // A run that was refused because of another one has nothing to do with that one's server.
        if (output().contains("PostgreSQL and Kafka") && Files.exists(postmaster)) {
            ProcessHandle.of(pidIn(postmaster)).ifPresent(server -> {
                processes.add(server);
                server.descendants().forEach(processes::add);
            });
        }
        return processes;
    }

    /** Returns when none of the processes runs any more. */
    public static void awaitGone(List<ProcessHandle> processes) {
        processes.forEach(handle -> Await.until(
                "the end of " + handle.pid() + " " + handle.info(), Duration.ofSeconds(60), () -> !isRunning(handle)));
    }

    /** A process that has ended but whose parent has not asked for its end still has an id, but no command. */
    public static boolean isRunning(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    /** What a terminal does at Ctrl-C: it interrupts the whole process group. */
    public void pressCtrlC() {
        signal("INT", "-" + process.pid());
    }

    /** Ends it, and not its children, without a chance to clean up. */
    public void kill() {
        kill(process.toHandle());
    }

    /** Ends a process without a chance to clean up. */
    public static void kill(ProcessHandle process) {
        signal("KILL", Long.toString(process.pid()));
    }

    private static void signal(String name, String target) {
        try {
            int status =
                    new ProcessBuilder("kill", "-" + name, "--", target).start().waitFor();
            if (status != 0) {
                throw new AssertionError("kill -" + name + " " + target + " ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Leaves nothing behind for the next test, whatever this one found. */
    @Override
    public void close() {
        List<ProcessHandle> left = processes();
        process.destroy();
        awaitGone(left);
    }
}
