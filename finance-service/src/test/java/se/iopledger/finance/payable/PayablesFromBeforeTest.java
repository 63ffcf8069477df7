package se.iopledger.finance.payable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import se.iopledger.eventlog.testing.EmbeddedDatabases;
import se.iopledger.eventlog.testing.TestDatabase;
import se.iopledger.finance.FinanceServiceApplication;
import se.iopledger.finance.domain.plan.TermsOf;
import se.iopledger.shell.testing.RunningService;
import se.iopledger.standin.AgreementStandIn;
import tools.jackson.databind.JsonNode;

/** A database from before the two projections of tranches became one is read anew, without anybody's asking for it. */
class PayablesFromBeforeTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final String DUE = "/tranches?dueFrom=2022-01-01&dueTo=2022-12-31";

    private final TestDatabase database = EmbeddedDatabases.create("payables_before");

    @Test
    void whatTheTwoKeptGivesWayToWhatTheLogTells() throws Exception {
        try (AgreementStandIn agreements = AgreementStandIn.start()) {
            JsonNode shown;
            try (RunningService before = start()) {
                agreements.activated(
                        agreements.registered(
                                TermsOf.norrtalje().takenOver("2021-12-20").build()),
                        1,
                        TermsOf.norrtalje().takenOver("2021-12-20").build());
                await().atMost(DEADLINE)
                        .untilAsserted(() -> assertThat(
                                        before.get("reader", DUE).json().path("tranches"))
                                .hasSize(12));
                shown = before.get("reader", DUE).json();
            }
            asItWas();

            try (RunningService service = start()) {
                await().atMost(DEADLINE)
                        .untilAsserted(() ->
                                assertThat(service.get("reader", DUE).json()).isEqualTo(shown));
                assertThat(service.projectionsThatDiffer()).isEmpty();
            }
        }
    }

    private RunningService start() {
        return RunningService.start(
                FinanceServiceApplication.class, database, Map.of("iop.business-date", "2021-12-20"));
    }

    /** With rows of both that the log knows nothing of, which would stop whoever reads it anew. */
    private void asItWas() throws Exception {
        database.asOwner(
                "ALTER TABLE service.tranche DROP COLUMN payer, DROP COLUMN payable_ore, DROP COLUMN by_invoice",
                "CREATE TABLE service.payable_tranche (agreement_id text, tranche_id text)",
                "INSERT INTO service.payable_order VALUES ('gone', 'payable', 'order', 100, NULL, NULL)",
                "INSERT INTO service.payment_hold VALUES ('gone', 'hold', NULL, false, '{}')",
                "UPDATE shell.projection_token SET processorname = 'due-tranches' WHERE processorname = 'payables'",
                "DROP TABLE service.payee_hold",
                "UPDATE shell.projection_token SET processorname = 'payees' WHERE processorname = 'payees-and-stops'",
                "DELETE FROM service.schema_history WHERE version IN ('55', '56')");
    }
}
