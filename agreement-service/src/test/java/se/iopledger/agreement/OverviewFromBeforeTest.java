package se.iopledger.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.eventlog.personal.MasterKeys;
import se.iopledger.eventlog.testing.EmbeddedDatabases;
import se.iopledger.eventlog.testing.TestDatabase;
import se.iopledger.shell.testing.RunningService;
import se.iopledger.shell.testing.RunningService.Answer;

/** A database that an earlier release kept is brought to what this one shows, without anybody's asking for it. */
class OverviewFromBeforeTest {
    private final TestDatabase database = EmbeddedDatabases.create("agreement");
    private final Map<String, String> settings = AgreementService.settings(
            "2021-12-20", EmbeddedDatabases.create("agreementkeys"), MasterKeys.generate("test"));

    @Test
    void whatAnEarlierReleaseDidNotKeepIsReadFromTheLogWhenTheServiceStarts() throws Exception {
        try (RunningService before = start()) {
            String id = AgreementService.registered(before, Paper.of("LIN"));
            AgreementService.steps(before, "LIN", id)
                    .forEach(answer ->
                            assertThat(answer.status()).as(answer.body()).isEqualTo(200));
            settle(before);
        }
        // As a database is that saw neither the versions of the terms nor this release's migration.
        database.asOwner(
                "DELETE FROM service.agreement_terms_version",
                "UPDATE service.agreement_overview SET title = 'as it was', last_day = '2030-12-31'",
                "DELETE FROM service.schema_history WHERE version = '9'");
        try (RunningService service = start()) {
            settle(service);
            Answer compared = service.post("operator", "/projections/agreement-overview/verification", "-", "");
            assertThat(compared.status()).as(compared.body()).isEqualTo(200);
            assertThat(compared.json().get("equal").asBoolean())
                    .as(compared.body())
                    .isTrue();
            assertThat(service.get("reader", "/agreements")
                            .json()
                            .at("/agreements/0/title")
                            .asString())
                    .startsWith("Partnership of Linköpings kommun");
        }
    }

    private RunningService start() {
        return RunningService.start(AgreementServiceApplication.class, database, settings);
    }

    private static void settle(RunningService service) {
        await().untilAsserted(() -> assertThat(
                        service.get("reader", "/standing").json().get("settled").asBoolean())
                .isTrue());
    }
}
