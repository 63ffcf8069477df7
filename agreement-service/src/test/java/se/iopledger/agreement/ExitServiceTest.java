package se.iopledger.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.AgreementService.registered;
import static se.iopledger.agreement.AgreementService.steps;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.shell.testing.RunningService;
import se.iopledger.shell.testing.RunningService.Answer;
import tools.jackson.databind.JsonNode;

/** Leaving an agreement, as users of the service meet it. */
final class ExitServiceTest {
    private RunningService service = AgreementService.on("2021-12-20");

    @BeforeEach
    void onTheTakeoverDate() {
        service = AgreementService.on("2021-12-20");
    }

    @Test
    @Clause("NOR-8")
    void aNoticeMovesTheLastDayAndItsWithdrawalMovesItBack() {
        String id = active("NOR", "SN 2021-5001");
        Answer given = post(
                "registrar",
                id,
                "notices",
                "{\"exit\":\"notice\",\"by\":\"kommun\",\"givenOn\":\"2021-12-01\",\"form\":\"WRITTEN\","
                        + "\"to\":\"steering\"}");
        assertThat(given.status()).as(given.body()).isEqualTo(200);
        assertThat(lastDay(id)).isEqualTo("2022-06-01");
        JsonNode ended = service.get("reader", "/agreements/" + id).json().get("ended");
        assertThat(ended.get("exit").asString()).isEqualTo("notice");
        assertThat(ended.get("by").get(0).asString()).isEqualTo("kommun");
        assertThat(ended.get("fact").asString()).isEqualTo("notice-1");

        Answer byAnother = post(
                "registrar",
                id,
                "notices/notice-1/withdrawal",
                "{\"by\":\"stadsmission\",\"withdrawnOn\":\"2021-12-15\"}");
        assertThat(byAnother.status()).isEqualTo(422);
        assertThat(rule(byAnother)).isEqualTo("NoticeMustBeTakenBackByWhoGaveIt");
        Answer unsaid = post("registrar", id, "notices/notice-1/withdrawal", "{\"withdrawnOn\":\"2021-12-15\"}");
        assertThat(unsaid.json().get("field").asString()).isEqualTo("/by");
        Answer withdrawn = post(
                "registrar", id, "notices/notice-1/withdrawal", "{\"by\":\"kommun\",\"withdrawnOn\":\"2021-12-15\"}");
        assertThat(withdrawn.status()).as(withdrawn.body()).isEqualTo(200);
        assertThat(lastDay(id)).isEqualTo("2024-09-14");
        assertThat(service.get("reader", "/agreements/" + id)
                        .json()
                        .get("findings")
                        .toString())
                .contains("NoticeMustBeTakenBackWithConsent:notice-1");
    }

    @Test
    @Clause({"NOR-8", "LUN-9"})
    void aNoticeThatTheRulesForbidIsAProblem() {
        String id = active("NOR", "SN 2021-5002");
        Answer spoken = post(
                "registrar",
                id,
                "notices",
                "{\"exit\":\"notice\",\"by\":\"kommun\",\"givenOn\":\"2021-12-01\",\"form\":\"ORAL\"}");
        assertThat(spoken.status()).isEqualTo(422);
        assertThat(rule(spoken)).isEqualTo("NoticeMustBeInTheAgreedForm");
        assertThat(spoken.json().get("field").asString()).isEqualTo("/form");
        assertThat(spoken.json().get("clauses").get(0).asString()).isEqualTo("NOR-8");
        Answer unsaid =
                post("registrar", id, "notices", "{\"exit\":\"notice\",\"by\":\"kommun\",\"form\":\"WRITTEN\"}");
        assertThat(unsaid.status()).isEqualTo(422);
        assertThat(unsaid.json().get("field").asString()).isEqualTo("/givenOn");
        Answer never = post(
                "registrar",
                id,
                "notices",
                "{\"exit\":\"notice\",\"by\":\"kommun\",\"givenOn\":\"+999999999-12-31\",\"form\":\"WRITTEN\"}");
        assertThat(rule(never)).isEqualTo("DateMustBeReasonable");
        Answer nothing = post(
                "registrar",
                id,
                "notices",
                "{\"exit\":\"notice\",\"by\":\"kommun\",\"givenOn\":\"2021-12-01\",\"form\":\"WRITTEN\",\"steps\":[null]}");
        assertThat(nothing.status()).isEqualTo(422);
        assertThat(nothing.json().get("field").asString()).isEqualTo("/steps/0");
        assertThat(rule(post(
                        "reader",
                        id,
                        "notices",
                        "{\"exit\":\"notice\",\"by\":\"kommun\","
                                + "\"givenOn\":\"2021-12-01\",\"form\":\"WRITTEN\"}")))
                .isEqualTo("UserMustHaveRole");
        assertThat(post(
                                "registrar",
                                id,
                                "notices/notice-1/withdrawal",
                                "{\"by\":\"kommun\",\"withdrawnOn\":\"2021-12-15\"}")
                        .status())
                .isEqualTo(404);
        assertThat(lastDay(id)).isEqualTo("2024-09-14");
    }

