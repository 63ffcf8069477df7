package se.iopledger.local.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClosingPageTest {

    private static final LocalDate JULY = LocalDate.of(2022, 7, 1);

    private static final Overview LIN = new Overview(
            "id-lin",
            "LIN",
            "ACTIVE",
            LocalDate.of(2023, 9, 30),
            9,
            Set.of("approval", "signatures"),
            List.of(
                    new Overview.Tranche(
                            Optional.of(JULY), Optional.of(new BigDecimal("700000.00")), "Linköpings Stadsmission"),
                    new Overview.Tranche(Optional.of(JULY), Optional.of(new BigDecimal("300000.00")), "Pastoratet")),
            List.of(),
            1,
            Optional.of(new Overview.Obligation(Optional.of(LocalDate.of(2021, 12, 31)), "Quarterly meeting")));

    private static final Overview STO = new Overview(
            "id-sto",
            "STO",
            "ACTIVE",
            LocalDate.of(2022, 12, 14),
            8,
            Set.of("approval"),
            List.of(),
            List.of("the annex with the compensation (STO-4), which is not among the documents"),
            0,
            Optional.empty());

    private static String page(LocalDate businessDate) {
        return ClosingPage.text(
                List.of(LIN, STO),
                businessDate,
                OffsetDateTime.of(2026, 3, 4, 5, 6, 7, 0, ZoneOffset.UTC),
                new Demonstration.Addresses(
                        URI.create("http://127.0.0.1:1"),
                        URI.create("http://127.0.0.1:2"),
                        URI.create("http://127.0.0.1:3")),
                "secret");
    }

    @Test
    void the_page_shows_the_table_both_dates_where_to_look_and_one_next_step() {
        assertThat(page(LocalDate.of(2021, 12, 20))).isEqualTo("""

                Agreement   State           Findings   Next tranche                                Next obligation
                ─────────   ─────────────   ────────   ─────────────────────────────────────────   ─────────────────────────────
                LIN         ACTIVE          9          2022-07-01  700 000,00 kr                   2021-12-31  Quarterly meeting
                            to 2023-09-30                to Linköpings Stadsmission                1 overdue
                                                       2022-07-01  300 000,00 kr
                                                         to Pastoratet
                STO         ACTIVE          8          waits for the annex with the compensation   none
                            to 2022-12-14                (STO-4), which is not among the
                                                         documents

                Business date  2021-12-20 (simulated; it only moves when you say so)
                Recorded       2026-03-04 05:06 (real; what the event logs say)
                Assumed        the board decisions of LIN, STO and the signatures of LIN
                               (for the demonstration: the documents do not show them)

                Open           http://127.0.0.1:1/agreements/id-lin
                               http://127.0.0.1:2/agreements/id-lin/schedule
                               http://127.0.0.1:3/agreements/id-lin/obligations
                               http://127.0.0.1:3/agreements/id-lin/history
                Sign in as     demo-reader with password secret
                Next           Ctrl-C stops everything; then ./quickstart --date 2022-07-01 lets the next tranche fall due.""");
    }

    @Test
    void the_next_step_always_moves_forward() {
        assertThat(page(JULY)).contains("--date 2022-08-01");
    }
}
