package se.iopledger.agreement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.iopledger.agreement.AgreementService.registered;

import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.PostgresEventLog;
import se.iopledger.eventlog.personal.Erasure;
import se.iopledger.eventlog.personal.MasterKeys;
import se.iopledger.eventlog.personal.SubjectKeys;
import se.iopledger.eventlog.testing.EmbeddedDatabases;
import se.iopledger.eventlog.testing.Eventually;
import se.iopledger.eventlog.testing.TestDatabase;
import se.iopledger.shell.testing.RunningService;
import se.iopledger.shell.testing.RunningService.Answer;
import tools.jackson.databind.JsonNode;

/** Whichever database is put back to yesterday, and wherever a crash cuts an erasure short: gone is gone, and told. */
final class ErasureSurvivesRestoreTest {
    private static final String CONTACT = "{\"party\":\"kommun\",\"name\":\"Contact A (invented)\"}";
    private static final String WHY = "{\"ground\":\"CONSENT_WITHDRAWN\",\"reason\":\"consent was withdrawn\"}";
    private static final String ERASED = "se.iopledger.agreement.data-subject-erased.v1";

    /** One for all tests, which keep apart by agreements of their own. */
    private static @Nullable Installation running;

    private Installation installation = installation();
    private String agreement = "";

    private static Installation installation() {
        if (running == null) {
            running = new Installation();
        }
        return running;
    }

    @BeforeEach
    void anAgreementOfItsOwn(TestInfo test) {
        installation = installation();
        agreement = registered(
                installation.service(),
                Paper.of("UPP")
                        .with(
                                "/caseNumber",
                                "\"" + test.getTestMethod().orElseThrow().getName() + "\""));
    }

    @AfterAll
    static void stop() {
        if (running != null) {
            running.close();
        }
    }

    @Test
    void yesterdaysLogDoesNotBringThePersonBackAndItsHashesAreUnchanged() {
        String person = named();
        List<String> yesterday = leafHashes();
        Installation.Backup backup = installation.backUp();
        assertThat(contact().get("name").asString()).isEqualTo("Contact A (invented)");

        erase(person);
        assertThat(leafHashes().subList(0, yesterday.size())).isEqualTo(yesterday);

        installation.restoreLog(backup);
        assertThat(contact().get("state").asString()).isEqualTo("ERASED");
        assertThat(contact().get("erased").get("provision").asString()).isEqualTo("GDPR art. 17.1 b");
        assertThat(installation.service().bean(SubjectKeys.class).find(person)).isEmpty();
        assertThat(leafHashes().subList(0, yesterday.size())).isEqualTo(yesterday);

        // The restored log is told again, by the same request: a repeat of it is recognised.
        assertThat(entries()).extracting(Entry::type).contains(ERASED);
        assertThat(erase(person).status()).isEqualTo(200);
        assertThat(entries()).extracting(Entry::type).containsOnlyOnce(ERASED);
    }

    @Test
    void yesterdaysKeysAreErasedAgainAtTheStart() {
        String person = named();
        Installation.Backup backup = installation.backUp();
        erase(person);
        Eventually.await("the projection has heard of it", () -> isInTable(person));
        assertThat(new SubjectKeys(backup.keys().app(), installation.masterKeys()).find(person))
                .as("the backup still has the key")
                .isPresent();

        installation.restoreKeys(backup);
        SubjectKeys keys = installation.service().bean(SubjectKeys.class);
        assertThat(keys.find(person)).isEmpty();
        assertThat(keys.erasureOf(person)).isPresent();
        assertThat(contact().get("state").asString()).isEqualTo("ERASED");
        assertThat(entries()).extracting(Entry::type).containsOnlyOnce(ERASED);
    }

    @Test
    void whatLogAndKeysHaveBothForgottenComesBackWithTheEntriesAndIsErasedAgain() throws Exception {
        String person = named();
        Installation.Backup backup = installation.backUp();
        erase(person);
        List<String> today = leafHashes();

        installation.restoreBothAndComplete(backup);
        assertThat(contact().get("state").asString()).isEqualTo("ERASED");
        assertThat(leafHashes()).isEqualTo(today);
        SubjectKeys keys = installation.service().bean(SubjectKeys.class);
        Eventually.await("the key is gone", () -> keys.find(person).isEmpty());
        assertThat(keys.erasureOf(person)).isPresent();
        assertThat(erase(person).status()).as("the same request again").isEqualTo(200);
        assertThat(entries()).extracting(Entry::type).containsOnlyOnce(ERASED);
        assertThat(installation.service().projectionsThatDiffer()).isEmpty();
    }

