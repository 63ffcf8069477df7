package se.iopledger.reporting.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.iopledger.reporting.domain.ReportingScenario.AGREEMENT;
import static se.iopledger.reporting.domain.ReportingScenario.activated;
import static se.iopledger.reporting.domain.ReportingScenario.extended;
import static se.iopledger.reporting.domain.ReportingScenario.given;
import static se.iopledger.reporting.domain.ReportingScenario.givenCommands;
import static se.iopledger.reporting.domain.ReportingScenario.overdue;
import static se.iopledger.reporting.domain.ReportingScenario.voided;
import static se.iopledger.reporting.domain.ReportingScenario.workOffDue;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.iopledger.contracts.reporting.DatedObligation;
import se.iopledger.contracts.reporting.ReportingEvent.ObligationsChanged;
import se.iopledger.contracts.reporting.ReportingEvent.ObligationsDerived;
import se.iopledger.contracts.reporting.ReportingEvent.ObligationsWithdrawn;
import se.iopledger.contracts.terms.ObligationKind;
import se.iopledger.contracts.terms.Recurrence;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.terms.YearKind;
import se.iopledger.contracts.testing.Clause;

class ReportingDeciderTest {
    private static final Terms QUARTERLY = AgreementText.from("2021-12-15", "2022-12-14")
            .asksFor("meeting", ObligationKind.MEETING, new Recurrence.EveryMonths(3), "STO-10")
            .terms();

    @Test
    @Clause("NOR-10")
    void activationDerivesEverythingUpToTheLastDay() {
        Terms terms = AgreementText.from("2021-09-15", "2024-09-14")
                .asksFor("account", ObligationKind.FINANCIAL_ACCOUNT, new Recurrence.InMonths(List.of(3, 9)))
                .terms();

        given().when(activated("2021-12-20", terms))
                .then(new ObligationsDerived(
                        AGREEMENT,
                        1,
                        LocalDate.parse("2024-09-14"),
                        ReportingCalendar.of(terms, terms.period().last())));
    }

    @Test
    @Clause("STO-4")
    void termsThatAskForNothingAreDerivedTooSoThatItIsKnown() {
        Terms terms = AgreementText.from("2021-12-15", "2022-12-14").terms();

        given().when(activated("2021-12-20", terms))
                .then(new ObligationsDerived(AGREEMENT, 1, LocalDate.parse("2022-12-14"), List.of()));
    }

    @Test
    void whatIsToldTwiceChangesNothing() {
        givenCommands(activated("2021-12-20", QUARTERLY))
                .when(activated("2021-12-21", QUARTERLY))
                .then();
    }

    @Test
    void nothingIsOverdueOnTheDueDateItself() {
        givenCommands(activated("2021-12-20", QUARTERLY))
                .when(workOffDue("2022-03-14"))
                .then();
    }

    @Test
    @Clause("STO-10")
    void anObligationBecomesOverdueTheDayAfterItsDueDate() {
        givenCommands(activated("2021-12-20", QUARTERLY))
                .when(workOffDue("2022-03-15"))
                .then(overdue("meeting-2021-12-15-1", "2022-03-14"));
    }

    @Test
    void whatFellDueMeanwhileIsWorkedOffInOrderOfDueDates() {
        givenCommands(activated("2021-12-20", QUARTERLY))
                .when(workOffDue("2022-09-15"))
                .then(
                        overdue("meeting-2021-12-15-1", "2022-03-14"),
                        overdue("meeting-2022-03-15-1", "2022-06-14"),
                        overdue("meeting-2022-06-15-1", "2022-09-14"));
    }

    @Test
    void anObligationBecomesOverdueOnce() {
        givenCommands(activated("2021-12-20", QUARTERLY), workOffDue("2022-03-15"))
                .when(workOffDue("2022-03-16"))
                .then();
    }

