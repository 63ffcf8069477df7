package se.iopledger.finance.bankday;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwedishBankDaysTest {
    private final SwedishBankDays bankDays = new SwedishBankDays();

    /** Easter Sunday and Midsummer Eve as almanacs print them; the rest follows from them or is fixed. */
    @ParameterizedTest
    @CsvSource({
        "2018-04-01, 2018-06-22",
        "2019-04-21, 2019-06-21",
        "2020-04-12, 2020-06-19",
        "2021-04-04, 2021-06-25",
        "2022-04-17, 2022-06-24",
        "2023-04-09, 2023-06-23",
        "2024-03-31, 2024-06-21",
        "2025-04-20, 2025-06-20",
        "2026-04-05, 2026-06-19",
        "2027-03-28, 2027-06-25",
        "2028-04-16, 2028-06-23",
        "2029-04-01, 2029-06-22",
        "2030-04-21, 2030-06-21"
    })
    void theWeekdaysThatAreNoBankDaysAreExactlyTheKnownOnes(LocalDate easterSunday, LocalDate midsummerEve) {
        int year = easterSunday.getYear();
        Set<LocalDate> known = Stream.concat(
                        Stream.of("01-01", "01-06", "05-01", "06-06", "12-24", "12-25", "12-26", "12-31")
                                .map(day -> LocalDate.parse(year + "-" + day)),
                        Stream.of(
                                easterSunday.minusDays(2),
                                easterSunday.plusDays(1),
                                easterSunday.plusDays(39),
                                midsummerEve))
                .filter(SwedishBankDaysTest::isWeekday)
                .collect(Collectors.toCollection(TreeSet::new));

        Set<LocalDate> found = LocalDate.of(year, 1, 1)
                .datesUntil(LocalDate.of(year + 1, 1, 1))
                .filter(SwedishBankDaysTest::isWeekday)
                .filter(day -> !bankDays.isBankDay(day))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(found).isEqualTo(known);
    }

    @Test
    void noSaturdayOrSundayIsABankDay() {
        assertThat(LocalDate.of(2018, 1, 1).datesUntil(LocalDate.of(2031, 1, 1)))
                .filteredOn(day -> !isWeekday(day))
                .noneMatch(bankDays::isBankDay);
    }

    @Test
    void aDayThatIsNoneMovesToTheNextThatIs() {
        assertThat(List.of(
                        bankDays.onOrNextAfter(LocalDate.parse("2019-01-01")),
                        bankDays.onOrNextAfter(LocalDate.parse("2022-01-01")),
                        bankDays.onOrNextAfter(LocalDate.parse("2021-12-24")),
                        bankDays.onOrNextAfter(LocalDate.parse("2021-12-31")),
                        bankDays.onOrNextAfter(LocalDate.parse("2021-12-20"))))
                .containsExactly(
                        LocalDate.parse("2019-01-02"),
                        LocalDate.parse("2022-01-03"),
                        LocalDate.parse("2021-12-27"),
                        LocalDate.parse("2022-01-03"),
                        LocalDate.parse("2021-12-20"));
    }

    private static boolean isWeekday(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }
}
