package se.iopledger.finance.domain.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.Awaited;
import se.iopledger.contracts.finance.Tranche;
import se.iopledger.contracts.finance.Tranche.Reading;
import se.iopledger.contracts.finance.Tranche.Settlement;
import se.iopledger.contracts.terms.AdjustmentBasis;
import se.iopledger.contracts.terms.DefaultRule;
import se.iopledger.contracts.terms.Interval;
import se.iopledger.contracts.terms.Manner;
import se.iopledger.contracts.terms.Standing;
import se.iopledger.contracts.terms.StartReading;
import se.iopledger.contracts.terms.YearKind;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.finance.bankday.SwedishBankDays;

class FundingScheduleTest {
    private static final BankDays BANK_DAYS = new SwedishBankDays();

    private static FundingSchedule scheduleOf(TermsOf terms) {
        return FundingSchedule.derivedFrom(terms.build(), BANK_DAYS);
    }

    private static List<Tranche> tranchesOf(TermsOf terms, int year) {
        return scheduleOf(terms).tranches().stream()
                .filter(tranche -> tranche.year() == year)
                .toList();
    }

    private static Money kronor(String amount) {
        return Money.parse(amount);
    }

    private static LocalDate day(String day) {
        return LocalDate.parse(day);
    }

    @Nested
    class Uppsala {
        @Test
        @Clause({"UPP-3", "UPP-4", "UPP-6"})
        void theFirstYearIsPaidPerTertialToTheOre() {
            assertThat(tranchesOf(TermsOf.uppsala(), 2019))
                    .extracting(Tranche::trancheId, Tranche::amount, Tranche::dueDate, Tranche::standing)
                    .containsExactly(
                            tuple(
                                    "2019-1-kommun-partner",
                                    kronor("1166666.67"),
                                    day("2019-01-02"),
                                    Tranche.Standing.FIRM),
                            tuple(
                                    "2019-2-kommun-partner",
                                    kronor("1166666.67"),
                                    day("2019-05-02"),
                                    Tranche.Standing.FIRM),
                            tuple(
                                    "2019-3-kommun-partner",
                                    kronor("1166666.66"),
                                    day("2019-09-02"),
                                    Tranche.Standing.FIRM));
            assertThat(tranchesOf(TermsOf.uppsala(), 2019))
                    .extracting(Tranche::periodFirst, Tranche::periodLast)
                    .containsExactly(
                            tuple(day("2019-01-01"), day("2019-04-30")),
                            tuple(day("2019-05-01"), day("2019-08-31")),
                            tuple(day("2019-09-01"), day("2019-12-31")));
        }

        @Test
        @Clause({"UPP-4", "UPP-6"})
        void aTrancheSaysWhyThisAmountAndThisDay() {
            Tranche first = tranchesOf(TermsOf.uppsala(), 2019).getFirst();

            assertThat(first.clauses()).containsExactly("UPP-4", "UPP-6");
            assertThat(first.manner()).isEqualTo(Manner.IN_ADVANCE);
            assertThat(first.assumptions())
                    .containsExactly(
                            DefaultRule.EQUAL_TRANCHES,
                            DefaultRule.TERTIALS_FROM_JANUARY_MAY_SEPTEMBER,
                            DefaultRule.FIRST_DAY_OR_NEXT_BANK_DAY);
            assertThat(first.calculation())
                    .isEqualTo("1166666.67: 3500000.00 for 2019 (UPP-4) in 3 equal tranches, the remainder of 0.02 one"
                            + " öre each over the first of them. Tertials from January, May and September (default;"
                            + " the paper gives no months, UPP-6); due on the first day or the next bank day"
                            + " (default): 2019-01-02, the next bank day after 2019-01-01.");
        }

