package se.iopledger.finance.attest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.ConductEvent.DeficiencyFollowedUp;
import se.iopledger.contracts.agreement.ConductEvent.DeficiencyRegistered;
import se.iopledger.contracts.agreement.ConductEvent.Outcome;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.DefaultRule;
import se.iopledger.contracts.terms.Interval;
import se.iopledger.contracts.terms.Manner;
import se.iopledger.contracts.terms.Standing;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.terms.YearKind;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.eventlog.testing.EmbeddedDatabases;
import se.iopledger.finance.FinanceServiceApplication;
import se.iopledger.finance.domain.PaymentCommand;
import se.iopledger.finance.domain.PaymentCommand.ConfirmForOrder;
import se.iopledger.finance.domain.PaymentCommand.RecordExecuted;
import se.iopledger.finance.domain.PaymentCommand.ReserveForOrder;
import se.iopledger.finance.domain.pay.AttestRight;
import se.iopledger.finance.domain.plan.RealTerms;
import se.iopledger.finance.domain.plan.TermsOf;
import se.iopledger.finance.right.Registers;
import se.iopledger.shell.command.CommandGate;
import se.iopledger.shell.command.Outcome.Done;
import se.iopledger.shell.testing.RunningService;
import se.iopledger.shell.testing.RunningService.Answer;
import se.iopledger.standin.AgreementStandIn;
import tools.jackson.databind.JsonNode;

