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
                "{\"exit\":\"notice\",\"by\":\"kommun\",\"givenOn\":\"2021-12-01\",\"form\":\"WRITTEN\"}");
        assertThat(given.status()).as(given.body()).isEqualTo(200);
        assertThat(lastDay(id)).isEqualTo("2022-06-01");

        Answer withdrawn = post("registrar", id, "notices/notice-1/withdrawal", "{\"withdrawnOn\":\"2021-12-15\"}");
        assertThat(withdrawn.status()).as(withdrawn.body()).isEqualTo(200);
        assertThat(lastDay(id)).isEqualTo("2024-09-14");
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
        assertThat(post("registrar", id, "notices/notice-1/withdrawal", "{\"withdrawnOn\":\"2021-12-15\"}")
                        .status())
                .isEqualTo(404);
        assertThat(lastDay(id)).isEqualTo("2024-09-14");
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
                "exit-" + Integer.toHexString((id + what + body).hashCode()),
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
