package se.iopledger.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.shell.testing.RunningService;
import se.iopledger.shell.testing.RunningService.Answer;

/** A database that an earlier release kept is brought to what this one shows, without anybody's asking for it. */
class OverviewFromBeforeTest {
    @Test
    void whatAnEarlierReleaseDidNotKeepIsReadFromTheLogWhenTheServiceStarts() throws Exception {
        RunningService before = AgreementService.on("2021-12-20");
        String id = AgreementService.registered(before, Paper.of("LIN").with("/caseNumber", "\"SON 2021-9004\""));
        AgreementService.steps(before, "LIN", id)
                .forEach(answer -> assertThat(answer.status()).as(answer.body()).isEqualTo(200));
        settle(before);
        // As a database is that saw neither the versions of the terms nor the migration that reads them, nor any after
        // it.
        AgreementService.database()
                .asOwner(
                        "DELETE FROM service.agreement_terms_version",
                        "UPDATE service.agreement_overview SET title = 'as it was', last_day = '2030-12-31'",
                        "DROP INDEX service.next_due_awaited",
                        "CREATE INDEX next_due_by_date ON service.next_due (due_on, agreement_id)",
                        "DELETE FROM service.schema_history WHERE version IN ('9', '10')");

        RunningService service = AgreementService.on("2021-12-21");
        settle(service);
        Answer compared = service.post("operator", "/projections/agreement-overview/verification", "-", "");
        assertThat(compared.status()).as(compared.body()).isEqualTo(200);
        assertThat(compared.json().get("equal").asBoolean()).as(compared.body()).isTrue();
        assertThat(service.get("reader", "/agreements?limit=100").body()).doesNotContain("as it was", "2030-12-31");
    }

    private static void settle(RunningService service) {
        await().untilAsserted(() -> assertThat(
                        service.get("reader", "/standing").json().get("settled").asBoolean())
                .isTrue());
    }
}