    @Test
    @Clause({"LUN-10", "NOR-8"})
    void aRescissionIsRecordedBySomebodyElseThanItsBreach() {
        String id = active("LUN", "SOC 2021-5003");
        assertThat(post(
                                "registrar",
                                id,
                                "breaches",
                                "{\"party\":\"kvinnojouren\",\"by\":\"kommun\","
                                        + "\"what\":\"no open activities (simulated)\",\"noticedOn\":\"2021-10-01\"}")
                        .status())
                .isEqualTo(200);
        String rescission = "{\"exit\":\"rescission\",\"by\":\"kommun\",\"breachId\":\"breach-1\","
                + "\"declaredOn\":\"2021-12-01\",\"form\":\"WRITTEN\"}";
        Answer early = post("approver", id, "rescission", rescission);
        assertThat(early.status()).isEqualTo(409);
        assertThat(rule(early)).isEqualTo("RemedyMustBeCalledForFirst");
        assertThat(post(
                                "registrar",
                                id,
                                "breaches/breach-1/call-for-remedy",
                                "{\"calledOn\":\"2021-10-05\",\"remedyBy\":\"2021-11-15\"}")
                        .status())
                .isEqualTo(200);
        assertThat(rule(post("registrar", id, "rescission", rescission))).isEqualTo("UserMustHaveRole");
        Answer rescinded = post("approver", id, "rescission", rescission + " ");
        assertThat(rescinded.status()).as(rescinded.body()).isEqualTo(200);
        JsonNode exits = service.get("reader", "/agreements/" + id + "/exits").json();
        assertThat(exits.at("/now/lastDay").asString()).isEqualTo("2021-12-01");
        assertThat(exits.at("/departures/0/id").asString()).isEqualTo("rescission-1");
        assertThat(service.get("reader", "/agreements/" + id)
                        .json()
                        .get("state")
                        .asString())
                .isEqualTo("ENDED");
        assertThat(post(
                                "registrar",
                                id,
                                "breaches/breach-1/remedy",
                                "{\"remediedOn\":\"2021-11-10\",\"how\":\"resumed (simulated)\"}")
                        .status())
                .isEqualTo(200);
        assertThat(lastDay(id)).isEqualTo("2023-12-31");
        assertThat(service.get("stranger", "/agreements/" + id + "/exits").status())
                .isEqualTo(404);
    }

