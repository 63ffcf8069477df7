package se.iopledger.agreement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.AgreementService.registered;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.testing.SimulatedIdentityNumbers;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.EntryAttributes;
import se.iopledger.eventlog.PostgresEventLog;
import se.iopledger.eventlog.testing.TestDatabase;
import se.iopledger.shell.testing.RunningService;
import se.iopledger.shell.testing.RunningService.Answer;
import tools.jackson.databind.JsonNode;

/** Contact persons as users meet them. */
final class ContactPersonsServiceTest {
    private static final String CONTACT = """
            {"party":"kommun","name":"Contact A (invented)","title":"manager","email":"contact.a@example.org",\
            "telephone":"08-123 45 67"}""";
    private static final String WHY = "{\"ground\":\"NO_LONGER_NECESSARY\",\"reason\":\"left the organisation\"}";

    private RunningService service = AgreementService.on("2021-12-20");

    @BeforeEach
    void onTheTakeoverDate() {
        service = AgreementService.on("2021-12-20");
    }

    @Test
    void whoIsNamedIsReadAgainByReadersUntilRemoved() {
        String id = agreement("SCN-2018-3001");
        Answer named = service.post("registrar", contacts(id), "name-3001", CONTACT);
        assertThat(named.status()).as(named.body()).isEqualTo(201);
        String person = named.json().get("dataSubject").asString();

        JsonNode contact =
                service.get("reader", contacts(id)).json().get("contacts").get(0);
        assertThat(contact.get("dataSubject").asString()).isEqualTo(person);
        assertThat(contact.get("state").asString()).isEqualTo("READABLE");
        assertThat(contact.get("party").asString()).isEqualTo("kommun");
        assertThat(contact.get("name").asString()).isEqualTo("Contact A (invented)");
        assertThat(contact.get("title").asString()).isEqualTo("manager");
        assertThat(contact.get("email").asString()).isEqualTo("contact.a@example.org");
        assertThat(contact.get("telephone").asString()).isEqualTo("08-123 45 67");

        Answer removed = service.post("registrar", contacts(id) + "/" + person + "/removal", "remove-3001", "{}");
        assertThat(removed.status()).as(removed.body()).isEqualTo(200);
        assertThat(service.get("reader", contacts(id)).json().get("contacts").isEmpty())
                .isTrue();
    }

    @Test
    void whoIsErasedIsShownAsErasedWithDateAndProvision() {
        String id = agreement("SCN-2018-3002");
        String person = named(id, "name-3002");
        Answer erased = erase(id, person, "erase-3002", WHY);
        assertThat(erased.status()).as(erased.body()).isEqualTo(200);

        JsonNode contact =
                service.get("reader", contacts(id)).json().get("contacts").get(0);
        assertThat(contact.get("state").asString()).isEqualTo("ERASED");
        assertThat(contact.has("name")).isFalse();
        assertThat(contact.get("erased").get("on").asString()).isEqualTo("2021-12-20");
        assertThat(contact.get("erased").get("ground").asString()).isEqualTo("NO_LONGER_NECESSARY");
        assertThat(contact.get("erased").get("provision").asString()).isEqualTo("GDPR art. 17.1 a");
    }

    @Test
    void anErasureIsRepeatedSafelyAndASecondOneIsToldOfTheFirst() {
        String id = agreement("SCN-2018-3003");
        String person = named(id, "name-3003");
        Answer first = erase(id, person, "erase-3003", WHY);
        Answer repeated = erase(id, person, "erase-3003", WHY);
        assertThat(repeated.status()).isEqualTo(200);
        assertThat(repeated.body()).isEqualTo(first.body());

        Answer second = erase(id, person, "erase-3003-again", WHY);
        assertThat(second.status()).isEqualTo(409);
        assertThat(rule(second)).isEqualTo("DataSubjectMustNotBeErased");
        assertThat(second.json().get("detail").asString()).contains("2021-12-20", "GDPR art. 17.1 a");

        Answer unknown = erase(id, "nobody", "erase-3003-nobody", WHY);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(rule(unknown)).isEqualTo("DataSubjectMustBeKnown");
    }

