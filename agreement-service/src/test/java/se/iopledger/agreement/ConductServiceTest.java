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
