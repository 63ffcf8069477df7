package se.iopledger.reporting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementActivated;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementRegistered;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.model.Cause;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.ObligationKind;
import se.iopledger.contracts.terms.Recurrence;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.PostgresEventLog;
import se.iopledger.eventlog.WritesRefused;
import se.iopledger.eventlog.testing.EmbeddedBroker;
import se.iopledger.eventlog.testing.EmbeddedDatabases;
import se.iopledger.eventlog.testing.Eventually;
import se.iopledger.eventlog.testing.TestDatabase;
import se.iopledger.proofs.merkle.Frontier;
import se.iopledger.proofs.note.Checkpoint;
import se.iopledger.proofs.note.SignatureType;
import se.iopledger.proofs.note.SignedNote;
import se.iopledger.proofs.note.SigningKey;
import se.iopledger.reporting.domain.AgreementText;
import se.iopledger.reporting.domain.ReportingCommand.FollowAgreement;
import se.iopledger.reporting.testing.OtherService;
import se.iopledger.shell.command.CommandGate;
import se.iopledger.shell.log.CompleteLog;
import se.iopledger.shell.testing.RunningService;
import tools.jackson.databind.JsonNode;

/**
 * The whole way: reporting-service's database, the journal in it included, is put back to yesterday. The journal hears from
 * the topics what it has missed, the log is completed from it, and everything goes on as if nothing had happened.
 */
class LogIsCompletedFromTheJournalTest {
    private static final LocalDate TODAY = LocalDate.parse("2021-12-20");
    private static final String NORRTALJE = "0188";
    private static final SigningKey LOG_KEY =
            SigningKey.generate("test.example/reporting-service", SignatureType.ED25519, new SecureRandom());
    private static final SigningKey WITNESS_KEY =
            SigningKey.generate("test.example/witness", SignatureType.COSIGNATURE_V1, new SecureRandom());

    private final EmbeddedKafkaKraftBroker broker = newBroker();
    private final OtherService agreements =
            new OtherService("agreement-service", EventCatalogue.AGREEMENTS_TOPIC, broker.getBrokersAsString());
    private final OtherService payments =
            new OtherService("finance-service", EventCatalogue.PAYMENTS_TOPIC, broker.getBrokersAsString());
    private TestDatabase database = EmbeddedDatabases.create("reporting");
    private RunningService service = started();

