package se.iopledger.narratives;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.ExitCommand.GiveNotice;
import se.iopledger.agreement.domain.FundingCommand.DecideFunding;
import se.iopledger.agreement.domain.GovernanceCommand.HoldMeeting;
import se.iopledger.agreement.domain.GovernanceCommand.KeepMinutes;
import se.iopledger.agreement.domain.GovernanceCommand.PlanMeeting;
import se.iopledger.agreement.domain.Stage;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.DocumentReference;
import se.iopledger.contracts.agreement.Ending;
import se.iopledger.contracts.agreement.ExitEvent.Form;
import se.iopledger.contracts.agreement.FundingEvent.DecidedGrant;
import se.iopledger.contracts.agreement.GovernanceEvent.Manner;
import se.iopledger.contracts.agreement.GovernanceEvent.Resolution;
import se.iopledger.contracts.terms.AdjustmentBasis;
import se.iopledger.contracts.testing.Clause;

/** Uppsala kommun and Uppsala Stadsmission, 2019 to 2021. */
final class UppsalaTest {
    private static Partnership signed() {
        return Partnership.of("UPP", "2019-01-01")
                .on("2018-12-14")
                .isRegistered()
                .isApprovedBy("socialnämnden")
                .isSignedByAll();
    }

    @Test
    @Clause({"UPP-2", "UPP-3", "UPP-4", "UPP-5", "UPP-6", "UPP-12", "UPP-14", "UPP-20"})
    void itIsLivedThroughToItsLastDay() {
        Partnership uppsala = signed().on("2019-01-01");
        assertThat(uppsala.payments())
                .containsExactly(
                        "2019-01-02 1 166 666,67 kr stadsmission",
                        "2019-05-02 1 166 666,67 kr stadsmission",
                        "2019-09-02 1 166 666,66 kr stadsmission",
                        "2020-01-02 1 190 000,00 kr stadsmission",
                        "2020-05-04 1 190 000,00 kr stadsmission",
                        "2020-09-01 1 190 000,00 kr stadsmission",
                        "2021-01-04 1 213 666,67 kr stadsmission",
                        "2021-05-03 1 213 666,67 kr stadsmission",
                        "2021-09-01 1 213 666,66 kr stadsmission");
        assertThat(uppsala.owedBy("2021-12-31"))
                .containsExactly(
                        "2019-12-31 Activity report (1 of 2)",
                        "2019-12-31 Activity report (2 of 2)",
                        "2019-12-31 Compilation of the year's activity reports",
                        "2020-12-31 Activity report (1 of 2)",
                        "2020-12-31 Activity report (2 of 2)",
                        "2020-12-31 Compilation of the year's activity reports",
                        "2021-12-31 Activity report (1 of 2)",
                        "2021-12-31 Activity report (2 of 2)",
                        "2021-12-31 Compilation of the year's activity reports");

        // The steering group meets, called by the Stadsmission and nobody else, and keeps its minutes.
        uppsala.on("2019-04-10")
                .cannot(steeringGroup(uppsala, "kommun"), "MeetingMustBeCalledByItsConvener")
                .does(steeringGroup(uppsala, "stadsmission"))
                .on("2019-05-06")
                .cannot(held(uppsala, "the budget"), "TieBreakMustCoverWhatItDecides")
                .does(held(uppsala, "changes of commitments"))
                .does(new KeepMinutes(
                        uppsala.id(),
                        "meeting-1",
                        uppsala.today(),
                        new DocumentReference("made up", null, null, "0123456789abcdef".repeat(4), "application/pdf"),
                        uppsala.mandate("registrar-1")));
        assertThat(uppsala.known().governance().meetings())
                .singleElement()
                .satisfies(meeting -> assertThat(meeting.stillPlanned()).isFalse());

        // The council decides year by year, never lower than the year before: the amount of 2021 is made up.
        uppsala.on("2019-11-25").does(budget(uppsala, 2020, 3_570_000));
        assertThat(uppsala.sum()).isEqualTo(Money.ofKronor(10_711_000));
        uppsala.on("2020-11-23")
                .cannot(budget(uppsala, 2021, 3_569_000), "YearMustNotBeBelowTheYearBefore")
                .does(budget(uppsala, 2021, 3_660_000));
        assertThat(uppsala.paymentsFrom("2021"))
                .containsExactly(
                        "2021-01-04 1 220 000,00 kr stadsmission",
                        "2021-05-03 1 220 000,00 kr stadsmission",
                        "2021-09-01 1 220 000,00 kr stadsmission");

        List<String> paid = uppsala.payments();
        uppsala.on("2022-01-01");
        assertThat(uppsala.stage())
                .isEqualTo(new Stage.Ended(LocalDate.of(2019, 1, 1), LocalDate.of(2021, 12, 31), Ending.EXPIRY));
        assertThat(uppsala.payments()).isEqualTo(paid);
        assertThat(uppsala.sum()).isEqualTo(Money.ofKronor(10_730_000));
        uppsala.paysForNoDayOutside("2019-01-01", "2021-12-31")
                .cannot(notice(uppsala, "2022-01-01"), "NoticeMustFallInThePeriod")
                .goesToTheArchive("2022-06-01", 2021, "2028-12-31");
    }

