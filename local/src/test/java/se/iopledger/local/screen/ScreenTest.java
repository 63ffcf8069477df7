package se.iopledger.local.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ScreenTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void in_a_log_each_thing_waited_for_is_one_line() {
        Screen screen = new Screen(out, false);

        screen.waitingFor("PostgreSQL");
        screen.waitingFor("PostgreSQL");
        screen.waitingFor("Kafka");
        screen.say("Ready");

        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("Waiting for PostgreSQL", "Waiting for Kafka", "Ready");
    }

    @Test
    void on_a_terminal_the_progress_line_gives_way_to_what_stays() {
        Screen screen = new Screen(out, true);

        screen.waitingFor("PostgreSQL");
        screen.say("Ready");

        assertThat(bytes.toString(StandardCharsets.UTF_8)).endsWith("Waiting for PostgreSQL\r\u001b[KReady\n");
    }
}