        @Test
        @Clause({"UPP-4", "UPP-5"})
        void laterYearsArePlansWithTheLevelLastDecidedAsTheirFloor() {
            assertThat(tranchesOf(TermsOf.uppsala(), 2020))
                    .extracting(Tranche::amount, Tranche::guaranteed, Tranche::standing)
                    .containsExactly(
                            tuple(kronor("1190000.00"), kronor("1166666.67"), Tranche.Standing.PROVISIONAL),
                            tuple(kronor("1190000.00"), kronor("1166666.67"), Tranche.Standing.PROVISIONAL),
                            tuple(kronor("1190000.00"), kronor("1166666.66"), Tranche.Standing.PROVISIONAL));
            // 2020 is only planned: the floor of 2021 is what was decided for 2019, not what was planned for 2020.
            assertThat(tranchesOf(TermsOf.uppsala(), 2021))
                    .extracting(Tranche::amount, Tranche::guaranteed, Tranche::dueDate)
                    .containsExactly(
                            tuple(kronor("1213666.67"), kronor("1166666.67"), day("2021-01-04")),
                            tuple(kronor("1213666.67"), kronor("1166666.67"), day("2021-05-03")),
                            tuple(kronor("1213666.66"), kronor("1166666.66"), day("2021-09-01")));
            assertThat(tranchesOf(TermsOf.uppsala(), 2021).getFirst().calculation())
                    .contains("A plan until the year's decision is recorded (UPP-4). Never below the level decided for"
                            + " 2019, 3500000.00: 1166666.67 of this tranche is guaranteed.");
        }

        @Test
        @Clause({"UPP-6"})
        void withoutAChosenDefaultNothingIsDated() {
            FundingSchedule schedule = scheduleOf(TermsOf.uppsala().choosingNothing());

            assertThat(schedule.tranches()).hasSize(9).allSatisfy(tranche -> {
                assertThat(tranche.dueDate()).isNull();
                assertThat(tranche.calculation())
                        .contains("Not dated; awaits in which months it is paid: the paper says per tertial");
                assertThat(tranche.assumptions()).isEmpty();
            });
            assertThat(schedule.awaits())
                    .containsExactly(new Awaited(
                            "in which months it is paid: the paper says per tertial and no default for the months was chosen",
                            List.of("UPP-6")));
        }
    }

    @Nested
    class Lund {
        @Test
        @Clause({"LUN-2", "LUN-3", "LUN-4", "LUN-5"})
        void theFirstYearIsPaidTwiceAgainstInvoice() {
            assertThat(tranchesOf(TermsOf.lund(), 2021))
                    .extracting(Tranche::amount, Tranche::dueDate, Tranche::standing, Tranche::manner)
                    .containsExactly(
                            tuple(
                                    kronor("190000.00"),
                                    day("2021-01-04"),
                                    Tranche.Standing.PROVISIONAL,
                                    Manner.AGAINST_INVOICE),
                            tuple(
                                    kronor("190000.00"),
                                    day("2021-07-01"),
                                    Tranche.Standing.PROVISIONAL,
                                    Manner.AGAINST_INVOICE));
            assertThat(tranchesOf(TermsOf.lund(), 2021).getFirst())
                    .satisfies(
                            tranche -> assertThat(tranche.assumptions()).contains(DefaultRule.THIRTY_DAYS_FROM_INVOICE))
                    .satisfies(tranche -> assertThat(tranche.calculation())
                            .endsWith("Half-years from January and July (default; the paper gives no months, LUN-5);"
                                    + " may be invoiced from the first day or the next bank day (default):"
                                    + " 2021-01-04, the next bank day after 2021-01-01."
                                    + " Before uprating (LUN-4), whose start can be read in 2 ways; what"
                                    + " each gives stands with the readings. The paper does not say which"
                                    + " year is the first to be uprated."
                                    + " Paid against invoice, 30 days after its receipt (default)."));
        }

        @Test
        @Clause("LUN-5")
        void whereNeitherPaperNorDefaultSaysSoNoDaysAreInvented() {
            TermsOf terms = TermsOf.lund()
                    .choosingNothing()
                    .choosing(DefaultRule.HALF_YEARS_FROM_JANUARY_AND_JULY, DefaultRule.FIRST_DAY_OR_NEXT_BANK_DAY);

            assertThat(tranchesOf(terms, 2021).getFirst().calculation())
                    .contains("may be invoiced from the first day or the next bank day (default): 2021-01-04")
                    .endsWith("Paid against invoice; the paper gives no days.");
        }

