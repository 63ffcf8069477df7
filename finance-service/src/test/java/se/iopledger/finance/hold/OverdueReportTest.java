package se.iopledger.finance.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.agreement.LifeEvent.TermsChanged;
import se.iopledger.contracts.reporting.ReportingEvent.ObligationBecameOverdue;
import se.iopledger.contracts.reporting.ReportingEvent.ObligationsChanged;
import se.iopledger.contracts.reporting.ReportingEvent.ObligationsWithdrawn;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.eventlog.testing.EmbeddedDatabases;
import se.iopledger.finance.FinanceServiceApplication;
import se.iopledger.finance.desk.FinanceDesk;
import se.iopledger.finance.domain.plan.RealTerms;
import se.iopledger.shell.testing.RunningService;
import se.iopledger.standin.AgreementStandIn;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An overdue report and the payments of the real agreements, over PostgreSQL; what reporting-service tells is given. */
class OverdueReportTest {
    private static final LocalDate DUE = LocalDate.parse("2021-12-31");

    private static AgreementStandIn agreements;
    private static RunningService finance;

    @BeforeAll
    static void start() {
        agreements = AgreementStandIn.start();
        finance = RunningService.start(
                FinanceServiceApplication.class,
                EmbeddedDatabases.create("overdue"),
                Map.of("iop.business-date", "2022-01-03"));
    }

    @AfterAll
    static void stop() {
        finance.close();
        agreements.close();
    }

    private static String inForce(String shortName) {
        return inForce(RealTerms.of(shortName).build());
    }

    /** Linköping's agreement as it would be with Stockholm's clause, made for both organisations, and a report of one. */
    private static Terms linkopingWithStockholmsClause() {
        ObjectNode linkoping =
                ContractsJson.mapper().valueToTree(RealTerms.of("LIN").build());
        ObjectNode stockholm =
                ContractsJson.mapper().valueToTree(RealTerms.of("STO").build());
        ArrayNode remedies = linkoping.putArray("remedies");
        stockholm.path("remedies").forEach(remedy -> {
            if (remedy.path("kind").asString("").equals("PAYMENT_STOP")) {
                for (String liable : List.of("stadsmission", "pastorat")) {
                    remedies.add(((ObjectNode) remedy.deepCopy()).put("liable", liable));
                }
            }
        });
        ArrayNode obligations = linkoping.putArray("obligations");
        stockholm.path("obligations").forEach(obligation -> {
            ObjectNode report = (ObjectNode) obligation.deepCopy();
            report.putNull("to");
            report.putNull("convener");
            if (report.path("id").asString("").equals("financial-account")) {
                ObjectNode ofOne = report.deepCopy();
                ofOne.putArray("by").add("kommun").add("pastorat");
                obligations.add(ofOne);
                ObjectNode ofBoth = report.deepCopy();
                ofBoth.put("id", "joint-account")
                        .putArray("by")
                        .add("stadsmission")
                        .add("pastorat");
                obligations.add(ofBoth);
            }
        });
        return ContractsJson.mapper().treeToValue(linkoping, Terms.class);
    }

