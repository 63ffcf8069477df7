package se.iopledger.local.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Stands in for each of the three services where a test is about processes and not about agreements: it answers the
 * few requests that the quickstart sends, always the same, and exits when its standard input ends.
 */
public final class FakeService {

    private FakeService() {}

    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(System.getenv("SERVER_PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", FakeService::answer);
        server.start();
        // Nothing is ever written to it: its end means that the parent is gone.
        while (System.in.read() >= 0) {}
        System.exit(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] request = exchange.getRequestBody().readAllBytes();
        byte[] body = body(path, request).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(exchange.getRequestMethod().equals("POST") ? 201 : 200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static String body(String path, byte[] request) {
        if (path.startsWith("/actuator")) {
            return "{\"status\":\"UP\"}";
        }
        if (path.equals("/agreements")) {
            return "{\"agreementId\":\"" + UUID.nameUUIDFromBytes(request) + "\"}";
        }
        if (path.equals("/standing")) {
            return "{\"settled\":true,\"waitingFor\":[]}";
        }
        if (path.endsWith("/schedule")) {
            return """
                    {"status":"IN_FORCE","waitingFor":[],"tranches":[],"nextTranche":{"trancheId":"1",\
                    "recipient":"Föreningen","amount":"1166666.67","dueDate":"2022-01-03"}}""";
        }
        if (path.endsWith("/attest-rights")) {
            return "{\"rights\":[{\"rightId\":\"right-1\",\"standing\":\"GRANTED\"}]}";
        }
        if (path.equals("/payees")) {
            return "{\"payees\":[{},{}]}";
        }
        if (path.equals("/invoices")) {
            return "{\"invoices\":[{\"number\":\"SIMULATED-1\"}]}";
        }
        if (path.endsWith("/obligations")) {
            return """
                    {"status":"IN_FORCE","nextObligation":{"title":"Half-year report","dueDate":"2022-01-31"}}""";
        }
        return "{\"state\":\"ACTIVE\",\"findings\":[{},{},{}],\"period\":{\"last\":\"2023-12-31\"}}";
    }

    /** Writes an executable jar where the build would leave the service's. */
    public static Path jarIn(Path home, String serviceName) throws IOException {
        Path target = Files.createDirectories(home.resolve(serviceName).resolve("target"));
        Path jar = target.resolve(serviceName + "-1-exec.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeService.class.getName());
        String classFile = FakeService.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var code = FakeService.class.getClassLoader().getResourceAsStream(classFile)) {
            out.putNextEntry(new JarEntry(classFile));
            Objects.requireNonNull(code).transferTo(out);
        }
        return jar;
    }
}
