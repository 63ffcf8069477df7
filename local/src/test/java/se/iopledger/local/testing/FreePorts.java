package se.iopledger.local.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import se.iopledger.local.machine.Port;

/** Ports that nobody listens on just now. */
public final class FreePorts {

    private FreePorts() {}

    public static List<Integer> find(int count) {
        List<ServerSocket> open = new ArrayList<>();
        try {
            // All open at once, so that none is handed out twice.
            for (int index = 0; index < count; index++) {
                open.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            List<Integer> ports = open.stream().map(ServerSocket::getLocalPort).toList();
            for (ServerSocket socket : open) {
                socket.close();
            }
            return ports;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return the variables that give a whole run ports of its own */
    public static Map<String, String> variables() {
        List<Integer> numbers = find(Port.values().length);
        Map<String, String> variables = new LinkedHashMap<>();
        for (Port port : Port.values()) {
            variables.put(port.variable(), numbers.get(variables.size()).toString());
        }
        return variables;
    }
}