    @Test
    void aRequestThatIsRefusedErasesNothing() {
        String id = agreement("SCN-2018-3004");
        String person = named(id, "name-3004");
        String path = contacts(id) + "/" + person + "/erasure";

        // The key of another request.
        assertThat(service.post("approver", "/agreements/" + id + "/approval", "used-3004", """
                {"decidedBy":"socialnämnden","decidedOn":"2021-12-01","evidence":{"kind":"DOCUMENT"}}""")
                        .status())
                .isEqualTo(200);
        assertThat(rule(service.post("approver", path, "used-3004", WHY))).isEqualTo("IdempotencyKeyMustNotBeReused");
        // Another version.
        Answer outdated = service.send(service.request("approver", path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "outdated-3004")
                .header("If-Match", "\"0\"")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(WHY)));
        assertThat(outdated.status()).isEqualTo(412);
        // No ground, an unknown one, no reason, a reason that says who.
        assertThat(erase(id, person, "g1", "{\"reason\":\"r\"}").status()).isEqualTo(422);
        assertThat(erase(id, person, "g2", "{\"ground\":\"BECAUSE\",\"reason\":\"r\"}")
                        .status())
                .isEqualTo(400);
        assertThat(erase(id, person, "g3", "{\"ground\":\"OBJECTION\"}").status())
                .isEqualTo(422);
        Answer telling =
                erase(id, person, "g4", "{\"ground\":\"OBJECTION\",\"reason\":\"contact a (INVENTED) asked for it\"}");
        assertThat(telling.status()).isEqualTo(422);
        assertThat(rule(telling)).isEqualTo("ReasonMustNotNameThePerson");
        assertThat(telling.body()).doesNotContainIgnoringCase("Contact A");
        // Another role, another municipality.
        assertThat(service.post("registrar", path, "g5", WHY).status()).isEqualTo(403);
        assertThat(service.post("stranger", path, "g6", WHY).status()).isEqualTo(404);