    @Test
    void whatIsSettledElsewhereNeverBecomesOverdueHere() {
        Terms takenOver = AgreementText.from("2019-01-01", "2021-12-31")
                .takenOverOn("2021-12-20")
                .asksFor("report", ObligationKind.ACTIVITY_REPORT, new Recurrence.TimesAYear(1, YearKind.CALENDAR))
                .terms();

        givenCommands(activated("2021-12-20", takenOver))
                .when(workOffDue("2022-01-01"))
                .then(overdue("report-2021-1", "2021-12-31"));
    }

    @Test
    @Clause("NOR-10")
    void theAgreementsEndTakesNothingAwayOfWhatIsOwed() {
        Terms terms = AgreementText.from("2021-09-15", "2024-09-14")
                .takenOverOn("2024-09-01")
                .asksFor("account", ObligationKind.FINANCIAL_ACCOUNT, new Recurrence.InMonths(List.of(9)))
                .terms();

        givenCommands(activated("2024-09-01", terms))
                .when(workOffDue("2024-10-01"))
                .then(overdue("account-2024-09-1", "2024-09-30"));
    }

    @Test
    @Clause("STO-3")
    void anExtensionAddsOnlyWhatIsNew() {
        ReportingScenario extension =
                givenCommands(activated("2021-12-20", QUARTERLY)).when(extended("2022-12-14", QUARTERLY, "2023-12-14"));

        assertThat(extension.accepted().getLast()).isInstanceOfSatisfying(ObligationsChanged.class, derived -> {
            assertThat(derived.until()).isEqualTo("2023-12-14");
            assertThat(derived.obligations())
                    .extracting(DatedObligation::dueDate)
                    .containsExactly(
                            LocalDate.parse("2023-03-14"),
                            LocalDate.parse("2023-06-14"),
                            LocalDate.parse("2023-09-14"),
                            LocalDate.parse("2023-12-14"));
        });
    }

    @Test
    @Clause("STO-3")
    void anExtensionDatesAnewWhatHungOnTheLastDay() {
        Terms terms = AgreementText.from("2021-12-15", "2022-12-14")
                .asksFor("seminar", ObligationKind.SEMINAR, new Recurrence.TimesInPeriod(1))
                .terms();

        ReportingScenario scenario = givenCommands(
                activated("2021-12-20", terms), workOffDue("2022-12-15"), extended("2022-12-15", terms, "2023-12-14"));

        assertThat(scenario.state()).isInstanceOfSatisfying(Obligations.Owed.class, owed -> {
            assertThat(owed.byId().values())
                    .extracting(DatedObligation::dueDate)
                    .containsExactly(LocalDate.parse("2023-12-14"));
            assertThat(owed.byId().values()).as("no longer late").noneMatch(owed::isOverdue);
            assertThat(owed.nextOverdueOn()).isEqualTo(Optional.of(LocalDate.parse("2023-12-15")));
        });
        scenario.when(workOffDue("2023-12-15")).then(overdue("seminar-2021-12-15-1", "2023-12-14"));
    }

    @Test
    void everyCommandFirstWorksOffWhatIsDue() {
        givenCommands(activated("2021-12-20", QUARTERLY))
                .when(voided("2022-03-15"))
                .then(overdue("meeting-2021-12-15-1", "2022-03-14"), new ObligationsWithdrawn(AGREEMENT));
    }

    @Test
    void nothingIsOwedUnderAVoidedAgreement() {
        givenCommands(activated("2021-12-20", QUARTERLY), voided("2021-12-21"))
                .when(workOffDue("2023-01-01"))
                .then();
    }

    @Test
    void voidingADraftOrTwiceHasNothingToWithdraw() {
        given().when(voided("2021-12-20")).then();
        givenCommands(activated("2021-12-20", QUARTERLY), voided("2021-12-21"))
                .when(voided("2021-12-22"))
                .then();
    }

