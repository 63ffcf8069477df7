package se.iopledger.narratives;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.Stage;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.Ending;
import se.iopledger.contracts.testing.Clause;

/** Linköpings kommun, Linköpings Stadsmission and Linköpings Domkyrkopastorat, 2021 to 2023. */
final class LinkopingTest {
    /** By the paper, whoever gets which share: two meetings a year apart, and one each quarter. */
    private static final List<String> ASKED_FOR = List.of(
            "2021-12-31 Meeting of the operational cooperation, convened by the organisations",
            "2022-03-31 Meeting of the operational cooperation, convened by the organisations",
            "2022-06-30 Meeting of the operational cooperation, convened by the organisations",
            "2022-09-30 Follow-up meeting (also when a party calls for one)",
            "2022-09-30 Meeting of the operational cooperation, convened by the organisations",
            "2022-12-31 Meeting of the operational cooperation, convened by the organisations",
            "2023-03-31 Meeting of the operational cooperation, convened by the organisations",
            "2023-06-30 Meeting of the operational cooperation, convened by the organisations",
            "2023-09-30 Follow-up meeting (also when a party calls for one)",
            "2023-09-30 Meeting of the operational cooperation, convened by the organisations");

    private static Partnership signed() {
        Partnership linkoping = Partnership.of("LIN", "2021-10-01")
                .on("2021-09-14")
                .isRegistered()
                .isApprovedBy("social- och omsorgsnämnden")
                .isSignedBy("kommun")
                .isSignedBy("stadsmission");
        // All three parties have signed, or nothing is in force.
        assertThat(linkoping.on("2021-09-20").payments()).isEmpty();
        return linkoping.isSignedBy("pastorat");
    }

    @Test
    @Clause({"LIN-1", "LIN-2", "LIN-3", "LIN-4", "LIN-5", "LIN-7"})
    void itIsLivedThroughToItsLastDay() {
        Partnership linkoping = signed().on("2021-10-01");
        assertThat(linkoping.payments())
                .containsExactly(
                        "2022-07-01 700 000,00 kr stadsmission",
                        "2022-07-01 300 000,00 kr pastorat",
                        "2023-07-03 700 000,00 kr stadsmission",
                        "2023-07-03 300 000,00 kr pastorat");
        assertThat(linkoping.owed()).containsExactlyElementsOf(ASKED_FOR);

        linkoping.on("2023-10-01");
        assertThat(linkoping.stage())
                .isEqualTo(new Stage.Ended(LocalDate.of(2021, 10, 1), LocalDate.of(2023, 9, 30), Ending.EXPIRY));
        assertThat(linkoping.sumTo("stadsmission")).isEqualTo(Money.ofKronor(1_400_000));
        assertThat(linkoping.sumTo("pastorat")).isEqualTo(Money.ofKronor(600_000));
        linkoping.paysForNoDayOutside("2021-10-01", "2023-09-30").goesToTheArchive("2024-03-01", 2023, "2030-12-31");
    }

    /** The shares were not changed in reality; these are made up. */
    @Test
    @Clause({"LIN-3", "LIN-4", "LIN-5", "LIN-8"})
    void amendedToOtherSharesItPaysThemFromTheirDay() {
        Partnership linkoping = signed().on("2022-08-15");
        linkoping
                .proposes("pastorat", "2022-10-01", null, null, linkoping.termsWith(terms -> {
                    terms.withArray("/funding/grants").get(2).withObject("").put("amount", "600000.00");
                    terms.withArray("/funding/grants").get(3).withObject("").put("amount", "400000.00");
                    return terms;
                }))
                .amendmentIsSignedBy("amendment-1", "kommun")
                .amendmentIsSignedBy("amendment-1", "stadsmission");
        assertThat(linkoping.paymentsFrom("2023"))
                .containsExactly("2023-07-03 700 000,00 kr stadsmission", "2023-07-03 300 000,00 kr pastorat");
        linkoping.amendmentIsSignedBy("amendment-1", "pastorat");
        assertThat(linkoping.payments())
                .containsExactly(
                        "2022-07-01 700 000,00 kr stadsmission",
                        "2022-07-01 300 000,00 kr pastorat",
                        "2023-07-03 600 000,00 kr stadsmission",
                        "2023-07-03 400 000,00 kr pastorat");
        assertThat(linkoping.sum()).isEqualTo(Money.ofKronor(2_000_000));
        assertThat(linkoping.owed()).containsExactlyElementsOf(ASKED_FOR);
        linkoping.on("2023-10-01");
        assertThat(linkoping.stage())
                .isEqualTo(new Stage.Ended(LocalDate.of(2021, 10, 1), LocalDate.of(2023, 9, 30), Ending.EXPIRY));
        linkoping.goesToTheArchive("2024-03-01", 2023, "2030-12-31");
    }
}
