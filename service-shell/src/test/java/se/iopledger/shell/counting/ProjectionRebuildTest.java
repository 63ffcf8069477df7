package se.iopledger.shell.counting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.iopledger.eventlog.testing.EmbeddedDatabases;
import se.iopledger.eventlog.testing.TestDatabase;
import se.iopledger.shell.testing.RunningService;
import se.iopledger.shell.testing.RunningService.Answer;
import tools.jackson.databind.JsonNode;

/** A projection is compared with the log, and rebuilt from it while the old one serves. */
class ProjectionRebuildTest {
    private final TestDatabase database = EmbeddedDatabases.create("rebuild");
    private RunningService service;

    @BeforeEach
    void start() throws Exception {
        // As in production: the service's role may make no tables, not even temporary ones.
        database.asOwner("REVOKE ALL ON DATABASE " + database + " FROM PUBLIC");
        database.asOwner("GRANT CONNECT ON DATABASE " + database + " TO " + database.appRole());
        service = RunningService.start(CountingApplication.class, database, Map.of("iop.business-date", "2021-12-20"));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void what_serves_equals_what_the_log_gives_anew() throws Exception {
        count("a", 3);
        count("b", 4);
        settle();

        JsonNode comparison = verified();
        assertThat(comparison.get("equal").asBoolean()).isTrue();
        assertThat(comparison.get("swapped").asBoolean()).isFalse();
        assertThat(comparison.has("firstDifference")).isFalse();
        // Two counts and their two echoes.
        assertThat(comparison.get("positions").toString()).isEqualTo("{\"/counting-service\":3}");
        assertThat(comparison.get("rebuiltDigest").asString())
                .as("anybody can reckon the digest")
                .isEqualTo(comparison.get("liveDigest").asString())
                .isEqualTo(sha256("""
                        counted
                        {"total": 3, "stream_id": "a"}
                        {"total": 3, "stream_id": "a-echo"}
                        {"total": 4, "stream_id": "b"}
                        {"total": 4, "stream_id": "b-echo"}
                        """));
    }

    @Test
    void a_table_that_was_tampered_with_is_found_and_rebuilt() throws Exception {
        count("a", 3);
        count("b", 4);
        settle();
        database.asOwner("UPDATE service.counted SET total = 5 WHERE stream_id = 'b'");

        JsonNode found = verified();
        assertThat(found.get("equal").asBoolean()).isFalse();
        assertThat(found.get("firstDifference").get("table").asString()).isEqualTo("counted");
        assertThat(found.get("firstDifference").get("live").asString()).contains("\"total\": 4", "b-echo");
        assertThat(found.get("firstDifference").get("rebuilt").asString()).contains("\"total\": 4", "\"b\"");
        assertThat(service.get("reader", "/counts/b").body())
                .as("comparing mends nothing")
                .isEqualTo("5");

        Answer rebuilt = rebuild();
        assertThat(rebuilt.json().get("equal").asBoolean()).isFalse();
        assertThat(rebuilt.json().get("swapped").asBoolean()).isTrue();
        assertThat(service.get("reader", "/counts/b").body()).isEqualTo("4");
        assertThat(verified().get("equal").asBoolean()).isTrue();
        count("b", 1);
        await().untilAsserted(() ->
                assertThat(service.get("reader", "/counts/b").body()).isEqualTo("5"));
    }

    @Test
    void rows_that_are_lost_or_made_up_are_found() throws Exception {
        count("a", 3);
        settle();
        database.asOwner("INSERT INTO service.counted VALUES ('z', 1)");
        JsonNode madeUp = verified();
        assertThat(madeUp.get("firstDifference").get("live").asString()).contains("\"z\"");
        assertThat(madeUp.get("firstDifference").get("rebuilt").asString()).contains("\"a\"");
        database.asOwner("DELETE FROM service.counted");
        JsonNode lost = verified();
        assertThat(lost.get("firstDifference").has("live")).isFalse();
        assertThat(lost.get("firstDifference").get("rebuilt").asString()).contains("\"a\"");
    }

    @Test
    void commands_and_queries_go_on_while_it_is_compared_and_rebuilt() throws Exception {
        AtomicBoolean counting = new AtomicBoolean(true);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> counted = callers.submit(() -> {
                int times = 0;
                while (counting.get()) {
                    count("busy-" + times % 5, 1);
                    times++;
                }
                return times;
            });
            Future<?> reader = callers.submit(() -> {
                while (counting.get()) {
                    assertThat(service.get("reader", "/counts/busy-0").status()).isEqualTo(200);
                }
            });
            for (int time = 0; time < 8; time++) {
                JsonNode comparison = time % 2 == 0 ? verified() : rebuild().json();
                assertThat(comparison.get("equal").asBoolean())
                        .as(comparison.toString())
                        .isTrue();
            }
            counting.set(false);
            reader.get();
            assertThat(counted.get()).isPositive();
        }
        settle();
        assertThat(verified().get("equal").asBoolean()).isTrue();
    }

    @Test
    void one_that_somebody_else_holds_is_left_alone_with_a_reason() throws Exception {
        count("a", 3);
        settle();
        try (Connection somebody = database.owner().getConnection();
                Statement statement = somebody.createStatement()) {
            somebody.setAutoCommit(false);
            statement.execute("LOCK TABLE service.counted IN SHARE MODE");
            Answer held = service.post("operator", "/projections/counted/verification", "-", "");
            assertThat(held.status()).isEqualTo(409);
            assertThat(held.json().get("rule").asString()).isEqualTo("ProjectionMustBeFree");
        }
        assertThat(verified().get("equal").asBoolean()).isTrue();
    }

    @Test
    void only_an_operator_may_and_must_say_why() {
        assertThat(service.get("operator", "/projections").json().toString()).isEqualTo("[\"counted\"]");
        assertThat(service.get("reader", "/projections").status()).isEqualTo(403);
        assertThat(service.post("reader", "/projections/counted/verification", "-", "")
                        .status())
                .isEqualTo(403);
        assertThat(service.post("reader", "/projections/counted/rebuild", "-", "{\"reason\":\"x\"}")
                        .status())
                .isEqualTo(403);
        assertThat(service.post("operator", "/projections/nothing/verification", "-", "")
                        .status())
                .isEqualTo(404);
        Answer noReason = service.post("operator", "/projections/counted/rebuild", "-", "{}");
        assertThat(noReason.json().get("field").asString()).isEqualTo("/reason");
    }

    private void count(String stream, int by) {
        assertThat(service.post(
                                "registrar",
                                "/counts/" + stream,
                                UUID.randomUUID().toString(),
                                "{\"by\":" + by + "}")
                        .status())
                .isEqualTo(200);
    }

    private void settle() {
        await().untilAsserted(() -> assertThat(
                        service.get("reader", "/standing").json().get("settled").asBoolean())
                .isTrue());
    }

    private JsonNode verified() {
        Answer answer = service.post("operator", "/projections/counted/verification", "-", "");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private Answer rebuild() {
        Answer answer = service.post("operator", "/projections/counted/rebuild", "-", "{\"reason\":\"a test\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
