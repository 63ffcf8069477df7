package se.iopledger.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.iopledger.agreement.AgreementService.registered;
import static se.iopledger.agreement.AgreementService.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.shell.testing.RunningService;
import se.iopledger.shell.testing.RunningService.Answer;
import tools.jackson.databind.JsonNode;

/** Settlements and corrections over HTTP, and what can be asked about an agreement. */
final class QueriesServiceTest {
    private RunningService service = AgreementService.on("2021-12-20");

    @BeforeEach
    void onTheTakeoverDate() {
        service = AgreementService.on("2021-12-20");
    }

    @Test
    @Clause("LIN-6")
    void aFindingShowsItsReadingsWhatItBlocksAndHowItWasSettled() {
        String id = registered(service, Paper.of("LIN").with("/caseNumber", "\"SON 2021-8001\""));
        steps(service, "LIN", id);
        JsonNode open = finding(id, "AdjustmentMustHaveOneStart");
        assertThat(open.get("standing").asString()).isEqualTo("OPEN");
        assertThat(open.at("/blocks/what").asString()).isEqualTo("ADJUSTED_AMOUNT");
        assertThat(texts(open.get("readings"), "id")).containsExactly("from-2022-07-01", "from-2022-10-01");

        Answer none = settle(id, "s-1", "AdjustmentMustHaveOneStart", "null");
        assertThat(none.status()).isEqualTo(422);
        assertThat(none.json().get("rule").asString()).isEqualTo("SettlementMustChooseAReading");
        assertThat(none.json().get("field").asString()).isEqualTo("/reading");
        assertThat(settle(id, "s-2", "AdjustmentMustHaveOneStart", "\"from-2022-07-01\"")
                        .status())
                .isEqualTo(200);

        JsonNode settled = finding(id, "AdjustmentMustHaveOneStart");
        assertThat(settled.get("standing").asString()).isEqualTo("SETTLED");
        assertThat(settled.hasNonNull("blocks")).isFalse();
        assertThat(settled.get("readings").size()).isEqualTo(2);
        assertThat(settled.at("/settlements/0/reading").asString()).isEqualTo("from-2022-07-01");
        assertThat(settled.at("/settlements/0/holds").asBoolean()).isTrue();

        assertThat(service.post(
                                "approver",
                                "/agreements/" + id + "/settlements/settlement-1/withdrawal",
                                "s-3",
                                "{\"withdrawnOn\":\"2021-12-20\",\"reason\":\"decided by the wrong body\"}")
                        .status())
                .isEqualTo(200);
        assertThat(finding(id, "AdjustmentMustHaveOneStart").get("standing").asString())
                .isEqualTo("OPEN");
        Answer byRegistrar = service.post(
                "registrar",
                "/agreements/" + id + "/settlements",
                "s-4",
                settlement("AdjustmentMustHaveOneStart", "null"));
        assertThat(byRegistrar.json().get("rule").asString()).isEqualTo("UserMustHaveRole");
    }

