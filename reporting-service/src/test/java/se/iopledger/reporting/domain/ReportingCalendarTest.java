package se.iopledger.reporting.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.iopledger.contracts.reporting.DatedObligation;
import se.iopledger.contracts.reporting.DatedObligation.Dating;
import se.iopledger.contracts.reporting.DatedObligation.Settlement;
import se.iopledger.contracts.terms.ObligationKind;
import se.iopledger.contracts.terms.Recurrence;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.terms.YearKind;
import se.iopledger.contracts.testing.Clause;

class ReportingCalendarTest {
    private static final Recurrence MARCH_AND_SEPTEMBER = new Recurrence.InMonths(List.of(3, 9));

    @Test
    @Clause("NOR-10")
    void halfYearlyAccountsCoverTheWholeAgreementWithoutGapOrOverlap() {
        var accounts = calendarOf(AgreementText.from("2021-09-15", "2024-09-14")
                .asksFor("half-yearly-account", ObligationKind.FINANCIAL_ACCOUNT, MARCH_AND_SEPTEMBER, "NOR-10"));

        assertThat(accounts)
                .extracting(
                        DatedObligation::obligationId,
                        DatedObligation::periodFirst,
                        DatedObligation::periodLast,
                        DatedObligation::dueDate)
                .containsExactly(
                        tuple("half-yearly-account-2022-03-1", day("2021-09-15"), day("2022-02-28"), day("2022-03-31")),
                        tuple("half-yearly-account-2022-09-1", day("2022-03-01"), day("2022-08-31"), day("2022-09-30")),
                        tuple("half-yearly-account-2023-03-1", day("2022-09-01"), day("2023-02-28"), day("2023-03-31")),
                        tuple("half-yearly-account-2023-09-1", day("2023-03-01"), day("2023-08-31"), day("2023-09-30")),
                        tuple("half-yearly-account-2024-03-1", day("2023-09-01"), day("2024-02-29"), day("2024-03-31")),
                        tuple(
                                "half-yearly-account-2024-09-1",
                                day("2024-03-01"),
                                day("2024-09-14"),
                                day("2024-09-30")));
        assertThat(accounts).allSatisfy(account -> {
            assertThat(account.dating()).isEqualTo(Dating.STATED);
            assertThat(account.clauses()).containsExactly("NOR-10");
            assertThat(account.calculation()).contains("AnAccountReachesToTheMonthBefore");
        });
    }

    @Test
    @Clause("NOR-10")
    void annualReportsCoverTheYearBeforeAndActivityPlansTheComingYear() {
        var calendar = calendarOf(AgreementText.from("2021-09-15", "2024-09-14")
                .asksFor("annual-report", ObligationKind.ANNUAL_REPORT, new Recurrence.InMonths(List.of(6)))
                .asksFor("activity-plan", ObligationKind.ACTIVITY_PLAN, new Recurrence.InMonths(List.of(12))));

        assertThat(calendar)
                .extracting(
                        DatedObligation::obligationId,
                        DatedObligation::periodFirst,
                        DatedObligation::periodLast,
                        DatedObligation::dueDate)
                .containsExactly(
                        tuple("activity-plan-2021-12-1", day("2022-01-01"), day("2022-12-31"), day("2021-12-31")),
                        tuple("annual-report-2022-06-1", day("2021-09-15"), day("2021-12-31"), day("2022-06-30")),
                        tuple("activity-plan-2022-12-1", day("2023-01-01"), day("2023-12-31"), day("2022-12-31")),
                        tuple("annual-report-2023-06-1", day("2022-01-01"), day("2022-12-31"), day("2023-06-30")),
                        tuple("activity-plan-2023-12-1", day("2024-01-01"), day("2024-09-14"), day("2023-12-31")),
                        tuple("annual-report-2024-06-1", day("2023-01-01"), day("2023-12-31"), day("2024-06-30")));
    }

    @Test
    void anAccountThatLeavesTheLastMonthsWithoutOneSaysSo() {
        var calendar = calendarOf(AgreementText.from("2022-01-01", "2022-12-31")
                .asksFor("account", ObligationKind.FINANCIAL_ACCOUNT, MARCH_AND_SEPTEMBER));

        assertThat(calendar.getLast().calculation()).contains("2022-09-01 to 2022-12-31 stays without one");
        assertThat(calendar.getFirst().calculation()).doesNotContain("stays without one");
    }

