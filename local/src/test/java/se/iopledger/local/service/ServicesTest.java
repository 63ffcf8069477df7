package se.iopledger.local.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.iopledger.local.screen.CannotContinue;
import se.iopledger.local.screen.Screen;
import se.iopledger.local.testing.Await;
import se.iopledger.local.testing.FakeService;
import se.iopledger.local.testing.FreePorts;
import se.iopledger.local.testing.QuickstartProcess;

class ServicesTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path temporary;

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final Screen screen = new Screen(new PrintStream(shown, true, StandardCharsets.UTF_8), false);

    @Test
    void a_service_that_dies_is_started_again_and_it_is_said() throws IOException {
        try (Services services = start(fakeService())) {
            services.awaitReady(LIMIT);
            ProcessHandle first = process();

            QuickstartProcess.kill(first);
            Await.until("another process", LIMIT, () -> processId() != first.pid());
            services.awaitReady(LIMIT);

            assertThat(process().isAlive()).isTrue();
            assertThat(shown.toString(StandardCharsets.UTF_8)).contains("finance-service ended and is started again");
        }
    }

    @Test
    void a_stopped_service_is_gone_and_stays_gone() throws IOException {
        Services services = start(fakeService());
        services.awaitReady(LIMIT);
        ProcessHandle process = process();

        services.close();

        assertThat(process.isAlive()).isFalse();
        assertThat(temporary.resolve("processes/finance-service")).doesNotExist();
        assertThat(shown.toString(StandardCharsets.UTF_8)).doesNotContain("started again");
    }

    @Test
    void a_service_that_never_gets_ready_is_given_up_with_the_name_of_its_log() throws IOException {
        Path noJar = Files.writeString(temporary.resolve("broken.jar"), "no jar at all");
        Program broken = new Program("finance-service", noJar, URI.create("http://127.0.0.1:1"), Map.of());

        try (Services services = start(broken)) {
            assertThatThrownBy(() -> services.awaitReady(LIMIT))
                    .isInstanceOf(CannotContinue.class)
                    .hasMessageContaining("finance-service does not start")
                    .hasMessageContaining("finance-service.log");
        }
        assertThat(temporary.resolve("logs/finance-service.log")).content().contains("broken.jar");
    }

    @Test
    void a_service_of_a_killed_run_is_waited_for_and_nothing_else() throws IOException {
        Path processes = Files.createDirectories(temporary.resolve("processes"));
        Path remembered = processes.resolve("finance-service");
        Path reused = processes.resolve("reporting-service");
        Process lingering = new ProcessBuilder("sleep", "600").start();
        try {
            LeftBehind.remember(remembered, lingering.toHandle());
            // Our own process id with another start: what was remembered is gone, and its number was given again.
            Files.writeString(reused, ProcessHandle.current().pid() + " 2001-01-01T00:00:00Z");
            Thread.ofVirtual().start(lingering::destroy);

            LeftBehind.awaitEnd(processes);

            assertThat(QuickstartProcess.isRunning(lingering.toHandle())).isFalse();
            assertThat(processes).isEmptyDirectory();
        } finally {
            lingering.destroyForcibly();
        }
    }

    private Program fakeService() throws IOException {
        int port = FreePorts.find(1).getFirst();
        return new Program(
                "finance-service",
                FakeService.jarIn(temporary, "finance-service"),
                URI.create("http://127.0.0.1:" + port),
                Map.of("SERVER_PORT", Integer.toString(port)));
    }

    private Services start(Program program) throws IOException {
        Path logs = Files.createDirectories(temporary.resolve("logs"));
        Path processes = Files.createDirectories(temporary.resolve("processes"));
        return Services.start(List.of(program), logs, processes, screen);
    }

    private ProcessHandle process() {
        return ProcessHandle.of(processId()).orElseThrow();
    }

    private long processId() {
        try {
            String pid = Files.readString(temporary.resolve("processes/finance-service"))
                    .split(" ")[0];
            return Long.parseLong(pid);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