        @Test
        @Clause("LUN-4")
        void thePaperDoesNotSayWhichYearIsTheFirstAdjustedSoBothReadingsAreShown() {
            assertThat(tranchesOf(TermsOf.lund(), 2021))
                    .hasSize(2)
                    .allSatisfy(tranche -> assertThat(tranche.readings())
                            .containsExactly(
                                    new Reading(
                                            "the first year is adjusted",
                                            null,
                                            "190000.00 uprated by the council's price compensation for 2021, which is not recorded.",
                                            List.of("LUN-4")),
                                    new Reading(
                                            "the second year is the first adjusted",
                                            kronor("190000.00"),
                                            "190000.00, paid before the uprating starts.",
                                            List.of("LUN-4"))));
        }

        @Test
        @Clause("LUN-4")
        void aReadingWithoutADateIsNoLessOpenThanNoReading() {
            TermsOf terms = TermsOf.lund()
                    .adjusted(
                            AdjustmentBasis.COUNCIL_PRICE_COMPENSATION,
                            false,
                            List.of(new StartReading("yearly", null, List.of("LUN-4"))),
                            "LUN-4");

            Tranche first = tranchesOf(terms, 2021).getFirst();

            assertThat(first.standing()).isEqualTo(Tranche.Standing.PROVISIONAL);
            assertThat(first.calculation()).contains("The paper does not say which year is the first to be uprated.");
            assertThat(first.readings())
                    .extracting(Reading::label, Reading::amount)
                    .containsExactly(
                            tuple("yearly: the first year is adjusted", null),
                            tuple("yearly: the second year is the first adjusted", kronor("190000.00")));
        }

        @Test
        @Clause("LUN-4")
        void laterYearsWaitForTheCouncilsPriceCompensation() {
            assertThat(tranchesOf(TermsOf.lund(), 2022)).hasSize(2).allSatisfy(tranche -> {
                assertThat(tranche.amount()).isEqualTo(kronor("190000.00"));
                assertThat(tranche.guaranteed()).isEqualTo(kronor("190000.00"));
                assertThat(tranche.standing()).isEqualTo(Tranche.Standing.PROVISIONAL);
                assertThat(tranche.clauses()).containsExactly("LUN-3", "LUN-5", "LUN-4");
                assertThat(tranche.readings())
                        .extracting(Reading::calculation)
                        .containsExactly(
                                "190000.00 uprated by the council's price compensation for 2021 and the council's price"
                                        + " compensation for 2022, which are not recorded.",
                                "190000.00 uprated by the council's price compensation for 2022, which is not recorded.");
            });
            assertThat(tranchesOf(TermsOf.lund(), 2023)
                            .getFirst()
                            .readings()
                            .getLast()
                            .calculation())
                    .contains("compensation for 2022 and the council's price compensation for 2023, which are");
        }

        @Test
        @Clause("LUN-4")
        void whereTheFirstAdjustedYearCanBeReadInTwoWaysBothAreShown() {
            TermsOf terms = TermsOf.lund()
                    .adjusted(
                            AdjustmentBasis.COUNCIL_PRICE_COMPENSATION,
                            false,
                            List.of(
                                    new StartReading("2021 is adjusted", day("2021-01-01"), List.of("LUN-4")),
                                    new StartReading("2022 is the first", day("2022-01-01"), List.of("LUN-4"))),
                            "LUN-4");

            assertThat(tranchesOf(terms, 2021).getFirst().readings())
                    .containsExactly(
                            new Reading(
                                    "2021 is adjusted (from 2021-01-01)",
                                    null,
                                    "190000.00 uprated by the council's price compensation for 2021, which is not recorded.",
                                    List.of("LUN-4")),
                            new Reading(
                                    "2022 is the first (from 2022-01-01)",
                                    kronor("190000.00"),
                                    "190000.00, paid before the uprating starts.",
                                    List.of("LUN-4")));
        }
    }

