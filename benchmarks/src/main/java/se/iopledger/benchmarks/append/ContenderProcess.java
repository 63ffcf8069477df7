package se.iopledger.benchmarks.append;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import se.iopledger.benchmarks.Benchmarks;
import se.iopledger.benchmarks.load.Measured;
import se.iopledger.benchmarks.server.BenchmarkServer;

/**
 * A contender in a process of its own, as a service runs. In one process with the others each would be compiled for what
 * all of them do, and pay for the garbage that the others left.
 */
final class ContenderProcess implements AutoCloseable {

    /** Room for the twenty thousand agreements that the cache of a gateway holds. */
    private static final String HEAP = "-Xmx2g";

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final String name;
    private final Process process;
    private final BufferedWriter orders;
    private final BufferedReader answers;

    private ContenderProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        this.orders = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts it and waits until it is ready; what it complains of goes to this process's standard error. */
    static ContenderProcess start(Entrant entrant, BenchmarkServer server) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.matches("(-D|--|-XX:).*"))
                .forEach(command::add);
        // The virtual machine's own words would be taken for answers.
        command.addAll(List.of(HEAP, "-Xlog:disable", "-Xlog:all=warning:stderr"));
        String classPath = System.getProperty("java.class.path");
        command.addAll(
                classPath.contains(File.pathSeparator)
                        ? List.of("-cp", classPath, Benchmarks.class.getName())
                        : List.of("-jar", classPath));
        command.addAll(List.of(ContenderMain.ARGUMENT, entrant.name(), Integer.toString(server.port())));
        ContenderProcess started = new ContenderProcess(
                entrant.name(),
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
        boolean ready = false;
        try {
            started.mustBeReady(started.answer());
            ready = true;
        } finally {
            if (!ready) {
                started.close();
            }
        }
        return started;
    }

    String name() {
        return name;
    }

    void prepare() throws IOException {
        mustBeReady(ask(ContenderMain.PREPARE));
    }

    private void mustBeReady(String answer) {
        if (!answer.equals(ContenderMain.READY)) {
            throw new IllegalStateException(name + " is not ready, but says: " + answer);
        }
    }

    Measured turn(int callers, Duration time) throws IOException {
        String[] figures =
                ask(ContenderMain.TURN + ' ' + callers + ' ' + time.toMillis()).split(" ", 3);
        return new Measured(
                Double.parseDouble(figures[0]),
                Duration.ofNanos(Long.parseLong(figures[1])),
                Duration.ofNanos(Long.parseLong(figures[2])));
    }

    /** Processor time that it has used so far; without that of processes that it started, as pgbench. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private String ask(String order) throws IOException {
        orders.write(order);
        orders.newLine();
        orders.flush();
        return answer();
    }

    private String answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IllegalStateException(name + " has ended; what it said is above");
        }
        return line;
    }

    /** Lets it end by itself, as it does when nobody asks any more; one that does not is ended. */
    @Override
    public void close() throws IOException {
        try {
            orders.close();
        } finally {
            process.onExit()
                    .completeOnTimeout(process, PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join()
                    .destroyForcibly();
        }
    }
}
