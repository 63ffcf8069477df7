package se.iopledger.finance.domain.plan;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.finance.Awaited;
import se.iopledger.contracts.terms.DefaultRule;

/**
 * One time in a funding year at which its money is paid.
 *
 * @param periodFirst first day of the time it pays for
 * @param periodLast last day of the time it pays for
 * @param reckonedOn the day that decides which adjustments apply: the first day of the payment month where the month is
 *     known, else the first day of the time it pays for
 * @param dueDate a bank day, or null where it cannot be dated
 * @param calculation how the date was arrived at, or why there is none, for a person
 * @param assumptions the chosen defaults that the date rests on
 * @param missing what would date it; null exactly where it is dated
 */
record PaymentOccasion(
        LocalDate periodFirst,
        LocalDate periodLast,
        LocalDate reckonedOn,
        @Nullable LocalDate dueDate,
        String calculation,
        List<DefaultRule> assumptions,
        @Nullable Awaited missing) {
    PaymentOccasion {
        assumptions = List.copyOf(assumptions);
        if ((dueDate == null) == (missing == null)) {
            throw new IllegalArgumentException("a payment has either a due date or something that it waits for");
        }
    }
}
