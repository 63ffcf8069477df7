package se.iopledger.local.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.iopledger.local.screen.CannotContinue;
import se.iopledger.local.screen.Screen;

/**
 * One service as a child process that is started again when it dies. Its standard input is a pipe that we hold open
 * and never write to: the service exits when the pipe ends, so it is gone when this process is gone, however it ended.
 */
final class SupervisedService {

    private static final Logger LOG = LoggerFactory.getLogger(SupervisedService.class);

    /** Deaths in a row before it was once ready: more than that is no accident, and its log says why. */
    private static final int MAX_FAILED_STARTS = 4;

    private static final Duration PAUSE_BEFORE_RESTART = Duration.ofSeconds(1);
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

    private final Program program;
    private final Path log;
    private final Path processFile;
    private final Screen screen;
    private final HttpClient http;

    private @Nullable Process process;
    private boolean stopping;
    private boolean ready;
    private long startedAt;
    private int failedStarts;

    SupervisedService(Program program, Path log, Path processFile, Screen screen, HttpClient http) {
        this.program = program;
        this.log = log;
        this.processFile = processFile;
        this.screen = screen;
        this.http = http;
    }

    String name() {
        return program.name();
    }

    synchronized void start() {
        if (stopping) {
            return;
        }
        try {
            ProcessBuilder builder = new ProcessBuilder(command())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            Map<String, String> environment = builder.environment();
            environment.keySet().removeIf(SupervisedService::wouldConfigureTheService);
            environment.putAll(program.environment());
            Process started = builder.start();
            process = started;
            ready = false;
            startedAt = System.nanoTime();
            LeftBehind.remember(processFile, started.toHandle());
            var _ = started.onExit().thenAccept(this::ended);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                // The first compiler alone: three services warm up on two cores, and none of them runs for long.
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-jar",
                program.jar().toString());
    }

    /** A demonstration must not depend on what the person's shell happens to export. */
    private static boolean wouldConfigureTheService(String variable) {
        return variable.startsWith("IOP_")
                || variable.startsWith("SPRING_")
                || variable.startsWith("SERVER_")
                || variable.startsWith("MANAGEMENT_")
                || variable.startsWith("LOGGING_");
    }

    private void ended(Process dead) {
        synchronized (this) {
            if (stopping) {
                return;
            }
            // Nobody asks for readiness once the table is shown: a service that has run for a while had started.
            boolean hadStarted = ready || System.nanoTime() - startedAt > LONGEST_START.toNanos();
            failedStarts = hadStarted ? 0 : failedStarts + 1;
            ready = false;
            LOG.warn("{} (process {}) ended with {}", name(), dead.pid(), dead.exitValue());
            if (failedStarts >= MAX_FAILED_STARTS) {
                screen.say(name() + " does not start and is left alone; its log says why: " + log);
                return;
            }
        }
        Thread.ofVirtual().name("restart-" + name()).start(this::startAgain);
    }

    private void startAgain() {
        try {
            // Also lets a Ctrl-C, which reaches the service first, reach us too: then nothing is started again.
            Thread.sleep(PAUSE_BEFORE_RESTART);
        } catch (InterruptedException e) {
            return;
        }
        synchronized (this) {
            if (!stopping) {
                screen.say(name() + " ended and is started again; its log is " + log);
                start();
            }
        }
    }

    /**
     * @return whether it now answers that it can take requests
     * @throws CannotContinue if it has died so often that it is not started again
     */
    boolean isReady() {
        synchronized (this) {
            if (failedStarts >= MAX_FAILED_STARTS) {
                throw new CannotContinue(name() + " does not start; its log says why: " + log);
            }
        }
        HttpRequest request = HttpRequest.newBuilder(program.address().resolve("/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            boolean answersReady =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
            synchronized (this) {
                ready |= answersReady;
            }
            return answersReady;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Asks the service to stop and does not wait. */
    synchronized void requestStop() {
        stopping = true;
        if (process != null) {
            process.destroy();
        }
    }

    /** Returns when the service is gone. */
    void awaitStop() {
        Process last;
        synchronized (this) {
            last = process;
        }
        if (last == null) {
            return;
        }
        try {
            if (!last.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("{} did not stop within {} and is killed", name(), STOP_LIMIT);
                last.destroyForcibly().waitFor();
            }
            Files.deleteIfExists(processFile);
        } catch (InterruptedException e) {
            last.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
