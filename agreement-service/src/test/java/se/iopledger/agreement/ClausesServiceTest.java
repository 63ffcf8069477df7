package se.iopledger.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.iopledger.agreement.AgreementService.registered;
import static se.iopledger.agreement.AgreementService.steps;

import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.shell.testing.RunningService;
import se.iopledger.shell.testing.RunningService.Answer;
import tools.jackson.databind.JsonNode;

/** What the paper says, the archive, and the lists that follow what is recorded of both, over HTTP. */
final class ClausesServiceTest {
    private final RunningService service = AgreementService.on("2022-03-15");

    @Test
    @Clause({"LIN-10", "LIN-11"})
    void whatThePaperSaysIsAskedForByClauseKindAndWordAndShowsWhatIsRecordedOfIt() {
        String id = active("LIN", "SON 2021-9001");
        JsonNode excluded = clauses(id, "?clause=LIN-10").get(0);
        assertThat(excluded.get("kind").asString()).isEqualTo("EXCLUDED");
        JsonNode free = clauses(id, "?kind=FREEDOM").get(0);
        assertThat(free.get("clauses").toString()).contains("LIN-11");
        assertThat(clauses(id, "?about=POLICE").get(0).get("mayBeChecked").asBoolean())
                .isTrue();
        assertThat(clauses(id, "?about=nothing-of-the-kind").isEmpty()).isTrue();

        Answer refused = deviation(id, free);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(rule(refused)).isEqualTo("FreedomMustNotBeADeviation");
        assertThat(refused.json().get("field").asString()).isEqualTo("/concerns");
        assertThat(refused.json().get("clauses").toString()).contains("LIN-11");

        done(
                id,
                "breaches",
                "{\"party\":\"pastorat\",\"by\":\"kommun\",\"what\":\"helped to remain\",\"noticedOn\":\"2022-03-01\","
                        + "\"against\":\"" + excluded.get("id").asString() + "\"}");
        assertThat(clauses(id, "?clause=LIN-10").get(0).get("heldAgainst").toString())
                .isEqualTo("[\"breach-1\"]");
        assertThat(service.get("stranger", "/agreements/" + id + "/clauses").status())
                .isEqualTo(404);
    }

    @Test
    @Clause("NOR-12")
    void phasesAreShownAndTheNeedsAreAnalysedInTheirs() {
        String early = active("NOR", "NOR 9002");
        JsonNode agreement = service.get("reader", "/agreements/" + early).json();
        assertThat(StreamSupport.stream(agreement.get("phases").spliterator(), false)
                        .filter(phase -> phase.get("now").asBoolean())
                        .map(phase -> phase.get("title").asString()))
                .containsExactly("Phase 2, plan with goals and activities");
        String analysis = "{\"analysedOn\":\"2022-03-10\",\"by\":[\"kommun\",\"stadsmission\"],\"needsChanged\":true,"
                + "\"conclusion\":\"more families\"}";
        Answer tooEarly = post(early, "needs-analyses", analysis);
        assertThat(tooEarly.status()).isEqualTo(422);
        assertThat(rule(tooEarly)).isEqualTo("AnalysisMustFallInItsPhase");
        assertThat(tooEarly.json().get("field").asString()).isEqualTo("/analysedOn");

        String id = registered(
                service, Paper.of("NOR").with("/caseNumber", "\"NOR 9003\"").with("/phases/2/first", "\"2022-03-01\""));
        steps(service, "NOR", id);
        done(id, "needs-analyses", analysis);
        assertThat(service.get("reader", "/agreements/" + id + "/needs-analyses")
                        .json()
                        .get("mayBeAdjusted")
                        .asBoolean())
                .isTrue();
        done(
                id,
                "renegotiations",
                "{\"by\":\"kommun\",\"calledOn\":\"2022-03-10\",\"cause\":\"NEEDS_CHANGED\",\"concerns\":\"activities\"}");
    }

