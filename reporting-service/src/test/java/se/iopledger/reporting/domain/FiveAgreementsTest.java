package se.iopledger.reporting.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.reporting.DatedObligation;
import se.iopledger.contracts.reporting.DatedObligation.Dating;
import se.iopledger.contracts.reporting.DatedObligation.Settlement;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What the five real agreements ask for, from the terms that the demonstration registers. */
class FiveAgreementsTest {
    private static final LocalDate TAKEOVER = LocalDate.parse("2021-12-20");
    private static final Path AGREEMENTS = Path.of("..", "local", "src", "main", "resources", "agreements");

    @ParameterizedTest
    @ValueSource(strings = {"UPP", "LUN", "NOR", "LIN", "STO"})
    void everyAgreementCanBeDerivedAndEveryObligationNamesItsClause(String name) throws IOException {
        Terms terms = read(name);

        assertThat(DerivableTerms.brokenRule(terms, terms.period().last())).isEmpty();
        assertThat(ReportingCalendar.of(terms, terms.period().last()))
                .isNotEmpty()
                .allSatisfy(obligation ->
                        assertThat(obligation.clauses()).isNotEmpty().allMatch(clause -> clause.startsWith(name)));
    }

    @Test
    @Clause({"UPP-12", "UPP-13", "UPP-14"})
    void uppsalaOwesOnlyTheLastYearsReportsAfterTheTakeover() throws IOException {
        assertThat(datedHere("UPP"))
                .containsExactly(
                        tuple("activity-report-2021-1", LocalDate.parse("2021-12-31")),
                        tuple("activity-report-2021-2", LocalDate.parse("2021-12-31")),
                        tuple("yearly-compilation-2021-1", LocalDate.parse("2021-12-31")));
        assertThat(undated("UPP")).containsExactly("cooperation-meeting-2019-01-01-1");
    }

    @Test
    @Clause({"LUN-6", "LUN-7", "LUN-8"})
    void lundOwesReportsAndMeetingsEveryYearAndAReview() throws IOException {
        assertThat(countedByDueDate("LUN"))
                .as("half-year report, yearly report and four meetings a year, and the review")
                .isEqualTo(Map.of(
                        LocalDate.parse("2021-12-31"), 6L,
                        LocalDate.parse("2022-12-31"), 6L,
                        LocalDate.parse("2023-03-01"), 1L,
                        LocalDate.parse("2023-12-31"), 6L));
    }

    @Test
    @Clause({"NOR-7", "NOR-9", "NOR-10", "NOR-14"})
    void norrtaljeOwesWhatItsSectionsOnFollowUpSay() throws IOException {
        assertThat(countedByDueDate("NOR"))
                .isEqualTo(Map.ofEntries(
                        Map.entry(LocalDate.parse("2021-12-31"), 1L), // activity plan
                        Map.entry(LocalDate.parse("2022-03-31"), 1L), // half-yearly account
                        Map.entry(LocalDate.parse("2022-06-30"), 1L), // annual report
                        Map.entry(LocalDate.parse("2022-09-14"), 5L), // meetings and evaluation of contract year 1
                        Map.entry(LocalDate.parse("2022-09-30"), 1L),
                        Map.entry(LocalDate.parse("2022-12-31"), 1L),
                        Map.entry(LocalDate.parse("2023-03-31"), 1L),
                        Map.entry(LocalDate.parse("2023-06-30"), 1L),
                        Map.entry(LocalDate.parse("2023-09-14"), 5L),
                        Map.entry(LocalDate.parse("2023-09-30"), 1L),
                        Map.entry(LocalDate.parse("2023-12-31"), 1L),
                        Map.entry(LocalDate.parse("2024-03-31"), 1L),
                        Map.entry(LocalDate.parse("2024-06-30"), 1L),
                        Map.entry(LocalDate.parse("2024-09-14"), 8L), // and seminars, and the analysis of needs
                        Map.entry(LocalDate.parse("2024-09-30"), 1L)));
        assertThat(derived("NOR"))
                .filteredOn(obligation -> obligation.settlement() == Settlement.ELSEWHERE)
                .extracting(DatedObligation::obligationId)
                .containsExactly("boundary-list-2021-09-14-1", "move-in-inspection-2021-09-14-1");
        assertThat(undated("NOR")).containsExactly("satisfaction-survey-2021-09-15-1");
    }

