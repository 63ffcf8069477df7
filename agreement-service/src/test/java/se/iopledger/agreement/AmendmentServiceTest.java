package se.iopledger.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.iopledger.agreement.AgreementService.registered;
import static se.iopledger.agreement.AgreementService.steps;

import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.shell.testing.RunningService;
import se.iopledger.shell.testing.RunningService.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Changing an agreement's terms, as users of the service meet it. */
final class AmendmentServiceTest {
    private RunningService service = AgreementService.on("2021-12-20");

    @BeforeEach
    void onTheTakeoverDate() {
        service = AgreementService.on("2021-12-20");
    }

    @Test
    @Clause({"UPP-12", "UPP-17"})
    void otherTermsAreLookedAtProposedSignedAndInEffect() {
        Paper paper = Paper.of("UPP").with("/caseNumber", "\"SCN-2018-7001\"");
        String id = active("UPP", paper);
        JsonNode document = get(id, "terms/in-effect").get("terms");
        assertThat(document.get("caseNumber").asString()).isEqualTo("SCN-2018-7001");
        String body = request("kommun", paper.with("/exits/0/noticeMonths", "6"));

        JsonNode preview = post("reader", id, "amendments/preview", body).json();
        assertThat(preview.has("refusal")).isFalse();
        assertThat(preview.at("/changes/0/where").asString()).isEqualTo("exits / notice / notice months");
        assertThat(preview.at("/changes/0/to").asString()).isEqualTo("6");
        assertThat(preview.at("/needs/signatures").size()).isEqualTo(2);
        assertThat(preview.get("lastDayThen").asString()).isEqualTo("2021-12-31");
        assertThat(get(id, "amendments").get("amendments").isEmpty()).isTrue();

        Answer proposed = post("registrar", id, "amendments", body);
        assertThat(proposed.status()).as(proposed.body()).isEqualTo(201);
        assertThat(proposed.json().get("amendmentId").asString()).isEqualTo("amendment-1");
        assertThat(proposed.header("Location")).isEqualTo("/agreements/" + id + "/amendments/amendment-1");
        assertThat(post("registrar", id, "amendments", body).body()).isEqualTo(proposed.body());
        assertThat(get(id, "terms/2").at("/version/status").asString()).isEqualTo("PROPOSED");

        assertThat(sign(id, "amendment-1", "kommun").status()).isEqualTo(200);
        JsonNode open = get(id, "amendments/amendment-1");
        assertThat(open.get("status").asString()).isEqualTo("OPEN");
        assertThat(open.at("/awaits/0/of").asString()).isEqualTo("stadsmission");
        assertThat(sign(id, "amendment-1", "stadsmission").status()).isEqualTo(200);

        assertThat(get(id, "amendments/amendment-1").get("boundOn").asString()).isEqualTo("2021-12-20");
        JsonNode versions = get(id, "terms").get("versions");
        assertThat(versions.at("/0/until").asString()).isEqualTo("2021-12-24");
        assertThat(versions.at("/1/status").asString()).isEqualTo("COMING");
        assertThat(get(id, "terms/in-effect?on=2021-12-25")
                        .at("/version/version")
                        .asInt())
                .isEqualTo(2);
        assertThat(get(id, "terms/1/difference/2").get("inWords").asString())
                .isEqualTo("exits / notice / notice months: 6, was 9");
        assertThat(service.get("reader", "/agreements/" + id + "/terms/9").status())
                .isEqualTo(404);
        assertThat(service.get("stranger", "/agreements/" + id + "/terms/1").status())
                .isEqualTo(404);
    }

    @Test
    @Clause("UPP-12")
    void theSteeringGroupDecidesOnCommitments() {
        Paper paper = Paper.of("UPP").with("/caseNumber", "\"SCN-2018-7002\"");
        String id = active("UPP", paper);
        ObjectNode body = body("stadsmission", paper.without("/commitments/3"));
        body.put("way", "COMMITMENTS_ONLY");
        assertThat(post("registrar", id, "amendments", body.toString()).status())
                .isEqualTo(201);
        assertThat(post(
                                "registrar",
                                id,
                                "amendments/amendment-1/discussions",
                                "{\"group\":\"steering\",\"discussedOn\":\"2021-12-20\"}")
                        .status())
                .isEqualTo(200);
        Answer decided = post("approver", id, "amendments/amendment-1/decision", """
                {"group":"steering","decidedOn":"2021-12-20","reference":"item 4",
                 "positions":[{"party":"kommun","isFor":false},{"party":"stadsmission","isFor":true}]}""");
        assertThat(decided.status()).as(decided.body()).isEqualTo(200);
        JsonNode amendment = get(id, "amendments/amendment-1");
        assertThat(amendment.get("status").asString()).isEqualTo("BINDS");
        assertThat(amendment.at("/decision/how").asString()).isEqualTo("TIE_BREAK");
    }

