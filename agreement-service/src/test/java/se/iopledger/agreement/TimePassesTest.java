package se.iopledger.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.iopledger.agreement.AgreementService.registered;
import static se.iopledger.agreement.AgreementService.steps;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.shell.testing.RunningService;
import tools.jackson.databind.JsonNode;

/** What falls due happens by itself, also to agreements that nobody touches, and also after a restart. */
final class TimePassesTest {
    @Test
    @Clause({"STO-3", "UPP-3"})
    void agreementsThatNobodyTouchesExtendAndExpire() {
        RunningService before = AgreementService.on("2021-12-20");
        String sto = registered(before, Paper.of("STO").with("/caseNumber", "\"2.3.4-2001/2021\""));
        String upp = registered(before, Paper.of("UPP").with("/caseNumber", "\"SCN-2018-2001\""));
        steps(before, "STO", sto);
        steps(before, "UPP", upp);

        RunningService after = AgreementService.on("2022-12-15");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(agreement(after, upp).get("state").asString())
                                .isEqualTo("EXPIRED"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                agreement(after, sto).get("period").get("last").asString())
                        .isEqualTo("2023-12-14"));
        assertThat(agreement(after, sto).get("state").asString()).isEqualTo("ACTIVE");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                after.get("reader", "/agreements?state=EXPIRED").body())
                        .contains(upp)
                        .doesNotContain(sto));
        assertThat(after.projectionsThatDiffer()).isEmpty();
    }

    @Test
    @Clause("LUN-6")
    void aReviewThatNobodyHeldByItsDayIsToldByItself() {
        RunningService before = AgreementService.on("2021-12-20");
        String lun = registered(before, Paper.of("LUN").with("/caseNumber", "\"SOC 2021-2002\""));
        steps(before, "LUN", lun);
        long version = agreement(before, lun).get("version").asLong();

        RunningService onItsDay = AgreementService.on("2023-03-01");
        assertThat(agreement(onItsDay, lun).get("version").asLong()).isEqualTo(version);

        RunningService after = AgreementService.on("2023-03-02");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(agreement(after, lun).get("version").asLong())
                                .isEqualTo(version + 1));
        assertThat(after.projectionsThatDiffer()).isEmpty();
    }

    private static JsonNode agreement(RunningService service, String id) {
        return service.get("reader", "/agreements/" + id).json();
    }
}