/** From due to paid over real HTTP, PostgreSQL and Kafka; agreement-service and the bank are stood in for. */
class AttestServiceTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final LocalDate TODAY = LocalDate.parse("2022-01-03");
    private static final String LINKOPING = "0580";
    private static final String AMOUNT = "83333.34";
    private static final String FIRST = "2022-1-kommun-partner";

    private static AgreementStandIn agreements;
    private static RunningService finance;
    private static int keys;

    @BeforeAll
    static void start() {
        agreements = AgreementStandIn.start();
        Map<String, String> settings = new HashMap<>(Map.of("iop.business-date", TODAY.toString()));
        user(settings, 6, "officer", "FINANCE_OFFICER,READER");
        user(settings, 7, "keeper", "RIGHTS_OFFICER,READER");
        user(settings, 8, "second-keeper", "RIGHTS_OFFICER,READER");
        user(settings, 9, "examiner", "READER");
        user(settings, 10, "payer", "READER");
        finance = RunningService.start(FinanceServiceApplication.class, EmbeddedDatabases.create("attest"), settings);
    }

    private static void user(Map<String, String> settings, int index, String id, String roles) {
        String prefix = "iop.users[" + index + "].";
        settings.put(prefix + "id", id);
        settings.put(prefix + "password", RunningService.PASSWORD);
        settings.put(prefix + "municipalities", "0580,0180");
        settings.put(prefix + "roles", roles);
    }

    @AfterAll
    static void stop() {
        finance.close();
        agreements.close();
    }

    private static Answer post(String user, String path, String json) {
        return finance.post(user, path, "attest-" + ++keys, json);
    }

    private static void refused(Answer answer, int status, String rule) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().path("rule").asString("")).isEqualTo(rule);
    }

    private static void accepted(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private static void grant(String municipality, String holder, String step) {
        String register = "/municipalities/" + municipality + "/attest-rights";
        accepted(post("keeper", register, """
                {"holder": "%s", "step": "%s", "limit": "100000.00", "from": "2022-01-03", "reason": "delegation"}""".formatted(holder, step)));
        String right =
                "right-" + finance.get("reader", register).json().path("rights").size();
        refused(
                post("keeper", register + "/" + right + "/grant", "{\"reason\": \"delegation\"}"),
                403,
                "WhoProposedMustNotGrant");
        accepted(post("second-keeper", register + "/" + right + "/grant", "{\"reason\": \"delegation\"}"));
    }

    private static Terms twelveMonths() {
        return TermsOf.agreement("months", YearKind.CALENDAR, "2022-01-01", "2022-12-31", "M-1")
                .in(LINKOPING)
                .grant(2022, "1000000.00", Standing.COMMITTED, "M-2")
                .paid(Interval.MONTH, Manner.IN_ADVANCE, List.of(), "M-3")
                .choosing(
                        DefaultRule.EQUAL_TRANCHES,
                        DefaultRule.MONTHS_FROM_FIRST_DAY,
                        DefaultRule.FIRST_DAY_OR_NEXT_BANK_DAY)
                .build();
    }

    private static void eventually(String path, String user, Consumer<JsonNode> expectation) {
        await().atMost(DEADLINE).untilAsserted(() -> {
            Answer answer = finance.get(user, path);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            expectation.accept(answer.json());
        });
    }

    private static List<String> waiting(String user, String step, String agreement) {
        Answer answer = finance.get(user, "/municipalities/0580/attest?step=" + step + "&dueTo=2022-01-31");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<String> ids = new ArrayList<>();
        answer.json().path("payables").forEach(payable -> {
            if (payable.path("agreementId").asString("").equals(agreement)) {
                ids.add(payable.path("payableId").asString(""));
            }
        });
        return ids;
    }

    private static String attest(String payable, String amount) {
        return """
                {"payableId": "%s", "recipient": "partner", "amount": "%s"}""".formatted(payable, amount);
    }

    private static void carriedOut(PaymentCommand command) {
        assertThat(finance.bean(CommandGate.class).wake(command, LINKOPING)).isInstanceOf(Done.class);
    }

    @Test
    @Clause("UPP-6")
    void anAdvanceGoesFromDueToPaid() {
        Terms terms = twelveMonths();
        String agreement = agreements.registered(terms);
        agreements.activated(agreement, 1, terms);
        String path = "/agreements/" + agreement;
        eventually(path + "/payables", "reader", payables -> {
            assertThat(payables.path("payables")).hasSize(12);
            JsonNode first = payables.path("payables").path(0);
            assertThat(first.path("payableId").asString("")).isEqualTo(FIRST);
            assertThat(first.path("state").asString("")).isEqualTo("OPEN");
            assertThat(first.path("payableBy").asString("")).isEqualTo("2022-01-03");
        });

        refused(post("examiner", path + "/attest/examinations", attest(FIRST, AMOUNT)), 403, "AttestNeedsARight");
        grant(LINKOPING, "examiner", "EXAMINE");
        grant(LINKOPING, "payer", "APPROVE");
        grant(LINKOPING, "examiner", "APPROVE");
        await().atMost(DEADLINE)
                .untilAsserted(() ->
                        assertThat(waiting("examiner", "EXAMINE", agreement)).containsExactly(FIRST));
        assertThat(waiting("payer", "EXAMINE", agreement)).isEmpty();

        refused(
                post("examiner", path + "/attest/examinations", attest(FIRST, "1.00")),
                409,
                "WhatIsAttestedMustBeWhatIsOwed");
        accepted(post("examiner", path + "/attest/examinations", attest(FIRST, AMOUNT)));
        refused(post("examiner", path + "/attest/approvals", attest(FIRST, AMOUNT)), 403, "WhoExaminedMustNotApprove");
        await().atMost(DEADLINE)
                .untilAsserted(
                        () -> assertThat(waiting("payer", "APPROVE", agreement)).containsExactly(FIRST));
        assertThat(waiting("examiner", "APPROVE", agreement)).isEmpty();
        accepted(post("payer", path + "/attest/refusals", """
                {"payableId": "%s", "recipient": "partner", "amount": "%s", "reason": "the plan is missing"}""".formatted(FIRST, AMOUNT)));
        accepted(post("examiner", path + "/attest/examinations", attest(FIRST, AMOUNT)));
        accepted(post("payer", path + "/attest/approvals", attest(FIRST, AMOUNT)));

        refused(
                post("examiner", path + "/holds", "{\"clauses\": [], \"reason\": \"suspicion\"}"),
                403,
                "UserMustHaveRole");
        refused(
                post("officer", path + "/holds", "{\"clauses\": [\"M-3\"], \"reason\": \"suspicion\"}"),
                422,
                "HoldMustRestOnAClauseThatAllowsIt");
        accepted(post("officer", path + "/holds", "{\"clauses\": [], \"reason\": \"suspicion\"}"));
        eventually(
                path + "/payables",
                "reader",
                payables -> assertThat(payables.path("payables")
                                .path(0)
                                .path("heldBy")
                                .path(0)
                                .path("why")
                                .asString(""))
                        .isEqualTo("suspicion"));
        eventually(
                "/tranches?municipality=0580&dueTo=2022-01-31",
                "reader",
                list -> assertThat(list.path("tranches")
                                .path(0)
                                .path("heldBy")
                                .path(0)
                                .path("holdId")
                                .asString(""))
                        .isEqualTo("hold-1"));
        accepted(post("officer", path + "/holds/hold-1/release", "{\"reason\": \"explained\"}"));

        Mandate bank = Mandate.ofAutomation("bank", TODAY, TODAY);
        List<AttestRight> register = finance.bean(Registers.class).grantedIn(LINKOPING);
        carriedOut(new ReserveForOrder(
                agreement, FIRST, "order-1", TODAY, "partner", Money.parse(AMOUNT), "officer", register, bank));
        carriedOut(new ConfirmForOrder(agreement, FIRST, "order-1", register, bank));
        carriedOut(new RecordExecuted(agreement, FIRST, "order-1", TODAY, Money.parse(AMOUNT), bank));
        eventually(path + "/payables", "reader", payables -> {
            JsonNode first = payables.path("payables").path(0);
            assertThat(first.path("state").asString("")).isEqualTo("SETTLED");
            assertThat(first.path("settled").asString("")).isEqualTo(AMOUNT);
            assertThat(first.path("orders").path(0).path("standing").asString(""))
                    .isEqualTo("EXECUTED");
        });
        assertThat(finance.projectionsThatDiffer()).isEmpty();
    }

    @Test
    @Clause({"STO-7", "STO-8"})
    void aDeficiencyStopsThePartysPaymentsUntilItIsRemedied() {
        Terms terms = RealTerms.of("STO").takenOver("2021-12-15").build();
        String agreement = agreements.registered(terms);
        agreements.activated(agreement, 1, terms);
        agreements.told(
                terms.municipality(),
                new DeficiencyRegistered(
                        agreement, "deficiency-1", "stiftelse", TODAY, "no activity", null, List.of("STO-8")));

        eventually("/agreements/" + agreement + "/holds", "reader", holds -> {
            JsonNode hold = holds.path("holds").path(0);
            assertThat(hold.path("clauses").path(0).asString("")).isEqualTo("STO-7");
            assertThat(hold.path("recipient").asString("")).isEqualTo("stiftelse");
            assertThat(hold.path("released").asBoolean()).isFalse();
        });
        agreements.told(
                terms.municipality(), new DeficiencyFollowedUp(agreement, "deficiency-1", TODAY, Outcome.REMEDIED));
        eventually(
                "/agreements/" + agreement + "/holds",
                "reader",
                holds -> assertThat(holds.path("holds").path(0).path("released").asBoolean())
                        .isTrue());
    }

    @Test
    void rightsAreKeptByTwoPersonsAndShownForADay() {
        String register = "/municipalities/0180/attest-rights";
        refused(post("examiner", register, """
                {"holder": "payer", "step": "APPROVE", "limit": "1.00", "from": "2022-01-03", "reason": "x"}"""), 403, "UserMustHaveRole");
        refused(post("keeper", register, """
                {"holder": "keeper", "step": "APPROVE", "limit": "1.00", "from": "2022-01-03", "reason": "x"}"""), 403, "NobodyGivesARightToThemselves");
        refused(post("keeper", register, """
                {"holder": "payer", "step": "APPROVE", "limit": "1.00", "from": "2022-01-02", "reason": "x"}"""), 422, "RightMustNotReachBack");
        refused(post("keeper", "/municipalities/9999/attest-rights", """
                {"holder": "payer", "step": "APPROVE", "limit": "1.00", "from": "2022-01-03", "reason": "x"}"""), 403, "UserMustBelongToMunicipality");
        grant("0180", "payer", "APPROVE");
        accepted(post("keeper", register + "/right-1/revocation", "{\"lastDay\": \"2022-01-31\", \"reason\": \"x\"}"));

        assertThat(holds("2022-01-31")).isTrue();
        assertThat(holds("2022-02-01")).isFalse();
        assertThat(holds("2022-01-02")).isFalse();
        refused(post("keeper", register + "/right-9/grant", "{\"reason\": \"x\"}"), 404, "RightMustExist");
        assertThat(finance.get("reader", register + "?on=yesterday").status()).isEqualTo(400);
    }

    private static boolean holds(String day) {
        return finance.get("reader", "/municipalities/0180/attest-rights?on=" + day)
                .json()
                .path("rights")
                .path(0)
                .path("holds")
                .asBoolean();
    }

    @Test
    void aListThatIsAskedForWronglySaysWhy() {
        String list = "/municipalities/0580/attest?step=";
        refused(finance.get("reader", list + "PAY"), 400, "StepMustBeKnown");
        refused(finance.get("reader", list + "EXAMINE&dueTo=soon"), 400, "DateMustBeIso8601");
        refused(finance.get("reader", list + "EXAMINE&limit=0"), 400, "LimitMustBeReasonable");
        refused(finance.get("reader", list + "EXAMINE&cursor=guess"), 400, "CursorMustComeFromAPage");
        refused(finance.get("stranger", list + "EXAMINE"), 403, "UserMustBelongToMunicipality");
        refused(finance.get("reader", "/agreements/nothing/payables"), 404, "ResourceMustExist");
        refused(finance.get("reader", "/agreements/nothing/holds"), 404, "ResourceMustExist");
    }
}