    @Nested
    class Norrtalje {
        @Test
        @Clause({"NOR-2", "NOR-3", "NOR-4"})
        void thirtySixContractMonthsArePaidFromTheFifteenth() {
            List<Tranche> tranches = scheduleOf(TermsOf.norrtalje()).tranches();

            assertThat(tranches).hasSize(36);
            assertThat(tranches.subList(0, 12))
                    .extracting(Tranche::amount)
                    .containsExactlyElementsOf(Stream.concat(
                                    Collections.nCopies(4, kronor("264333.34")).stream(),
                                    Collections.nCopies(8, kronor("264333.33")).stream())
                            .toList());
            assertThat(tranches.subList(12, 24)).extracting(Tranche::amount).containsOnly(kronor("272250.00"));
            assertThat(tranches.subList(24, 32)).extracting(Tranche::amount).containsOnly(kronor("280416.67"));
            assertThat(tranches.subList(32, 36)).extracting(Tranche::amount).containsOnly(kronor("280416.66"));
            assertThat(tranches.subList(0, 5))
                    .extracting(Tranche::periodFirst, Tranche::periodLast, Tranche::dueDate)
                    .containsExactly(
                            tuple(day("2021-09-15"), day("2021-10-14"), day("2021-09-15")),
                            tuple(day("2021-10-15"), day("2021-11-14"), day("2021-10-15")),
                            tuple(day("2021-11-15"), day("2021-12-14"), day("2021-11-15")),
                            tuple(day("2021-12-15"), day("2022-01-14"), day("2021-12-15")),
                            tuple(day("2022-01-15"), day("2022-02-14"), day("2022-01-17")));
            assertThat(tranches.getLast().periodLast()).isEqualTo("2024-09-14");
            assertThat(tranches.getFirst().assumptions())
                    .containsExactly(
                            DefaultRule.CONTRACT_YEARS,
                            DefaultRule.MONTHS_FROM_FIRST_DAY,
                            DefaultRule.FIRST_DAY_OR_NEXT_BANK_DAY,
                            DefaultRule.THIRTY_DAYS_FROM_INVOICE);
            assertThat(tranches.getFirst().clauses()).containsExactly("NOR-3", "NOR-4", "NOR-2");
        }

        @Test
        @Clause("NOR-2")
        void whatWasDueBeforeTheTakeoverIsSettledElsewhere() {
            List<Tranche> tranches =
                    scheduleOf(TermsOf.norrtalje().takenOver("2021-12-20")).tranches();

            assertThat(tranches.subList(0, 4))
                    .allSatisfy(tranche -> assertThat(tranche.calculation())
                            .endsWith("Due before the takeover on 2021-12-20: settled elsewhere."))
                    .extracting(Tranche::settlement)
                    .containsOnly(Settlement.ELSEWHERE);
            assertThat(tranches.subList(4, 36)).extracting(Tranche::settlement).containsOnly(Settlement.HERE);
        }
    }

    @Nested
    class Linkoping {
        @Test
        @Clause({"LIN-2", "LIN-4", "LIN-5"})
        void eachContractYearIsPaidInTheJulyThatItHolds() {
            assertThat(scheduleOf(TermsOf.linkoping()).tranches())
                    .extracting(Tranche::recipient, Tranche::year, Tranche::amount, Tranche::dueDate)
                    .containsExactly(
                            tuple("stadsmissionen", 1, kronor("700000.00"), day("2022-07-01")),
                            tuple("pastoratet", 1, kronor("300000.00"), day("2022-07-01")),
                            tuple("stadsmissionen", 2, kronor("700000.00"), day("2023-07-03")),
                            tuple("pastoratet", 2, kronor("300000.00"), day("2023-07-03")));
            assertThat(scheduleOf(TermsOf.linkoping()).tranches().getFirst().calculation())
                    .contains("Paid in July (LIN-5), read as 2022-07, the one in contract year 1 (2021-10-01 to"
                            + " 2022-09-30)");
        }

        @Test
        @Clause("LIN-6")
        void whatIsPaidInJuly2022DependsOnWhichIndexStartIsRead() {
            Tranche tranche = scheduleOf(TermsOf.linkoping()).tranches().getFirst();

            assertThat(tranche.standing()).isEqualTo(Tranche.Standing.PROVISIONAL);
            assertThat(tranche.readings())
                    .containsExactly(
                            new Reading(
                                    "from 2022-07-01",
                                    null,
                                    "700000.00 uprated by OPI 2022, which is not recorded; what it applies to is not"
                                            + " settled: the whole 2 150 000, or the compensation only.",
                                    List.of("LIN-6")),
                            new Reading(
                                    "from 2022-10-01",
                                    kronor("700000.00"),
                                    "700000.00, paid before the uprating starts.",
                                    List.of("LIN-6")));
        }

