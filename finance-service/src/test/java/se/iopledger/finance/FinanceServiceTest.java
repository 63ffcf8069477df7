package se.iopledger.finance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.iopledger.contracts.agreement.LifeEvent.ExtensionReversed;
import se.iopledger.contracts.agreement.LifeEvent.LastDayChanged;
import se.iopledger.contracts.agreement.LifeEvent.TermsChanged;
import se.iopledger.contracts.terms.DefaultRule;
import se.iopledger.contracts.terms.Interval;
import se.iopledger.contracts.terms.Manner;
import se.iopledger.contracts.terms.Standing;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.terms.YearKind;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.eventlog.testing.EmbeddedDatabases;
import se.iopledger.eventlog.testing.TestDatabase;
import se.iopledger.finance.domain.plan.TermsOf;
import se.iopledger.shell.testing.RunningService;
import se.iopledger.shell.testing.RunningService.Answer;
import se.iopledger.standin.AgreementStandIn;
import tools.jackson.databind.JsonNode;

/** The whole service over real HTTP, PostgreSQL and Kafka; only agreement-service is stood in for. */
class FinanceServiceTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    /** What finance-service keeps of agreements. */
    private static final String FOLLOWED = "finance-follows-agreements-by-version";

    private static AgreementStandIn agreements;
    private static TestDatabase database;
    private static RunningService finance;

    @BeforeAll
    static void start() {
        agreements = AgreementStandIn.start();
        database = EmbeddedDatabases.create("finance");
        finance = financeOn("2021-12-20");
    }

    private static RunningService financeOn(String businessDate) {
        return RunningService.start(
                FinanceServiceApplication.class,
                database,
                Map.of(
                        "iop.business-date",
                        businessDate,
                        "iop.journal.address",
                        agreements.address(),
                        "iop.journal.user",
                        "auditor",
                        "iop.journal.password",
                        RunningService.PASSWORD));
    }

    @AfterAll
    static void stop() {
        finance.close();
        agreements.close();
    }

    @Test
    @Clause({"NOR-2", "NOR-3", "NOR-4"})
    void aDraftHasAPreviewAndAnAgreementInForceASchedule() {
        Terms terms = TermsOf.norrtalje().takenOver("2021-12-20").build();

        String agreement = agreements.registered(terms);
        eventually(agreement, schedule -> {
            assertThat(text(schedule, "status")).isEqualTo("PREVIEW");
            assertThat(schedule.path("tranches")).hasSize(36);
        });
        agreements.activated(agreement, 1, terms);
        eventually(agreement, schedule -> {
            assertThat(text(schedule, "status")).isEqualTo("IN_FORCE");
            assertThat(text(schedule, "shortName")).isEqualTo("NOR");
            assertThat(schedule.path("tranches")).hasSize(36);
            JsonNode next = schedule.path("nextTranche");
            assertThat(text(next, "trancheId")).isEqualTo("1-5-kommun-partner");
            assertThat(text(next, "dueDate")).isEqualTo("2022-01-17");
            assertThat(text(next, "amount")).isEqualTo("264333.33");
            assertThat(text(next, "settlement")).isEqualTo("HERE");
            assertThat(text(next, "calculation")).contains("(NOR-3) in 12 equal tranches");
        });
    }

    @Test
    @Clause({"STO-3", "STO-4"})
    void anAgreementThatAwaitsItsAnnexSaysSoAlsoForItsExtension() {
        Terms terms = TermsOf.stockholm().takenOver("2021-12-20").build();

        String agreement = agreements.registered(terms);
        agreements.activated(agreement, 1, terms);
        agreements.extended(
                agreement, terms.municipality(), LocalDate.parse("2022-12-15"), LocalDate.parse("2023-12-14"));

        eventually(agreement, schedule -> {
            assertThat(text(schedule, "lastDay")).isEqualTo("2023-12-14");
            assertThat(schedule.path("tranches")).isEmpty();
            assertThat(schedule.has("nextTranche")).isFalse();
            assertThat(texts(schedule.path("waitingFor")))
                    .containsExactly(
                            "the compensation, which stands in annex (STO-4)",
                            "an amount for the extension 2022-12-15 to 2023-12-14: the terms give none (STO-3)");
        });
    }

    @Test
    void aVoidedAgreementHasNothingToPayAndMayBeRegisteredAnew() {
        Terms terms = TermsOf.lund().takenOver("2021-12-20").build();

        String agreement = agreements.registered(terms);
        agreements.activated(agreement, 1, terms);
        eventually(agreement, schedule -> assertThat(text(schedule, "status")).isEqualTo("IN_FORCE"));
        agreements.voided(agreement, terms.municipality());
        eventually(agreement, schedule -> {
            assertThat(text(schedule, "status")).isEqualTo("WITHDRAWN");
            assertThat(schedule.path("tranches")).isEmpty();
        });
        agreements.registeredAgain(agreement, 2, terms);
        eventually(agreement, schedule -> assertThat(text(schedule, "status")).isEqualTo("PREVIEW"));
        agreements.activated(agreement, 2, terms);
        eventually(agreement, schedule -> assertThat(text(schedule, "status")).isEqualTo("IN_FORCE"));
        assertThat(finance.projectionsThatDiffer()).isEmpty();
    }

    @Test
    void whatCannotBeScheduledIsShownWithItsRuleAndHoldsUpNothing() {
        Terms terms = twelveMonthsOf2021()
                .grant(2021, "1000000.00", Standing.COMMITTED, "M-2")
                .takenOver("2021-12-20")
                .build();
        Terms mended = twelveMonthsOf2021().takenOver("2021-12-20").build();

        String agreement = agreements.registered(terms);
        eventually(agreement, draft -> assertThat(text(draft, "status")).isEqualTo("REFUSED"));
        agreements.activated(agreement, 1, terms);
        eventually(agreement, schedule -> {
            assertThat(text(schedule, "status")).isEqualTo("REFUSED");
            assertThat(text(schedule.path("refusal"), "rule")).isEqualTo("TranchesMustBeToldApart");
            assertThat(text(schedule.path("refusal"), "detail")).contains("2021-1-kommun-partner");
            assertThat(schedule.path("tranches")).isEmpty();
        });
        // The same agreement's later events come through the same partition, behind the refused one.
        agreements.voided(agreement, terms.municipality());
        eventually(agreement, schedule -> assertThat(text(schedule, "status")).isEqualTo("WITHDRAWN"));
        agreements.registeredAgain(agreement, 2, mended);
        eventually(agreement, schedule -> assertThat(text(schedule, "status")).isEqualTo("PREVIEW"));
        agreements.activated(agreement, 2, mended);
        eventually(agreement, schedule -> {
            assertThat(text(schedule, "status")).isEqualTo("IN_FORCE");
            assertThat(schedule.has("refusal")).isFalse();
        });
    }

    @Test
    @Clause("STO-3")
    void aRefusedEventIsKeptWithTheAgreementUntilItsTermsAreHeardAnew() {
        Terms terms = TermsOf.stockholm().takenOver("2021-12-20").build();

        String agreement = agreements.registered(terms);
        agreements.extended(
                agreement, terms.municipality(), LocalDate.parse("2022-12-15"), LocalDate.parse("2023-12-14"));
        eventually(agreement, schedule -> {
            assertThat(text(schedule, "status")).isEqualTo("REFUSED");
            assertThat(text(schedule.path("refusal"), "rule")).isEqualTo("AgreementMustBeInForceBeforeItsLifeGoesOn");
        });
        agreements.activated(agreement, 1, terms);
        eventually(agreement, schedule -> {
            assertThat(text(schedule, "status")).isEqualTo("IN_FORCE");
            assertThat(schedule.has("refusal")).isFalse();
        });
        agreements.extended(
                agreement, terms.municipality(), LocalDate.parse("2023-12-15"), LocalDate.parse("2024-12-14"));
        eventually(agreement, schedule -> {
            assertThat(text(schedule, "status")).isEqualTo("IN_FORCE");
            assertThat(text(schedule, "lastDay")).isEqualTo("2022-12-14");
            assertThat(text(schedule.path("refusal"), "rule")).isEqualTo("ExtensionMustFollowTheLastDay");
        });
    }

    @Test
    void whatWasHeardOfAnAgreementIsFoundWhereItWasAlteredAndMadeAnewAndARefusalStays() throws Exception {
        Terms terms = TermsOf.stockholm().takenOver("2021-12-20").build();
        String agreement = agreements.registered(terms);
        agreements.activated(agreement, 1, terms);
        agreements.extended(
                agreement, terms.municipality(), LocalDate.parse("2023-12-15"), LocalDate.parse("2024-12-14"));
        eventually(
                agreement,
                schedule ->
                        assertThat(text(schedule.path("refusal"), "rule")).isEqualTo("ExtensionMustFollowTheLastDay"));
        assertThat(finance.get("operator", "/projections").body()).contains(FOLLOWED);
        assertThat(finance.projectionsThatDiffer()).isEmpty();

        database.asOwner("UPDATE service.heard_agreement SET stream_version = 99, short_name = 'another'"
                + " WHERE agreement_id = '" + agreement + "'");
        JsonNode different =
                Objects.requireNonNull(finance.projectionsThatDiffer().get(FOLLOWED));
        assertThat(different.get("firstDifference").get("table").asString()).isEqualTo("heard_agreement");
        assertThat(different.get("positions").toString()).contains("iop.agreements/");

        assertThat(finance.post("operator", "/projections/" + FOLLOWED + "/rebuild", "-", "{\"reason\":\"a test\"}")
                        .json()
                        .get("swapped")
                        .asBoolean())
                .isTrue();
        assertThat(finance.projectionsThatDiffer()).isEmpty();
        eventually(
                agreement,
                schedule ->
                        assertThat(text(schedule.path("refusal"), "rule")).isEqualTo("ExtensionMustFollowTheLastDay"));
    }

    @Test
    void aJournalThatDoesNotAnswerIsToldAndNothingIsRebuiltMeanwhile() throws Exception {
        agreements.journalAnswers(false);
        try {
            for (String work : List.of("verification", "rebuild")) {
                Answer refused = finance.post(
                        "operator", "/projections/" + FOLLOWED + "/" + work, "-", "{\"reason\":\"a test\"}");
                assertThat(refused.status()).as(refused.body()).isEqualTo(409);
                assertThat(text(refused.json(), "rule")).isEqualTo("JournalMustAnswer");
            }
        } finally {
            agreements.journalAnswers(true);
        }
        assertThat(finance.projectionsThatDiffer()).isEmpty();
    }

    @Test
    @Clause({"STO-3", "STO-4"})
    void aNoticeThatComesToLightAfterTheExtensionTakesItsTranchesBack() {
        Terms terms = TermsOf.stockholm().takenOver("2021-12-15").build();
        Terms annex = stockholmWithAnnex().takenOver("2021-12-15").build();
        LocalDate first = LocalDate.parse("2021-12-15");
        LocalDate extendedFrom = LocalDate.parse("2022-12-15");
        LocalDate extendedTo = LocalDate.parse("2023-12-14");

        String agreement = agreements.registered(terms);
        agreements.activated(agreement, 1, terms);
        agreements.told(terms.municipality(), new TermsChanged(agreement, 2, annex, first, first, "annex-1"));
        agreements.extended(agreement, terms.municipality(), extendedFrom, extendedTo);
        eventually(agreement, schedule -> {
            assertThat(text(schedule, "lastDay")).isEqualTo("2023-12-14");
            assertThat(schedule.path("tranches")).hasSize(4);
            assertThat(schedule.path("terms")).hasSize(2);
            assertThat(text(schedule.path("tranches").path(2).path("shares").path(0), "termsVersion"))
                    .isEqualTo("2");
        });
        agreements.told(terms.municipality(), new ExtensionReversed(agreement, extendedFrom, extendedTo));
        agreements.told(terms.municipality(), new LastDayChanged(agreement, LocalDate.parse("2022-11-30"), "notice-1"));

        eventually(agreement, schedule -> {
            assertThat(text(schedule, "lastDay")).isEqualTo("2022-11-30");
            assertThat(schedule.path("tranches")).hasSize(2);
            JsonNode share = schedule.path("tranches").path(1).path("shares").path(0);
            assertThat(text(share, "rule")).isEqualTo("BROKEN_PERIOD_BY_ACTUAL_DAYS");
            assertThat(text(share, "last")).isEqualTo("2022-11-30");
        });
        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(dueList("municipality=0180&dueFrom=2021-12-15"))
                        .filteredOn(tranche -> text(tranche, "agreementId").equals(agreement))
                        .hasSize(2));
        assertThat(finance.projectionsThatDiffer()).isEmpty();
    }

    /** The annex is not public: its amounts are made up. */
    private static TermsOf stockholmWithAnnex() {
        return TermsOf.agreement("STO", YearKind.CONTRACT, "2021-12-15", "2022-12-14", "STO-2")
                .in("0180")
                .grant(1, "900000.00", Standing.COMMITTED, "STO-4")
                .grant(2, "930000.00", Standing.COMMITTED, "STO-4")
                .paid(Interval.HALF_YEAR, Manner.IN_ADVANCE, List.of(1, 7), "STO-4")
                .choosing(DefaultRule.FIRST_DAY_OR_NEXT_BANK_DAY);
    }

    @Test
    void aVoidedDraftIsWithdrawnWithoutEverHavingHadASchedule() {
        Terms terms = TermsOf.lund().build();

        String agreement = agreements.registered(terms);
        agreements.voided(agreement, terms.municipality());

        eventually(agreement, schedule -> assertThat(text(schedule, "status")).isEqualTo("WITHDRAWN"));
    }

    @Test
    void whatIsDueByTheBusinessDateIsWorkedOffAtOnceAndListed() {
        Terms terms = twelveMonthsOf2021().in("0580").build();

        String agreement = agreements.registered(terms);
        agreements.activated(agreement, 1, terms);

        eventually(agreement, schedule -> {
            assertThat(texts(schedule.path("fellDue"))).hasSize(12).startsWith("2021-1-kommun-partner");
            assertThat(schedule.has("nextTranche")).isFalse();
        });
        await().atMost(DEADLINE).untilAsserted(() -> {
            List<JsonNode> listed = dueList("municipality=0580&dueFrom=2021-01-01&dueTo=2021-12-31&limit=5");
            assertThat(listed).hasSize(12).allSatisfy(tranche -> {
                assertThat(text(tranche, "agreementId")).isEqualTo(agreement);
                assertThat(text(tranche, "shortName")).isEqualTo("months");
                assertThat(tranche.path("fellDue").asBoolean()).isTrue();
            });
            assertThat(listed)
                    .extracting(tranche -> text(tranche.path("tranche"), "dueDate"))
                    .isSorted();
        });
        assertThat(dueList("municipality=0580&dueFrom=2021-03-01&dueTo=2021-03-31"))
                .hasSize(1);
    }

    @Test
    @Clause({"NOR-4"})
    void whenTheBusinessDateMovesOnWhatNobodyTouchedFallsDue() {
        Terms terms = TermsOf.norrtalje().takenOver("2021-12-20").build();
        String agreement = agreements.registered(terms);
        agreements.activated(agreement, 1, terms);
        eventually(
                agreement,
                schedule -> assertThat(text(schedule.path("nextTranche"), "dueDate"))
                        .isEqualTo("2022-01-17"));

        finance.close();
        finance = financeOn("2022-02-20");

        eventually(agreement, schedule -> {
            assertThat(texts(schedule.path("fellDue"))).containsExactly("1-5-kommun-partner", "1-6-kommun-partner");
            assertThat(text(schedule.path("nextTranche"), "dueDate")).isEqualTo("2022-03-15");
        });
        finance.close();
        finance = financeOn("2021-12-20");
    }

    @Test
    void nobodySeesTheTranchesOfAnotherMunicipality() {
        Terms terms = TermsOf.uppsala().build();
        String agreement = agreements.registered(terms);
        eventually(agreement, schedule -> assertThat(text(schedule, "status")).isEqualTo("PREVIEW"));

        Answer schedule = finance.get("stranger", "/agreements/" + agreement + "/schedule");
        Answer list = finance.get("stranger", "/tranches?municipality=0380");

        assertThat(schedule.status()).isEqualTo(404);
        assertThat(text(schedule.json(), "rule")).isEqualTo("ResourceMustExist");
        assertThat(list.status()).isEqualTo(403);
        assertThat(text(list.json(), "rule")).isEqualTo("UserMustBelongToMunicipality");
        assertThat(finance.get("", "/tranches?municipality=0380").status()).isEqualTo(401);
    }

    @Test
    void anAgreementThatNobodyToldOfIsNotFound() {
        assertThat(finance.get("reader", "/agreements/nothing/schedule").status())
                .isEqualTo(404);
    }

    @Test
    void aDueListThatIsAskedForWronglySaysWhichParameterAndRule() {
        refused("municipality=38", "municipality", "MunicipalityMustHaveFourDigits");
        refused("municipality=0380&dueFrom=yesterday", "dueFrom", "DateMustBeIso8601");
        refused("municipality=0380&dueTo=999999999-01-01", "dueTo", "DateMustBeIso8601");
        refused("municipality=0380&dueFrom=2022-01-02&dueTo=2022-01-01", "dueTo", "LastDueDateMustNotBeBeforeTheFirst");
        refused("municipality=0380&limit=0", "limit", "LimitMustBeReasonable");
        refused("municipality=0380&limit=201", "limit", "LimitMustBeReasonable");
        refused("municipality=0380&cursor=guess", "cursor", "CursorMustComeFromAPage");
        refused("cursor=" + cursor("+999999999-12-31\na\nb"), "cursor", "CursorMustComeFromAPage");
        refused("cursor=" + cursor("2022-01-01\na\0\nb"), "cursor", "CursorMustComeFromAPage");
    }

    @Test
    void theApiDescribesItself() {
        JsonNode api = finance.get("", "/v3/api-docs").json();

        assertThat(api.path("paths").has("/agreements/{agreementId}/schedule")).isTrue();
        assertThat(api.path("paths").has("/tranches")).isTrue();
    }

    private static String cursor(String text) {
        return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(String query, String field, String rule) {
        Answer answer = finance.get("reader", "/tranches?" + query);
        assertThat(answer.status()).as(query).isEqualTo(400);
        assertThat(text(answer.json(), "field")).as(query).isEqualTo(field);
        assertThat(text(answer.json(), "rule")).as(query).isEqualTo(rule);
    }

    private static TermsOf twelveMonthsOf2021() {
        return TermsOf.agreement("months", YearKind.CALENDAR, "2021-01-01", "2021-12-31", "M-1")
                .grant(2021, "1000000.00", Standing.COMMITTED, "M-2")
                .paid(Interval.MONTH, Manner.IN_ADVANCE, List.of(), "M-3")
                .choosing(
                        DefaultRule.EQUAL_TRANCHES,
                        DefaultRule.MONTHS_FROM_FIRST_DAY,
                        DefaultRule.FIRST_DAY_OR_NEXT_BANK_DAY);
    }

    private static void eventually(String agreement, Consumer<JsonNode> expectation) {
        await().atMost(DEADLINE).untilAsserted(() -> {
            Answer answer = finance.get("reader", "/agreements/" + agreement + "/schedule");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("etag")).startsWith("\"");
            expectation.accept(answer.json());
        });
    }

    /** All pages. */
    private static List<JsonNode> dueList(String query) {
        List<JsonNode> tranches = new ArrayList<>();
        String cursor = "";
        do {
            Answer answer = finance.get("reader", "/tranches?" + query + cursor);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            answer.json().path("tranches").forEach(tranches::add);
            cursor = answer.json().has("nextCursor") ? "&cursor=" + text(answer.json(), "nextCursor") : "";
        } while (!cursor.isEmpty());
        return tranches;
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asString()));
        return texts;
    }
}
