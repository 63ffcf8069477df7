package se.iopledger.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.iopledger.local.testing.FreePorts;
import se.iopledger.local.testing.QuickstartProcess;

/** The script {@code ./quickstart} with the real services, from their executable jars. */
class QuickstartIT {

    private static final Map<String, String> PORTS = FreePorts.variables();

    @TempDir
    static Path shared;

    private static List<String> undisturbed = List.of();
    private static List<Long> entriesOfTheFirst = List.of();
    private static Duration untilTheTable = Duration.ZERO;

    @TempDir
    Path own;

    /** The run that nothing disturbs; the others are compared with what it shows. */
    @BeforeAll
    static void runUndisturbed() throws IOException, SQLException {
        long start = System.nanoTime();
        try (QuickstartProcess run = QuickstartProcess.ofTheCheckout(shared.resolve("data"), PORTS)) {
            run.awaitTable();
            untilTheTable = Duration.ofNanos(System.nanoTime() - start);
            undisturbed = run.table();
            entriesOfTheFirst = entries();
            List<ProcessHandle> processes = run.processes();

            run.pressCtrlC();
            assertThat(run.awaitExit()).isEqualTo(130);
            QuickstartProcess.awaitGone(processes);
        }
    }

    @Test
    void all_five_agreements_are_in_force_within_a_minute() {
        assertThat(startsOf(undisturbed))
                .containsExactly("UPP ACTIVE", "LUN ACTIVE", "NOR ACTIVE", "LIN ACTIVE", "STO ACTIVE");
        assertThat(untilTheTable).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void a_second_run_registers_nothing_twice_and_a_later_date_lets_more_fall_due() throws Exception {
        try (QuickstartProcess second = QuickstartProcess.ofTheCheckout(shared.resolve("data"), PORTS)) {
            assertThat(second.awaitTable().table()).isEqualTo(undisturbed);
            assertThat(entries()).isEqualTo(entriesOfTheFirst);
        }

        try (QuickstartProcess later =
                QuickstartProcess.ofTheCheckout(shared.resolve("data"), PORTS, "--date", "2022-07-02", "--check")) {
            assertThat(later.awaitExit()).isZero();
            assertThat(later.output()).contains("Business date  2022-07-02");
            assertThat(later.table()).isNotEqualTo(undisturbed);
        }
    }

    /** At different moments: while it starts, in the middle of the registrations, while it is waited for. */
    @ParameterizedTest
    @CsvSource({
        "agreement-service, agreement-service to take the approval of LUN",
        "finance-service,   agreement-service to register NOR",
        "reporting-service, agreement-service to register UPP",
    })
    void a_service_killed_in_the_middle_changes_nothing_in_the_table(String service, String moment) {
        try (QuickstartProcess run = QuickstartProcess.ofTheCheckout(own.resolve("data"), FreePorts.variables())) {
            run.awaitOutput("Waiting for " + moment);
            QuickstartProcess.kill(run.service(service));

            assertThat(run.awaitTable().table()).isEqualTo(undisturbed);
            assertThat(run.output()).contains(service + " ended and is started again");
        }
    }

    private static List<String> startsOf(List<String> table) {
        return table.stream()
                .filter(line -> !line.startsWith(" "))
                .map(line -> line.replaceAll("^(\\S+) +(\\S+).*", "$1 $2"))
                .toList();
    }

    /** How many entries each event log holds: nothing registered twice means not one more. */
    private static List<Long> entries() throws IOException, SQLException {
        Properties secrets = new Properties();
        try (Reader reader = Files.newBufferedReader(shared.resolve("data/secrets.properties"))) {
            secrets.load(reader);
        }
        List<Long> counts = new ArrayList<>();
        for (String database : List.of("agreement", "finance", "reporting")) {
            String url = "jdbc:postgresql://127.0.0.1:" + PORTS.get("IOP_POSTGRES_PORT") + "/" + database;
            try (Connection connection = DriverManager.getConnection(
                            url, database + "_owner", secrets.getProperty(database + "_owner"));
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT count(*) FROM eventlog.entry")) {
                assertThat(row.next()).isTrue();
                counts.add(row.getLong(1));
            }
        }
        return counts;
    }
}