        @Test
        @Clause("LIN-6")
        void theNextJulyIsUpratedTwiceByOneReadingAndOnceByTheOther() {
            Tranche tranche = scheduleOf(TermsOf.linkoping()).tranches().getLast();

            assertThat(tranche.readings())
                    .extracting(Reading::label, Reading::amount)
                    .containsExactly(tuple("from 2022-07-01", null), tuple("from 2022-10-01", null));
            assertThat(tranche.readings().getFirst().calculation())
                    .startsWith("300000.00 uprated by OPI 2022 and OPI 2023, which are not recorded");
            assertThat(tranche.readings().getLast().calculation())
                    .startsWith("300000.00 uprated by OPI 2022, which is not recorded");
        }

        @Test
        @Clause("LIN-5")
        void aYearWithoutAJulyIsNotDatedInsteadOfPaidTooEarly() {
            TermsOf terms = TermsOf.agreement("LIN", YearKind.CALENDAR, "2021-10-01", "2023-09-30", "LIN-2")
                    .grant(2021, "1000000.00", Standing.COMMITTED, "LIN-4")
                    .grant(2022, "1000000.00", Standing.COMMITTED, "LIN-4")
                    .grant(2023, "1000000.00", Standing.COMMITTED, "LIN-4")
                    .paid(Interval.YEAR, Manner.NOT_STATED, List.of(7), "LIN-5")
                    .choosing(DefaultRule.FIRST_DAY_OR_NEXT_BANK_DAY);

            assertThat(scheduleOf(terms).tranches())
                    .extracting(Tranche::year, Tranche::dueDate)
                    .containsExactly(tuple(2022, day("2022-07-01")), tuple(2023, day("2023-07-03")), tuple(2021, null));
            assertThat(scheduleOf(terms).awaits())
                    .containsExactly(new Awaited(
                            "which day it is paid on, since July does not occur in 2021 (cut to 2021-10-01 to 2021-12-31)",
                            List.of("LIN-5")));
        }

        @Test
        @Clause("LIN-5")
        void aMonthWithoutADayIsNotDatedUnlessADefaultSaysTheDay() {
            FundingSchedule schedule = scheduleOf(TermsOf.linkoping().choosingNothing());

            assertThat(schedule.tranches()).extracting(Tranche::dueDate).containsOnlyNulls();
            // The month is known all the same, and with it whether the index has started.
            assertThat(schedule.tranches().getFirst().readings().getFirst().calculation())
                    .startsWith("700000.00 uprated by OPI 2022");
            assertThat(schedule.awaits()).hasSize(1);
        }
    }

    @Nested
    class Stockholm {
        @Test
        @Clause("STO-4")
        void nothingIsScheduledBeforeTheAnnexIsRegistered() {
            FundingSchedule schedule = scheduleOf(TermsOf.stockholm());

            assertThat(schedule.tranches()).isEmpty();
            assertThat(schedule.awaits())
                    .containsExactly(new Awaited("the compensation, which stands in annex", List.of("STO-4")));
        }
    }

    @Test
    void aCalendarYearThatIsCutIsPaidInTheTertialsThatRemain() {
        TermsOf terms = TermsOf.agreement("cut", YearKind.CALENDAR, "2021-06-15", "2022-08-31")
                .grant(2021, "100.00", Standing.COMMITTED)
                .grant(2022, "100.01", Standing.COMMITTED)
                .paid(Interval.TERTIAL, Manner.IN_ADVANCE, List.of())
                .choosing(DefaultRule.TERTIALS_FROM_JANUARY_MAY_SEPTEMBER, DefaultRule.FIRST_DAY_OR_NEXT_BANK_DAY);

        assertThat(scheduleOf(terms).tranches())
                .extracting(Tranche::trancheId, Tranche::amount, Tranche::dueDate, Tranche::periodLast)
                .containsExactly(
                        tuple("2021-1-kommun-partner", kronor("50.00"), day("2021-06-15"), day("2021-08-31")),
                        tuple("2021-2-kommun-partner", kronor("50.00"), day("2021-09-01"), day("2021-12-31")),
                        tuple("2022-1-kommun-partner", kronor("50.01"), day("2022-01-03"), day("2022-04-30")),
                        tuple("2022-2-kommun-partner", kronor("50.00"), day("2022-05-02"), day("2022-08-31")));
    }