    @Test
    @Clause("NOR-12")
    void norrtaljesAnalysisOfNeedsIsAskedForAfterTheFirstYear() throws IOException {
        assertThat(derived("NOR"))
                .filteredOn(obligation -> obligation.clauses().contains("NOR-12"))
                .singleElement()
                .satisfies(analysis -> {
                    assertThat(analysis.obligationId()).isEqualTo("needs-analysis-2022-09-15-1");
                    assertThat(analysis.periodFirst()).isEqualTo("2022-09-15");
                    assertThat(analysis.dueDate()).isEqualTo("2024-09-14");
                    assertThat(analysis.dating()).isEqualTo(Dating.LATEST_POSSIBLE);
                    assertThat(analysis.calculation()).contains("begins on 2022-09-15", "no end");
                });
        for (String lastDay : List.of("2022-04-30", "2022-09-14")) {
            assertThat(ReportingCalendar.of(read("NOR"), LocalDate.parse(lastDay)))
                    .noneMatch(obligation -> obligation.clauses().contains("NOR-12"));
        }
        assertThat(ReportingCalendar.of(read("NOR"), LocalDate.parse("2022-09-15")))
                .filteredOn(obligation -> obligation.clauses().contains("NOR-12"))
                .extracting(DatedObligation::dueDate)
                .containsExactly(LocalDate.parse("2022-09-15"));
    }

    @Test
    @Clause("LIN-7")
    void linkopingOwesQuarterlyMeetingsAndAYearlyFollowUp() throws IOException {
        assertThat(datedHere("LIN"))
                .hasSize(10)
                .startsWith(tuple("operational-meeting-2021-10-01-1", LocalDate.parse("2021-12-31")));
    }

    @Test
    @Clause({"STO-3", "STO-10", "STO-11"})
    void stockholmOwesFourMeetingsAndFiveReportsAYearForAsLongAsItIsExtended() throws IOException {
        Terms terms = read("STO");

        assertThat(datedHere("STO")).hasSize(9);
        assertThat(ReportingCalendar.of(terms, LocalDate.parse("2024-12-14")))
                .filteredOn(obligation -> obligation.dueDate() != null)
                .hasSize(27);
    }

    private static List<org.assertj.core.groups.Tuple> datedHere(String name) throws IOException {
        return here(name).stream()
                .map(obligation -> tuple(obligation.obligationId(), obligation.dueDate()))
                .toList();
    }

    private static Map<LocalDate, Long> countedByDueDate(String name) throws IOException {
        return here(name).stream()
                .collect(Collectors.groupingBy(
                        obligation -> java.util.Objects.requireNonNull(obligation.dueDate()), Collectors.counting()));
    }

    private static List<DatedObligation> here(String name) throws IOException {
        return derived(name).stream()
                .filter(obligation -> obligation.dueDate() != null)
                .filter(obligation -> obligation.settlement() == Settlement.HERE)
                .toList();
    }

    private static List<String> undated(String name) throws IOException {
        return derived(name).stream()
                .filter(obligation -> obligation.dating() == Dating.UNDATED)
                .map(DatedObligation::obligationId)
                .toList();
    }

    private static List<DatedObligation> derived(String name) throws IOException {
        Terms terms = read(name);
        assertThat(terms.takeoverDate()).isEqualTo(TAKEOVER);
        return ReportingCalendar.of(terms, terms.period().last());
    }

    private static Terms read(String name) throws IOException {
        return ContractsJson.mapper()
                .treeToValue(
                        new YAMLMapper()
                                .readTree(AGREEMENTS.resolve(name + ".yaml").toFile()),
                        Terms.class);
    }
}
