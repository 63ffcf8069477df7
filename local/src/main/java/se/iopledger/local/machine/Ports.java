package se.iopledger.local.machine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import se.iopledger.local.screen.CannotContinue;

/** The port numbers of one run. */
public final class Ports {

    private final Map<Port, Integer> numbers = new EnumMap<>(Port.class);

    private Ports() {}

    /**
     * Reads the ports of this run.
     *
     * @throws CannotContinue if a variable holds no port number or two listeners share one
     */
    public static Ports chosenIn(Map<String, String> environment) {
        Ports ports = new Ports();
        for (Port port : Port.values()) {
            int number = port.number(environment);
            if (ports.numbers.containsValue(number)) {
                throw new CannotContinue(
                        "Port " + number + " is given twice; set " + port.variable() + " to another one.");
            }
            ports.numbers.put(port, number);
        }
        return ports;
    }

    public int number(Port port) {
        return Objects.requireNonNull(numbers.get(port));
    }

    /**
     * Tries each port.
     *
     * @throws CannotContinue naming the first port that another process holds
     */
    public void requireFree() {
        numbers.forEach((port, number) -> {
            try (ServerSocket probe = new ServerSocket()) {
                // A connection in TIME_WAIT from the last run is no listener.
                probe.setReuseAddress(true);
                probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
            } catch (IOException taken) {
                throw new CannotContinue(
                        "Port " + number + " (" + port.listener() + ") is taken; free it or set " + port.variable()
                                + " to another port.",
                        taken);
            }
        });
    }
}