    @Test
    void aContractYearBorrowsTheMonthsOfTheDefaultTertials() {
        TermsOf terms = TermsOf.agreement("contract", YearKind.CONTRACT, "2021-09-15", "2022-09-14")
                .grant(1, "300.00", Standing.COMMITTED)
                .paid(Interval.TERTIAL, Manner.IN_ADVANCE, List.of())
                .choosing(DefaultRule.TERTIALS_FROM_JANUARY_MAY_SEPTEMBER, DefaultRule.FIRST_DAY_OR_NEXT_BANK_DAY);

        assertThat(scheduleOf(terms).tranches())
                .extracting(Tranche::dueDate, Tranche::periodFirst, Tranche::periodLast)
                .containsExactly(
                        tuple(day("2022-01-03"), day("2021-09-15"), day("2022-01-14")),
                        tuple(day("2022-05-02"), day("2022-01-15"), day("2022-05-14")),
                        tuple(day("2022-09-01"), day("2022-05-15"), day("2022-09-14")));
    }

    @Test
    void monthsOfCalendarYearsBelongToTheYearInWhichTheyBegin() {
        TermsOf terms = TermsOf.agreement("months", YearKind.CALENDAR, "2021-11-15", "2022-02-28")
                .grant(2021, "200.00", Standing.COMMITTED)
                .grant(2022, "200.00", Standing.COMMITTED)
                .paid(Interval.MONTH, Manner.IN_ADVANCE, List.of())
                .choosing(DefaultRule.MONTHS_FROM_FIRST_DAY, DefaultRule.FIRST_DAY_OR_NEXT_BANK_DAY);

        assertThat(scheduleOf(terms).tranches())
                .extracting(Tranche::year, Tranche::periodFirst, Tranche::periodLast)
                .containsExactly(
                        tuple(2021, day("2021-11-15"), day("2021-12-14")),
                        tuple(2021, day("2021-12-15"), day("2022-01-14")),
                        tuple(2022, day("2022-01-15"), day("2022-02-14")),
                        tuple(2022, day("2022-02-15"), day("2022-02-28")));
    }

    @Test
    void paymentInArrearsFallsOnTheDayAfterWhatItPaysFor() {
        TermsOf terms = TermsOf.agreement("arrears", YearKind.CALENDAR, "2021-01-01", "2021-12-31")
                .grant(2021, "200.00", Standing.COMMITTED)
                .paid(Interval.HALF_YEAR, Manner.AGAINST_INVOICE, List.of())
                .inArrears()
                .choosing(DefaultRule.HALF_YEARS_FROM_JANUARY_AND_JULY, DefaultRule.FIRST_DAY_OR_NEXT_BANK_DAY);

        assertThat(scheduleOf(terms).tranches())
                .extracting(Tranche::dueDate)
                .containsExactly(day("2021-07-01"), day("2022-01-03"));
    }

    @Test
    void withoutPaymentTermsAYearsAmountStaysWholeAndUndated() {
        TermsOf terms = TermsOf.agreement("silent", YearKind.CALENDAR, "2021-01-01", "2021-12-31")
                .grant(2021, "100.00", Standing.COMMITTED, "X-1");

        Tranche tranche = scheduleOf(terms).tranches().getFirst();

        assertThat(tranche.amount()).isEqualTo(kronor("100.00"));
        assertThat(tranche.dueDate()).isNull();
        assertThat(tranche.manner()).isEqualTo(Manner.NOT_STATED);
        assertThat(tranche.calculation())
                .isEqualTo("All of 100.00 for 2021 (X-1). Not dated; awaits when and how often it is paid.");
    }

    @Test
    void aYearWithoutAnyAmountIsAwaited() {
        TermsOf terms = TermsOf.agreement("gap", YearKind.CALENDAR, "2021-09-15", "2023-09-14")
                .grant(2021, "100.00", Standing.COMMITTED)
                .paid(Interval.YEAR, Manner.IN_ADVANCE, List.of(10))
                .choosing(DefaultRule.FIRST_DAY_OR_NEXT_BANK_DAY);

        assertThat(scheduleOf(terms).awaits())
                .containsExactly(new Awaited("an amount for 2022, 2023: the terms give none", List.of()));
    }
}