    @Test
    @Clause({"UPP-3", "NOR-8"})
    void anAgreementThatIsOverGoesToTheArchiveAndASecondPersonOpensItAgain() {
        String id = active("UPP", "SCN-2018-9004");
        await().untilAsserted(
                        () -> assertThat(listed(id).get("state").asString()).isEqualTo("EXPIRED"));
        assertThat(rule(post(id, "archive", archiving("")))).isEqualTo("UserMustHaveRole");
        Answer incomplete = approver(id, "archive", archiving("").replace("REPORTS", "PAYMENTS"));
        assertThat(incomplete.status()).isEqualTo(422);
        assertThat(rule(incomplete)).isEqualTo("WhatOthersCarryMustBeConcluded");
        assertThat(incomplete.json().get("field").asString()).isEqualTo("/elsewhere");
        assertThat(approver(id, "archive", archiving(",\"lastVoucherYear\":2021"))
                        .status())
                .isEqualTo(200);

        JsonNode archive =
                service.get("reader", "/agreements/" + id + "/archive").json();
        assertThat(archive.at("/archived/vouchers/2/keptUntil").asString()).isEqualTo("2028-12-31");
        assertThat(archive.get("leftOpen").isEmpty()).isTrue();
        await().untilAsserted(
                        () -> assertThat(listed(id).get("state").asString()).isEqualTo("ARCHIVED"));
        assertThat(service.get("reader", "/agreements?state=ARCHIVED&limit=100").body())
                .contains(id);
        Answer late = post(
                id, "deficiencies", "{\"party\":\"kommun\",\"noticedOn\":\"2021-12-20\",\"description\":\"too late\"}");
        assertThat(late.status()).isEqualTo(409);
        assertThat(rule(late)).isEqualTo("AgreementMustNotBeArchived");

        String fact = archivedFact(id);
        done(id, "corrections", "{\"fact\":" + fact + ",\"reason\":\"a report was missing\"}");
        Answer opened = approver(id, "corrections/correction-1/approval", "{}");
        assertThat(opened.status()).as(opened.body()).isEqualTo(200);
        await().untilAsserted(
                        () -> assertThat(listed(id).get("state").asString()).isEqualTo("EXPIRED"));
        assertThat(service.projectionsThatDiffer()).isEmpty();
    }

    @Test
    @Clause("LUN-1")
    void theListFollowsWhatIsVoid() {
        String id = active("STO", "2.3.4-9005/2021");
        await().untilAsserted(
                        () -> assertThat(listed(id).get("state").asString()).isEqualTo("ACTIVE"));
        int findings = service.get("reader", "/agreements/" + id)
                .json()
                .get("findings")
                .size();
        await().untilAsserted(
                        () -> assertThat(listed(id).get("findings").asInt()).isEqualTo(findings));

        // The approval was assumed, so that it has a finding of its own.
        done(
                id,
                "corrections",
                "{\"fact\":" + fact(id, "se.iopledger.agreement.approved.v1") + ",\"reason\":\"wrong\"}");
        assertThat(approver(id, "corrections/correction-1/approval", "{}").status())
                .isEqualTo(200);
        await().untilAsserted(
                        () -> assertThat(listed(id).get("state").asString()).isEqualTo("REGISTERED"));
        assertThat(listed(id).get("findings").asInt()).isEqualTo(findings - 1);
        assertThat(service.get("reader", "/agreements/" + id)
                        .json()
                        .get("findings")
                        .size())
                .isEqualTo(findings - 1);
        List<String> voided = StreamSupport.stream(
                        service.get("reader", "/agreements/" + id + "/history?limit=100")
                                .json()
                                .get("entries")
                                .spliterator(),
                        false)
                .filter(entry -> entry.hasNonNull("voidedBy"))
                .map(entry ->
                        entry.get("type").asString() + " " + entry.get("kind").asString())
                .toList();
        assertThat(voided)
                .containsExactly(
                        "se.iopledger.agreement.approved.v1 VOID_FACT",
                        "se.iopledger.agreement.findings-raised.v1 VOID_FACT");
        assertThat(service.projectionsThatDiffer()).isEmpty();
    }