    @Test
    void anAgreementRegisteredAnewAfterAVoidIsDerivedAnew() {
        ReportingScenario again = givenCommands(
                activated("2021-12-20", QUARTERLY),
                workOffDue("2022-03-15"),
                voided("2022-03-16"),
                activated("2022-03-17", QUARTERLY));

        again.when(workOffDue("2022-03-17")).then(overdue("meeting-2021-12-15-1", "2022-03-14"));
    }

    @Test
    void twoObligationsOfOneIdAreRefused() {
        Terms terms = AgreementText.from("2021-12-15", "2022-12-14")
                .asksFor("meeting", ObligationKind.MEETING, new Recurrence.Regularly())
                .asksFor("meeting", ObligationKind.MEETING, new Recurrence.BeforeStart())
                .terms();

        given().when(activated("2021-12-20", terms)).thenRejected("ObligationIdsMustDiffer");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 367, Integer.MAX_VALUE})
    void timesMustBePossible(int times) {
        given().when(activated("2021-12-20", asking(new Recurrence.TimesAYear(times, YearKind.CONTRACT))))
                .thenRejected("TimesMustBePossible");
        given().when(activated("2021-12-20", asking(new Recurrence.TimesInPeriod(times))))
                .thenRejected("TimesMustBePossible");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 13})
    void monthsAreOneToTwelve(int month) {
        given().when(activated("2021-12-20", asking(new Recurrence.InMonths(List.of(1, month)))))
                .thenRejected("MonthsMustBeOneToTwelve");
        given().when(activated("2021-12-20", asking(new Recurrence.InMonths(List.of()))))
                .thenRejected("MonthsMustBeOneToTwelve");
    }

    @Test
    void aSpanIsAtLeastOneMonth() {
        given().when(activated("2021-12-20", asking(new Recurrence.EveryMonths(0))))
                .thenRejected("SpanMustBeAtLeastOneMonth");
    }

    @Test
    void anAgreementDoesNotEndBeforeItStarts() {
        given().when(activated(
                        "2021-12-20",
                        AgreementText.from("2021-12-15", "2021-12-14").terms()))
                .thenRejected("AgreementMustNotEndBeforeItStarts");
    }

    @Test
    void moreThanAnyoneCanFollowUpIsRefused() {
        Terms terms = AgreementText.from("0001-01-01", "9999-12-31")
                .asksFor("meeting", ObligationKind.MEETING, new Recurrence.TimesAYear(366, YearKind.CALENDAR))
                .terms();

        given().when(activated("2021-12-20", terms)).thenRejected("ObligationsMustBeCountable");
    }

    @Test
    void evolveRefusesAHistoryThatCannotBe() {
        assertThatThrownBy(() ->
                        given(overdue("meeting-2021-12-15-1", "2022-03-14")).state())
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> given(new ObligationsWithdrawn(AGREEMENT)).state())
                .isInstanceOf(IllegalStateException.class);
        var derived = (ObligationsDerived)
                given().when(activated("2021-12-20", QUARTERLY)).accepted().getFirst();
        var late = overdue("meeting-2021-12-15-1", "2022-03-14");
        assertThatThrownBy(() -> given(derived, late, late).state()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> given(derived, overdue("meeting-2021-12-15-1", "2022-03-15"))
                        .state())
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> given(
                                derived, new ObligationsDerived(AGREEMENT, 1, LocalDate.parse("2022-12-13"), List.of()))
                        .state())
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> given(
                                derived,
                                new ObligationsChanged(
                                        AGREEMENT, 1, LocalDate.parse("2022-12-14"), List.of(), List.of("nothing")))
                        .state())
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() ->
                        given(derived, new ObligationsWithdrawn("another")).state())
                .isInstanceOf(IllegalStateException.class);
    }

    private static Terms asking(Recurrence due) {
        return AgreementText.from("2021-12-15", "2022-12-14")
                .asksFor("report", ObligationKind.ACTIVITY_REPORT, due)
                .terms();
    }
}
