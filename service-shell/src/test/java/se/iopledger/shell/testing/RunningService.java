package se.iopledger.shell.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.eventlog.testing.EmbeddedBroker;
import se.iopledger.eventlog.testing.Eventually;
import se.iopledger.eventlog.testing.TestDatabase;
import se.iopledger.proofs.note.SignatureType;
import se.iopledger.proofs.note.SigningKey;
import tools.jackson.databind.JsonNode;

/**
 * A service started from its application class on a free port, with a database of its own. Its users are {@code
 * registrar}, {@code approver}, {@code officer} and {@code reader} of the five agreements' municipalities, and {@code stranger} of
 * another one (9999, which no municipality has), {@code operator} and {@code auditor} of none; everybody's password is {@link #PASSWORD}.
 */
public final class RunningService implements AutoCloseable {
    public static final String PASSWORD = "only-for-tests";
    private static final String MUNICIPALITIES = "0380,1281,0188,0580,0180";

    /** One per log, since a log goes on only with the key that it was signed with before. */
    private static final Map<String, String> SIGNING_KEYS = new ConcurrentHashMap<>();

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();

    private RunningService(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** @param settings further configuration, such as {@code iop.business-date} */
    public static RunningService start(Class<?> application, TestDatabase database, Map<String, String> settings) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("server.port", "0");
        properties.put("server.address", "127.0.0.1");
        properties.put("iop.database.url", database.url());
        properties.put("iop.database.user", database.appRole());
        properties.put("iop.database.password", database.appRole());
        properties.put("iop.database.owner-user", database.ownerRole());
        properties.put("iop.database.owner-password", database.ownerRole());
        properties.put("iop.kafka.bootstrap-servers", EmbeddedBroker.bootstrapServers());
        String origin = "test.example/" + database;
        properties.put("iop.log.origin", origin);
        properties.put("iop.log.signing-keys", SIGNING_KEYS.computeIfAbsent(origin, RunningService::signingKey));
        user(properties, 0, "registrar", MUNICIPALITIES, "REGISTRAR");
        user(properties, 1, "approver", MUNICIPALITIES, "APPROVER");
        user(properties, 2, "reader", MUNICIPALITIES, "READER");
        user(properties, 3, "stranger", "9999", "REGISTRAR,APPROVER,READER");
        user(properties, 4, "operator", "", "OPERATOR");
        user(properties, 5, "auditor", "", "AUDITOR");
        user(properties, 6, "officer", MUNICIPALITIES, "FINANCE_OFFICER");
        properties.putAll(settings);
        SpringApplication spring = new SpringApplication(application);
        spring.setRegisterShutdownHook(false);
        return new RunningService(spring.run(properties.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new)));
    }

    private static String signingKey(String origin) {
        return SigningKey.generate(origin, SignatureType.ED25519, new SecureRandom())
                .secretText();
    }

    private static void user(
            Map<String, Object> properties, int index, String id, String municipalities, String roles) {
        String prefix = "iop.users[" + index + "].";
        properties.put(prefix + "id", id);
        properties.put(prefix + "password", PASSWORD);
        properties.put(prefix + "municipalities", municipalities);
        properties.put(prefix + "roles", roles);
    }

    /** A bean of the running service, for what has no HTTP answer. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** @param user id, or the empty text for nobody */
    public Answer get(String user, String path) {
        return send(request(user, path).GET());
    }

    /**
     * What is no text, as it was sent.
     *
     * @throws AssertionError if the answer is not 200
     */
    public byte[] getBytes(String user, String path) {
        try {
            HttpResponse<byte[]> response =
                    http.send(request(user, path).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new AssertionError(path + " was answered with " + response.statusCode());
            }
            return response.body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Posts JSON under an idempotency key. */
    public Answer post(String user, String path, String key, String json) {
        return post(user, path, key, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    public Answer post(String user, String path, String key, String contentType, byte[] body) {
        return send(request(user, path)
                .header("Content-Type", contentType)
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    /**
     * Compares each of the service's projections with what its log gives anew.
     *
     * @return what does not equal it, with the first difference; by the projection's name
     */
    public Map<String, JsonNode> projectionsThatDiffer() {
        Map<String, JsonNode> different = new LinkedHashMap<>();
        for (JsonNode name : get("operator", "/projections").json()) {
            Answer answer = comparison(name.asString());
            if (!answer.json().path("equal").asBoolean()) {
                different.put(name.asString(), answer.json());
            }
        }
        return different;
    }

    /** What was received may not be kept yet where it has been made use of already. */
    private Answer comparison(String projection) {
        AtomicReference<Answer> compared = new AtomicReference<>();
        Eventually.await("what was received is kept", () -> {
            compared.set(post("operator", "/projections/" + projection + "/verification", "-", ""));
            return compared.get().status() != 409;
        });
        return compared.get();
    }

    /** Any other request, as {@code DELETE} or one without a key. */
    public Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(response.statusCode(), response.headers().map(), response.body());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    public HttpRequest.Builder request(String user, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
        if (!user.isEmpty()) {
            String credentials = user + ":" + PASSWORD;
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
        }
        return request;
    }

    @Override
    public void close() {
        context.close();
        http.close();
    }

    /** What the service answered. */
    public record Answer(int status, Map<String, java.util.List<String>> headers, String body) {
        public JsonNode json() {
            return ContractsJson.mapper().readTree(body);
        }

        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), java.util.List.of(""))
                    .getFirst();
        }
    }
}