    @Test
    @Clause({"STO-8", "STO-12", "UPP-22"})
    void whatIsToBeDoneByADayIsListedWithWhatItConcerns() {
        String id = active("STO", "2.3.4-9006/2021");
        done(
                id,
                "deficiencies",
                "{\"party\":\"stiftelse\",\"noticedOn\":\"2022-03-01\",\"description\":\"not started\"}");
        done(
                id,
                "deficiencies/deficiency-1/plan-demand",
                "{\"by\":\"steering\",\"demandedOn\":\"2022-03-15\",\"deadline\":\"2022-04-15\"}");
        done(
                id,
                "representatives",
                "{\"party\":\"stad\",\"group\":\"steering\",\"role\":\"chair\",\"from\":\"2022-01-01\",\"until\":\"2022-05-31\"}");
        done(
                id,
                "requirements/requirement-5/checks",
                "{\"party\":\"stiftelse\",\"checkedOn\":\"2022-03-01\",\"result\":\"FULFILLED\",\"nextCheckOn\":\"2022-09-01\"}");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(deadlines(id))
                        .containsExactly(
                                "REMEDIATION_PLAN 2022-04-15 deficiency-1",
                                "MANDATE 2022-05-31 representative-1",
                                "REQUIREMENT_CHECK 2022-09-01 check-1",
                                "NOTICE_AGAINST_EXTENSION 2022-09-14",
                                "LAST_DAY 2022-12-14"));
        done(id, "deficiencies/deficiency-1/plan", "{\"submittedOn\":\"2022-03-15\"}");
        done(id, "representatives/representative-1/end", "{\"lastDay\":\"2022-05-15\"}");
        await().untilAsserted(() -> assertThat(deadlines(id))
                .startsWith("MANDATE 2022-05-15 representative-1", "REQUIREMENT_CHECK 2022-09-01 check-1"));
        assertThat(service.projectionsThatDiffer()).isEmpty();
    }

    /** Said once for all of them: who is signed in, and what the key is made of, are no part of a request. */
    @Test
    void theDescriptionSaysOfACommandThatItCarriesAKeyAndMayNameAVersion() {
        JsonNode paths = service.get("", "/v3/api-docs").json().get("paths");
        assertThat(parameters(paths.at("/~1agreements~1{agreementId}~1archive/post")))
                .containsExactlyInAnyOrder("agreementId", "Idempotency-Key", "If-Match");
        assertThat(parameters(paths.at("/~1agreements~1{agreementId}~1archive/get")))
                .containsExactly("agreementId");
    }

    private static List<String> parameters(JsonNode operation) {
        return StreamSupport.stream(operation.get("parameters").spliterator(), false)
                .map(parameter -> parameter.get("name").asString())
                .toList();
    }

    private String active(String name, String caseNumber) {
        String id = registered(service, Paper.of(name).with("/caseNumber", "\"" + caseNumber + "\""));
        assertThat(steps(service, name, id)).extracting(Answer::status).containsOnly(200);
        return id;
    }

    private JsonNode clauses(String id, String query) {
        Answer answer = service.get("reader", "/agreements/" + id + "/clauses" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().get("clauses");
    }

    private Answer deviation(String id, JsonNode clause) {
        return post(
                id,
                "deviations",
                "{\"by\":\"pastorat\",\"from\":\"BUDGET\",\"requestedOn\":\"2022-03-01\",\"description\":\"a grant\","
                        + "\"touchesPurpose\":false,\"concerns\":\""
                        + clause.get("id").asString() + "\"}");
    }

    private static String archiving(String more) {
        return "{\"archivedOn\":\"2022-03-10\",\"documentPlan\":\"KS-2020-0001 (simulated)\",\"documents\":\"PRESERVED\","
                + "\"elsewhere\":[{\"matter\":\"PAYMENTS\",\"basis\":\"reconciled\"},"
                + "{\"matter\":\"REPORTS\",\"basis\":\"delivered\"}],\"reason\":\"by the plan\"" + more + "}";
    }

    private String archivedFact(String id) {
        return fact(id, "se.iopledger.agreement.archived.v1");
    }

    private String fact(String id, String type) {
        return StreamSupport.stream(
                        service.get("reader", "/agreements/" + id + "/history?limit=100")
                                .json()
                                .get("entries")
                                .spliterator(),
                        false)
                .filter(entry -> entry.get("type").asString().equals(type))
                .map(entry -> entry.get("number").toString())
                .findFirst()
                .orElseThrow();
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

    private List<String> deadlines(String id) {
        return StreamSupport.stream(
                        service.get("reader", "/deadlines?limit=100")
                                .json()
                                .get("deadlines")
                                .spliterator(),
                        false)
                .filter(row -> row.get("agreementId").asString().equals(id))
                .map(row -> row.get("kind").asString() + " " + row.get("onDay").asString()
                        + (row.hasNonNull("concerns")
                                ? " " + row.get("concerns").asString()
                                : ""))
                .toList();
    }

    private void done(String id, String path, String body) {
        Answer answer = post(id, path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private Answer post(String id, String path, String body) {
        return as("registrar", id, path, body);
    }

    private Answer approver(String id, String path, String body) {
        return as("approver", id, path, body);
    }

    private Answer as(String user, String id, String path, String body) {
        String key = Integer.toHexString((path + body).hashCode()) + "-" + id;
        return service.post(user, "/agreements/" + id + "/" + path, key, body);
    }

    private static String rule(Answer answer) {
        return answer.json().get("rule").asString();
    }
}