    /** Its own, since a topic belongs to one log. */
    private static EmbeddedKafkaKraftBroker newBroker() {
        // So that Kafka's shutdown hooks are those of the shared broker, which knows how to live with them.
        var _ = EmbeddedBroker.bootstrapServers();
        EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1);
        broker.brokerProperties(Map.of("auto.create.topics.enable", "false", "group.initial.rebalance.delay.ms", "0"));
        broker.afterPropertiesSet();
        return broker;
    }

    private RunningService started() {
        return RunningService.start(ReportingServiceApplication.class, database, settings());
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("iop.business-date", TODAY.toString());
        settings.put("iop.kafka.bootstrap-servers", broker.getBrokersAsString());
        settings.put("iop.log.origin", LOG_KEY.verifier().name());
        settings.put("iop.log.signing-keys", LOG_KEY.secretText());
        settings.put("iop.witness.signing-key", WITNESS_KEY.secretText());
        settings.put("iop.witness.logs[0].source", "/reporting-service");
        settings.put("iop.witness.logs[0].key", LOG_KEY.verifier().text());
        return settings;
    }

    @AfterEach
    void stop() {
        service.close();
        agreements.close();
        payments.close();
        broker.destroy();
    }

    @Test
    void yesterdaysDatabaseTakesNoWritesUntilItsLogIsCompleteAndThenGoesOnUnharmed() throws Exception {
        List<String> before = activate(3);
        TestDatabase yesterday = backUp();
        List<String> after = activate(4);
        List<Entry> log = entries();
        List<SignedNote> signed = checkpoints();
        Map<String, String> histories = histories(before, after);
        service.close();
        database = yesterday;
        service = started();

        assertThat(standing().get("needsAttention").toString())
                .contains("The log takes no writes: it has 3 entries, but the topic iop.reports has 7")
                .contains("run the jar of reporting-service with complete-log");
        JsonNode health = service.get("operator", "/actuator/health").json();
        assertThat(health.get("status").asString()).isEqualTo("DOWN");
        assertThat(health.get("components")
                        .get("completenessHealth")
                        .get("details")
                        .get("takesWrites")
                        .asBoolean())
                .isFalse();
        assertThat(service.get("", "/actuator/health/readiness").status())
                .as("it answers what it knows")
                .isEqualTo(200);
        assertThatThrownBy(this::command).isInstanceOf(WritesRefused.class).hasMessageContaining("takes no writes");
        Eventually.await("the journal hears what it missed", () -> journalSize() == log.size());
        Eventually.await("and it is cosigned again", () -> cosignedSize() == log.size());

        String leaf = "sha256('\\x00'::bytea || ";
        database.asSuperuser(
                "CREATE TABLE kept AS SELECT bytes FROM service.journal_entry"
                        + " WHERE source = '/reporting-service' AND position = 5",
                "UPDATE service.journal_entry SET bytes = set_byte(bytes, 400, 90), leaf_hash = " + leaf
                        + "set_byte(bytes, 400, 90)) WHERE source = '/reporting-service' AND position = 5");
        Run refused = complete();
        assertThat(refused.said()).contains("complete-log: refused, entry 5: its bytes in the journal");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(entries()).hasSize(3);
        database.asSuperuser("UPDATE service.journal_entry SET bytes = (SELECT bytes FROM kept), leaf_hash = " + leaf
                + "(SELECT bytes FROM kept)) WHERE source = '/reporting-service' AND position = 5");

        Run completed = complete();
        assertThat(completed.said()).contains("The log has 7 entries, 4 of them put back");
        assertThat(completed.exitCode()).isZero();
        awaitSettled();
        assertThat(standing().get("needsAttention")).isEmpty();
        assertThat(entries()).as("nothing is derived twice").isEqualTo(log);
        assertThat(histories(before, after)).isEqualTo(histories);
        assertThat(service.projectionsThatDiffer()).isEmpty();
        assertThat(service.get("operator", "/witness/alarms").json().get("alarms"))
                .isEmpty();

        after.addAll(activate(1));
        assertThat(entries()).hasSize(log.size() + 1).startsWith(log.toArray(Entry[]::new));
        Eventually.await("what is new is cosigned", () -> cosignedSize() == log.size() + 1);
        for (SignedNote note : signed) {
            Checkpoint checkpoint = Checkpoint.open(note, List.of(LOG_KEY.verifier()));
            Frontier tree = new Frontier();
            entries().subList(0, (int) checkpoint.size()).forEach(entry -> tree.append(entry.leaf()));
            assertThat(tree.root()).isEqualTo(checkpoint.root());
        }
        assertThat(service.get("operator", "/actuator/health")
                        .json()
                        .get("status")
                        .asString())
                .isEqualTo("UP");
    }

    @Test
    void whatIsNotConfiguredOrNotToBeReachedIsSaidAndChangesNothing() {
        assertThat(run(Map.of()).said()).contains("iop.database.url must be configured");
        Map<String, String> noJournal = completing();
        noJournal.remove("iop.journal.address");
        assertThat(run(noJournal).said()).contains("iop.journal.address, iop.journal.user and iop.journal.password");
        Map<String, String> noWitness = completing();
        noWitness.remove("iop.journal.witness-key");
        assertThat(run(noWitness).said()).contains("iop.journal.witness-key must be configured");
        Map<String, String> away = completing();
        away.put("iop.journal.address", "http://127.0.0.1:1");
        assertThat(run(away).said())
                .contains("http://127.0.0.1:1/witness/reporting-service/checkpoint does not answer");
        Map<String, String> notAllowed = completing();
        notAllowed.put("iop.journal.user", "reader");
        activate(1);
        Run refused = run(notAllowed);
        assertThat(refused.said()).contains("/journal/reporting-service was answered with status 403");
        assertThat(refused.exitCode()).isEqualTo(2);
    }

    @Test
    void anOperatorIsToldThatThereIsNothingToDecide() {
        String reason = "{\"reason\":\"nothing was put back\"}";
        assertThat(service.post("reader", "/completeness/decision", "-", reason).status())
                .isEqualTo(403);
        RunningService.Answer noReason = service.post("operator", "/completeness/decision", "-", "{}");
        assertThat(noReason.status()).isEqualTo(422);
        assertThat(noReason.json().get("field").asString()).isEqualTo("/reason");
        RunningService.Answer open = service.post("operator", "/completeness/decision", "-", reason);
        assertThat(open.status()).isEqualTo(409);
        assertThat(open.json().get("rule").asString()).isEqualTo("LogMustRefuseWrites");
    }

    /** So many agreements, each of which lets reporting-service store one entry, sealed, published and cosigned. */
    private List<String> activate(int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = UUID.randomUUID().toString();
            Terms terms = terms();
            var _ = agreements.tell(id, NORRTALJE, TODAY, new AgreementRegistered(id, 1, "registrar", terms), null);
            var _ = agreements.tell(
                    id,
                    NORRTALJE,
                    TODAY,
                    new AgreementActivated(
                            id, 1, terms, terms.period().first(), terms.period().last()),
                    null);
            Eventually.await(
                    "it is known",
                    () -> service.get("reader", "/agreements/" + id + "/obligations")
                            .body()
                            .contains("IN_FORCE"));
            ids.add(id);
        }
        awaitSettled();
        Eventually.await("all is cosigned", () -> cosignedSize() == entries().size());
        return ids;
    }

    private static Terms terms() {
        return AgreementText.from("2021-09-15", "2024-09-14")
                .takenOverOn("2021-12-20")
                .asksFor(
                        "half-yearly-account",
                        ObligationKind.FINANCIAL_ACCOUNT,
                        new Recurrence.InMonths(List.of(3, 9)),
                        "NOR-10")
                .terms();
    }

    private void command() {
        String id = UUID.randomUUID().toString();
        Terms terms = terms();
        var _ = service.bean(CommandGate.class)
                .execute(
                        new FollowAgreement(
                                id,
                                Mandate.of("reporting-service", TODAY),
                                new Cause("/agreement-service", 1_000_000),
                                Optional.of(AgreementLife.begun(1, terms))),
                        NORRTALJE);
    }

    private TestDatabase backUp() {
        service.close();
        TestDatabase copy = EmbeddedDatabases.copyOf(database, "backup");
        service = started();
        awaitSettled();
        return copy;
    }

    private void awaitSettled() {
        Eventually.await("it settles", () -> standing().get("settled").asBoolean());
    }

    private JsonNode standing() {
        return service.get("reader", "/standing").json();
    }

    private List<Entry> entries() {
        return service.bean(PostgresEventLog.class).readFrom(0, 10_000);
    }

    private List<SignedNote> checkpoints() throws SQLException {
        List<SignedNote> found = new ArrayList<>();
        try (Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT note FROM eventlog.checkpoint")) {
            while (rows.next()) {
                found.add(SignedNote.parse(rows.getString(1).getBytes(UTF_8)));
            }
        }
        return found;
    }

    private Map<String, String> histories(List<String> some, List<String> others) {
        Map<String, String> histories = new LinkedHashMap<>();
        some.forEach(id -> histories.put(
                id, service.get("reader", "/agreements/" + id + "/history").body()));
        others.forEach(id -> histories.put(
                id, service.get("reader", "/agreements/" + id + "/history").body()));
        return histories;
    }

    private long journalSize() {
        return service.get("auditor", "/journal/reporting-service")
                .json()
                .get("size")
                .asLong();
    }

    private long cosignedSize() {
        RunningService.Answer answer = service.get("reader", "/witness/reporting-service/checkpoint");
        return answer.status() == 404
                ? 0
                : Checkpoint.parse(
                                SignedNote.parse(answer.body().getBytes(UTF_8)).text())
                        .size();
    }

    private record Run(int exitCode, String said) {}

    private Run complete() {
        return run(completing());
    }

    private Map<String, String> completing() {
        Map<String, String> settings = settings();
        settings.put("iop.database.url", database.url());
        settings.put("iop.database.user", database.appRole());
        settings.put("iop.database.password", database.appRole());
        settings.put("iop.database.owner-user", database.ownerRole());
        settings.put("iop.database.owner-password", database.ownerRole());
        settings.put("iop.journal.address", "http://127.0.0.1:" + service.port());
        settings.put("iop.journal.user", "auditor");
        settings.put("iop.journal.password", RunningService.PASSWORD);
        settings.put("iop.journal.witness-key", WITNESS_KEY.verifier().text());
        return settings;
    }

    private static Run run(Map<String, String> settings) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, UTF_8);
        int exitCode = CompleteLog.run(
                settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new),
                out,
                out);
        return new Run(exitCode, said.toString(UTF_8));
    }
}
