package se.iopledger.finance.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.agreement.SettlementEvent.ChosenReading;
import se.iopledger.contracts.agreement.SettlementEvent.FindingSettled;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.eventlog.testing.EmbeddedDatabases;
import se.iopledger.finance.FinanceServiceApplication;
import se.iopledger.finance.domain.plan.RealTerms;
import se.iopledger.shell.testing.RunningService;
import se.iopledger.shell.testing.RunningService.Answer;
import se.iopledger.standin.AgreementStandIn;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** From an index value to the payments of an agreement, over real HTTP, PostgreSQL and Kafka. */
class IndexServiceTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final String OPI = "/municipalities/0580/indices/OPI";
    private static final String STADSMISSION = "1-1-kommun-stadsmission";

    private static AgreementStandIn agreements;
    private static RunningService finance;
    private static int keys;

    @BeforeAll
    static void start() {
        agreements = AgreementStandIn.start();
        finance = RunningService.start(
                FinanceServiceApplication.class,
                EmbeddedDatabases.create("index"),
                Map.of(
                        "iop.business-date", "2022-06-01",
                        "iop.users[6].id", "officer",
                        "iop.users[6].password", RunningService.PASSWORD,
                        "iop.users[6].municipalities", "0580",
                        "iop.users[6].roles", "FINANCE_OFFICER,READER"));
    }

    @AfterAll
    static void stop() {
        finance.close();
        agreements.close();
    }

    /** 1.9 % is SKR's; the preliminary 1.5 % before it is made up. */
    @Clause({"LIN-4", "LIN-6"})
    @Test
    void linkopingsJulyFollowsOpiAndTheReadingThatIsSettled() {
        accepted(json(OPI + "/values", """
                {"values": [{"year": 2022, "edition": "2021-12", "status": "PRELIMINARY", "percent": 1.5,
                             "source": "made up"}]}"""));
        Terms terms = RealTerms.of("LIN").build();
        String agreement = agreements.registered(terms);
        agreements.activated(agreement, 1, terms);
        eventually(agreement, schedule -> {
            JsonNode tranche = tranche(schedule, STADSMISSION);
            assertThat(tranche.path("amount").asString("")).isEqualTo("700000.00");
            assertThat(amounts(tranche.path("readings"))).containsExactly("710500.00", "700000.00");
            assertThat(tranche.path("outcomes")).isEqualTo(tranche.path("readings"));
        });

        accepted(table(OPI + "/values", "year;edition;status;percent;source\n2022;2021-12;slutlig;1,9;SKR\n"));
        agreements.told(
                terms.municipality(),
                new FindingSettled(
                        agreement,
                        "settlement-1",
                        "AdjustmentMustHaveOneStart",
                        new ChosenReading("from-2022-07-01", "from 2022-07-01", List.of("LIN-6")),
                        "the steering group",
                        LocalDate.parse("2022-05-01"),
                        "decided",
                        null,
                        List.of("LIN-6")));

        eventually(agreement, schedule -> {
            JsonNode tranche = tranche(schedule, STADSMISSION);
            assertThat(tranche.path("amount").asString("")).isEqualTo("713300.00");
            assertThat(tranche.path("standing").asString("")).isEqualTo("FIRM");
            JsonNode index = tranche.path("inputs").path(0);
            assertThat(index.path("id").asString("")).isEqualTo("OPI");
            assertThat(index.path("edition").asString("")).isEqualTo("2021-12");
            assertThat(index.path("status").asString("")).isEqualTo("FINAL");
            assertThat(index.path("source").asString("")).isEqualTo("SKR");
            assertThat(tranche.path("inputs").path(1).path("id").asString("")).isEqualTo("settlement-1");
            assertThat(tranche.path("shares").path(0).path("termsVersion").asInt())
                    .isEqualTo(1);
            assertThat(tranche(schedule, "1-1-kommun-pastorat").path("amount").asString(""))
                    .isEqualTo("305700.00");
        });
        JsonNode known = finance.get("officer", OPI).json();
        assertThat(known.path("values")).hasSize(1);
        assertThat(known.path("recorded")).hasSize(2);
        // Counted a moment after the agreement has taken it in.
        await().atMost(DEADLINE).untilAsserted(() -> {
            JsonNode following = finance.get("officer", OPI).json().path("following");
            assertThat(following.path("agreements").asInt()).isEqualTo(1);
            assertThat(following.path("upToDate").asInt()).isEqualTo(1);
        });

        accepted(json(OPI + "/cessation", "{\"lastYear\": 2022, \"source\": \"made up\"}"));
        eventually(
                agreement,
                schedule -> assertThat(
                                schedule.path("findings").path(0).path("rule").asString(""))
                        .isEqualTo("IndexMustBePublished"));
        accepted(json(OPI + "/resumption", "{\"source\": \"made up\"}"));
        eventually(agreement, schedule -> assertThat(schedule.path("findings")).isEmpty());

        // An amendment that nobody signed: 600 000 to the Stadsmission from the second year on, uprated by 1.9 %.
        ObjectNode other =
                ContractsJson.mapper().valueToTree(RealTerms.of("LIN").build());
        ((ObjectNode) other.path("funding").path("grants").path(2)).put("amount", "600000.00");
        ObjectNode proposal = ContractsJson.mapper().createObjectNode().put("from", "2022-10-01");
        proposal.set("terms", other);
        Answer preview = json("/agreements/" + agreement + "/schedule/preview", proposal.toString());
        assertThat(preview.status()).as(preview.body()).isEqualTo(200);
        assertThat(preview.json().path("changes")).hasSize(1);
        JsonNode change = preview.json().path("changes").path(0);
        assertThat(change.path("trancheId").asString("")).isEqualTo("2-1-kommun-stadsmission");
        assertThat(change.path("difference").asString("")).isEqualTo("-101900.00");
        refused(
                json(
                        "/agreements/" + agreement + "/schedule/preview",
                        proposal.put("from", "2030-01-01").toString()),
                422,
                "TermsMustHoldInTheAgreement");
        assertThat(finance.projectionsThatDiffer()).isEmpty();
    }

    @Test
    void whatIsNoValueIsRefusedWithItsRule() {
        refused(json(OPI + "/values", """
                {"values": [{"year": 2022, "edition": "2029-12", "status": "FINAL", "percent": 1.9, "source": "SKR"}]}"""), 422, "EditionMustBeAMonthThatHasCome");
        refused(json(OPI + "/values", "{\"values\": []}"), 422, "ValuesMustBeGiven");
        refused(
                table(OPI + "/values", "year;edition;status;percent;source\n22;2021-12;x;y;\n"),
                422,
                "YearMustHaveFourDigits");
        refused(finance.post("reader", OPI + "/values", "index-reader", "{\"values\": []}"), 403, "UserMustHaveRole");
        refused(
                json("/municipalities/0380/indices/OPI/values", "{\"values\": []}"),
                403,
                "UserMustBelongToMunicipality");
        refused(json("/municipalities/0580/indices/CPI/values", "{\"values\": []}"), 400, "ParameterMustHaveItsType");
        refused(json("/agreements/nothing/schedule/preview", "{}"), 422, "FieldIsRequired");
    }

    private static JsonNode tranche(JsonNode schedule, String id) {
        for (JsonNode tranche : schedule.path("tranches")) {
            if (tranche.path("trancheId").asString("").equals(id)) {
                return tranche;
            }
        }
        throw new AssertionError("no tranche " + id + " in " + schedule);
    }

    private static List<String> amounts(JsonNode readings) {
        return readings.valueStream()
                .map(reading -> reading.path("amount").asString(""))
                .toList();
    }

    private static Answer json(String path, String json) {
        return finance.post("officer", path, "index-" + ++keys, json);
    }

    private static Answer table(String path, String table) {
        return finance.post(
                "officer", path, "index-" + ++keys, "text/csv; charset=utf-8", table.getBytes(StandardCharsets.UTF_8));
    }

    private static void accepted(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private static void refused(Answer answer, int status, String rule) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().path("rule").asString("")).isEqualTo(rule);
    }

    private static void eventually(String agreement, Consumer<JsonNode> expectation) {
        await().atMost(DEADLINE).untilAsserted(() -> {
            Answer answer = finance.get("officer", "/agreements/" + agreement + "/schedule");
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            expectation.accept(answer.json());
        });
    }
}
