package se.iopledger.finance.domain.order;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import se.iopledger.finance.domain.plan.BankDays;

/**
 * When a post-dated order is confirmed and released: not long before its day, so that a hold or a changed account that is
 * recorded meanwhile still counts.
 *
 * @param before how many bank days before the payment date it may be released at the earliest; not below 0
 */
@CheckReturnValue
public record ReleaseDays(BankDays bankDays, int before) {
    public ReleaseDays {
        if (before < 0) {
            throw new IllegalArgumentException("an order is released before its payment date or on it");
        }
    }

    /** The first day on which an order of a payment date is released. */
    public LocalDate firstOf(LocalDate paymentDate) {
        LocalDate day = paymentDate;
        for (int left = before; left > 0; left--) {
            day = bankDayBefore(day);
        }
        return day;
    }

    private LocalDate bankDayBefore(LocalDate day) {
        LocalDate before = day.minusDays(1);
        while (!bankDays.isBankDay(before)) {
            before = before.minusDays(1);
        }
        return before;
    }
}
