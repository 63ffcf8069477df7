package se.iopledger.local.service;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import se.iopledger.local.screen.CannotContinue;
import se.iopledger.local.screen.Screen;

/** All services of a run, started and stopped together. */
public final class Services implements AutoCloseable {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final List<SupervisedService> services;
    private final Screen screen;

    private Services(List<SupervisedService> services, Screen screen) {
        this.services = services;
        this.screen = screen;
    }

    /**
     * Starts the processes and does not wait for them.
     *
     * @param logs the folder for one log file per service
     * @param processFiles the folder that remembers the processes, for {@link LeftBehind}
     */
    public static Services start(List<Program> programs, Path logs, Path processFiles, Screen screen) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build();
        List<SupervisedService> services = programs.stream()
                .map(program -> new SupervisedService(
                        program,
                        logs.resolve(program.name() + ".log"),
                        processFiles.resolve(program.name()),
                        screen,
                        http))
                .toList();
        services.forEach(SupervisedService::start);
        return new Services(services, screen);
    }

    /**
     * Returns when every service takes requests.
     *
     * @throws CannotContinue if one does not within the limit
     */
    public void awaitReady(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        List<SupervisedService> awaited = new ArrayList<>(services);
        while (true) {
            awaited.removeIf(SupervisedService::isReady);
            if (awaited.isEmpty()) {
                return;
            }
            String names = awaited.stream().map(SupervisedService::name).collect(Collectors.joining(", "));
            if (System.nanoTime() > deadline) {
                throw new CannotContinue("Not ready within " + limit.toSeconds() + " s: " + names
                        + "; the logs are in .iop-data/logs (or IOP_DATA).");
            }
            screen.waitingFor(names);
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotContinue("Interrupted while waiting for the services.", e);
        }
    }

    /** Stops all of them at the same time; returns when they are gone. */
    @Override
    public void close() {
        services.forEach(SupervisedService::requestStop);
        services.forEach(SupervisedService::awaitStop);
    }
}