    @Test
    @Clause("NOR-13")
    void anAgreementIsShownAsItWasByWhatWasKnownThen() {
        String id = registered(service, Paper.of("NOR").with("/period/first", "\"2021-09-16\""));
        steps(service, "NOR", id);
        JsonNode entries = history(id, "").get("entries");
        JsonNode signed = StreamSupport.stream(entries.spliterator(), false)
                .filter(entry -> entry.get("type").asString().endsWith("agreement.signed.v1"))
                .reduce((earlier, later) -> later)
                .orElseThrow();
        assertThat(signed.get("kind").asString()).isEqualTo("FACT");
        String fact = signed.get("number").asString();
        String beforeTheCorrection =
                entries.get(entries.size() - 1).get("recordedAt").asString();

        assertThat(service.post(
                                "registrar",
                                "/agreements/" + id + "/corrections",
                                "c-1",
                                "{\"fact\":" + fact + ",\"reason\":\"by somebody without a mandate\"}")
                        .status())
                .isEqualTo(200);
        Answer again = service.post(
                "registrar",
                "/agreements/" + id + "/corrections",
                "c-2",
                "{\"fact\":" + fact + ",\"reason\":\"by somebody without a mandate\"}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().get("rule").asString()).isEqualTo("CorrectionMustNotBeProposedTwice");
        assertThat(service.post("approver", "/agreements/" + id + "/corrections/correction-1/approval", "c-3", "{}")
                        .status())
                .isEqualTo(200);

        JsonNode now = agreement(id, "");
        assertThat(now.get("state").asString()).isEqualTo("APPROVED");
        assertThat(now.at("/corrections/0/outcome").asString()).isEqualTo("APPROVED");
        JsonNode known = agreement(id, "?validAt=2021-12-20&knownAt=" + beforeTheCorrection);
        assertThat(known.get("state").asString()).isEqualTo("ACTIVE");
        assertThat(agreement(id, "?validAt=2021-09-16").get("state").asString()).isNotEqualTo("ACTIVE");
        assertThat(service.get("reader", "/agreements/" + id + "?knownAt=2000-01-01T00:00:00Z")
                        .status())
                .isEqualTo(404);
        Answer unreasonable = service.get("reader", "/agreements/" + id + "?validAt=0021-01-01");
        assertThat(unreasonable.status()).isEqualTo(400);
        assertThat(unreasonable.json().get("rule").asString()).isEqualTo("DateMustBeReasonable");

        JsonNode voided = StreamSupport.stream(history(id, "").get("entries").spliterator(), false)
                .filter(entry -> entry.get("number").asString().equals(fact))
                .findFirst()
                .orElseThrow();
        assertThat(voided.get("kind").asString()).isEqualTo("VOID_FACT");
        assertThat(voided.get("voidedBy").asString()).isEqualTo("correction-1");
        await().untilAsserted(() -> assertThat(texts(
                        service.get("reader", "/agreements?state=APPROVED&party=802003-1954")
                                .json()
                                .get("agreements"),
                        "agreementId"))
                .contains(id));
    }

    @Test
    void theHistoryComesPageByPageAndByBothTimes() {
        String id = registered(service, Paper.of("UPP").with("/caseNumber", "\"SCN-2018-8002\""));
        steps(service, "UPP", id);
        List<String> all = texts(history(id, "").get("entries"), "number");
        List<String> paged = new ArrayList<>();
        String from = "?limit=3";
        while (!from.isEmpty()) {
            JsonNode page = history(id, from);
            paged.addAll(texts(page.get("entries"), "number"));
            from = page.hasNonNull("next") ? "?limit=3&from=" + page.get("next").asString() : "";
        }
        assertThat(paged).isEqualTo(all).hasSizeGreaterThan(6);
        assertThat(history(id, "?validAt=2018-01-01").get("entries").isEmpty()).isTrue();
        assertThat(history(id, "?knownAt=2000-01-01T00:00:00Z").get("entries").isEmpty())
                .isTrue();
        assertThat(service.get("reader", "/agreements/" + id + "/history?limit=0")
                        .status())
                .isEqualTo(400);
        assertThat(service.get("stranger", "/agreements/" + id + "/history").status())
                .isEqualTo(404);
    }

    @Test
    @Clause("UPP-10")
    void whatMayBeDoneIsToldToWhoAsks() {
        String id = registered(service, Paper.of("UPP").with("/caseNumber", "\"SCN-2018-8003\""));
        assertThat(possible("registrar", id, "signAgreement").get("allowed").asBoolean())
                .isTrue();
        JsonNode notice = possible("registrar", id, "giveNotice");
        assertThat(notice.get("rule").asString()).isEqualTo("AgreementMustBeInForce");
        assertThat(possible("registrar", id, "approveAgreement").get("rule").asString())
                .isEqualTo("UserMustHaveRole");
        assertThat(possible("approver", id, "approveAgreement").get("allowed").asBoolean())
                .isTrue();
        steps(service, "UPP", id);
        // Nine months from today come after the last day.
        assertThat(possible("registrar", id, "giveNotice").get("rule").asString())
                .isEqualTo("NoticeMustEndTheAgreementEarlier");
        assertThat(possible("registrar", id, "signAgreement").get("rule").asString())
                .isEqualTo("PartyMustNotSignTwice");
        assertThat(possible("registrar", id, "proposeCorrection").get("allowed").asBoolean())
                .isTrue();
        assertThat(service.get("stranger", "/agreements/" + id + "/possible-requests")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void eachRequestThatMayBeAskedIsOneOfTheApiAndNeedsTheRoleThatIsTold() {
        String id = registered(service, Paper.of("UPP").with("/caseNumber", "\"SCN-2018-8004\""));
        String description = service.get("", "/v3/api-docs").body();
        for (JsonNode request : service.get("reader", "/agreements/" + id + "/possible-requests")
                .json()
                .get("requests")) {
            assertThat(request.get("rule").asString()).isEqualTo("UserMustHaveRole");
            assertThat(description)
                    .contains("\"operationId\":\"" + request.get("operation").asString() + "\"");
        }
    }

    @Test
    @Clause({"STO-3", "UPP-11", "LUN-6"})
    void deadlinesAreListedTheNearestFirst() {
        String sto = registered(
                service,
                Paper.of("STO").with("/caseNumber", "\"2.3.4-8005/2021\"").with("/municipality", "\"0180\""));
        steps(service, "STO", sto);
        String upp = registered(service, Paper.of("UPP").with("/caseNumber", "\"SCN-2018-8005\""));
        steps(service, "UPP", upp);
        await().untilAsserted(() -> assertThat(deadlines("")).contains(sto, upp));
        List<JsonNode> ofSto = rows("&limit=100").stream()
                .filter(row -> row.get("agreementId").asString().equals(sto))
                .toList();
        assertThat(ofSto)
                .extracting(row ->
                        row.get("kind").asString() + " " + row.get("onDay").asString())
                .containsExactly("NOTICE_AGAINST_EXTENSION 2022-09-14", "LAST_DAY 2022-12-14");
        assertThat(rows("&limit=100"))
                .extracting(row -> row.get("onDay").asString())
                .isSorted();
        assertThat(deadlines("&by=2022-01-01")).contains(upp).doesNotContain(sto);
        assertThat(deadlines("&kind=NOTICE_AGAINST_EXTENSION")).contains(sto).doesNotContain(upp);
        assertThat(deadlines("&from=2023-12-01")).doesNotContain(sto, upp);
        assertThat(service.get("reader", "/deadlines?cursor=nonsense").status()).isEqualTo(400);
        assertThat(service.get("stranger", "/deadlines?municipality=0180").status())
                .isEqualTo(403);
        assertThat(service.get("stranger", "/deadlines").json().get("deadlines").toString())
                .doesNotContain(sto);

        List<String> paged = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = service.get("reader", "/deadlines?limit=1" + cursor).json();
            page.get("deadlines").forEach(row -> paged.add(row.toString()));
            cursor = page.hasNonNull("nextCursor")
                    ? "&cursor=" + page.get("nextCursor").asString()
                    : "";
        } while (!cursor.isEmpty());
        assertThat(paged).doesNotHaveDuplicates();
        assertThat(String.join("\n", paged)).contains(sto, upp);
        assertThat(service.projectionsThatDiffer()).isEmpty();
    }

    @Test
    @Clause("LIN-1")
    void agreementsAreFoundByTheirParties() {
        String id = registered(service, Paper.of("LIN").with("/caseNumber", "\"SON 2021-8006\""));
        await().untilAsserted(() -> assertThat(service.get("reader", "/agreements?party=domkyrko&limit=100")
                        .body())
                .contains(id));
        assertThat(service.get("reader", "/agreements?party=nobody-of-this-name")
                        .json()
                        .get("agreements")
                        .isEmpty())
                .isTrue();
        assertThat(service.get("stranger", "/agreements?party=domkyrko").body()).doesNotContain(id);
    }

    private JsonNode agreement(String id, String query) {
        Answer answer = service.get("reader", "/agreements/" + id + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private JsonNode history(String id, String query) {
        Answer answer = service.get("reader", "/agreements/" + id + "/history" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private JsonNode finding(String id, String finding) {
        return StreamSupport.stream(agreement(id, "").get("findings").spliterator(), false)
                .filter(one -> one.get("id").asString().equals(finding))
                .findFirst()
                .orElseThrow();
    }

    private Answer settle(String id, String key, String finding, String reading) {
        return service.post("approver", "/agreements/" + id + "/settlements", key, settlement(finding, reading));
    }

    private static String settlement(String finding, String reading) {
        return "{\"finding\":\"" + finding + "\"" + (reading.equals("null") ? "" : ",\"reading\":" + reading)
                + ",\"decidedBy\":\"the follow-up meeting\",\"decidedOn\":\"2021-12-10\",\"reason\":\"agreed\"}";
    }

    private JsonNode possible(String user, String id, String operation) {
        return StreamSupport.stream(
                        service.get(user, "/agreements/" + id + "/possible-requests")
                                .json()
                                .get("requests")
                                .spliterator(),
                        false)
                .filter(request -> request.get("operation").asString().equals(operation))
                .findFirst()
                .orElseThrow();
    }

    private List<JsonNode> rows(String query) {
        Answer answer = service.get("reader", "/deadlines?" + query.substring(query.isEmpty() ? 0 : 1));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<JsonNode> rows = new ArrayList<>();
        answer.json().get("deadlines").forEach(rows::add);
        return rows;
    }

    private List<String> deadlines(String query) {
        return rows("&limit=100" + query).stream()
                .map(row -> row.get("agreementId").asString())
                .toList();
    }

    private static List<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(item -> item.hasNonNull(field))
                .map(item -> item.get(field).asString())
                .toList();
    }
}
