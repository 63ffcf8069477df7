package se.iopledger.reporting.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import se.iopledger.proofs.tile.TilePath;

/** A log's tiles over HTTP, as a service serves them or as a hostile one would. */
final class TileServer implements AutoCloseable {
    static final String USER = "witness";
    static final String PASSWORD = "only-for-tests";

    private static final String AUTHORIZATION =
            "Basic " + Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    private static final int FLOOD_BYTES = 1_000_000;

    private final Function<TilePath.Hashes, Optional<byte[]>> tiles;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Behaviour behaviour = Behaviour.HONEST;

    /** How it answers a request that is signed in. */
    enum Behaviour {
        HONEST,
        ONE_BYTE_SHORT,
        ONE_BYTE_TOO_MANY,
        FLOODS,
        REDIRECTS,
        SAYS_NOTHING,
        STOPS_IN_THE_MIDDLE
    }

    TileServer(Function<TilePath.Hashes, Optional<byte[]>> tiles) throws IOException {
        this.tiles = tiles;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/log/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/log");
    }

    void behave(Behaviour behaviour) {
        this.behaviour = behaviour;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!AUTHORIZATION.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            String path = exchange.getRequestURI().getPath().substring("/log/".length());
            Optional<byte[]> tile = tiles.apply((TilePath.Hashes) TilePath.parse(path));
            if (tile.isEmpty()) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            answer(exchange, tile.get());
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, byte[] tile) throws IOException, InterruptedException {
        switch (behaviour) {
            case HONEST -> send(exchange, tile, tile.length);
            case ONE_BYTE_SHORT -> send(exchange, tile, tile.length - 1);
            case ONE_BYTE_TOO_MANY -> send(exchange, tile, tile.length + 1);
            case FLOODS -> send(exchange, tile, FLOOD_BYTES);
            case REDIRECTS -> {
                exchange.getResponseHeaders().add("Location", address() + "/elsewhere");
                exchange.sendResponseHeaders(302, -1);
            }
            case SAYS_NOTHING -> closing.await();
            case STOPS_IN_THE_MIDDLE -> {
                exchange.sendResponseHeaders(200, tile.length);
                exchange.getResponseBody().write(tile, 0, 1);
                exchange.getResponseBody().flush();
                closing.await();
            }
        }
    }

    private static void send(HttpExchange exchange, byte[] tile, int length) throws IOException {
        exchange.sendResponseHeaders(200, length);
        exchange.getResponseBody().write(Arrays.copyOf(tile, length));
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
