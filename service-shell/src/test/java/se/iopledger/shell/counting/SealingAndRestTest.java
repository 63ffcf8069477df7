package se.iopledger.shell.counting;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import se.iopledger.eventlog.testing.EmbeddedDatabases;
import se.iopledger.eventlog.testing.Eventually;
import se.iopledger.eventlog.testing.TestDatabase;
import se.iopledger.shell.testing.RunningService;
import tools.jackson.databind.JsonNode;

/** A service has come to rest when its log is sealed too; what keeps it from being sealed is seen by a person. */
class SealingAndRestTest {
    private final TestDatabase database = EmbeddedDatabases.create("rest");
    private final RunningService service = RunningService.start(CountingApplication.class, database, Map.of());

    @AfterEach
    void stop() {
        service.close();
    }

    private JsonNode standing() {
        return service.get("reader", "/standing").json();
    }

    private void count(String id) {
        assertThat(service.post("registrar", "/counts/" + id, id, "{\"by\":3}").status())
                .isEqualTo(200);
    }

    private void awaitRest() {
        Eventually.await("rest", () -> standing().get("settled").asBoolean());
    }

    @Test
    void a_service_has_not_come_to_rest_while_entries_wait_to_be_sealed() throws SQLException {
        count("first");
        awaitRest();
        database.asOwner("REVOKE EXECUTE ON FUNCTION eventlog.seal FROM \"" + database.appRole() + "\"");
        count("second");
        Eventually.await(
                "all but the seal is done",
                () -> standing().get("waitingFor").toString().equals("[\"2 entries to be sealed\"]"));
        assertThat(standing().get("settled").asBoolean()).isFalse();
        Eventually.await(
                "health tells why",
                () -> service.get("operator", "/actuator/health").body().contains("Sealing broke off"));

        database.asOwner("GRANT EXECUTE ON FUNCTION eventlog.seal TO \"" + database.appRole() + "\"");
        awaitRest();
    }

    @Test
    void a_log_that_is_not_as_it_was_sealed_needs_a_person_and_is_not_waited_for() throws SQLException {
        count("first");
        awaitRest();
        assertThat(standing().get("needsAttention")).isEmpty();
        database.asSuperuser("UPDATE eventlog.entry SET entry = convert_to(regexp_replace(convert_from(entry, 'UTF8'),"
                + " '\"data\":\\{', '\"data\": {'), 'UTF8')");
        Eventually.await(
                "it is told",
                () -> standing().get("needsAttention").toString().contains("the log is not sealed any more"));
        assertThat(standing().get("needsAttention").toString()).contains("is in the tree with leaf hash");
        count("second");
        awaitRest();
        assertThat(service.get("operator", "/actuator/prometheus").body()).contains("iop_sealer_broken 1.0");
    }
}
