package se.iopledger.finance.domain.plan;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;

/** The days on which Swedish banks move money. */
@FunctionalInterface
@CheckReturnValue
public interface BankDays {
    boolean isBankDay(LocalDate day);

    /** The day itself if it is a bank day, else the first bank day after it (agreements.md, "Defaults"). */
    default LocalDate onOrNextAfter(LocalDate day) {
        LocalDate candidate = day;
        while (!isBankDay(candidate)) {
            candidate = candidate.plusDays(1);
        }
        return candidate;
    }
}
