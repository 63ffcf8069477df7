package se.iopledger.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.iopledger.agreement.AgreementService.registered;
import static se.iopledger.agreement.AgreementService.steps;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.shell.testing.RunningService;
import se.iopledger.shell.testing.RunningService.Answer;
import tools.jackson.databind.JsonNode;

/** What is recorded of the parties' conduct, over HTTP. */
final class ConductServiceTest {
    @Test
    @Clause("STO-8")
    void aDeadlineThatNobodyKeepsPassesByItselfAndThePlanIsThenRefused() {
        RunningService march = AgreementService.on("2022-03-15");
        String id = active(march, "2.3.4-3001/2021");
        assertThat(post(
                                march,
                                id,
                                "deficiencies",
                                "{\"party\":\"stiftelse\",\"noticedOn\":\"2022-03-01\",\"description\":\"not started\"}")
                        .status())
                .isEqualTo(200);
        assertThat(post(
                                march,
                                id,
                                "deficiencies/deficiency-1/plan-demand",
                                "{\"by\":\"steering\",\"demandedOn\":\"2022-03-15\",\"deadline\":\"2022-04-15\"}")
                        .status())
                .isEqualTo(200);
        Answer early = post(
                march,
                id,
                "deficiencies/deficiency-1/follow-up",
                "{\"followedUpOn\":\"2022-03-15\",\"outcome\":\"REMAINS\"}");
        assertThat(early.status()).isEqualTo(422);
        assertThat(rule(early)).isEqualTo("PlanMustHaveHadItsChance");
        assertThat(early.json().get("field").asString()).isEqualTo("/outcome");
        assertThat(rule(post(march, id, "deficiencies/deficiency-9/plan", "{\"submittedOn\":\"2022-03-15\"}")))
                .isEqualTo("DeficiencyMustBeKnown");
        assertThat(rule(post(
                        march, id, "deficiencies/deficiency-1/plan-acceptance", "{\"acceptedOn\":\"2022-03-15\"}")))
                .isEqualTo("PlanMustBeSubmitted");
        assertThat(rule(march.post(
                        "reader",
                        "/agreements/" + id + "/deficiencies/deficiency-1/plan",
                        "reader-" + id,
                        "{\"submittedOn\":\"2022-03-15\"}")))
                .isEqualTo("UserMustHaveRole");
        assertThat(march.get("stranger", "/agreements/" + id + "/conduct").status())
                .isEqualTo(404);
        long before = version(march, id);

        RunningService april = AgreementService.on("2022-04-20");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(version(april, id)).isGreaterThan(before));
        Answer late = post(april, id, "deficiencies/deficiency-1/plan", "{\"submittedOn\":\"2022-04-16\"}");
        assertThat(rule(late)).isEqualTo("PlanMustComeByItsDeadline");
        assertThat(post(
                                april,
                                id,
                                "deficiencies/deficiency-1/follow-up",
                                "{\"followedUpOn\":\"2022-04-20\",\"outcome\":\"REMAINS\"}")
                        .status())
                .isEqualTo(200);
        JsonNode deficiency =
                april.get("reader", "/agreements/" + id + "/conduct").json().at("/deficiencies/0");
        assertThat(deficiency.at("/plan/deadline").asString()).isEqualTo("2022-04-15");
        assertThat(deficiency.at("/followedUp/outcome").asString()).isEqualTo("REMAINS");
        assertThat(april.projectionsThatDiffer()).isEmpty();
    }

    @Test
    @Clause({"STO-6", "STO-12", "STO-14", "STO-17"})
    void dialoguesDeviationsAndRequirementsAreRecordedAndTold() {
        RunningService march = AgreementService.on("2022-03-15");
        String id = active(march, "2.3.4-3002/2021");
        assertThat(
                        rule(
                                post(
                                        march,
                                        id,
                                        "dialogues",
                                        "{\"subject\":\"CHANGED_CIRCUMSTANCES\",\"by\":\"stad\",\"openedOn\":\"2022-03-01\",\"about\":\"a\"}")))
                .isEqualTo("CircumstancesMustBeReportedToTheSteeringGroup");
        assertThat(rule(post(march, id, "dialogues", "{\"subject\":\"DISPUTE\"}")))
                .isEqualTo("FieldIsRequired");
        done(
                march,
                id,
                "dialogues",
                "{\"subject\":\"DISPUTE\",\"by\":\"stad\",\"group\":\"cooperation\",\"openedOn\":\"2022-03-01\",\"about\":\"who convenes\"}");
        done(march, id, "dialogues/dialogue-1/escalation", "{\"group\":\"steering\",\"escalatedOn\":\"2022-03-02\"}");
        done(
                march,
                id,
                "dialogues/dialogue-1/closing",
                "{\"closedOn\":\"2022-03-03\",\"outcome\":\"SETTLED\",\"conclusion\":\"in turns\"}");
        done(
                march,
                id,
                "deviations",
                "{\"by\":\"stiftelse\",\"from\":\"BUDGET\",\"requestedOn\":\"2022-03-01\",\"description\":\"staff\",\"amount\":\"1000.00\",\"touchesPurpose\":false}");
        String decision = "{\"decidedBy\":[\"steering\"],\"decidedOn\":\"2022-03-02\",\"answer\":\"APPROVED\"}";
        assertThat(rule(post(march, id, "deviations/deviation-1/decision", decision)))
                .isEqualTo("UserMustHaveRole");
        assertThat(march.post(
                                "approver",
                                "/agreements/" + id + "/deviations/deviation-1/decision",
                                "decide-" + id,
                                decision)
                        .status())
                .isEqualTo(200);
        done(march, id, "deviations/deviation-1/making", "{\"madeOn\":\"2022-03-02\"}");
        done(
                march,
                id,
                "requirements/requirement-5/checks",
                "{\"party\":\"stiftelse\",\"checkedOn\":\"2022-03-01\",\"result\":\"FULFILLED\",\"nextCheckOn\":\"2022-09-01\"}");
        String digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
        done(
                march,
                id,
                "requirements/requirement-6/evidence",
                "{\"party\":\"stiftelse\",\"document\":{\"title\":\"letter\",\"sha256\":\"" + digest
                        + "\",\"mediaType\":\"application/pdf\"},\"validFrom\":\"2022-01-01\"}");
        JsonNode conduct = march.get("reader", "/agreements/" + id + "/conduct").json();
        assertThat(conduct.at("/dialogues/0/closed/outcome").asString()).isEqualTo("SETTLED");
        assertThat(conduct.at("/deviations/0/made/approvedBefore").asBoolean()).isTrue();
        assertThat(conduct.at("/requirements").size()).isEqualTo(8);
        assertThat(conduct.at("/requirements/4/checks/0/nextCheckOn").asString())
                .isEqualTo("2022-09-01");
        assertThat(conduct.at("/evidence/0/document/sha256").asString()).isEqualTo(digest);
        JsonNode described =
                march.get("", "/v3/api-docs").json().at("/paths/~1agreements~1{agreementId}~1dialogues/post");
        assertThat(described.at("/parameters").toString()).contains("Idempotency-Key");
        assertThat(described.at("/responses/200/content").toString()).contains("Accepted");
        assertThat(march.projectionsThatDiffer()).isEmpty();
    }

    private static void done(RunningService service, String id, String path, String body) {
        Answer answer = post(service, id, path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private static String active(RunningService service, String caseNumber) {
        String id = registered(service, Paper.of("STO").with("/caseNumber", "\"" + caseNumber + "\""));
        assertThat(steps(service, "STO", id)).extracting(Answer::status).containsOnly(200);
        return id;
    }

    private static long version(RunningService service, String id) {
        return service.get("reader", "/agreements/" + id).json().get("version").asLong();
    }

    private static Answer post(RunningService service, String id, String path, String body) {
        String key = Integer.toHexString((path + body).hashCode()) + "-" + id;
        return service.post("registrar", "/agreements/" + id + "/" + path, key, body);
    }

    private static String rule(Answer answer) {
        return answer.json().get("rule").asString();
    }
}
