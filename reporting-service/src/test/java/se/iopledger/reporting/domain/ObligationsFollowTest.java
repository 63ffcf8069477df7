package se.iopledger.reporting.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static se.iopledger.reporting.domain.ReportingScenario.AGREEMENT;
import static se.iopledger.reporting.domain.ReportingScenario.activated;
import static se.iopledger.reporting.domain.ReportingScenario.extended;
import static se.iopledger.reporting.domain.ReportingScenario.givenCommands;
import static se.iopledger.reporting.domain.ReportingScenario.overdue;
import static se.iopledger.reporting.domain.ReportingScenario.told;
import static se.iopledger.reporting.domain.ReportingScenario.voided;
import static se.iopledger.reporting.domain.ReportingScenario.workOffDue;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExtended;
import se.iopledger.contracts.agreement.Ending;
import se.iopledger.contracts.agreement.LifeEvent;
import se.iopledger.contracts.agreement.LifeEvent.AgreementEnded;
import se.iopledger.contracts.agreement.LifeEvent.ExtensionReversed;
import se.iopledger.contracts.agreement.LifeEvent.LastDayChanged;
import se.iopledger.contracts.agreement.LifeEvent.TermsChangeReversed;
import se.iopledger.contracts.agreement.LifeEvent.TermsChanged;
import se.iopledger.contracts.reporting.DatedObligation;
import se.iopledger.contracts.reporting.ReportingEvent.ObligationBecameOverdue;
import se.iopledger.contracts.reporting.ReportingEvent.ObligationsChanged;
import se.iopledger.contracts.terms.ObligationKind;
import se.iopledger.contracts.terms.Recurrence;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.terms.YearKind;
import se.iopledger.contracts.testing.Clause;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What is asked for follows what is told of the agreement's life, on the real terms of the five agreements. */
class ObligationsFollowTest {
    private static final Path AGREEMENTS = Path.of("..", "local", "src", "main", "resources", "agreements");
    private static final Terms STOCKHOLM = read("STO");
    private static final LifeEvent EXTENDED = new AgreementExtended(
            AGREEMENT, LocalDate.parse("2022-12-15"), LocalDate.parse("2023-12-14"), List.of("STO-3"));
    private static final LifeEvent REVERSED =
            new ExtensionReversed(AGREEMENT, LocalDate.parse("2022-12-15"), LocalDate.parse("2023-12-14"));

    private static Terms read(String name) {
        return ContractsJson.mapper()
                .treeToValue(new YAMLMapper().readTree(AGREEMENTS.resolve(name + ".yaml")), Terms.class);
    }

    private static LifeEvent lastDay(String lastDay) {
        return new LastDayChanged(AGREEMENT, LocalDate.parse(lastDay), "notice-1");
    }

    private static LifeEvent terms(int version, Terms terms, String from) {
        return new TermsChanged(AGREEMENT, version, terms, LocalDate.parse(from), LocalDate.parse(from), "amendment-1");
    }

    private static Map<String, DatedObligation> owed(ReportingScenario scenario) {
        return ((Obligations.Owed) scenario.state()).byId();
    }

    private static Collection<DatedObligation> asked(Terms terms, String until) {
        return ReportingCalendar.of(terms, LocalDate.parse(until));
    }

    @Test
    @Clause({"STO-3", "STO-10", "STO-11"})
    void aNoticeThatComesToLightAfterTheExtensionTakesWhatItAddedBackAlsoWhatWasOverdue() {
        ReportingScenario reversed = givenCommands(
                        activated("2021-12-20", STOCKHOLM),
                        told("2022-12-15", STOCKHOLM, EXTENDED),
                        workOffDue("2023-04-01"))
                .when(told("2023-04-02", STOCKHOLM, EXTENDED, REVERSED));

        assertThat(reversed.accepted().getFirst()).isInstanceOfSatisfying(ObligationsChanged.class, changed -> {
            assertThat(changed.until()).isEqualTo("2022-12-14");
            assertThat(changed.dropped()).hasSize(9);
        });
        assertThat(owed(reversed.happened()).values())
                .containsExactlyInAnyOrderElementsOf(asked(STOCKHOLM, "2022-12-14"));

        // And nobody had given that notice after all: what was overdue of the extension is so again.
        ReportingScenario again = reversed.when(told("2023-04-03", STOCKHOLM, EXTENDED, REVERSED, EXTENDED))
                .happened();
        assertThat(owed(again).values()).containsExactlyInAnyOrderElementsOf(asked(STOCKHOLM, "2023-12-14"));
        assertThat(again.when(workOffDue("2023-04-04")).accepted())
                .singleElement()
                .isInstanceOfSatisfying(
                        ObligationBecameOverdue.class,
                        late -> assertThat(late.dueDate()).isEqualTo("2023-03-14"));
    }

