package se.iopledger.local.demonstration;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as the services' HTTP APIs would, as a test tells it to, and remembers what it was sent. */
final class FakeServices implements AutoCloseable {

    /** One request as it came in. */
    record Received(String method, String path, String user, String idempotencyKey, String contentType, String body) {}

    /** One answer; the last one of a path is given again and again. */
    record Answer(int status, String body) {}

    private final HttpServer server;
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();

    FakeServices() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    FakeServices answers(String methodAndPath, int status, String body) {
        answers.computeIfAbsent(methodAndPath, key -> new ArrayDeque<>()).add(new Answer(status, body));
        return this;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<Received> posts() {
        return received.stream()
                .filter(request -> request.method().equals("POST"))
                .toList();
    }

    /** The paths that were read, in order. */
    List<String> gets() {
        return received.stream()
                .filter(request -> request.method().equals("GET"))
                .map(Received::path)
                .toList();
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        received.add(new Received(
                method,
                path,
                user(header(exchange, "Authorization")),
                header(exchange, "Idempotency-Key"),
                header(exchange, "Content-Type"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        Deque<Answer> planned = answers.getOrDefault(method + " " + path, new ArrayDeque<>());
        Answer answer = planned.size() > 1 ? planned.poll() : planned.peek();
        byte[] body = (answer == null ? "{}" : answer.body()).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer == null ? 404 : answer.status(), body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static String user(String authorization) {
        String credentials = authorization.replace("Basic ", "");
        return new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
