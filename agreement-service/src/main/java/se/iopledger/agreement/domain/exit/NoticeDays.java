package se.iopledger.agreement.domain.exit;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.time.MonthDay;

/** The day of the year by which notice is given (STO-3). */
@CheckReturnValue
public final class NoticeDays {
    private NoticeDays() {}

    /** The last such day that does not come after an end. */
    public static LocalDate latestOnOrBefore(LocalDate end, MonthDay day) {
        LocalDate inThatYear = day.atYear(end.getYear());
        return inThatYear.isAfter(end) ? day.atYear(end.getYear() - 1) : inThatYear;
    }
}