    private static String inForce(Terms terms) {
        String agreement = agreements.registered(terms);
        agreements.activated(agreement, 1, terms);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(finance.get("reader", "/agreements/" + agreement + "/schedule")
                                .json()
                                .path("status")
                                .asString(""))
                        .isEqualTo("IN_FORCE"));
        return agreement;
    }

    private static void told(Object event) {
        ReportsHeard.take(event, finance.bean(JdbcClient.class));
    }

    private static JsonNode holds(String agreement) {
        return finance.get("reader", "/agreements/" + agreement + "/holds")
                .json()
                .path("holds");
    }

    @Test
    @Clause({"STO-7", "STO-11"})
    void stopsPaymentsWhereThePaperLetsItAndUntilItIsAskedForNoMore() {
        String stockholm = inForce("STO");
        String norrtalje = inForce("NOR");
        told(new ObligationBecameOverdue(norrtalje, "half-yearly-account-2021", DUE));
        told(new ObligationBecameOverdue(stockholm, "financial-account-2021", DUE));

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(holds(stockholm)).hasSize(1));
        JsonNode hold = holds(stockholm).path(0);
        assertThat(hold.path("ground").asString("")).isEqualTo("OBLIGATION_OVERDUE");
        assertThat(hold.path("recipient").asString("")).isEqualTo("stiftelse");
        assertThat(hold.path("clauses").path(0).asString("")).isEqualTo("STO-7");
        assertThat(hold.path("why").asString("")).startsWith("financial-account-2021 was due on 2021-12-31");
        // The round that stopped these had asked for those of Norrtälje too.
        assertThat(holds(norrtalje)).isEmpty();

        told(new ObligationsChanged(stockholm, 1, DUE, List.of(), List.of("financial-account-2021")));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(
                                holds(stockholm).path(0).path("released").asBoolean())
                        .isTrue());
    }

    @Test
    @Clause("STO-7")
    void anAgreementThatIsNotInForceAnyMoreIsNotStopped() {
        String stockholm = inForce("STO");
        told(new ObligationBecameOverdue(stockholm, "cooperation-report-1", DUE));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(holds(stockholm)).hasSize(1));

        told(new ObligationsWithdrawn(stockholm));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(
                                holds(stockholm).path(0).path("released").asBoolean())
                        .isTrue());
    }

    @Test
    @Clause("STO-7")
    void aReportStopsThePaymentsOfThosePartiesOnlyThatOweIt() {
        String linkoping = inForce(linkopingWithStockholmsClause());
        told(new ObligationBecameOverdue(linkoping, "financial-account-2021", DUE));

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(holds(linkoping)).isNotEmpty());
        assertThat(recipients(linkoping)).containsExactly("pastorat");
    }

    @Test
    @Clause("STO-7")
    void whatAPersonLetGoOnOfOnePartyIsStoppedAgainOfTheOther() {
        String linkoping = inForce(linkopingWithStockholmsClause());
        told(new ObligationBecameOverdue(linkoping, "joint-account-2021", DUE));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(recipients(linkoping)).containsExactly("stadsmission", "pastorat"));
        assertThat(finance.post(
                                "officer",
                                "/agreements/" + linkoping + "/holds/hold-1/release",
                                "release-1",
                                "{\"reason\": \"its part has come\"}")
                        .status())
                .isEqualTo(200);
        told(new ObligationsChanged(linkoping, 1, DUE, List.of(), List.of("joint-account-2021")));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(
                                holds(linkoping).path(1).path("released").asBoolean())
                        .isTrue());

        told(new ObligationBecameOverdue(linkoping, "joint-account-2021", DUE));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(recipients(linkoping)).containsExactly("stadsmission", "pastorat", "pastorat"));
    }

    /** All have signed that from the next year on nothing is stopped any more. */
    @Test
    @Clause("STO-7")
    void aReportStopsPaymentsByTheTermsOfTheDayOnWhichItWasDue() {
        String linkoping = inForce(linkopingWithStockholmsClause());
        ObjectNode without = ContractsJson.mapper().valueToTree(linkopingWithStockholmsClause());
        without.putArray("remedies");
        agreements.told(
                linkopingWithStockholmsClause().municipality(),
                new TermsChanged(
                        linkoping,
                        2,
                        ContractsJson.mapper().treeToValue(without, Terms.class),
                        DUE.plusDays(1),
                        DUE,
                        null));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(finance.bean(FinanceDesk.class)
                                .find(linkoping)
                                .orElseThrow()
                                .terms()
                                .remedies())
                        .isEmpty());

        told(new ObligationBecameOverdue(linkoping, "financial-account-2021", DUE));

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(recipients(linkoping)).containsExactly("pastorat"));
    }

    private static List<String> recipients(String agreement) {
        List<String> recipients = new ArrayList<>();
        holds(agreement).forEach(hold -> recipients.add(hold.path("recipient").asString("all")));
        return recipients;
    }
}
