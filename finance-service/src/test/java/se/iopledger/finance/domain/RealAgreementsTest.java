package se.iopledger.finance.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.FinanceEvent.FundingScheduleDerived;
import se.iopledger.contracts.finance.PlannedTranche;
import se.iopledger.contracts.finance.Tranche;
import se.iopledger.contracts.finance.Tranche.Reading;
import se.iopledger.contracts.finance.Tranche.Settlement;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.finance.domain.AgreementFunding.Scheduled;
import se.iopledger.finance.domain.plan.FundingSchedule;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The schedules of the five agreements as they are registered for the demonstration, on its day. */
class RealAgreementsTest {
    private static final Path FOLDER = Path.of("..", "local", "src", "main", "resources", "agreements");
    private static final String DEMONSTRATION_DAY = "2021-12-20";

    private static Terms terms(String shortName) {
        return ContractsJson.mapper()
                .treeToValue(new YAMLMapper().readTree(FOLDER.resolve(shortName + ".yaml")), Terms.class);
    }

    private static FundingSchedule scheduleOf(String shortName) {
        return FundingSchedule.derivedFrom(terms(shortName), GivenFunding.BANK_DAYS);
    }

    private static Scheduled inForce(String shortName) {
        return (Scheduled) GivenFunding.given(GivenFunding.activated(terms(shortName), 1, DEMONSTRATION_DAY))
                .state();
    }

    private static LocalDate day(String day) {
        return LocalDate.parse(day);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPP", "LUN", "NOR", "LIN"})
    @Clause({"UPP-4", "UPP-5", "LUN-3", "NOR-3", "LIN-4"})
    void everyTrancheIsDatedAndEveryGrantIsWhole(String shortName) {
        FundingSchedule schedule = scheduleOf(shortName);

        assertThat(schedule.awaits()).isEmpty();
        assertThat(schedule.tranches()).extracting(Tranche::dueDate).doesNotContainNull();
        assertThat(Money.sum(schedule.tranches().stream().map(Tranche::amount).toList()))
                .isEqualTo(Money.sum(terms(shortName).funding().grants().stream()
                        .map(grant -> grant.amount())
                        .toList()));
        assertThat(schedule.tranches())
                .allSatisfy(tranche -> assertThat(tranche.clauses())
                        .isNotEmpty()
                        .allMatch(clause -> clause.startsWith(shortName + "-")));
    }

    @Test
    @Clause({"UPP-3", "UPP-4", "UPP-6"})
    void uppsalasFirstYearIsWhatAgreementsMdWorksOut() {
        assertThat(scheduleOf("UPP").tranches().subList(0, 3))
                .extracting(Tranche::amount, Tranche::dueDate)
                .containsExactly(
                        tuple(Money.parse("1166666.67"), day("2019-01-02")),
                        tuple(Money.parse("1166666.67"), day("2019-05-02")),
                        tuple(Money.parse("1166666.66"), day("2019-09-02")));
    }

    @Test
    @Clause({"UPP-3"})
    void uppsalasTranchesWereAllDueBeforeTheTakeover() {
        assertThat(inForce("UPP").tranches())
                .hasSize(9)
                .extracting(planned -> planned.tranche().settlement())
                .containsOnly(Settlement.ELSEWHERE);
        assertThat(inForce("UPP").nextTranche()).isEmpty();
    }

    @Test
    @Clause({"LUN-3", "LUN-4", "LUN-5"})
    void lundsNextTrancheComesInJanuaryBeforeItsPriceCompensationIsRecorded() {
        assertThat(inForce("LUN").nextTranche()).map(PlannedTranche::tranche).hasValueSatisfying(next -> {
            assertThat(next.amount()).isEqualTo(Money.parse("190000.00"));
            assertThat(next.dueDate()).isEqualTo("2022-01-03");
            assertThat(next.standing()).isEqualTo(Tranche.Standing.PROVISIONAL);
        });
    }

    @Test
    @Clause({"NOR-2", "NOR-3", "NOR-4"})
    void norrtaljesNextTrancheIsItsFifthMonth() {
        assertThat(inForce("NOR").nextTranche()).map(PlannedTranche::tranche).hasValueSatisfying(next -> {
            assertThat(next.number()).isEqualTo(5);
            assertThat(next.amount()).isEqualTo(Money.parse("264333.33"));
            assertThat(next.dueDate()).isEqualTo("2022-01-17");
        });
    }

    @Test
    @Clause({"LIN-4", "LIN-5", "LIN-6"})
    void linkopingsJulyShowsBothReadingsOfTheIndexClause() {
        assertThat(scheduleOf("LIN").tranches().subList(0, 2))
                .extracting(Tranche::recipient, Tranche::amount, Tranche::dueDate)
                .containsExactly(
                        tuple("stadsmission", Money.parse("700000.00"), day("2022-07-01")),
                        tuple("pastorat", Money.parse("300000.00"), day("2022-07-01")));
        assertThat(inForce("LIN").nextTranche())
                .map(PlannedTranche::tranche)
                .hasValueSatisfying(next -> assertThat(next.readings())
                        .extracting(Reading::label, Reading::amount)
                        .containsExactly(
                                tuple("the first place (from 2022-07-01)", null),
                                tuple("the second place (from 2022-10-01)", Money.parse("700000.00"))));
    }

    @Test
    @Clause({"STO-4"})
    void stockholmWaitsForItsAnnex() {
        assertThat(inForce("STO").tranches()).isEmpty();
        assertThat(inForce("STO").basis().awaits()).singleElement().satisfies(awaited -> {
            assertThat(awaited.what()).startsWith("the compensation, which stands in annex of the foundation");
            assertThat(awaited.clauses()).containsExactly("STO-4");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPP", "LUN", "NOR", "LIN", "STO"})
    @Clause({"UPP-6", "LUN-5", "NOR-4", "LIN-5", "STO-4"})
    void theScheduleOfARealAgreementIsToldInOneEvent(String shortName) {
        GivenFunding.given()
                .when(GivenFunding.activated(terms(shortName), 1, DEMONSTRATION_DAY))
                .thenEvents(events -> assertThat(events)
                        .singleElement()
                        .isInstanceOfSatisfying(
                                FundingScheduleDerived.class,
                                derived -> assertThat(ContractsJson.mapper().writeValueAsBytes(derived))
                                        .hasSizeLessThan(60_000)));
    }
}
