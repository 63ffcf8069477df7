package se.iopledger.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.iopledger.agreement.AgreementService.registerYaml;
import static se.iopledger.agreement.AgreementService.registered;
import static se.iopledger.agreement.AgreementService.steps;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.contracts.testing.SimulatedIdentityNumbers;
import se.iopledger.eventlog.testing.EmbeddedBroker;
import se.iopledger.shell.testing.RunningService;
import se.iopledger.shell.testing.RunningService.Answer;
import tools.jackson.databind.JsonNode;

/** The service as its users meet it: over HTTP, with PostgreSQL and Kafka behind it. */
final class AgreementServiceTest {
    private RunningService service = AgreementService.on("2021-12-20");

    @BeforeEach
    void onTheTakeoverDate() {
        service = AgreementService.on("2021-12-20");
    }

    @ParameterizedTest
    @CsvSource({"UPP,socialnämnden", "LUN,socialnämnden", "NOR,socialnämnden", "LIN,omsorgsnämnden", "STO,socialnämnden"
    })
    @Clause({"UPP-2", "LUN-1", "NOR-13", "LIN-2", "STO-1"})
    void eachOfTheFiveIsRegisteredFromItsFileAndCarriedToActivation(String name, String board) {
        Answer registration = registerYaml(service, "registrar", "five-" + name, Paper.text(name + ".yaml"));
        assertThat(registration.status()).as(registration.body()).isEqualTo(201);
        String id = registration.json().get("agreementId").asString();
        assertThat(registration.header("Location")).isEqualTo("/agreements/" + id);

        assertThat(steps(service, name, id)).extracting(Answer::status).containsOnly(200);

        Answer answer = service.get("reader", "/agreements/" + id);
        JsonNode agreement = answer.json();
        assertThat(agreement.get("state").asString()).isEqualTo("ACTIVE");
        assertThat(agreement.get("shortName").asString()).isEqualTo(name);
        assertThat(agreement.get("approved").get("decidedBy").asString()).endsWith(board);
        assertThat(agreement.get("signed").size())
                .isEqualTo(agreement.get("parties").size());
        assertThat(agreement.get("missingForActivation").isEmpty()).isTrue();
        assertThat(textsOf(agreement.get("findings"), "rule")).contains("DecisionMustBeEvidenced");
        assertThat(textsOf(agreement.get("findings"), "rule").contains("SignatureMustBeEvidenced"))
                .isEqualTo(!name.equals("NOR"));
        assertThat(answer.header("ETag"))
                .isEqualTo("\"" + agreement.get("version").asLong() + "\"");
    }

    @Test
    void whatHappenedIsPublishedInOrderUnderTheAgreementsId() {
        String id = registered(service, upp("SCN-2018-1001"));
        steps(service, "UPP", id);
        assertThat(typesPublishedFor(id, 8))
                .containsExactly(
                        "se.iopledger.agreement.registered.v1",
                        "se.iopledger.agreement.findings-raised.v1",
                        "se.iopledger.agreement.approved.v1",
                        "se.iopledger.agreement.findings-raised.v1",
                        "se.iopledger.agreement.signed.v1",
                        "se.iopledger.agreement.findings-raised.v1",
                        "se.iopledger.agreement.signed.v1",
                        "se.iopledger.agreement.findings-raised.v1",
                        "se.iopledger.agreement.activated.v1");
    }

    @Test
    @Clause({"LIN-2", "NOR-9"})
    void whatIsMissingForActivationIsSaid() {
        String id = registered(service, Paper.of("LIN").with("/caseNumber", "\"SON 2021-1002\""));
        JsonNode draft = service.get("reader", "/agreements/" + id).json();
        assertThat(draft.get("state").asString()).isEqualTo("REGISTERED");
        assertThat(textsOf(draft.get("missingForActivation"), "what"))
                .containsExactly("BOARD_DECISION", "SIGNATURE", "SIGNATURE", "SIGNATURE");

        approve(id, "lin-a");
        sign(id, "kommun", "lin-1");
        sign(id, "stadsmission", "lin-2");

        JsonNode approved = service.get("reader", "/agreements/" + id).json();
        assertThat(approved.get("state").asString()).isEqualTo("APPROVED");
        assertThat(textsOf(approved.get("missingForActivation"), "party")).containsExactly("pastorat");
    }

