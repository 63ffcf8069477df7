package se.iopledger.finance.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.iopledger.contracts.agreement.CorrectionEvent.CorrectionApproved;
import se.iopledger.contracts.agreement.ExitEvent.AgreementRescinded;
import se.iopledger.contracts.agreement.ExitEvent.Form;
import se.iopledger.contracts.agreement.PossibleRepayment;
import se.iopledger.contracts.terms.RemedyShare;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.eventlog.testing.EmbeddedDatabases;
import se.iopledger.finance.FinanceServiceApplication;
import se.iopledger.finance.domain.plan.RealTerms;
import se.iopledger.shell.testing.RunningService;
import se.iopledger.shell.testing.RunningService.Answer;
import se.iopledger.standin.AgreementStandIn;
import tools.jackson.databind.JsonNode;

/** A claim after Lund's rescission, over real HTTP, PostgreSQL and Kafka. */
class ClaimServiceTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final LocalDate TODAY = LocalDate.parse("2021-12-20");

    private static AgreementStandIn agreements;
    private static RunningService finance;
    private static int keys;

    @BeforeAll
    static void start() {
        agreements = AgreementStandIn.start();
        Map<String, String> settings = new HashMap<>(Map.of("iop.business-date", TODAY.toString()));
        user(settings, 6, "officer");
        user(settings, 7, "chief");
        user(settings, 8, "jurist");
        finance = RunningService.start(FinanceServiceApplication.class, EmbeddedDatabases.create("claims"), settings);
    }

    private static void user(Map<String, String> settings, int index, String id) {
        String prefix = "iop.users[" + index + "].";
        settings.put(prefix + "id", id);
        settings.put(prefix + "password", RunningService.PASSWORD);
        settings.put(prefix + "municipalities", "1281");
        settings.put(prefix + "roles", "FINANCE_OFFICER,READER");
    }

    @AfterAll
    static void stop() {
        finance.close();
        agreements.close();
    }

    private static Answer post(String user, String path, String json) {
        return finance.post(user, path, "claims-" + ++keys, json);
    }

    private static void refused(Answer answer, int status, String rule) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().path("rule").asString("")).isEqualTo(rule);
    }

    private static void accepted(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private static JsonNode claims(String path) {
        Answer answer = finance.get("reader", path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static final String BY_CLAUSE = """
            {"remedy": 0, "of": "rescission-1", "claimant": "kommun", "liable": "kvinnojouren",
             "amount": "95000.00", "calculation": "half of the second half-year of 2021", "what": "made up",
             "decision": {"decidedBy": "socialnämnden", "decidedOn": "2021-12-15"},
             "assessments": [], "steps": [], "reason": "as decided"}""";

    @Test
    @Clause("LUN-10")
    void aRescissionIsToldAndPartOfWhatWasPaidIsClaimedAndComesBack() {
        Terms terms = RealTerms.of("LUN").build();
        String agreement = agreements.registered(terms);
        agreements.activated(agreement, 1, terms);
        String path = "/agreements/" + agreement + "/claims";
        agreements.told(
                terms.municipality(),
                new AgreementRescinded(
                        agreement,
                        "rescission-1",
                        "rescission",
                        "kommun",
                        "breach-1",
                        LocalDate.parse("2021-12-10"),
                        Form.WRITTEN,
                        null,
                        LocalDate.parse("2021-12-31"),
                        "made up",
                        List.of(new PossibleRepayment(
                                "rescission for breach not remedied without delay",
                                RemedyShare.PART_OR_WHOLE,
                                null,
                                "kommun",
                                List.of(),
                                List.of(),
                                List.of("LUN-10"))),
                        List.of("LUN-10")));
        await().atMost(DEADLINE)
                .untilAsserted(
                        () -> assertThat(claims(path).path("waysOutUsed")).hasSize(1));
        JsonNode clause = claims(path).path("clauses").path(0);
        assertThat(clause.path("remedy").asInt()).isZero();
        assertThat(clause.path("says").path("clauses").path(0).asString("")).isEqualTo("LUN-10");

        refused(post("reader", path + "/by-clause", BY_CLAUSE), 403, "UserMustHaveRole");
        refused(
                post("officer", path + "/by-clause", BY_CLAUSE.replace("\"remedy\": 0", "\"remedy\": 7")),
                422,
                "ClauseMustExist");
        refused(
                post("officer", path + "/by-clause", BY_CLAUSE.replace("95000.00", "380000.01")),
                409,
                "MoreMustNotBeClaimedThanWasPaid");
        refused(post("officer", path + "/of-overpayments", """
                        {"trancheId": "2021-1-kommun-kvinnojouren", "amount": "1.00", "reason": "x"}"""), 409, "TrancheMustBeOverpaid");
        accepted(post("officer", path + "/by-clause", BY_CLAUSE));

        accepted(post("officer", path + "/claim-1/letters", """
                {"direction": "TO_LIABLE", "on": "2021-12-16", "reference": "SOC 2021/17", "reason": "x"}"""));
        accepted(post("officer", path + "/claim-1/contests", """
                {"contestedOn": "2021-12-17", "reason": "the activity went on"}"""));
        accepted(post("jurist", path + "/claim-1/reductions", "{\"amount\": \"15000.00\", \"reason\": \"it did\"}"));
        accepted(post("jurist", path + "/claim-1/waiver", "{\"amount\": \"20000.00\", \"reason\": \"hardship\"}"));
        refused(
                post("jurist", path + "/claim-1/waiver/grant", "{\"reason\": \"hardship\"}"),
                403,
                "WhoProposedMustNotWaive");
        accepted(post("chief", path + "/claim-1/waiver/grant", "{\"reason\": \"hardship\"}"));
        String came = """
                {"paidOn": "2021-12-20", "amount": "50000.00", "reference": "bank-1", "reason": "x"}""";
        refused(post("officer", path + "/claim-1/repayments", came), 403, "WhoRaisedMustNotRecordItsRepayment");
        accepted(post("jurist", path + "/claim-1/repayments", came));
        String mistaken = """
                {"reference": "bank-1", "reason": "it was for another claim"}""";
        accepted(post("jurist", path + "/claim-1/repayments/voiding", mistaken));
        refused(post("jurist", path + "/claim-1/repayments/voiding/approval", mistaken), 403, "WhoProposedMustNotVoid");
        accepted(post("chief", path + "/claim-1/repayments/voiding/approval", mistaken));
        assertThat(claims(path).path("claims").path(0).path("outstanding").asString(""))
                .isEqualTo("60000.00");
        accepted(post("jurist", path + "/claim-1/repayments", came));
        assertThat(claims(path).path("claims").path(0).path("outstanding").asString(""))
                .isEqualTo("10000.00");
        refused(post("officer", path + "/claim-1/write-off", "{\"reason\": \"x\"}"), 403, "WhoRaisedMustNotGiveItUp");
        accepted(post("chief", path + "/claim-1/write-off", "{\"reason\": \"the association is wound up\"}"));
        assertThat(claims(path).path("claims").path(0).path("outstanding").asString(""))
                .isEqualTo("0.00");

        // Registered, activated, rescinded: the rescission is the third entry of the agreement's stream.
        agreements.told(terms.municipality(), new CorrectionApproved(agreement, "correction-1", 2, "approver"));
        await().atMost(DEADLINE)
                .untilAsserted(
                        () -> assertThat(claims(path).path("waysOutUsed")).isEmpty());
        refused(post("officer", path + "/by-clause", BY_CLAUSE), 409, "ClaimMustRestOnWhatHappened");
    }
}
