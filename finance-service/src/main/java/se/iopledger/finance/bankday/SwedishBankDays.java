package se.iopledger.finance.bankday;

import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.util.Set;
import se.iopledger.finance.domain.plan.BankDays;

/**
 * Swedish bank days: no Saturday, no Sunday, no public holiday, and none of the three eves on which the Riksbank's
 * payment system is closed (Midsummer Eve, Christmas Eve, New Year's Eve; formats.md names them).
 */
public final class SwedishBankDays implements BankDays {
    private static final Set<MonthDay> FIXED_EVES =
            Set.of(MonthDay.of(Month.DECEMBER, 24), MonthDay.of(Month.DECEMBER, 31));

    private final HolidayManager holidays =
            HolidayManager.getInstance(ManagerParameters.create(HolidayCalendar.SWEDEN));

    @Override
    public boolean isBankDay(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !FIXED_EVES.contains(MonthDay.from(day))
                && !isMidsummerEve(day)
                && !holidays.isHoliday(day);
    }

    /** The Friday from 19 to 25 June. Stated here too: the library calls it a holiday today, and might not tomorrow. */
    private static boolean isMidsummerEve(LocalDate day) {
        return day.getMonth() == Month.JUNE
                && day.getDayOfWeek() == DayOfWeek.FRIDAY
                && day.getDayOfMonth() >= 19
                && day.getDayOfMonth() <= 25;
    }
}