    @Test
    @Clause({"LIN-8", "STO-2", "STO-3", "UPP-11", "LUN-6"})
    void otherEndsAndExtensionsAreRecordedOrRefused() {
        String lin = active("LIN", "SON 2021-5004");
        Answer some = post(
                "approver",
                lin,
                "revocation",
                "{\"exit\":\"changed-conditions\",\"agreedOn\":\"2021-12-10\",\"lastDay\":\"2022-01-31\","
                        + "\"agreedBy\":[\"kommun\"],\"evidence\":{\"kind\":\"DOCUMENT\"}}");
        assertThat(some.status()).isEqualTo(422);
        assertThat(rule(some)).isEqualTo("RevocationMustBeAgreedByAll");
        Answer all = post(
                "approver",
                lin,
                "revocation",
                "{\"exit\":\"changed-conditions\",\"agreedOn\":\"2021-12-10\",\"lastDay\":\"2022-01-31\","
                        + "\"agreedBy\":[\"kommun\",\"stadsmission\",\"pastorat\"],"
                        + "\"steps\":[{\"step\":\"dialogue\",\"on\":\"2021-12-01\"}],"
                        + "\"evidence\":{\"kind\":\"DOCUMENT\"}}");
        assertThat(all.status()).as(all.body()).isEqualTo(200);
        assertThat(lastDay(lin)).isEqualTo("2022-01-31");

        String sto = active("STO", "2.3.4-5005/2021");
        String resolution = "\"resolution\":{\"decidedBy\":\"kommunfullmäktige\",\"decidedOn\":\"2021-12-16\"}";
        Answer checked = post(
                "approver",
                sto,
                "funds-checks",
                "{\"extensionFrom\":\"2022-12-15\",\"exist\":true," + resolution + "}");
        assertThat(checked.status()).as(checked.body()).isEqualTo(200);
        Answer excluded = post(
                "approver",
                sto,
                "exclusion",
                "{\"exit\":\"exclusion\",\"party\":\"stiftelse\",\"deficiencyId\":\"deficiency-1\",\"lastDay\":"
                        + "\"2022-01-31\"," + resolution + "}");
        assertThat(excluded.status()).isEqualTo(422);
        assertThat(rule(excluded)).isEqualTo("PlanMustHaveFailed");
        Answer lapsed = post(
                "approver",
                sto,
                "lapse",
                "{\"exit\":\"lapse-of-funds\",\"condition\":\"FUNDS_EXIST\",\"what\":\"no funds (simulated)\","
                        + "\"heldUntil\":\"2022-03-31\"," + resolution + "}");
        assertThat(lapsed.status()).as(lapsed.body()).isEqualTo(200);
        assertThat(lastDay(sto)).isEqualTo("2022-03-31");

        String upp = active("UPP", "SCN-2018-5006");
        String signature = "{\"party\":\"%s\",\"signedOn\":\"2021-12-15\",\"evidence\":{\"kind\":\"DOCUMENT\"}}";
        String one = "{\"documentId\":\"document-1\",\"signatures\":[" + signature.formatted("kommun") + "]}";
        String signedByBoth = "{\"documentId\":\"document-1\",\"signatures\":[" + signature.formatted("kommun") + ","
                + signature.formatted("stadsmission") + "]}";
        assertThat(rule(post("registrar", upp, "extensions", one))).isEqualTo("UserMustHaveRole");
        assertThat(rule(post("approver", upp, "extensions", signedByBoth))).isEqualTo("ExtensionMustRestOnItsPaper");
        Answer filed = post("registrar", upp, "documents", """
                {"kind":"ANNEX","filedOn":"2021-12-15","document":{"title":"three years more (made up)",
                 "sha256":"%s","mediaType":"application/pdf"}}""".formatted("5".repeat(64)));
        assertThat(filed.status()).as(filed.body()).isEqualTo(200);
        assertThat(rule(post("approver", upp, "extensions", one))).isEqualTo("ExtensionMustBeSignedByAll");
        Answer both = post("approver", upp, "extensions", signedByBoth);
        assertThat(both.status()).as(both.body()).isEqualTo(200);
        assertThat(lastDay(upp)).isEqualTo("2024-12-31");
        Answer review =
                post("registrar", upp, "reviews", "{\"reviewedOn\":\"2021-12-15\",\"outcome\":\"SAME_DIRECTION\"}");
        assertThat(review.status()).isEqualTo(409);
        assertThat(rule(review)).isEqualTo("ReviewMustBeInTheTerms");
    }

    private String active(String name, String caseNumber) {
        String id = registered(service, Paper.of(name).with("/caseNumber", "\"" + caseNumber + "\""));
        assertThat(steps(service, name, id)).extracting(Answer::status).containsOnly(200);
        return id;
    }

    private Answer post(String user, String id, String what, String body) {
        return service.post(
                user,
                "/agreements/" + id + "/" + what,
                "exit-" + Integer.toHexString((user + id + what + body).hashCode()),
                body);
    }

    private String lastDay(String id) {
        JsonNode agreement = service.get("reader", "/agreements/" + id).json();
        return agreement.get("period").get("last").asString();
    }

    private static String rule(Answer answer) {
        return answer.json().get("rule").asString();
    }
}