    @Test
    @Clause("UPP-1")
    void theSameCaseIsNotRegisteredTwice() {
        registered(service, upp("SCN-2018-1003"));
        Answer again = service.post(
                "registrar",
                "/agreements",
                "twice",
                upp("scn-2018-1003").with("/title", "\"Another title\"").json());
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().get("rule").asString()).isEqualTo("AgreementMustNotBeRegisteredTwice");
    }

    @Test
    void aRepeatedRequestGivesTheFirstAnswerAgain() {
        String body = upp("SCN-2018-1004").json();
        Answer first = service.post("registrar", "/agreements", "repeat-1004", body);
        Answer again = service.post("registrar", "/agreements", "repeat-1004", body);
        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));

        Answer other = service.post(
                "registrar", "/agreements", "repeat-1004", upp("SCN-2018-1005").json());
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().get("rule").asString()).isEqualTo("IdempotencyKeyMustNotBeReused");
    }

    @Test
    void aRefusedRequestStoresNothingAndIsDecidedAfresh() {
        Answer refused = service.post(
                "registrar",
                "/agreements",
                "afresh",
                upp("SCN-2018-1006").with("/period/last", "\"2018-12-31\"").json());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(service.post(
                                "registrar",
                                "/agreements",
                                "afresh",
                                upp("SCN-2018-1006").json())
                        .status())
                .isEqualTo(201);
    }

    @Test
    void allThatIsWrongWithTermsIsToldAtOnce() {
        Answer refused = service.post(
                "registrar",
                "/agreements",
                "wrong",
                upp("SCN-2018-1007")
                        .with("/period/last", "\"2018-12-31\"")
                        .with("/funding/grants/0/payer", "\"nobody\"")
                        .json());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.json().get("rule").asString()).isEqualTo("PeriodMustEndAfterItStarts");
        assertThat(refused.json().get("field").asString()).isEqualTo("/period/last");
        assertThat(refused.json().get("clauses").get(0).asString()).isEqualTo("UPP-3");
        assertThat(textsOf(refused.json().get("errors"), "field")).contains("/period/last", "/funding/grants/0/payer");
    }

    @Test
    void whatIsNoTermsDocumentIsRefusedWithItsPlace() {
        Answer unknown = service.post(
                "registrar",
                "/agreements",
                "unknown",
                upp("SCN-2018-1008").with("/parties/0/nickname", "\"U\"").json());
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.json().get("field").asString()).isEqualTo("/parties/0/nickname");

        Answer anchors = registerYaml(service, "registrar", "anchors", "title: &a [x]\nshortName: *a\n");
        assertThat(anchors.status()).isEqualTo(400);

        Answer huge = registerYaml(service, "registrar", "huge", "# " + "x".repeat(2 * 1024 * 1024));
        assertThat(huge.status()).isEqualTo(413);

        Answer text = service.post("registrar", "/agreements", "text", "text/plain", new byte[] {'x'});
        assertThat(text.status()).isEqualTo(415);
    }

    @Test
    void nothingCrossesOverBetweenMunicipalities() {
        String id = registered(service, upp("SCN-2018-1009"));
        assertThat(service.get("stranger", "/agreements/" + id).status()).isEqualTo(404);
        assertThat(service.post(
                                "stranger",
                                "/agreements/" + id + "/corrections",
                                "s-1",
                                "{\"fact\":0,\"reason\":\"mine\"}")
                        .status())
                .isEqualTo(404);
        Answer foreign = service.post(
                "stranger", "/agreements", "s-2", upp("SCN-2018-1010").json());
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.json().get("rule").asString()).isEqualTo("UserMustBelongToMunicipality");
        assertThat(service.get("stranger", "/agreements?municipality=0380").status())
                .isEqualTo(403);
        await().untilAsserted(() -> assertThat(idsInList("reader", "")).contains(id));
        assertThat(idsInList("stranger", "")).doesNotContain(id);
    }

    @Test
    void rolesAndFourEyesAreKept() {
        String id = registered(service, upp("SCN-2018-1011"));
        assertThat(service.post("registrar", "/agreements/" + id + "/approval", "r-1", approval())
                        .json()
                        .get("rule")
                        .asString())
                .isEqualTo("UserMustHaveRole");
        assertThat(service.post(
                                "reader",
                                "/agreements",
                                "r-2",
                                upp("SCN-2018-1012").json())
                        .status())
                .isEqualTo(403);

        // The stranger has every role in a municipality of their own: still not both for one agreement.
        Answer own = service.post(
                "stranger",
                "/agreements",
                "own",
                upp("SCN-2018-1013").with("/municipality", "\"9999\"").json());
        assertThat(own.status()).isEqualTo(201);
        String ownId = own.json().get("agreementId").asString();
        Answer approved = service.post("stranger", "/agreements/" + ownId + "/approval", "own-a", approval());
        assertThat(approved.status()).isEqualTo(403);
        assertThat(approved.json().get("rule").asString()).isEqualTo("ApproverMustNotHaveRegistered");
        assertThat(service.post(
                                "stranger",
                                "/agreements/" + ownId + "/corrections",
                                "own-c",
                                "{\"fact\":0,\"reason\":\"a mistake\"}")
                        .status())
                .isEqualTo(200);
        Answer voided =
                service.post("stranger", "/agreements/" + ownId + "/corrections/correction-1/approval", "own-v", "{}");
        assertThat(voided.status()).isEqualTo(403);
        assertThat(voided.json().get("rule").asString()).isEqualTo("CorrectionMustBeDecidedBySomebodyElse");
    }

    @Test
    void aMistakeIsVoidedAndRegisteredAnew() {
        String id = registered(service, upp("SCN-2018-1014"));
        assertThat(service.post(
                                "registrar",
                                "/agreements/" + id + "/corrections",
                                "wrong-1014",
                                "{\"fact\":0,\"reason\":\"the wrong annex\"}")
                        .status())
                .isEqualTo(200);
        Answer voided =
                service.post("approver", "/agreements/" + id + "/corrections/correction-1/approval", "void-1014", "{}");
        assertThat(voided.status()).isEqualTo(200);
        assertThat(service.get("reader", "/agreements/" + id)
                        .json()
                        .get("state")
                        .asString())
                .isEqualTo("VOIDED");
        assertThat(service.post("approver", "/agreements/" + id + "/approval", "void-a", approval())
                        .status())
                .isEqualTo(409);

        Answer anew = service.post(
                "registrar", "/agreements", "anew-1014", upp("SCN-2018-1014").json());
        assertThat(anew.status()).isEqualTo(201);
        assertThat(anew.json().get("agreementId").asString()).isEqualTo(id);
        JsonNode agreement = service.get("reader", "/agreements/" + id).json();
        assertThat(agreement.get("state").asString()).isEqualTo("REGISTERED");
        assertThat(agreement.get("termsVersion").asInt()).isEqualTo(2);
    }

    @Test
    @Clause("NOR-13")
    void personalIdentityNumbersAreRefusedAndNotRepeated() {
        String number = SimulatedIdentityNumbers.of(LocalDate.of(1981, 12, 18), 987, "-");
        String lastFour = number.substring(7);
        String id = registered(service, upp("SCN-2018-1015"));
        Answer inTerms = service.post(
                "registrar",
                "/agreements",
                "pnr-1",
                upp("SCN-2018-1016")
                        .with("/title", "\"Agreement signed by " + number + "\"")
                        .json());
        Answer inReason = service.post(
                "registrar",
                "/agreements/" + id + "/corrections",
                "pnr-2",
                "{\"fact\":0,\"reason\":\"see " + number + "\"}");
        assertThat(inTerms.json().get("rule").asString()).isEqualTo("PersonalIdentityNumberMustNotBeGiven");
        assertThat(inTerms.body()).doesNotContain(lastFour);
        assertThat(inReason.json().get("rule").asString()).isEqualTo("PersonalIdentityNumberMustNotBeGiven");
        assertThat(inReason.body()).doesNotContain(lastFour);
    }

    @Test
    void signaturesThatTheRulesForbidAreProblems() {
        String id = registered(service, upp("SCN-2018-1017"));
        Answer nobody = sign(id, "nobody", "sig-1");
        assertThat(nobody.status()).isEqualTo(422);
        assertThat(nobody.json().get("field").asString()).isEqualTo("/party");
        assertThat(sign(id, "kommun", "sig-2").status()).isEqualTo(200);
        Answer twice = sign(id, "kommun", "sig-3");
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.json().get("rule").asString()).isEqualTo("PartyMustNotSignTwice");
        assertThat(service.post("registrar", "/agreements/" + id + "/signatures", "sig-4", "{\"party\":\"kommun\"}")
                        .status())
                .isEqualTo(422);
        assertThat(sign("7d3f0c1e-0000-5000-8000-000000000000", "kommun", "sig-5")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void listsComePageByPageAndByState() {
        List<String> expected = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            Answer answer = service.post(
                    "stranger",
                    "/agreements",
                    "page-" + number,
                    upp("SCN-2018-110" + number)
                            .with("/municipality", "\"9999\"")
                            .with("/shortName", "\"PAGE" + number + "\"")
                            .json());
            assertThat(answer.status()).isEqualTo(201);
            expected.add(answer.json().get("agreementId").asString());
        }
        await().untilAsserted(() ->
                assertThat(idsInList("stranger", "?state=REGISTERED")).containsAll(expected));

        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            JsonNode page =
                    service.get("stranger", "/agreements?limit=2" + next).json();
            assertThat(page.get("agreements").size()).isLessThanOrEqualTo(2);
            seen.addAll(textsOf(page.get("agreements"), "agreementId"));
            next = page.hasNonNull("nextCursor")
                    ? "&cursor=" + page.get("nextCursor").asString()
                    : "";
        } while (!next.isEmpty());
        assertThat(seen).doesNotHaveDuplicates().containsSubsequence(expected);

        assertThat(idsInList("stranger", "?state=ACTIVE")).isEmpty();
        assertThat(service.get("stranger", "/agreements?limit=0").status()).isEqualTo(400);
        assertThat(service.get("stranger", "/agreements?cursor=nonsense").status())
                .isEqualTo(400);
        assertThat(service.get("stranger", "/agreements?state=NONSENSE").status())
                .isEqualTo(400);
    }

    @Test
    void theDescriptionOfTheApiNamesEveryPath() {
        JsonNode paths = service.get("", "/v3/api-docs").json().get("paths");
        assertThat(paths.propertyNames())
                .contains(
                        "/agreements",
                        "/agreements/{agreementId}",
                        "/agreements/{agreementId}/approval",
                        "/agreements/{agreementId}/signatures",
                        "/agreements/{agreementId}/settlements",
                        "/agreements/{agreementId}/corrections",
                        "/agreements/{agreementId}/corrections/{correctionId}/approval");
        assertThat(paths.at("/~1agreements/post/requestBody/content").propertyNames())
                .containsExactlyInAnyOrder("application/json", "application/yaml");
    }

    private Answer sign(String id, String party, String key) {
        return service.post(
                "registrar",
                "/agreements/" + id + "/signatures",
                key + id,
                "{\"party\":\"" + party
                        + "\",\"signedOn\":\"2021-12-20\",\"evidence\":{\"kind\":\"DOCUMENT\",\"note\":\"original\"}}");
    }

    private void approve(String id, String key) {
        assertThat(service.post("approver", "/agreements/" + id + "/approval", key, approval())
                        .status())
                .isEqualTo(200);
    }

    private static String approval() {
        return "{\"decidedBy\":\"socialnämnden\",\"decidedOn\":\"2021-12-20\",\"evidence\":{\"kind\":\"DOCUMENT\"}}";
    }

    private static Paper upp(String caseNumber) {
        return Paper.of("UPP").with("/caseNumber", "\"" + caseNumber + "\"");
    }

    private List<String> idsInList(String user, String query) {
        return textsOf(service.get(user, "/agreements" + query).json().get("agreements"), "agreementId");
    }

    private static List<String> textsOf(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(item -> item.hasNonNull(field))
                .map(item -> item.get(field).asString())
                .toList();
    }

    private static List<String> typesPublishedFor(String agreementId, int atLeast) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", EmbeddedBroker.bootstrapServers(),
                "auto.offset.reset", "earliest",
                "enable.auto.commit", "false");
        List<String> types = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(consumer.partitionsFor(EventCatalogue.AGREEMENTS_TOPIC).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList());
            await().until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(received -> {
                    if (agreementId.equals(received.key())) {
                        types.add(ContractsJson.mapper()
                                .readTree(received.value())
                                .get("type")
                                .asString());
                    }
                });
                return types.size() > atLeast;
            });
        }
        return types;
    }
}
