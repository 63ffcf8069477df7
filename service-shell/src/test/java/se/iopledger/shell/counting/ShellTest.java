package se.iopledger.shell.counting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.iopledger.eventlog.testing.EmbeddedDatabases;
import se.iopledger.shell.testing.RunningService;
import se.iopledger.shell.testing.RunningService.Answer;

/** The whole shell around the smallest service, over real HTTP, PostgreSQL and Kafka. */
class ShellTest {
    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(
                CountingApplication.class,
                EmbeddedDatabases.create("counting"),
                Map.of("iop.business-date", "2021-12-20"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void a_command_is_stored_projected_published_and_heard() {
        assertThat(service.post("registrar", "/counts/a", "k1", "{\"by\":3}").status())
                .isEqualTo(200);
        assertThat(service.post("registrar", "/counts/a", "k2", "{\"by\":4}").status())
                .isEqualTo(200);

        await().untilAsserted(() ->
                assertThat(service.get("reader", "/counts/a").body()).isEqualTo("7"));
        await().untilAsserted(() ->
                assertThat(service.get("reader", "/counts/a-echo").body()).isEqualTo("7"));
    }

    @Test
    void a_service_says_when_it_has_come_to_rest() {
        service.post("registrar", "/counts/rest", "rest", "{\"by\":3}");

        await().untilAsserted(() -> assertThat(
                        service.get("reader", "/standing").json().get("settled").asBoolean())
                .isTrue());
        assertThat(service.get("reader", "/counts/rest-echo").body()).isEqualTo("3");
        assertThat(service.get("reader", "/standing").json().get("businessDate").asString())
                .isEqualTo("2021-12-20");
    }

    @Test
    void a_repeated_request_happens_once() {
        Answer first = service.post("registrar", "/counts/b", "same", "{\"by\":3}");
        Answer again = service.post("registrar", "/counts/b", "same", "{\"by\":3}");
        Answer other = service.post("registrar", "/counts/b", "same", "{\"by\":4}");

        assertThat(first.json().get("version")).isEqualTo(again.json().get("version"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().get("rule").asString()).isEqualTo("IdempotencyKeyMustNotBeReused");
    }

    @Test
    void a_refusal_is_a_problem_that_names_its_rule() {
        Answer refused = service.post("registrar", "/counts/c", "much", "{\"by\":1001}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.header("content-type")).startsWith("application/problem+json");
        assertThat(refused.json().get("type").asString()).isEqualTo("urn:iop-ledger:rule:TotalMustStayWithinLimit");
        assertThat(refused.json().get("rule").asString()).isEqualTo("TotalMustStayWithinLimit");
    }

    @Test
    void nobody_is_let_in_without_signing_in() {
        Answer nobody = service.get("", "/counts/a");
        Answer wrong = service.get("nobody-we-know", "/counts/a");

        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.json().get("rule").asString()).isEqualTo("SignInIsRequired");
        assertThat(nobody.json().get("detail").asString()).isEqualTo("sign in with HTTP Basic");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.json().get("detail").asString()).startsWith("user or password is wrong");
    }

    @Test
    void a_parameter_that_is_not_known_or_not_of_its_form_is_refused() {
        Answer unknown = service.get("reader", "/heard?sinse=2021-12-20");
        Answer swedish = service.get("reader", "/heard?since=20/12-2021");
        Answer none = service.get("reader", "/counts/a?since=2021-12-20");

        assertThat(service.get("reader", "/heard?since=2021-12-20").status()).isEqualTo(200);
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.json().get("rule").asString()).isEqualTo("ParameterMustBeKnown");
        assertThat(unknown.json().get("field").asString()).isEqualTo("sinse");
        assertThat(unknown.json().get("detail").asString()).endsWith("there are since");
        assertThat(swedish.json().get("rule").asString()).isEqualTo("ParameterMustHaveItsType");
        assertThat(swedish.json().get("detail").asString()).isEqualTo("the parameter is not a date as 2022-02-16");
        assertThat(none.json().get("detail").asString()).isEqualTo("nothing is asked for here by parameters");
    }

    @Test
    void parameters_that_are_no_text_are_refused() throws IOException {
        for (String query : List.of("since=%zz", "since=%", "%=2021-12-20", "since=%C3")) {
            String answer = asItStands("/heard?" + query);

            assertThat(answer)
                    .as(query)
                    .startsWith("HTTP/1.1 400 ")
                    .contains("\"rule\":\"ParametersMustBeWellFormed\"");
        }
    }

    /** Java's own client sends no such thing. */
    private static String asItStands(String path) throws IOException {
        String credentials = Base64.getEncoder()
                .encodeToString(("reader:" + RunningService.PASSWORD).getBytes(StandardCharsets.UTF_8));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
            socket.getOutputStream()
                    .write("GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic %s\r\nConnection: close\r\n\r\n"
                            .formatted(path, credentials)
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void a_user_of_another_municipality_or_without_the_role_is_refused() {
        Answer stranger = service.post("stranger", "/counts/d", "s", "{\"by\":1}");
        Answer reader = service.post("reader", "/counts/d", "r", "{\"by\":1}");

        assertThat(stranger.status()).isEqualTo(403);
        assertThat(stranger.json().get("rule").asString()).isEqualTo("UserMustBelongToMunicipality");
        assertThat(reader.status()).isEqualTo(403);
        assertThat(reader.json().get("rule").asString()).isEqualTo("UserMustHaveRole");
    }

    @Test
    void a_command_without_a_key_is_refused() {
        Answer answer = service.send(service.request("registrar", "/counts/e")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"by\":1}")));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("rule").asString()).isEqualTo("IdempotencyKeyIsRequired");
        assertThat(answer.json().get("field").asString()).isEqualTo("Idempotency-Key");
    }

