package se.iopledger.reporting.witness;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import se.iopledger.proofs.Malformed;
import se.iopledger.proofs.merkle.Hash;
import se.iopledger.proofs.tile.TilePath;
import se.iopledger.proofs.tile.TileSource;

/** A log's tiles as its service serves them over HTTP. */
final class ServedTiles implements TileSource {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI prefix;
    private final String authorization;

    /**
     * @param prefix the address of the log, as {@code http://agreement-service:8080/log}
     * @param user signs in with HTTP Basic
     */
    ServedTiles(URI prefix, String user, String password) {
        this.prefix = prefix;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public byte[] read(TilePath.Hashes tile) {
        URI address = URI.create(prefix + "/" + tile.text());
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", authorization)
                .timeout(PATIENCE)
                .GET()
                .build();
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            int wanted = tile.width() * Hash.BYTES;
            try (InputStream body = response.body()) {
                byte[] hashes = body.readNBytes(wanted + 1);
                if (response.statusCode() != 200 || hashes.length != wanted) {
                    throw new Malformed(address + " was answered with status " + response.statusCode() + " and "
                            + hashes.length + " bytes, not 200 and " + wanted);
                }
                return hashes;
            }
        } catch (IOException failure) {
            throw new Malformed(address + " does not answer: " + failure, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Malformed(address + " was not waited for", interrupted);
        }
    }
}