    @Test
    void aMeetingInTheMonthInWhichTheAgreementEndsIsHeldBeforeItEnds() {
        var calendar = calendarOf(AgreementText.from("2021-09-15", "2022-03-10")
                .asksFor("meeting", ObligationKind.MEETING, MARCH_AND_SEPTEMBER));

        assertThat(calendar).extracting(DatedObligation::dueDate).containsExactly(day("2021-09-30"), day("2022-03-10"));
    }

    @Test
    @Clause("UPP-12")
    void twiceAYearWithoutDateIsKeptByTheYearsLastDay() {
        var calendar = calendarOf(AgreementText.from("2019-01-01", "2021-12-31")
                .takenOverOn("2021-12-20")
                .asksFor(
                        "activity-report",
                        ObligationKind.ACTIVITY_REPORT,
                        new Recurrence.TimesAYear(2, YearKind.CALENDAR),
                        "UPP-12"));

        assertThat(calendar)
                .extracting(
                        DatedObligation::obligationId,
                        DatedObligation::title,
                        DatedObligation::dueDate,
                        DatedObligation::settlement)
                .containsExactly(
                        tuple(
                                "activity-report-2019-1",
                                "The activity-report (1 of 2)",
                                day("2019-12-31"),
                                Settlement.ELSEWHERE),
                        tuple(
                                "activity-report-2019-2",
                                "The activity-report (2 of 2)",
                                day("2019-12-31"),
                                Settlement.ELSEWHERE),
                        tuple(
                                "activity-report-2020-1",
                                "The activity-report (1 of 2)",
                                day("2020-12-31"),
                                Settlement.ELSEWHERE),
                        tuple(
                                "activity-report-2020-2",
                                "The activity-report (2 of 2)",
                                day("2020-12-31"),
                                Settlement.ELSEWHERE),
                        tuple(
                                "activity-report-2021-1",
                                "The activity-report (1 of 2)",
                                day("2021-12-31"),
                                Settlement.HERE),
                        tuple(
                                "activity-report-2021-2",
                                "The activity-report (2 of 2)",
                                day("2021-12-31"),
                                Settlement.HERE));
        assertThat(calendar).allSatisfy(report -> {
            assertThat(report.dating()).isEqualTo(Dating.LATEST_POSSIBLE);
            assertThat(report.calculation()).contains("states no date").contains("TheYearsLastDayKeepsIt");
        });
        assertThat(calendar.getFirst().calculation()).contains("Spread evenly it would fall by 2019-07-01");
    }

    @Test
    @Clause("NOR-9")
    void contractYearsRunFromTheAgreementsFirstDay() {
        var calendar = calendarOf(AgreementText.from("2021-09-15", "2024-09-14")
                .asksFor("steering-meeting", ObligationKind.MEETING, new Recurrence.TimesAYear(4, YearKind.CONTRACT))
                .asksFor("evaluation", ObligationKind.EVALUATION, new Recurrence.TimesAYear(1, YearKind.CONTRACT)));

        assertThat(calendar).hasSize(15);
        assertThat(calendar)
                .filteredOn(obligation -> obligation.kind() == ObligationKind.EVALUATION)
                .extracting(DatedObligation::obligationId, DatedObligation::dueDate)
                .containsExactly(
                        tuple("evaluation-1-1", day("2022-09-14")),
                        tuple("evaluation-2-1", day("2023-09-14")),
                        tuple("evaluation-3-1", day("2024-09-14")));
    }

    @Test
    void aPartOfAYearAsksForItsShareRoundedDown() {
        var meetings = calendarOf(AgreementText.from("2021-09-15", "2024-09-14")
                .asksFor("meeting", ObligationKind.MEETING, new Recurrence.TimesAYear(4, YearKind.CALENDAR)));

        assertThat(meetings.stream()
                        .map(meeting -> String.valueOf(meeting.dueDate()).substring(0, 4))
                        .toList())
                .as("108 of 365 days ask for one, 258 of 366 for two")
                .containsExactly(
                        "2021", "2022", "2022", "2022", "2022", "2023", "2023", "2023", "2023", "2024", "2024");
    }

    @Test
    void aPartOfAYearTooShortForOneShowsThatThePaperIsSilent() {
        var calendar = calendarOf(AgreementText.from("2021-12-15", "2022-12-31")
                .asksFor("report", ObligationKind.ACTIVITY_REPORT, new Recurrence.TimesAYear(2, YearKind.CALENDAR)));

        DatedObligation undated = calendar.getLast();
        assertThat(undated.obligationId()).isEqualTo("report-2021-1");
        assertThat(undated.dating()).isEqualTo(Dating.UNDATED);
        assertThat(undated.dueDate()).isNull();
        assertThat(undated.calculation()).contains("APartYearAsksInProportion");
    }

