package se.iopledger.narratives;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.ConductCommand.AcceptRemediationPlan;
import se.iopledger.agreement.domain.ConductCommand.DemandRemediationPlan;
import se.iopledger.agreement.domain.ConductCommand.FollowUpDeficiency;
import se.iopledger.agreement.domain.ConductCommand.RegisterDeficiency;
import se.iopledger.agreement.domain.ConductCommand.SubmitRemediationPlan;
import se.iopledger.agreement.domain.ExitCommand.ExcludeActor;
import se.iopledger.agreement.domain.ExitCommand.GiveNotice;
import se.iopledger.agreement.domain.Stage;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.ConductEvent.Outcome;
import se.iopledger.contracts.agreement.Ending;
import se.iopledger.contracts.agreement.ExitEvent.Form;
import se.iopledger.contracts.agreement.Resolution;
import se.iopledger.contracts.agreement.StepTaken;
import se.iopledger.contracts.testing.Clause;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stockholms stad and Stiftelsen 1000 Möjligheter, 2021 to 2024. The amounts of the annex are not in the documents: those
 * here are made up, paid once a contract year.
 */
final class StockholmTest {
    private static final LocalDate FIRST_DAY = LocalDate.of(2021, 12, 15);
    private static final String STEERING_GROUP =
            "Meeting of the steering group (at first at least once a quarter, later at the interval it chooses)";

    private static Partnership signed() {
        Partnership stockholm = Partnership.of("STO", "2021-12-15")
                .on("2021-12-14")
                .isRegistered()
                .isApprovedBy("socialnämnden")
                .isSignedByAll()
                .on("2022-01-10");
        assertThat(stockholm.payments()).isEmpty();
        return stockholm
                .proposes(
                        "stad",
                        "2021-12-15",
                        "annex of the foundation",
                        null,
                        stockholm.termsWith(StockholmTest::withTheAnnex))
                .amendmentIsSignedByAll("amendment-1");
    }

    private static ObjectNode withTheAnnex(ObjectNode terms) {
        terms.withArray("/documents").get(1).withObject("").put("atHand", true);
        ObjectNode funding = terms.withObject("/funding");
        funding.remove("awaitsDocument");
        funding.put("years", "CONTRACT");
        for (int year = 1; year <= 3; year++) {
            funding.withArray("grants")
                    .addObject()
                    .put("payer", "stad")
                    .put("recipient", "stiftelse")
                    .put("year", year)
                    .put("amount", "1200000.00")
                    .put("standing", "COMMITTED");
        }
        funding.withObject("payment")
                .put("interval", "YEAR")
                .put("manner", "IN_ADVANCE")
                .putArray("months")
                .add(1);
        terms.withArray("/defaults").addObject().put("rule", "FIRST_DAY_OR_NEXT_BANK_DAY");
        return terms;
    }

    @Test
    @Clause({"STO-1", "STO-2", "STO-3", "STO-4", "STO-10", "STO-11"})
    void itIsLivedThroughToTheLongestThatItMayExtendTo() {
        Partnership stockholm = signed();
        assertThat(stockholm.payments()).containsExactly("2022-01-03 1 200 000,00 kr stiftelse");
        assertThat(stockholm.owed()).contains("2022-12-14 Account for the money");
        stockholm.on("2022-12-15");
        assertThat(stockholm.stage()).isEqualTo(new Stage.InForce(FIRST_DAY, LocalDate.of(2023, 12, 14)));
        assertThat(stockholm.payments())
                .containsExactly("2022-01-03 1 200 000,00 kr stiftelse", "2023-01-02 1 200 000,00 kr stiftelse");
        assertThat(stockholm.owed()).contains("2023-12-14 Account for the money");

        stockholm.on("2024-12-15");
        assertThat(stockholm.stage()).isEqualTo(new Stage.Ended(FIRST_DAY, LocalDate.of(2024, 12, 14), Ending.EXPIRY));
        assertThat(stockholm.sum()).isEqualTo(Money.ofKronor(3_600_000));
        stockholm.paysForNoDayOutside("2021-12-15", "2024-12-14").goesToTheArchive("2025-06-01", 2024, "2031-12-31");
    }