    @Test
    @Clause({"UPP-6", "UPP-10", "UPP-14"})
    void nineMonthsNoticeOfFebruary2020EndsItInNovember() {
        Partnership uppsala = signed().on("2020-02-15");
        uppsala.does(notice(uppsala, "2020-02-15"));
        assertThat(uppsala.stage()).isEqualTo(new Stage.InForce(LocalDate.of(2019, 1, 1), LocalDate.of(2020, 11, 15)));
        // 76 of the 122 days of the last tertial; nothing of 2021.
        assertThat(uppsala.paymentsFrom("2020-02-15"))
                .containsExactly("2020-05-04 1 190 000,00 kr stadsmission", "2020-09-01 741 311,48 kr stadsmission");
        // 320 of the 366 days of 2020 ask for one of two reports, and for no compilation by a day.
        assertThat(uppsala.owed())
                .containsExactly(
                        "2019-12-31 Activity report (1 of 2)",
                        "2019-12-31 Activity report (2 of 2)",
                        "2019-12-31 Compilation of the year's activity reports",
                        "2020-11-15 Activity report",
                        "undated Compilation of the year's activity reports",
                        "undated Meeting of the cooperation group");
        uppsala.paysForNoDayOutside("2019-01-01", "2020-11-15").on("2020-11-16");
        assertThat(uppsala.stage())
                .isEqualTo(new Stage.Ended(LocalDate.of(2019, 1, 1), LocalDate.of(2020, 11, 15), Ending.NOTICE));
        assertThat(uppsala.sum()).isEqualTo(Money.parse("6621311.48"));
        uppsala.goesToTheArchive("2021-06-01", 2020, "2027-12-31");
    }

    private static PlanMeeting steeringGroup(Partnership uppsala, String convener) {
        return new PlanMeeting(
                uppsala.id(), "steering", LocalDate.of(2019, 5, 6), convener, uppsala.mandate("registrar-1"));
    }

    /** The Stadsmission decides where there is no consensus. */
    private static HoldMeeting held(Partnership uppsala, String subject) {
        return new HoldMeeting(
                uppsala.id(),
                "meeting-1",
                "steering",
                uppsala.today(),
                null,
                "stadsmission",
                List.of(
                        new Resolution("action plan", "adopted, made up", Manner.CONSENSUS),
                        new Resolution(subject, "the evening café is open on Fridays, made up", Manner.TIE_BREAK)),
                uppsala.mandate("registrar-1"));
    }

    private static DecideFunding budget(Partnership uppsala, int year, long kronor) {
        return new DecideFunding(
                uppsala.id(),
                AdjustmentBasis.COUNCIL_BUDGET_DECISION,
                year,
                List.of(new DecidedGrant("kommun", "stadsmission", Money.ofKronor(kronor))),
                null,
                "kommunfullmäktige",
                uppsala.today(),
                "made up for this test",
                null,
                false,
                uppsala.mandate("approver-1"));
    }

    private static GiveNotice notice(Partnership uppsala, String on) {
        return new GiveNotice(
                uppsala.id(),
                "notice",
                "stadsmission",
                LocalDate.parse(on),
                Form.WRITTEN,
                null,
                null,
                List.of(),
                uppsala.mandate("registrar-1"));
    }
}
