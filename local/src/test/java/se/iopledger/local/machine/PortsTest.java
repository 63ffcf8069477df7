package se.iopledger.local.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.iopledger.local.screen.CannotContinue;
import se.iopledger.local.testing.FreePorts;

class PortsTest {

    @Test
    void the_usual_ports_can_be_changed_one_by_one() {
        Ports ports = Ports.chosenIn(Map.of("IOP_KAFKA_PORT", "29092"));

        assertThat(ports.number(Port.KAFKA)).isEqualTo(29_092);
        assertThat(ports.number(Port.POSTGRES)).isEqualTo(15_432);
        assertThat(ports.number(Port.AGREEMENT)).isEqualTo(18_081);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "many", "0", "65536", "-1"})
    void what_is_no_port_is_refused_by_name(String value) {
        assertThatThrownBy(() -> Ports.chosenIn(Map.of("IOP_FINANCE_PORT", value)))
                .isInstanceOf(CannotContinue.class)
                .hasMessageContaining("IOP_FINANCE_PORT");
    }

    @Test
    void two_listeners_do_not_share_a_port() {
        assertThatThrownBy(() -> Ports.chosenIn(Map.of("IOP_FINANCE_PORT", "18081")))
                .isInstanceOf(CannotContinue.class)
                .hasMessageContaining("18081");
    }

    @Test
    void a_taken_port_is_named_with_who_wants_it_and_how_to_choose_another() throws IOException {
        Map<String, String> variables = FreePorts.variables();
        int finance = Integer.parseInt(variables.getOrDefault("IOP_FINANCE_PORT", ""));
        Ports.chosenIn(variables).requireFree();

        try (ServerSocket squatter = new ServerSocket(finance, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Ports.chosenIn(variables).requireFree())
                    .isInstanceOf(CannotContinue.class)
                    .hasMessage("Port " + squatter.getLocalPort()
                            + " (finance-service) is taken; free it or set IOP_FINANCE_PORT to another port.");
        }
    }
}
