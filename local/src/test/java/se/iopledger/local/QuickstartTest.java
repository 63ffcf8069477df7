package se.iopledger.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.iopledger.local.testing.FakeService;
import se.iopledger.local.testing.FreePorts;
import se.iopledger.local.testing.QuickstartProcess;

/**
 * The whole program as a child process, with real PostgreSQL and Kafka and with services that are none: what is started,
 * what is said and what is left. With the real services the integration tests do the same.
 */
class QuickstartTest {

    @TempDir
    Path home;

    private final Map<String, String> ports = FreePorts.variables();

    @BeforeEach
    void buildFakes() throws IOException {
        for (String service : List.of("agreement-service", "finance-service", "reporting-service")) {
            FakeService.jarIn(home, service);
        }
        Path agreements = Files.createDirectories(home.resolve("classes/agreements"));
        for (String name : List.of("UPP", "LUN", "NOR", "LIN", "STO")) {
            Files.writeString(agreements.resolve(name + ".yaml"), "shortName: " + name + "\n");
            Files.writeString(agreements.resolve(name + ".steps.yaml"), "steps: []\n");
        }
    }

    private Path dataFolder() {
        return home.resolve(".iop-data");
    }

    private QuickstartProcess start(String... arguments) {
        return QuickstartProcess.of(home, dataFolder(), ports, arguments);
    }

    private String refusal(String... arguments) {
        try (QuickstartProcess run = start(arguments)) {
            assertThat(run.awaitExit()).isEqualTo(1);
            return run.output();
        }
    }

    @Test
    void ctrl_c_while_it_starts_leaves_no_process_either() {
        try (QuickstartProcess run = start().awaitOutput("Waiting for PostgreSQL and Kafka")) {
            run.pressCtrlC();

            assertThat(run.awaitExit()).isEqualTo(130);
            QuickstartProcess.awaitGone(run.processes());
        }
    }

    @Test
    void when_it_is_killed_nothing_stays_and_the_next_run_goes_on_or_starts_over() throws IOException {
        List<ProcessHandle> processes;
        try (QuickstartProcess killed = start("--date", "2022-07-01").awaitTable()) {
            processes = killed.processes();
            killed.kill();
            assertThat(killed.awaitExit()).isEqualTo(137);
        }
        QuickstartProcess.awaitGone(processes);

        assertThat(refusal("--date", "2022-06-30")).contains("--fresh").hasLineCount(1);
        Path before = Files.writeString(dataFolder().resolve("postgres/data/left-by-the-first-run"), "");
        try (QuickstartProcess again = start("--check")) {
            assertThat(again.awaitExit()).isZero();
            assertThat(again.output()).contains("Business date  2022-07-01");
            QuickstartProcess.awaitGone(again.processes());
        }
        assertThat(before).exists();

        try (QuickstartProcess fresh = start("--fresh", "--check")) {
            assertThat(fresh.awaitExit()).isZero();
            assertThat(fresh.output()).contains("Business date  2021-12-20");
        }
        assertThat(before).doesNotExist();
    }

    @Test
    void a_taken_port_an_unknown_option_and_an_unbuilt_service_are_one_line_each() throws IOException {
        int taken = Integer.parseInt(ports.getOrDefault("IOP_KAFKA_PORT", ""));
        try (ServerSocket squatter = new ServerSocket(taken, 1, InetAddress.getLoopbackAddress())) {
            assertThat(refusal())
                    .isEqualTo("quickstart: Port " + squatter.getLocalPort()
                            + " (Kafka) is taken; free it or set IOP_KAFKA_PORT to another port.");
        }
        assertThat(refusal("--forward")).contains("Unknown option --forward").hasLineCount(1);
        assertThat(refusal("--date", "tomorrow")).contains("YYYY-MM-DD").hasLineCount(1);
        Files.delete(home.resolve("finance-service/target/finance-service-1-exec.jar"));
        assertThat(refusal()).contains("finance-service is not built").hasLineCount(1);
    }
}
