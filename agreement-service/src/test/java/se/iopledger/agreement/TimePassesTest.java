package se.iopledger.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static se.iopledger.agreement.AgreementService.registered;
import static se.iopledger.agreement.AgreementService.steps;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.EntryAttributes;
import se.iopledger.eventlog.EventLog;
import se.iopledger.shell.testing.RunningService;
import se.iopledger.shell.testing.RunningService.Answer;
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
    @Clause("STO-3")
    void yearsOfSleepAreMadeUpForInTheOrderOfTheirDays() {
        RunningService before = AgreementService.on("2021-12-20");
        String sto = registered(before, Paper.of("STO").with("/caseNumber", "\"2.3.4-2002/2021\""));
        steps(before, "STO", sto);

        RunningService after = AgreementService.on("2025-01-10");
        lastDayBecomes(after, sto, "2024-12-14");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(agreement(after, sto).get("state").asString())
                                .isEqualTo("EXPIRED"));

        List<Entry> madeUpFor = after.bean(EventLog.class).readStream(sto, 0, 200).stream()
                .filter(entry -> entry.attribute(EntryAttributes.ACTOR)
                        .filter("automation:agreement-service"::equals)
                        .isPresent())
                .toList();
        assertThat(madeUpFor)
                .extracting(entry -> entry.attribute(EntryAttributes.EFFECTIVE).orElseThrow())
                .isSorted();
        // Between them deadlines pass, as that of the check of funds (STO-2).
        assertThat(madeUpFor)
                .filteredOn(entry -> !entry.type().equals("se.iopledger.agreement.deadline-passed.v1"))
                .extracting(
                        Entry::type,
                        entry -> entry.attribute(EntryAttributes.EFFECTIVE).orElseThrow())
                .containsExactly(
                        tuple("se.iopledger.agreement.extended.v1", "2022-12-15"),
                        tuple("se.iopledger.agreement.extended.v1", "2023-12-15"),
                        tuple("se.iopledger.agreement.expired.v1", "2024-12-15"));
        assertThat(after.projectionsThatDiffer()).isEmpty();
    }

    @Test
    @Clause("STO-3")
    void whatWasTakenBackAndHoldsAgainIsWatchedAgainByItself() {
        RunningService before = AgreementService.on("2023-01-10");
        String sto = registered(before, Paper.of("STO").with("/caseNumber", "\"2.3.4-2003/2021\""));
        steps(before, "STO", sto);
        lastDayBecomes(before, sto, "2023-12-14");

        Answer notice = before.post(
                "registrar",
                "/agreements/" + sto + "/notices",
                "late-notice-" + sto,
                "{\"exit\":\"non-extension\",\"by\":\"stad\",\"givenOn\":\"2022-09-10\",\"form\":\"WRITTEN\"}");
        assertThat(notice.status()).as(notice.body()).isEqualTo(200);
        assertThat(agreement(before, sto).get("period").get("last").asString()).isEqualTo("2022-12-14");
        Answer withdrawal = before.post(
                "registrar",
                "/agreements/" + sto + "/notices/notice-1/withdrawal",
                "late-withdrawal-" + sto,
                "{\"by\":\"stad\",\"consent\":\"a letter\",\"withdrawnOn\":\"2022-09-20\"}");
        assertThat(withdrawal.status()).as(withdrawal.body()).isEqualTo(200);
        assertThat(agreement(before, sto).get("period").get("last").asString()).isEqualTo("2023-12-14");

        RunningService after = AgreementService.on("2023-12-20");
        lastDayBecomes(after, sto, "2024-12-14");
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

    private static void lastDayBecomes(RunningService service, String agreement, String lastDay) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(agreement(service, agreement)
                                .get("period")
                                .get("last")
                                .asString())
                        .isEqualTo(lastDay));
    }

    private static JsonNode agreement(RunningService service, String id) {
        return service.get("reader", "/agreements/" + id).json();
    }
}