    @Test
    @Clause({"LIN-7", "STO-10"})
    void quarterlyMeetingsAreDueByTheLastDayOfEachThreeMonths() {
        var calendar = calendarOf(AgreementText.from("2021-10-01", "2023-09-30")
                .asksFor("operational-meeting", ObligationKind.MEETING, new Recurrence.EveryMonths(3), "LIN-7"));

        assertThat(calendar)
                .extracting(DatedObligation::dueDate)
                .containsExactly(
                        day("2021-12-31"),
                        day("2022-03-31"),
                        day("2022-06-30"),
                        day("2022-09-30"),
                        day("2022-12-31"),
                        day("2023-03-31"),
                        day("2023-06-30"),
                        day("2023-09-30"));
    }

    @Test
    @Clause("STO-11")
    void onceInEveryTwelveMonthsIsDatedForWholeSpansOnly() {
        var calendar = calendarOf(AgreementText.from("2021-12-15", "2023-03-01")
                .asksFor("state-report", ObligationKind.ACTIVITY_REPORT, new Recurrence.EveryMonths(12), "STO-11"));

        assertThat(calendar)
                .extracting(DatedObligation::obligationId, DatedObligation::dueDate)
                .containsExactly(
                        tuple("state-report-2021-12-15-1", day("2022-12-14")),
                        tuple("state-report-2022-12-15-1", null));
    }

    @Test
    @Clause("NOR-9")
    void twoSeminarsInThePeriodAreDueByItsLastDay() {
        var calendar = calendarOf(AgreementText.from("2021-09-15", "2024-09-14")
                .asksFor("seminar", ObligationKind.SEMINAR, new Recurrence.TimesInPeriod(2), "NOR-9"));

        assertThat(calendar)
                .extracting(DatedObligation::obligationId, DatedObligation::dueDate, DatedObligation::dating)
                .containsExactly(
                        tuple("seminar-2021-09-15-1", day("2024-09-14"), Dating.LATEST_POSSIBLE),
                        tuple("seminar-2021-09-15-2", day("2024-09-14"), Dating.LATEST_POSSIBLE));
    }

    @Test
    @Clause("LUN-6")
    void aReviewByAStatedDayIsDueOnIt() {
        var calendar = calendarOf(AgreementText.from("2021-01-01", "2023-12-31")
                .asksFor("review", ObligationKind.REVIEW, new Recurrence.OnceBy(day("2023-03-01")), "LUN-6"));

        assertThat(calendar)
                .extracting(DatedObligation::obligationId, DatedObligation::dueDate, DatedObligation::dating)
                .containsExactly(tuple("review-2023-03-01-1", day("2023-03-01"), Dating.STATED));
    }

    @Test
    @Clause("NOR-7")
    void anInspectionBeforeTheStartIsDueTheDayBeforeIt() {
        var calendar = calendarOf(AgreementText.from("2021-09-15", "2024-09-14")
                .takenOverOn("2021-12-20")
                .asksFor("inspection", ObligationKind.INSPECTION, new Recurrence.BeforeStart(), "NOR-7"));

        assertThat(calendar)
                .extracting(DatedObligation::dueDate, DatedObligation::settlement)
                .containsExactly(tuple(day("2021-09-14"), Settlement.ELSEWHERE));
    }

    @Test
    @Clause({"UPP-13", "NOR-14"})
    void whatIsAskedForRegularlyStaysUndatedAndIsFollowedUpHere() {
        var calendar = calendarOf(AgreementText.from("2019-01-01", "2021-12-31")
                .takenOverOn("2021-12-20")
                .asksFor("cooperation-meeting", ObligationKind.MEETING, new Recurrence.Regularly(), "UPP-13"));

        assertThat(calendar)
                .extracting(DatedObligation::dueDate, DatedObligation::dating, DatedObligation::settlement)
                .containsExactly(tuple(null, Dating.UNDATED, Settlement.HERE));
    }

    @Test
    void whatIsDueOnTheTakeoverDateItselfIsFollowedUpHere() {
        var calendar = calendarOf(AgreementText.from("2021-01-01", "2023-12-31")
                .takenOverOn("2023-03-01")
                .asksFor("review", ObligationKind.REVIEW, new Recurrence.OnceBy(day("2023-03-01"))));

        assertThat(calendar).extracting(DatedObligation::settlement).containsExactly(Settlement.HERE);
    }

    private static List<DatedObligation> calendarOf(AgreementText text) {
        Terms terms = text.terms();
        return ReportingCalendar.of(terms, terms.period().last());
    }

    private static LocalDate day(String date) {
        return LocalDate.parse(date);
    }
}
