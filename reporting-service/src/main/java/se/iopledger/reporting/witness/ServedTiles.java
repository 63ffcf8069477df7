package se.iopledger.reporting.witness;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import se.iopledger.proofs.Malformed;
import se.iopledger.proofs.merkle.Hash;
import se.iopledger.proofs.tile.TilePath;
import se.iopledger.proofs.tile.TileSource;

/** A log's tiles as its service serves them over HTTP; to be believed as little as anything else that it says. */
final class ServedTiles implements TileSource {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String HOW =
            "iop.witness.logs[n].tiles must be an address as http://agreement-service:8080/log, not ";
    private static final int LARGEST_ANSWER = TilePath.FULL_WIDTH * Hash.BYTES;

    /** One for all logs and all times: each has threads of its own. */
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    private final URI prefix;
    private final String authorization;
    private final Duration patience;

    /**
     * @param prefix the address of the log, as {@code http://agreement-service:8080/log}
     * @param user signs in with HTTP Basic
     */
    ServedTiles(URI prefix, String user, String password) {
        this(prefix, user, password, PATIENCE);
    }

    /** @param patience for one tile, from asking to its last byte */
    ServedTiles(URI prefix, String user, String password, Duration patience) {
        checkAddress(prefix.toString());
        this.prefix = prefix;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        this.patience = patience;
    }

    /** @throws IllegalArgumentException unless tiles can be asked for there */
    static void checkAddress(String prefix) {
        URI address = parsed(prefix);
        boolean http = "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
        if (!http || address.getHost() == null || address.getQuery() != null || address.getFragment() != null) {
            throw new IllegalArgumentException(HOW + prefix);
        }
    }

    private static URI parsed(String prefix) {
        try {
            return new URI(prefix);
        } catch (URISyntaxException notAnAddress) {
            throw new IllegalArgumentException(HOW + prefix, notAnAddress);
        }
    }

    @Override
    public byte[] read(TilePath.Hashes tile) {
        URI address = URI.create(prefix + "/" + tile.text());
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", authorization)
                .GET()
                .build();
        HttpResponse<byte[]> response = answer(request);
        int wanted = tile.width() * Hash.BYTES;
        if (response.statusCode() != 200 || response.body().length != wanted) {
            throw new Malformed(address + " was answered with status " + response.statusCode() + " and "
                    + response.body().length + " bytes, not 200 and " + wanted);
        }
        return response.body();
    }

    /** Whole within the time, or not at all: a log that dribbles or floods must not keep the witness from the others. */
    private HttpResponse<byte[]> answer(HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> asked = HTTP.sendAsync(
                request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), LARGEST_ANSWER));
        try {
            return asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            throw new Malformed(request.uri() + " does not answer: " + failure.getCause(), failure);
        } catch (TimeoutException late) {
            asked.cancel(true);
            throw new Malformed(request.uri() + " did not answer within " + patience.toMillis() + " ms", late);
        } catch (InterruptedException interrupted) {
            asked.cancel(true);
            Thread.currentThread().interrupt();
            throw new Malformed(request.uri() + " was not waited for", interrupted);
        }
    }
}