    @Test
    void whatACrashLeftUntoldBetweenKeyAndEventIsToldAndTheRequestCanBeRepeated() throws Exception {
        String person = named();
        // As far as a service comes that dies after the first step.
        installation
                .service()
                .bean(SubjectKeys.class)
                .erase(
                        new Erasure(
                                person,
                                agreement,
                                "0380",
                                LocalDate.of(2021, 12, 20),
                                "CONSENT_WITHDRAWN",
                                new Erasure.Request(
                                        "approver",
                                        "consent was withdrawn",
                                        "erase-" + agreement,
                                        digestOf(path(person), WHY))),
                        false);
        assertThat(contact().get("state").asString()).isEqualTo("ERASED");

        installation.restart();
        assertThat(entries()).extracting(Entry::type).containsOnlyOnce(ERASED);
        Entry told = entries().getLast();
        assertThat(told.attribute("actor")).contains("approver");
        assertThat(told.attribute("reason")).contains("consent was withdrawn");
        assertThat(erase(person).status()).isEqualTo(200);
        assertThat(entries()).extracting(Entry::type).containsOnlyOnce(ERASED);
        assertThat(installation.service().bean(SubjectKeys.class).erasuresNotRecorded())
                .extracting(Erasure::dataSubject)
                .doesNotContain(person);
    }

    @Test
    void whatARunningServiceFailedToTellIsToldWithoutARestart() {
        String person = named();
        installation
                .service()
                .bean(SubjectKeys.class)
                .erase(
                        new Erasure(
                                person,
                                agreement,
                                "0380",
                                LocalDate.of(2021, 12, 20),
                                "OBJECTION",
                                new Erasure.Request("approver", "objected", "another-key-" + agreement, "00")),
                        false);
        Eventually.await(
                "the log is told",
                () -> entries().stream().anyMatch(entry -> entry.type().equals(ERASED)));
    }

    @Test
    void anErasureThatTheLogCannotTakeIsShownToTheOperator() {
        installation
                .service()
                .bean(SubjectKeys.class)
                .erase(
                        new Erasure(
                                "never-named",
                                agreement,
                                "0380",
                                LocalDate.of(2021, 12, 20),
                                "OBJECTION",
                                new Erasure.Request("approver", "objected", "another-key-" + agreement, "00")),
                        false);
        Eventually.await(
                "the failure shows",
                () -> erasuresHealth().get("status").asString().equals("DOWN"));
        assertThat(erasuresHealth().get("details").get("failure").asString())
                .contains("never-named", "DataSubjectMustBeKnown");
    }

    @Test
    void withoutAMasterKeyTheServiceDoesNotStartAndSaysWhy() {
        assertThatThrownBy(() -> RunningService.start(
                        AgreementServiceApplication.class,
                        EmbeddedDatabases.create("agreement"),
                        AgreementService.settings("2021-12-20", EmbeddedDatabases.create("agreementkeys"), "")))
                .rootCause()
                .hasMessageContaining("one of iop.keys.master-key-file and iop.keys.master-key must be configured");
    }

    @Test
    void inTheLogsOwnDatabaseTheKeysAreRefused() {
        TestDatabase both = EmbeddedDatabases.create("agreement");
        assertThatThrownBy(() -> RunningService.start(
                        AgreementServiceApplication.class,
                        both,
                        AgreementService.settings("2021-12-20", both, MasterKeys.generate("test"))))
                .rootCause()
                .hasMessageContaining("Give the keys a database of their own");
    }

    @Test
    void withAnotherMasterKeyTheServiceDoesNotStartAndSaysWhichIsMissing() {
        named();
        assertThatThrownBy(() -> RunningService.start(
                        AgreementServiceApplication.class,
                        EmbeddedDatabases.create("agreement"),
                        AgreementService.settings("2021-12-20", installation.keys(), MasterKeys.generate("another"))))
                .rootCause()
                .hasMessageContaining("wrapped with the master key test, which is not configured");
    }

    private String named() {
        Answer named = installation.service().post("registrar", contacts(), "name-" + agreement, CONTACT);
        assertThat(named.status()).as(named.body()).isEqualTo(201);
        return named.json().get("dataSubject").asString();
    }

    private Answer erase(String person) {
        Answer erased = installation.service().post("approver", path(person), "erase-" + agreement, WHY);
        assertThat(erased.status()).as(erased.body()).isEqualTo(200);
        return erased;
    }

    private JsonNode contact() {
        Answer answer = installation.service().get("reader", contacts());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().get("contacts").get(0);
    }

    private String contacts() {
        return "/agreements/" + agreement + "/contacts";
    }

    private String path(String person) {
        return contacts() + "/" + person + "/erasure";
    }

    private List<Entry> entries() {
        return installation.service().bean(PostgresEventLog.class).readStream(agreement, 0, 10_000);
    }

    private List<String> leafHashes() {
        return entries().stream().map(Entry::leafHashHex).toList();
    }

    private JsonNode erasuresHealth() {
        return installation
                .service()
                .get("operator", "/actuator/health")
                .json()
                .get("components")
                .get("erasuresHealth");
    }

    private boolean isInTable(String person) {
        JsonNode copies = installation
                .service()
                .get("approver", contacts() + "/" + person + "/export")
                .json()
                .get("copies");
        return IntStream.range(0, copies.size())
                .mapToObj(copies::get)
                .anyMatch(copy -> copy.get("place").asString().equals("table erased_subject")
                        && copy.get("present").asBoolean());
    }

    /** As the service reckons it: method, path, content type and body. */
    private static String digestOf(String path, String body) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(("POST\n" + path + "\napplication/json\n" + body).getBytes(UTF_8)));
    }
}