    @Test
    void a_body_of_two_megabytes_is_refused() {
        byte[] body = "x".repeat(2 * 1024 * 1024).getBytes(StandardCharsets.US_ASCII);

        Answer answer = service.post("registrar", "/counts/f", "big", "application/json", body);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().get("rule").asString()).isEqualTo("BodyMustFitTheLimit");
    }

    @Test
    void a_body_that_is_not_what_was_asked_for_is_refused_with_its_field() {
        Answer unknown = service.post("registrar", "/counts/g", "u", "{\"by\":1,\"extra\":2}");
        Answer wrongType = service.post("registrar", "/counts/g", "w", "{\"by\":\"one\"}");
        Answer broken = service.post("registrar", "/counts/g", "b", "{\"by\":");

        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.json().get("rule").asString()).isEqualTo("FieldMustBeKnown");
        assertThat(unknown.json().get("field").asString()).isEqualTo("/extra");
        assertThat(wrongType.status()).isEqualTo(400);
        assertThat(wrongType.json().get("rule").asString()).isEqualTo("FieldMustHaveItsType");
        assertThat(wrongType.json().get("field").asString()).isEqualTo("/by");
        assertThat(wrongType.json().get("detail").asString()).isEqualTo("the value is not a whole number");
        assertThat(broken.json().get("rule").asString()).isEqualTo("BodyMustBeWellFormed");
        assertThat(broken.json().get("detail").asString()).contains("line 1, column 7");
    }

    @Test
    void health_and_the_description_of_the_api_are_open() {
        assertThat(service.get("", "/actuator/health/readiness").status()).isEqualTo(200);
        Answer api = service.get("", "/v3/api-docs");
        assertThat(api.json().get("openapi").asString()).startsWith("3.1");
        assertThat(api.json().get("paths").has("/counts/{id}")).isTrue();
    }

    @Test
    void an_unknown_path_and_method_are_problems_too() {
        assertThat(service.get("reader", "/nowhere").status()).isEqualTo(404);
        assertThat(service.get("reader", "/nowhere").header("content-type")).startsWith("application/problem+json");
        Answer deleted = service.send(service.request("reader", "/counts/a").DELETE());
        assertThat(deleted.status()).isEqualTo(405);
        assertThat(deleted.json().get("rule").asString()).isEqualTo("MethodMustBeSupported");
        Answer text = service.post("registrar", "/counts/a", "text", "text/plain", new byte[] {'1'});
        assertThat(text.status()).isEqualTo(415);
        assertThat(text.json().get("field").asString()).isEqualTo("Content-Type");
        assertThat(text.json().get("detail").asString()).contains("application/json");
    }

    @Test
    void an_operator_has_entries_published_again_and_says_why() {
        service.post("registrar", "/counts/again", "again", "{\"by\":2}");
        String fromTheStart = "{\"fromPosition\":0,\"reason\":\"the topic was truncated\"}";

        Answer asked = service.post("operator", "/publisher/repeats", "r1", fromTheStart);
        Answer reader = service.post("reader", "/publisher/repeats", "r2", fromTheStart);
        Answer beyond =
                service.post("operator", "/publisher/repeats", "r3", "{\"fromPosition\":99999,\"reason\":\"x\"}");
        Answer noReason = service.post("operator", "/publisher/repeats", "r4", "{\"fromPosition\":0}");

        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.json().get("fromPosition").asLong()).isZero();
        assertThat(reader.status()).isEqualTo(403);
        assertThat(beyond.status()).isEqualTo(422);
        assertThat(beyond.json().get("field").asString()).isEqualTo("/fromPosition");
        assertThat(noReason.status()).isEqualTo(422);
        assertThat(noReason.json().get("field").asString()).isEqualTo("/reason");
        await().untilAsserted(() -> assertThat(
                        service.get("reader", "/standing").json().get("settled").asBoolean())
                .isTrue());
        assertThat(service.get("reader", "/counts/again-echo").body()).isEqualTo("2");
        assertThat(service.get("operator", "/actuator/health").body()).contains("leading");
    }

    @Test
    void what_cannot_be_handled_is_parked_shown_retried_and_discarded_by_an_operator() {
        CountingApplication.POISONED.add("poisoned");
        service.post("registrar", "/counts/poisoned", "p1", "{\"by\":3}");
        service.post("registrar", "/counts/poisoned", "p2", "{\"by\":4}");
        service.post("registrar", "/counts/healthy", "h1", "{\"by\":5}");
        await().untilAsserted(() -> assertThat(parkedIds()).hasSize(2));
        await().untilAsserted(() ->
                assertThat(service.get("reader", "/counts/healthy-echo").body()).isEqualTo("5"));

        // Until then the service tries them again by itself.
        await().untilAsserted(() -> assertThat(service.get("reader", "/standing")
                        .json()
                        .get("needsAttention")
                        .toString())
                .contains("2 dead letters"));
        assertThat(service.get("operator", "/actuator/health").body()).contains("\"parked\":2");
        assertThat(service.get("operator", "/actuator/prometheus").body()).contains("iop_inbox_parked{");
        assertThat(service.get("reader", "/dead-letters").status()).isEqualTo(403);

        long first = parkedIds().getFirst();
        long second = parkedIds().getLast();
        assertThat(service.get("operator", "/dead-letters/" + first)
                        .json()
                        .get("failure")
                        .asString())
                .contains("as the test wants it");
        assertThat(service.get("operator", "/dead-letters/" + first + "/entry").body())
                .startsWith("{\"specversion\":\"1.0\"")
                .contains("\"subject\":\"poisoned\"");
        assertThat(service.get("reader", "/dead-letters/" + first + "/entry").status())
                .isEqualTo(403);
        assertThat(service.get("operator", "/dead-letters/999999").status()).isEqualTo(404);

        Answer again = service.post("operator", "/dead-letters/" + first + "/retry", "-", "");
        assertThat(again.json().get("retried").asInt()).isZero();
        assertThat(again.json().get("failure").asString()).contains("as the test wants it");
        Answer tooEarly = service.post("operator", "/dead-letters/" + second + "/discard", "", "{\"reason\":\"x\"}");
        assertThat(tooEarly.status()).isEqualTo(409);
        assertThat(tooEarly.json().get("rule").asString()).isEqualTo("EarlierDeadLettersMustBeDecidedFirst");
        Answer noReason = service.post("operator", "/dead-letters/" + first + "/discard", "", "{}");
        assertThat(noReason.json().get("field").asString()).isEqualTo("/reason");

        Answer discarded =
                service.post("operator", "/dead-letters/" + first + "/discard", "", "{\"reason\":\"a test\"}");
        assertThat(discarded.json().get("state").asString()).isEqualTo("DISCARDED");
        CountingApplication.POISONED.clear();
        Answer retried = service.post("operator", "/dead-letters/" + second + "/retry", "-", "");
        assertThat(retried.json().get("retried").asInt()).isEqualTo(1);
        assertThat(service.get("reader", "/standing")
                        .json()
                        .get("needsAttention")
                        .size())
                .isZero();
        await().untilAsserted(() -> assertThat(
                        service.get("reader", "/counts/poisoned-echo").body())
                .isEqualTo("4"));
    }

    private static List<Long> parkedIds() {
        List<Long> ids = new ArrayList<>();
        service.get("operator", "/dead-letters?state=PARKED")
                .json()
                .get("deadLetters")
                .forEach(row -> ids.add(row.get("id").asLong()));
        return ids;
    }

    @Test
    void only_an_operator_sees_what_fails_and_the_metrics() {
        assertThat(service.get("reader", "/actuator/prometheus").status()).isEqualTo(403);
        assertThat(service.get("operator", "/actuator/prometheus").status()).isEqualTo(200);
        assertThat(service.get("reader", "/actuator/health").json().has("components"))
                .isFalse();
        assertThat(service.get("operator", "/actuator/health").json().has("components"))
                .isTrue();
    }
}