    @Test
    void whatTheRulesForbidIsAProblemAndNothingIsStored() {
        Paper paper = Paper.of("UPP").with("/caseNumber", "\"SCN-2018-7003\"");
        String id = active("UPP", paper);
        long version = get(id, "").get("version").asLong();
        Paper changed = paper.with("/exits/0/noticeMonths", "6");
        ObjectNode outside = body("kommun", changed);
        outside.put("from", "2022-01-01");
        Answer refused = post("registrar", id, "amendments", outside.toString());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(rule(refused)).isEqualTo("AmendmentMustTakeEffectInThePeriod");
        assertThat(refused.json().get("field").asString()).isEqualTo("/from");
        JsonNode preview =
                post("reader", id, "amendments/preview", outside.toString()).json();
        assertThat(preview.at("/refusal/rule").asString()).isEqualTo("AmendmentMustTakeEffectInThePeriod");

        Answer unknown = post("registrar", id, "amendments", request("kommun", changed.with("/nickname", "\"U\"")));
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.json().get("field").asString()).isEqualTo("/terms/nickname");
        Answer broken =
                post("registrar", id, "amendments", request("kommun", changed.with("/period/last", "\"2018-01-01\"")));
        assertThat(broken.json().get("field").asString()).isEqualTo("/terms/period/last");
        ObjectNode unsaid = body("kommun", changed);
        unsaid.remove("keepsPurpose");
        assertThat(post("registrar", id, "amendments", unsaid.toString())
                        .json()
                        .get("field")
                        .asString())
                .isEqualTo("/keepsPurpose");
        assertThat(rule(post("reader", id, "amendments", request("kommun", changed))))
                .isEqualTo("UserMustHaveRole");
        assertThat(sign(id, "amendment-1", "kommun").status()).isEqualTo(404);
        assertThat(get(id, "").get("version").asLong()).isEqualTo(version);
    }

    @Test
    void anAmendmentIsWithdrawnOrRejected() {
        Paper paper = Paper.of("NOR").with("/caseNumber", "\"SN 2021-7004\"");
        String id = active("NOR", paper);
        Paper changed = paper.with("/exits/0/noticeMonths", "3");
        post("registrar", id, "amendments", request("kommun", changed));
        assertThat(post(
                                "registrar",
                                id,
                                "amendments/amendment-1/withdrawal",
                                "{\"by\":\"kommun\",\"withdrawnOn\":\"2021-12-20\"}")
                        .status())
                .isEqualTo(200);
        post("registrar", id, "amendments", request("kommun", changed.with("/exits/0/noticeMonths", "4")));
        assertThat(post(
                                "registrar",
                                id,
                                "amendments/amendment-2/rejection",
                                "{\"by\":\"stadsmission\",\"rejectedOn\":\"2021-12-20\"}")
                        .status())
                .isEqualTo(200);
        JsonNode all = get(id, "amendments").get("amendments");
        assertThat(all.at("/0/status").asString()).isEqualTo("WITHDRAWN");
        assertThat(all.at("/1/status").asString()).isEqualTo("REJECTED");
        assertThat(all.at("/1/closedBy").asString()).isEqualTo("stadsmission");
    }

    @Test
    @Clause({"STO-14", "UPP-16"})
    void renegotiationIsCalledForAndClosed() {
        String id = active("STO", Paper.of("STO").with("/caseNumber", "\"2.3.4-7005/2021\""));
        Answer called = post("registrar", id, "renegotiations", """
                {"by":"stiftelse","calledOn":"2021-12-20","cause":"ANY_PARTY_MAY_CALL","concerns":"the amount"}""");
        assertThat(called.status()).as(called.body()).isEqualTo(200);
        Answer forbidden = post("registrar", id, "renegotiations", """
                {"by":"stiftelse","calledOn":"2021-12-20","cause":"INDEX_CEASED","concerns":"the index"}""");
        assertThat(rule(forbidden)).isEqualTo("RenegotiationMustBeInTheTerms");
        assertThat(post(
                                "registrar",
                                id,
                                "renegotiations/renegotiation-1/closing",
                                "{\"closedOn\":\"2021-12-20\",\"outcome\":\"UNCHANGED\"}")
                        .status())
                .isEqualTo(200);
        JsonNode one = get(id, "renegotiations").at("/renegotiations/0");
        assertThat(one.get("outcome").asString()).isEqualTo("UNCHANGED");
    }

    @Test
    @Clause({"UPP-17", "UPP-11"})
    void theListHasTheNameAndTheLastDayThatHoldAfterAmendmentsAndTheirReversal() {
        Paper paper = Paper.of("UPP").with("/caseNumber", "\"SCN-2018-7006\"");
        String id = active("UPP", paper);
        String before = get(id, "terms/1").at("/terms/title").asString();
        Paper renamed = paper.with("/title", "\"Partnership on homelessness (made up)\"")
                .with("/shortName", "\"Homeless\"");
        post("registrar", id, "amendments", request("kommun", renamed));
        sign(id, "amendment-1", "kommun");
        assertThat(sign(id, "amendment-1", "stadsmission").status()).isEqualTo(200);
        await().untilAsserted(() -> {
            assertThat(listed(id).get("title").asString()).isEqualTo("Partnership on homelessness (made up)");
            assertThat(listed(id).get("shortName").asString()).isEqualTo("Homeless");
        });
        assertThat(get(id, "").get("title").asString()).isEqualTo("Partnership on homelessness (made up)");
        Answer filed = post("registrar", id, "documents", """
                {"kind":"ANNEX","filedOn":"2021-12-20","document":{"title":"three years more (made up)",
                 "sha256":"%s","mediaType":"application/pdf"}}""".formatted("7".repeat(64)));
        assertThat(filed.status()).as(filed.body()).isEqualTo(200);
        Answer extended = post("approver", id, "extensions", """
                {"documentId":"document-1",
                 "signatures":[{"party":"kommun","signedOn":"2021-12-20","evidence":{"kind":"DOCUMENT"}},
                 {"party":"stadsmission","signedOn":"2021-12-20","evidence":{"kind":"DOCUMENT"}}]}""");
        assertThat(extended.status()).as(extended.body()).isEqualTo(200);
        await().untilAsserted(
                        () -> assertThat(listed(id).get("lastDay").asString()).isEqualTo("2024-12-31"));

        // Without the board's decision it was never in force: neither extended nor amended.
        voided(id, "correction-1", "se.iopledger.agreement.approved.v1");
        await().untilAsserted(() -> {
            assertThat(listed(id).get("state").asString()).isEqualTo("REGISTERED");
            assertThat(listed(id).get("lastDay").asString()).isEqualTo("2021-12-31");
            assertThat(listed(id).get("title").asString()).isEqualTo(before);
        });
        assertThat(post("approver", id, "approval", """
                {"decidedBy":"socialnämnden","decidedOn":"2018-12-14",
                 "evidence":{"kind":"DOCUMENT","note":"minutes (made up)"}}""").status()).isEqualTo(200);
        await().untilAsserted(() -> {
            assertThat(listed(id).get("lastDay").asString()).isEqualTo("2024-12-31");
            assertThat(listed(id).get("shortName").asString()).isEqualTo("Homeless");
        });
        voided(id, "correction-2", "se.iopledger.agreement.amendment-signed.v1");
        await().untilAsserted(
                        () -> assertThat(listed(id).get("title").asString()).isEqualTo(before));
        assertThat(service.projectionsThatDiffer()).isEmpty();
    }

    /** The last fact of this kind was a mistake, as one says and another agrees. */
    private void voided(String id, String correction, String type) {
        String fact = StreamSupport.stream(
                        get(id, "history?limit=100").get("entries").spliterator(), false)
                .filter(entry -> entry.get("type").asString().equals(type))
                .map(entry -> entry.get("number").toString())
                .reduce((earlier, later) -> later)
                .orElseThrow();
        Answer proposed =
                post("registrar", id, "corrections", "{\"fact\":" + fact + ",\"reason\":\"recorded by mistake\"}");
        assertThat(proposed.status()).as(proposed.body()).isEqualTo(200);
        Answer approved = post("approver", id, "corrections/" + correction + "/approval", "{}");
        assertThat(approved.status()).as(approved.body()).isEqualTo(200);
    }

    private JsonNode listed(String id) {
        String cursor = "";
        while (true) {
            JsonNode page =
                    service.get("reader", "/agreements?limit=100" + cursor).json();
            for (JsonNode row : page.get("agreements")) {
                if (row.get("agreementId").asString().equals(id)) {
                    return row;
                }
            }
            if (!page.hasNonNull("nextCursor")) {
                throw new AssertionError(id + " is not listed");
            }
            cursor = "&cursor=" + page.get("nextCursor").asString();
        }
    }

    private static ObjectNode body(String by, Paper changed) {
        ObjectNode body = ContractsJson.mapper().createObjectNode();
        body.put("by", by)
                .put("proposedOn", "2021-12-20")
                .put("way", "SIGNED_BY_ALL")
                .put("from", "2021-12-25")
                .put("background", "the parties want it")
                .put("keepsPurpose", true)
                .put("madeOn", 1);
        body.set("terms", ContractsJson.mapper().readTree(changed.json()));
        return body;
    }

    private static String request(String by, Paper changed) {
        return body(by, changed).toString();
    }

    private Answer sign(String id, String amendment, String party) {
        return post("approver", id, "amendments/" + amendment + "/signatures", """
                {"party":"%s","signedOn":"2021-12-20","evidence":{"kind":"DOCUMENT","note":"the signed amendment"}}""".formatted(party));
    }

    private String active(String name, Paper paper) {
        String id = registered(service, paper);
        assertThat(steps(service, name, id)).extracting(Answer::status).containsOnly(200);
        return id;
    }

    private Answer post(String user, String id, String what, String body) {
        return service.post(
                user,
                "/agreements/" + id + "/" + what,
                "amend-" + Integer.toHexString((id + what + body).hashCode()),
                body);
    }

    private JsonNode get(String id, String what) {
        Answer answer = service.get("reader", "/agreements/" + id + (what.isEmpty() ? "" : "/" + what));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static String rule(Answer answer) {
        return answer.json().get("rule").asString();
    }
}
