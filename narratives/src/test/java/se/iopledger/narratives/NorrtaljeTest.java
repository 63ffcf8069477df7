package se.iopledger.narratives;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.AmendmentCommand.CallForRenegotiation;
import se.iopledger.agreement.domain.AmendmentCommand.CloseRenegotiation;
import se.iopledger.agreement.domain.ExitCommand.CallForRemedy;
import se.iopledger.agreement.domain.ExitCommand.RegisterBreach;
import se.iopledger.agreement.domain.ExitCommand.Rescind;
import se.iopledger.agreement.domain.NeedCommand.AnalyseNeeds;
import se.iopledger.agreement.domain.Stage;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.AmendmentEvent.Cause;
import se.iopledger.contracts.agreement.AmendmentEvent.Outcome;
import se.iopledger.contracts.agreement.Ending;
import se.iopledger.contracts.agreement.ExitEvent.Form;
import se.iopledger.contracts.agreement.Resolution;
import se.iopledger.contracts.testing.Clause;

/** Norrtälje kommun and Stockholms Stadsmission, 2021 to 2024. */
final class NorrtaljeTest {
    private static Partnership signed() {
        return Partnership.of("NOR", "2021-09-15")
                .on("2021-06-24")
                .isRegistered()
                .isApprovedBy("socialnämnden")
                .isSignedByAll();
    }

    @Test
    @Clause({"NOR-1", "NOR-2", "NOR-3", "NOR-4", "NOR-7", "NOR-9", "NOR-10", "NOR-12"})
    void itIsLivedThroughToItsLastDay() {
        Partnership norrtalje = signed().on("2021-09-15");
        assertThat(norrtalje.amounts())
                .containsExactlyElementsOf(Stream.of(
                                Collections.nCopies(4, "264 333,34 kr"),
                                Collections.nCopies(8, "264 333,33 kr"),
                                Collections.nCopies(12, "272 250,00 kr"),
                                Collections.nCopies(8, "280 416,67 kr"),
                                Collections.nCopies(4, "280 416,66 kr"))
                        .flatMap(List::stream)
                        .toList());
        assertThat(norrtalje.payments())
                .startsWith("2021-09-15 264 333,34 kr stadsmission")
                .endsWith("2024-08-15 280 416,66 kr stadsmission");
        assertThat(norrtalje.owed())
                .contains(
                        "2021-09-14 Simple move-in inspection",
                        "2022-03-31 Written account of how the funds were used",
                        "2022-06-30 Annual report for the year before",
                        "2022-12-31 Activity plan for the coming year",
                        "2024-09-14 Joint analysis of needs after the first year");

        // Not before the first year has passed.
        norrtalje
                .on("2022-06-01")
                .cannot(analysis(norrtalje), "AnalysisMustFallInItsPhase")
                .on("2022-10-03")
                .does(analysis(norrtalje))
                .does(new CallForRenegotiation(
                        norrtalje.id(),
                        "stadsmission",
                        norrtalje.today(),
                        Cause.NEEDS_CHANGED,
                        "the activities, made up",
                        norrtalje.mandate("registrar-1")))
                .does(new CloseRenegotiation(
                        norrtalje.id(),
                        "renegotiation-1",
                        norrtalje.today(),
                        Outcome.UNCHANGED,
                        null,
                        null,
                        norrtalje.mandate("registrar-1")));

        norrtalje.on("2024-09-15");
        assertThat(norrtalje.stage())
                .isEqualTo(new Stage.Ended(LocalDate.of(2021, 9, 15), LocalDate.of(2024, 9, 14), Ending.EXPIRY));
        assertThat(norrtalje.sum()).isEqualTo(Money.ofKronor(9_804_000));
        norrtalje.paysForNoDayOutside("2021-09-15", "2024-09-14").goesToTheArchive("2025-01-15", 2024, "2031-12-31");
    }

    private static AnalyseNeeds analysis(Partnership norrtalje) {
        return new AnalyseNeeds(
                norrtalje.id(),
                norrtalje.today(),
                List.of("kommun", "stadsmission"),
                true,
                "more families than single persons, made up",
                norrtalje.mandate("registrar-1"));
    }

    /** It was not rescinded in reality. The paper does not provide for it, so that it rests on a decision. */
    @Test
    @Clause({"NOR-4", "NOR-8"})
    void rescindedItPaysForNoDayAfterIt() {
        Partnership norrtalje = signed().on("2022-03-01");
        norrtalje
                .does(new RegisterBreach(
                        norrtalje.id(),
                        "stadsmission",
                        "kommun",
                        "no activity was started",
                        norrtalje.today(),
                        norrtalje.mandate("registrar-1")))
                .does(new CallForRemedy(
                        norrtalje.id(),
                        "breach-1",
                        norrtalje.today(),
                        LocalDate.of(2022, 4, 1),
                        norrtalje.mandate("registrar-1")))
                .on("2022-03-20")
                .cannot(rescission(norrtalje), "TimeForTheRemedyMustHavePassed")
                .on("2022-04-30")
                .does(rescission(norrtalje));
        assertThat(norrtalje.stage())
                .isEqualTo(new Stage.InForce(LocalDate.of(2021, 9, 15), LocalDate.of(2022, 4, 30)));
        assertThat(norrtalje.paymentsFrom("2022-03"))
                .containsExactly(
                        "2022-03-15 264 333,33 kr stadsmission",
                        // 16 of the 30 days from 15 April to 14 May.
                        "2022-04-19 140 977,78 kr stadsmission");
        assertThat(norrtalje.owed())
                .noneMatch(line -> line.startsWith("2023"))
                .noneMatch(line -> line.contains("analysis of needs"));
        norrtalje.paysForNoDayOutside("2021-09-15", "2022-04-30").on("2022-05-01");
        assertThat(norrtalje.stage())
                .isEqualTo(new Stage.Ended(LocalDate.of(2021, 9, 15), LocalDate.of(2022, 4, 30), Ending.RESCISSION));
        norrtalje.goesToTheArchive("2023-01-15", 2022, "2029-12-31");
    }

    private static Rescind rescission(Partnership norrtalje) {
        return new Rescind(
                norrtalje.id(),
                null,
                "kommun",
                "breach-1",
                norrtalje.today(),
                Form.WRITTEN,
                new Resolution("socialnämnden", norrtalje.today(), null, "made up for this test: the law of contracts"),
                norrtalje.mandate("approver-1"));
    }
}
