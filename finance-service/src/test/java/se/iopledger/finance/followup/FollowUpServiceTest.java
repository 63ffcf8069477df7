package se.iopledger.finance.followup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.agreement.LifeEvent.LastDayChanged;
import se.iopledger.contracts.agreement.LifeEvent.TermsChanged;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.eventlog.testing.EmbeddedDatabases;
import se.iopledger.finance.FinanceServiceApplication;
import se.iopledger.finance.domain.plan.RealTerms;
import se.iopledger.shell.testing.RunningService;
import se.iopledger.shell.testing.RunningService.Answer;
import se.iopledger.standin.AgreementStandIn;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Contributions, budget and outcome over real HTTP; what was recorded is made up. */
class FollowUpServiceTest {
    private static AgreementStandIn agreements;
    private static RunningService finance;
    private static int keys;

    @BeforeAll
    static void start() {
        agreements = AgreementStandIn.start();
        finance = RunningService.start(
                FinanceServiceApplication.class,
                EmbeddedDatabases.create("followup"),
                Map.of(
                        "iop.business-date", "2021-12-20",
                        "iop.users[6].id", "officer",
                        "iop.users[6].password", RunningService.PASSWORD,
                        "iop.users[6].municipalities", "0380",
                        "iop.users[6].roles", "FINANCE_OFFICER,READER"));
    }

    @AfterAll
    static void stop() {
        finance.close();
        agreements.close();
    }

    @Clause({"UPP-7", "UPP-8"})
    @Test
    void whatUppsalasStadsmissionBringsAndSpendsStandsBesideItsPaper() {
        Terms terms = RealTerms.of("UPP").build();
        String agreement = agreements.registered(terms);
        String path = "/agreements/" + agreement;
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(
                                finance.get("officer", path + "/follow-up").status())
                        .isEqualTo(200));

        accepted(post(path + "/contributions", """
                {"party": "stadsmission", "year": 2019, "kind": "VOLUNTEER_WORK", "what": "volunteer hours",
                 "value": "880000.00", "evidence": "the yearly account"}"""));
        accepted(post(path + "/contributions", """
                {"party": "stadsmission", "year": 2019, "kind": "OWN_FUNDS", "what": "a mistake",
                 "evidence": "the yearly account"}"""));
        accepted(post(path + "/contributions/contribution-2/withdrawal", "{\"reason\": \"a mistake\"}"));
        accepted(post(path + "/outcomes", """
                {"budget": "budget annex", "year": 2019, "reportedOn": "2020-02-15", "evidence": "the yearly account",
                 "lines": [{"side": "COST", "heading": "staff and administration", "amount": "4900000.00"}]}"""));

        JsonNode answer = finance.get("officer", path + "/follow-up").json();
        assertThat(answer.path("recorded")).hasSize(1);
        JsonNode year = answer.path("budgets").path(0);
        assertThat(year.path("year").asInt()).isEqualTo(2019);
        assertThat(year.path("sums").path(0).path("statedWrongly").asString("")).isEqualTo("1000.00");
        JsonNode staff = year.path("lines").path(4);
        assertThat(staff.path("difference").asString("")).isEqualTo("124000.00");
        assertThat(staff.path("differencePercent").decimalValue()).isEqualByComparingTo("2.6");

        refused(
                post(path + "/contributions/contribution-2/withdrawal", "{\"reason\": \"again\"}"),
                404,
                "ContributionMustStand");
        refused(post(path + "/contributions", """
                {"party": "nobody", "year": 2019, "kind": "IN_KIND", "what": "premises", "evidence": "a letter"}"""), 422, "PartyMustBeInTheTerms");
        refused(post(path + "/outcomes", """
                {"budget": "another", "year": 2019, "reportedOn": "2020-02-15", "evidence": "x", "lines": []}"""), 422, "BudgetMustBeInTheTerms");
        refused(finance.post("reader", path + "/outcomes", "follow-up-reader", """
                {"budget": "another", "year": 2019, "reportedOn": "2020-02-15", "evidence": "x", "lines": []}"""), 403, "UserMustHaveRole");
        assertThat(finance.get("officer", "/agreements/nothing/follow-up").status())
                .isEqualTo(404);
    }

    /** Uppsala's agreement as it would be if it had been made for two years and then extended by one. */
    @Clause({"UPP-7", "UPP-10", "UPP-11"})
    @Test
    void theYearsAreThoseThatAnExtensionAddsAndNoticeLeaves() {
        ObjectNode twoYears =
                ContractsJson.mapper().valueToTree(RealTerms.of("UPP").build());
        ((ObjectNode) twoYears.path("period")).put("last", "2020-12-31");
        Terms terms = ContractsJson.mapper().treeToValue(twoYears, Terms.class);
        String agreement = agreements.registered(terms);
        agreements.activated(agreement, 1, terms);

        agreements.extended(
                agreement, terms.municipality(), LocalDate.parse("2021-01-01"), LocalDate.parse("2021-12-31"));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(years(agreement)).containsExactly(2019, 2020, 2021));

        agreements.told(
                terms.municipality(),
                new LastDayChanged(agreement, LocalDate.parse("2019-11-30"), "nine months after notice"));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(years(agreement)).containsExactly(2019));
    }

    /** Linköping's agreement as it would be if another municipality had made it and the pastorat left after a year. */
    @Test
    void aPartyThatLeavesIsAskedForInTheYearsInWhichItWasThere() {
        ObjectNode document =
                ContractsJson.mapper().valueToTree(RealTerms.of("LIN").build());
        document.put("municipality", "0380");
        Terms terms = ContractsJson.mapper().treeToValue(document, Terms.class);
        ((ArrayNode) document.path("parties")).remove(2);
        ((ArrayNode) document.path("contributions")).remove(1);
        Terms without = ContractsJson.mapper().treeToValue(document, Terms.class);
        String agreement = agreements.registered(terms);
        agreements.activated(agreement, 1, terms);
        LocalDate left = LocalDate.parse("2022-10-01");
        agreements.told("0380", new TermsChanged(agreement, 2, without, left, left, null));
        String path = "/agreements/" + agreement + "/contributions";
        String brought = """
                {"party": "pastorat", "year": %d, "kind": "IN_KIND", "what": "premises", "evidence": "a letter"}""";

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> refused(post(path, brought.formatted(2)), 422, "PartyMustBeInTheTerms"));
        accepted(post(path, brought.formatted(1)));
    }

    /** Of which something is to be brought. */
    private static Set<Integer> years(String agreement) {
        Set<Integer> years = new TreeSet<>();
        finance.get("officer", "/agreements/" + agreement + "/follow-up")
                .json()
                .path("contributions")
                .forEach(one -> years.add(one.path("year").asInt()));
        return years;
    }

    private static Answer post(String path, String json) {
        return finance.post("officer", path, "follow-up-" + ++keys, json);
    }

    private static void accepted(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private static void refused(Answer answer, int status, String rule) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().path("rule").asString("")).isEqualTo(rule);
    }
}