        assertThat(firstContact(id).get("state").asString()).isEqualTo("READABLE");
    }

    @Test
    void aRepeatedNamingIsRecognisedAndNamesNobodyTwice() {
        String id = agreement("SCN-2018-3005");
        Answer first = service.post("registrar", contacts(id), "name-3005", CONTACT);
        Answer again = service.post("registrar", contacts(id), "name-3005", CONTACT);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(service.get("reader", contacts(id)).json().get("contacts").size())
                .isEqualTo(1);

        Answer other = service.post("registrar", contacts(id), "name-3005", CONTACT.replace("manager", "other"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(rule(other)).isEqualTo("IdempotencyKeyMustNotBeReused");
        assertThat(firstContact(id).get("title").asString()).isEqualTo("manager");
    }

    @Test
    void theSameRequestSentManyTimesAtOnceNamesOnePerson() throws Exception {
        String id = agreement("SCN-2018-3006");
        List<Callable<Answer>> requests = new ArrayList<>();
        for (int number = 0; number < 12; number++) {
            requests.add(() -> service.post("registrar", contacts(id), "name-3006", CONTACT));
        }
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> answer : senders.invokeAll(requests)) {
                assertThat(answer.get().status()).as(answer.get().body()).isEqualTo(201);
            }
        }
        assertThat(service.get("reader", contacts(id)).json().get("contacts").size())
                .isEqualTo(1);
        assertThat(firstContact(id).get("state").asString()).isEqualTo("READABLE");
    }

    @Test
    void aRepeatAfterTheErasureIsRefusedSinceNothingIsLeftToRecogniseItBy() {
        String id = agreement("SCN-2018-3007");
        String person = named(id, "name-3007");
        erase(id, person, "erase-3007", WHY);
        Answer repeated = service.post("registrar", contacts(id), "name-3007", CONTACT);
        assertThat(repeated.status()).isEqualTo(409);
        assertThat(rule(repeated)).isEqualTo("ErasedPersonMustNotBeNamedByTheSameRequest");
        assertThat(firstContact(id).get("state").asString()).isEqualTo("ERASED");
    }

    @Test
    void theEntryHasAKeyedDigestAndTheIdThatItsTextsAreBoundTo() throws Exception {
        String id = agreement("SCN-2018-3008");
        named(id, "name-3008");
        Entry entry = namingOf(id);
        assertThat(entry.attribute(EntryAttributes.REQUEST_DIGEST))
                .hasValueSatisfying(digest -> assertThat(digest).matches("hmac-sha256:[0-9a-f]{64}"));
        assertThat(new String(entry.data(), UTF_8)).doesNotContain("Contact", "example.org", "manager", "123 45");
    }

    @ParameterizedTest
    @CsvSource({"name, Contact", "email, contact", "telephone, 08-", "title, m"})
    void aPersonalIdentityNumberIsRefusedInEveryField(String field, String text) {
        String id = agreement("SCN-2018-3009-" + field);
        String number = SimulatedIdentityNumbers.of(LocalDate.of(1990, 1, 2), 17, "-");
        String body = field.equals("name")
                ? "{\"party\":\"kommun\",\"name\":\"" + text + number + "\"}"
                : "{\"party\":\"kommun\",\"name\":\"Contact A (invented)\",\"" + field + "\":\"" + text + " " + number
                        + "\"}";
        Answer refused = service.post("registrar", contacts(id), "pin-" + field, body);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(rule(refused)).isEqualTo("PersonalIdentityNumberMustNotBeGiven");
        assertThat(refused.body()).doesNotContain(number);
    }

    @Test
    void whatCannotBeNamedIsRefusedWithItsField() {
        String id = agreement("SCN-2018-3010");
        Answer party = service.post("registrar", contacts(id), "w1", CONTACT.replace("kommun", "nobody"));
        assertThat(party.status()).isEqualTo(422);
        assertThat(rule(party)).isEqualTo("ContactMustBelongToAParty");
        Answer email =
                service.post("registrar", contacts(id), "w2", CONTACT.replace("contact.a@example.org", "no address"));
        assertThat(rule(email)).isEqualTo("EmailMustBeAnAddress");
        assertThat(email.json().get("field").asString()).isEqualTo("/email");
        assertThat(email.body()).doesNotContain("no address");
        Answer key = service.post("registrar", contacts(id), "contact.a@example.org", CONTACT);
        assertThat(rule(key)).isEqualTo("IdempotencyKeyMustNotNameThePerson");
        assertThat(service.post("approver", contacts(id), "w3", CONTACT).status())
                .isEqualTo(403);
        assertThat(service.post("stranger", contacts(id), "w4", CONTACT).status())
                .isEqualTo(404);
        assertThat(service.get("stranger", contacts(id)).status()).isEqualTo(404);
        assertThat(service.get("approver", contacts(id)).status()).isEqualTo(403);
        assertThat(service.get("operator", contacts(id)).status()).isEqualTo(403);
    }

    @Test
    void everythingHeldOnOnePersonIsExported() {
        String id = agreement("SCN-2018-3011");
        String person = named(id, "name-3011");
        named(id, "name-3011-another");
        service.post("registrar", contacts(id) + "/" + person + "/removal", "remove-3011", "{\"reason\":\"moved\"}");
        String path = contacts(id) + "/" + person + "/export";

        JsonNode export = service.get("approver", path).json();
        assertThat(export.get("standing").asString()).isEqualTo("REMOVED");
        assertThat(export.get("person").get("email").asString()).isEqualTo("contact.a@example.org");
        assertThat(texts(export.get("events"), "type"))
                .containsExactly(
                        "se.iopledger.agreement.contact-person-named.v1",
                        "se.iopledger.agreement.contact-person-removed.v1");
        JsonNode event = export.get("events").get(0);
        Entry entry = namingOf(id);
        assertThat(event.get("position").asLong()).isEqualTo(entry.position());
        assertThat(event.get("stream").asString()).isEqualTo(id);
        assertThat(event.get("recordedTime").asString())
                .isEqualTo(entry.recordedTime().toString());
        assertThat(event.get("leafHash").asString()).isEqualTo(entry.leafHashHex());
        assertThat(event.get("encryptedFields").size()).isEqualTo(4);
        assertThat(export.get("events").get(1).get("reason").asString()).isEqualTo("moved");
        assertThat(texts(export.get("copies"), "place"))
                .anyMatch(place -> place.startsWith("topic iop.agreements"))
                .contains("snapshot of the agreement", "table erased_subject", "database of keys");

        erase(id, person, "erase-3011", WHY);
        JsonNode after = service.get("approver", path).json();
        assertThat(after.get("standing").asString()).isEqualTo("ERASED");
        assertThat(after.get("person").get("state").asString()).isEqualTo("ERASED");
        assertThat(after.get("events").size()).isEqualTo(3);
        assertThat(after.get("events").get(0).get("leafHash").asString()).isEqualTo(entry.leafHashHex());

        assertThat(service.get("reader", path).status()).isEqualTo(403);
        assertThat(service.get("stranger", path).status()).isEqualTo(404);
        assertThat(service.get("approver", contacts(id) + "/nobody/export").status())
                .isEqualTo(404);
    }

    @Test
    void aKeyThatIsGoneWithoutAnErasureIsAFindingAndNoFailure() throws Exception {
        String id = agreement("SCN-2018-3012");
        String person = named(id, "name-3012");
        AgreementService.keys().asOwner("DELETE FROM keys.subject_key WHERE data_subject = '" + person + "'");

        assertThat(firstContact(id).get("state").asString()).isEqualTo("UNREADABLE");
        assertThat(firstContact(id).get("finding").asString()).contains("PersonalDataMustBeReadable", "key is missing");
    }

    @Test
    void aTextMovedFromAnotherPersonsEntryIsAFindingAndNoFailure() throws Exception {
        String id = agreement("SCN-2018-3013");
        named(id, "name-3013-a");
        named(id, "name-3013-b");
        Entry first = namingOf(id);
        Entry second = service.bean(PostgresEventLog.class)
                .readStream(id, first.streamSequence() + 1, 1)
                .getFirst();
        String moved =
                new String(first.bytes(), UTF_8).replace(ciphertextOf(first, "name"), ciphertextOf(second, "name"));

        // By somebody who owns the database and lifts its guard, for as long as it takes to look.
        overwrite(first.position(), moved.getBytes(UTF_8));
        try {
            Answer answer = service.get("reader", contacts(id));
            assertThat(answer.status()).isEqualTo(200);
            JsonNode contacts = answer.json().get("contacts");
            assertThat(contacts.get(0).get("state").asString()).isEqualTo("UNREADABLE");
            assertThat(contacts.get(0).get("finding").asString()).contains("moved or altered");
            assertThat(contacts.get(0).has("email")).isFalse();
            assertThat(contacts.get(1).get("name").asString()).isEqualTo("Contact A (invented)");
        } finally {
            overwrite(first.position(), first.bytes());
        }
        assertThat(firstContact(id).get("state").asString()).isEqualTo("READABLE");
    }

    @Test
    void keysThatCannotBeReachedAreSaidToBeAndNothingIsStored() throws Exception {
        String id = agreement("SCN-2018-3014");
        String person = named(id, "name-3014");
        TestDatabase keys = AgreementService.keys();
        keys.asOwner("REVOKE SELECT ON keys.subject_key, keys.erasure FROM " + keys.appRole());
        try {
            for (Answer answer : List.of(
                    service.get("reader", contacts(id)),
                    service.post("registrar", contacts(id), "name-3014-b", CONTACT),
                    erase(id, person, "erase-3014", WHY))) {
                assertThat(answer.status()).as(answer.body()).isEqualTo(503);
                assertThat(rule(answer)).isEqualTo("KeysMustBeAvailable");
            }
        } finally {
            keys.asOwner("GRANT SELECT ON keys.subject_key, keys.erasure TO " + keys.appRole());
        }
        assertThat(firstContact(id).get("state").asString()).isEqualTo("READABLE");
        assertThat(erase(id, person, "erase-3014", WHY).status()).isEqualTo(200);
    }

    private static String ciphertextOf(Entry entry, String field) {
        return ContractsJson.mapper()
                .readTree(entry.data())
                .get(field)
                .get("ciphertext")
                .asString();
    }

    private static void overwrite(long position, byte[] entry) throws SQLException {
        AgreementService.database()
                .asOwner(
                        "ALTER TABLE eventlog.entry DISABLE TRIGGER entry_is_append_only",
                        "UPDATE eventlog.entry SET entry = decode('"
                                + HexFormat.of().formatHex(entry) + "', 'hex') WHERE position = " + position,
                        "ALTER TABLE eventlog.entry ENABLE TRIGGER entry_is_append_only");
    }

    private Entry namingOf(String id) {
        return service.bean(PostgresEventLog.class).readStream(id, 0, 100).stream()
                .filter(entry -> entry.type().equals("se.iopledger.agreement.contact-person-named.v1"))
                .findFirst()
                .orElseThrow();
    }

    private String agreement(String caseNumber) {
        return registered(service, Paper.of("UPP").with("/caseNumber", "\"" + caseNumber + "\""));
    }

    private String named(String id, String key) {
        Answer named = service.post("registrar", contacts(id), key, CONTACT);
        assertThat(named.status()).as(named.body()).isEqualTo(201);
        return named.json().get("dataSubject").asString();
    }

    private Answer erase(String id, String person, String key, String body) {
        return service.post("approver", contacts(id) + "/" + person + "/erasure", key, body);
    }

    private JsonNode firstContact(String id) {
        return service.get("reader", contacts(id)).json().get("contacts").get(0);
    }

    private static String contacts(String id) {
        return "/agreements/" + id + "/contacts";
    }

    private static String rule(Answer answer) {
        return answer.json().get("rule").asString();
    }

    private static List<String> texts(JsonNode items, String field) {
        List<String> texts = new ArrayList<>();
        items.forEach(item -> texts.add(item.get(field).asString()));
        return texts;
    }
}
