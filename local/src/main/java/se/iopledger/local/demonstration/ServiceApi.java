package se.iopledger.local.demonstration;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import se.iopledger.local.screen.CannotContinue;
import se.iopledger.local.screen.Screen;
import se.iopledger.local.service.SignIn;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One service's HTTP API. A service that cannot be reached or says that it cannot answer just now is asked again, with
 * the same idempotency key, until it answers or patience ends: it may be starting after a crash.
 */
final class ServiceApi {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);
    private static final Duration ONE_ANSWER = Duration.ofSeconds(30);
    private static final Set<Integer> NOT_JUST_NOW = Set.of(502, 503, 504);

    private final String name;
    private final URI address;
    private final Map<SignIn, String> passwords;
    private final Duration patience;
    private final Screen screen;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    ServiceApi(String name, URI address, Map<SignIn, String> passwords, Duration patience, Screen screen) {
        this.name = name;
        this.address = address;
        this.passwords = Map.copyOf(passwords);
        this.patience = patience;
        this.screen = screen;
    }

    String name() {
        return name;
    }

    /**
     * @param purpose for the message if it is refused, such as "register UPP"
     * @throws CannotContinue if the service refuses, or does not answer in time
     */
    JsonNode post(String purpose, String path, SignIn role, String idempotencyKey, String contentType, byte[] body) {
        HttpRequest request = request(path, role)
                .header("Content-Type", contentType)
                .header("Idempotency-Key", idempotencyKey)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<byte[]> response = send(request);
        if (response.statusCode() / 100 != 2) {
            throw refused(purpose, response);
        }
        return json(response);
    }

    /** @return empty if the service knows no such thing (yet) */
    Optional<JsonNode> get(String purpose, String path, SignIn role) {
        HttpResponse<byte[]> response = send(request(path, role).GET().build());
        if (response.statusCode() == 404) {
            return Optional.empty();
        }
        if (response.statusCode() != 200) {
            throw refused(purpose, response);
        }
        return Optional.of(json(response));
    }

    private HttpRequest.Builder request(String path, SignIn role) {
        String credentials = role.userId() + ":" + passwords.get(role);
        return HttpRequest.newBuilder(address.resolve(path))
                .timeout(ONE_ANSWER)
                .header("Accept", "application/json, application/problem+json")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
                if (!NOT_JUST_NOW.contains(response.statusCode())) {
                    return response;
                }
            } catch (IOException notReachable) {
                // Asked again below: nothing is lost, a repeated request has its effect once.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CannotContinue("Interrupted while asking " + name + ".", e);
            }
            if (System.nanoTime() > deadline) {
                throw new CannotContinue(name + " has not answered " + request.method() + " "
                        + request.uri().getPath() + " for " + patience.toSeconds() + " s; see its log.");
            }
            screen.waitingFor(name + " to answer");
            pause();
        }
    }

    /** Between two looks at something that others bring about. */
    static void pause() {
        try {
            Thread.sleep(BETWEEN_TRIES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotContinue("Interrupted while waiting.", e);
        }
    }

    private CannotContinue refused(String purpose, HttpResponse<byte[]> response) {
        String answer = new String(response.body(), StandardCharsets.UTF_8).strip();
        String hint = response.statusCode() == 422 && answer.contains("dempotency")
                ? " (the demonstration's files have changed since; ./quickstart --fresh starts over)"
                : "";
        return new CannotContinue(name + " refused to " + purpose + ": " + response.statusCode() + " " + answer + hint);
    }

    private JsonNode json(HttpResponse<byte[]> response) {
        try {
            return JSON.readTree(response.body());
        } catch (JacksonException e) {
            throw new CannotContinue(name + " answered " + response.uri() + " with something that is no JSON.", e);
        }
    }
}