    @Test
    @Clause({"UPP-10", "UPP-12", "UPP-14"})
    void uppsalaLeftByNoticeOfFebruary2020OwesWhatItsLastYearAsksForInProportion() {
        Terms uppsala = read("UPP");

        ReportingScenario left = givenCommands(activated("2019-01-01", uppsala))
                .when(told("2020-02-15", uppsala, lastDay("2020-11-15")))
                .happened();

        assertThat(owed(left).values()).containsExactlyInAnyOrderElementsOf(asked(uppsala, "2020-11-15"));
        assertThat(owed(left).keySet()).noneMatch(id -> id.contains("2021"));
        // Of two reports in 2020 one is asked for in 320 of 366 days, and no later than the last of them.
        assertThat(owed(left).values())
                .filteredOn(obligation -> obligation.obligationId().startsWith("activity-report-2020"))
                .extracting(DatedObligation::obligationId, DatedObligation::dueDate)
                .containsExactly(tuple("activity-report-2020-1", LocalDate.parse("2020-11-15")));

        ReportingScenario takenBack = left.when(
                        told("2020-03-01", uppsala, lastDay("2020-11-15"), lastDay("2021-12-31")))
                .happened();
        assertThat(owed(takenBack).values()).containsExactlyInAnyOrderElementsOf(asked(uppsala, "2021-12-31"));
    }

    @Test
    @Clause({"LUN-6", "LUN-9"})
    void whatIsStatedForADayAfterTheLastIsAskedForNoMore() {
        Terms lund = read("LUN");

        ReportingScenario left = givenCommands(activated("2021-12-20", lund))
                .when(told(
                        "2022-07-01",
                        lund,
                        new AgreementEnded(
                                AGREEMENT, LocalDate.parse("2022-06-30"), Ending.NOTICE, "notice-1", List.of("LUN-9"))))
                .happened();

        assertThat(owed(left).values())
                .filteredOn(obligation -> obligation.dueDate() != null)
                .extracting(DatedObligation::dueDate)
                .allMatch(due -> !due.isAfter(LocalDate.parse("2022-06-30")));
        assertThat(owed(left).keySet()).noneMatch(id -> id.contains("2023-03-01"));
    }

    @Test
    @Clause({"LIN-7", "LIN-8"})
    void newTermsAskForWhatIsDueWhileTheyHoldAndLeaveTheRest() {
        Terms quarterly = AgreementText.from("2021-10-01", "2023-09-30")
                .asksFor("meeting", ObligationKind.MEETING, new Recurrence.EveryMonths(3), "LIN-7")
                .terms();
        Terms twiceAYear = AgreementText.from("2021-10-01", "2023-09-30")
                .asksFor("meeting", ObligationKind.MEETING, new Recurrence.TimesAYear(2, YearKind.CONTRACT), "LIN-7")
                .asksFor("survey", ObligationKind.USER_INFLUENCE, new Recurrence.Regularly(), "LIN-8")
                .terms();

        ReportingScenario amended = givenCommands(activated("2021-12-20", quarterly), workOffDue("2022-05-01"))
                .when(told("2022-05-15", quarterly, terms(2, twiceAYear, "2022-06-01")))
                .happened();

        assertThat(owed(amended).keySet())
                .containsExactlyInAnyOrder(
                        "meeting-2021-10-01-1",
                        "meeting-2022-01-01-1",
                        "meeting-1-1",
                        "meeting-1-2",
                        "meeting-2-1",
                        "meeting-2-2",
                        "survey-2021-10-01-1");
        assertThat(((Obligations.Owed) amended.state()).overdueOn())
                .as("what was overdue by the old terms stays so")
                .containsKeys("meeting-2021-10-01-1", "meeting-2022-01-01-1");

        ReportingScenario never = amended.when(told(
                        "2022-05-16",
                        quarterly,
                        terms(2, twiceAYear, "2022-06-01"),
                        new TermsChangeReversed(AGREEMENT, 2)))
                .happened();
        assertThat(owed(never).values()).containsExactlyInAnyOrderElementsOf(asked(quarterly, "2023-09-30"));
    }

    @Test
    void anObligationThatGetsItsOldDateBackIsOverdueAnew() {
        Terms seminar = AgreementText.from("2021-12-15", "2022-12-14")
                .asksFor("seminar", ObligationKind.SEMINAR, new Recurrence.TimesInPeriod(1))
                .terms();

        givenCommands(
                        activated("2021-12-20", seminar),
                        workOffDue("2022-12-15"),
                        extended("2022-12-16", seminar, "2023-12-14"),
                        told("2022-12-17", seminar, EXTENDED, REVERSED))
                .when(workOffDue("2022-12-18"))
                .then(overdue("seminar-2021-12-15-1", "2022-12-14"));
    }

    @Test
    void whatComesIntoForceAnewIsOwedAnew() {
        ReportingScenario again = givenCommands(activated("2021-12-20", STOCKHOLM), voided("2021-12-21"))
                .when(activated("2021-12-22", STOCKHOLM))
                .happened();

        assertThat(owed(again).values()).containsExactlyInAnyOrderElementsOf(asked(STOCKHOLM, "2022-12-14"));
    }
}