    @Test
    @Clause("STO-3")
    void aNoticeThatComesToLightAfterTheExtensionTakesItBack() {
        Partnership stockholm = signed().on("2023-01-10");
        assertThat(stockholm.stage()).isEqualTo(new Stage.InForce(FIRST_DAY, LocalDate.of(2023, 12, 14)));
        stockholm.does(new GiveNotice(
                stockholm.id(),
                "non-extension",
                "stiftelse",
                LocalDate.of(2022, 9, 10),
                Form.WRITTEN,
                null,
                null,
                List.of(),
                stockholm.mandate("registrar-1")));
        assertThat(stockholm.stage()).isEqualTo(new Stage.Ended(FIRST_DAY, LocalDate.of(2022, 12, 14), Ending.EXPIRY));
        assertThat(stockholm.payments()).containsExactly("2022-01-03 1 200 000,00 kr stiftelse");
        assertThat(stockholm.owed()).noneMatch(line -> line.startsWith("2023"));
    }

    /** Nobody was terminated in reality. */
    @Test
    @Clause({"STO-4", "STO-8"})
    void theFoundationIsTerminatedAfterAPlanThatFailed() {
        Partnership stockholm = signed().on("2022-02-15");
        assertThat(stockholm.owed())
                .containsExactly(
                        "2022-03-14 " + STEERING_GROUP,
                        "2022-06-14 " + STEERING_GROUP,
                        "2022-09-14 " + STEERING_GROUP,
                        "2022-12-14 Account for the money",
                        "2022-12-14 Activity report of the cooperation group (1 of 2)",
                        "2022-12-14 Activity report of the cooperation group (2 of 2)",
                        "2022-12-14 " + STEERING_GROUP,
                        "2022-12-14 Written report on state and development",
                        "2022-12-14 Yearly compilation to the social board with its annual report",
                        "undated Meeting of the cooperation group");
        stockholm
                .does(new RegisterDeficiency(
                        stockholm.id(),
                        "stiftelse",
                        stockholm.today(),
                        "the activity has not started",
                        stockholm.mandate("registrar-1")))
                .does(new DemandRemediationPlan(
                        stockholm.id(),
                        "deficiency-1",
                        "steering",
                        stockholm.today(),
                        LocalDate.of(2022, 3, 15),
                        stockholm.mandate("registrar-1")))
                .on("2022-03-10")
                .does(new SubmitRemediationPlan(
                        stockholm.id(), "deficiency-1", stockholm.today(), stockholm.mandate("registrar-1")))
                .on("2022-03-20")
                .does(new AcceptRemediationPlan(
                        stockholm.id(), "deficiency-1", stockholm.today(), stockholm.mandate("registrar-1")))
                .on("2022-08-31")
                .cannot(exclusion(stockholm), "PlanMustHaveFailed")
                .does(new FollowUpDeficiency(
                        stockholm.id(),
                        "deficiency-1",
                        stockholm.today(),
                        Outcome.REMAINS,
                        stockholm.mandate("registrar-1")))
                .on("2022-09-05")
                .does(exclusion(stockholm));
        assertThat(stockholm.stage()).isEqualTo(new Stage.InForce(FIRST_DAY, LocalDate.of(2022, 9, 30)));
        // 290 of 365 days. As long as nothing of it is known to be paid, the tranche itself is reduced.
        assertThat(stockholm.payments()).containsExactly("2022-01-03 953 424,66 kr stiftelse");
        assertThat(stockholm.owed())
                .containsExactly(
                        "2022-03-14 " + STEERING_GROUP,
                        "2022-06-14 " + STEERING_GROUP,
                        "2022-09-14 " + STEERING_GROUP,
                        "2022-09-30 Activity report of the cooperation group",
                        "undated Account for the money",
                        "undated Meeting of the cooperation group",
                        "undated " + STEERING_GROUP,
                        "undated Written report on state and development",
                        "undated Yearly compilation to the social board with its annual report");
        stockholm.paysForNoDayOutside("2021-12-15", "2022-09-30").on("2022-12-15");
        assertThat(stockholm.stage())
                .isEqualTo(new Stage.Ended(FIRST_DAY, LocalDate.of(2022, 9, 30), Ending.EXCLUSION));
        stockholm.goesToTheArchive("2023-06-01", 2022, "2029-12-31");
    }

    private static ExcludeActor exclusion(Partnership stockholm) {
        return new ExcludeActor(
                stockholm.id(),
                "exclusion",
                "stiftelse",
                "deficiency-1",
                new Resolution("steering group", stockholm.today(), "minutes, made up", null),
                List.of(
                        new StepTaken("dialogue in the steering group", LocalDate.of(2022, 2, 15)),
                        new StepTaken("remediation plan", LocalDate.of(2022, 3, 10))),
                LocalDate.of(2022, 9, 30),
                stockholm.mandate("approver-1"));
    }
}
